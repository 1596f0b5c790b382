using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>
/// Reminds of due days: once per unit, period and day, some days before, and only where the period is not closed. Nodes that
/// look at the same moment insert the same key: the database keeps the first.
/// </summary>
public sealed partial class DueWatch(
    IDbContextFactory<SurveyDbContext> contexts, DueLetters letters, SurveySettings settings, LocalCalendar calendar, TimeProvider time, ILogger<DueWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Writes the letters that are due and says how many reminders those were.</summary>
    public async Task<int> RemindAsync(CancellationToken cancellationToken)
    {
        if (settings.RemindDays <= 0 || !settings.Mail.IsOn)
        {
            return 0;
        }

        var reminders = 0;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (unit, period, due) in await DueAsync(context, cancellationToken))
        {
            context.DueReminders.Add(new DueReminder { PeriodCode = period.Code, UnitId = unit.Id, DueOn = due, SentAt = calendar.UtcNow });
            context.OutgoingMails.AddRange(await letters.OfAsync(context, unit, period, due, cancellationToken));
            try
            {
                await context.SaveChangesAsync(cancellationToken);
                reminders++;
            }
            catch (DbUpdateException e) when (LostRace.IsLost(e))
            {
                // Another node was faster.
            }

            context.ChangeTracker.Clear();
        }

        return reminders;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await RemindAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
            {
                Failed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<List<(Unit Unit, StoredPeriod Period, DateOnly Due)>> DueAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var (from, to) = (calendar.Today, calendar.Today.AddDays(settings.RemindDays));
        var periods = await context.Periods.AsNoTracking()
            .Where(p => (p.DueInternal >= from && p.DueInternal <= to) || (p.DueExternal >= from && p.DueExternal <= to)).ToListAsync(cancellationToken);
        if (periods.Count == 0)
        {
            return [];
        }

        var codes = periods.ConvertAll(p => p.Code);
        var units = await context.Units.AsNoTracking().Where(u => context.Grants.Any(g => g.UnitId == u.Id && g.Role == Role.Analyst)).ToListAsync(cancellationToken);
        var sent = (await context.DueReminders.AsNoTracking().Where(r => codes.Contains(r.PeriodCode)).ToListAsync(cancellationToken))
            .Select(r => (r.UnitId, r.PeriodCode, r.DueOn)).ToHashSet();
        var closed = (await ClosedPeriod.ListAsync(context, cancellationToken)).Where(c => codes.Contains(c.Period)).ToList();
        return [.. from unit in units
                   from period in periods
                   where !closed.Exists(c => c.Period == period.Code && unit.Path.StartsWith(c.Path, StringComparison.Ordinal))
                   from due in new[] { period.DueInternal, period.DueExternal }
                   where due >= @from && due <= to && !sent.Contains((unit.Id, period.Code, due.Value))
                   select (unit, period, due.Value)];
    }

    [LoggerMessage(LogLevel.Error, "Reminders of due days could not be written; the next round tries again.")]
    private static partial void Failed(ILogger logger, Exception exception);
}
