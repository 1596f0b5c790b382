using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>
/// Asks for packs whose day has come: some days after a period's end, and again when the period is closed (at once, and for each
/// later revision), since the figures are other ones then. A pack's key follows from what asks for it, so two nodes ask once.
/// </summary>
public sealed class PackSchedules(SurveyDbContext database, LocalCalendar calendar)
{
    /// <summary>Asks for what is due and says how many packs were added.</summary>
    public async Task<int> RequestDueAsync(CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var schedule in await database.PackSchedules.AsNoTracking().ToListAsync(cancellationToken))
        {
            added += await RequestAsync(schedule, cancellationToken);
        }

        return added;
    }

    private async Task<int> RequestAsync(PackSchedule schedule, CancellationToken cancellationToken)
    {
        // Not for what was over when the schedule was made.
        var (from, today) = (calendar.DayOf(schedule.CreatedAt), calendar.Today);
        var periods = await database.Periods.AsNoTracking().Where(p => p.Template == schedule.Template && p.Last >= from && p.First <= today).ToListAsync(cancellationToken);
        var added = 0;
        foreach (var period in periods)
        {
            var closing = await ClosingAsync(schedule.UnitId, period.Code, cancellationToken);
            var isDue = closing > 0 || (today > period.Last && today >= period.Last.AddDays(schedule.DaysAfter));
            added += isDue && await AddAsync(schedule, period, closing, cancellationToken) ? 1 : 0;
        }

        return added;
    }

    // The latest closing of the unit or of one above it; 0: open.
    private async Task<int> ClosingAsync(long unitId, string period, CancellationToken cancellationToken)
    {
        var path = await database.Units.Where(u => u.Id == unitId).Select(u => u.Path).SingleAsync(cancellationToken);
        var above = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return await database.PeriodClosings.Where(c => c.PeriodCode == period && c.State == ClosingState.Closed && database.Units.Any(u => u.Id == c.UnitId && above.Contains(u.Code)))
            .MaxAsync(c => (int?)c.Number, cancellationToken) ?? 0;
    }

    private async Task<bool> AddAsync(PackSchedule schedule, StoredPeriod period, int closing, CancellationToken cancellationToken)
    {
        var id = KeyOf(schedule, period, closing);
        if (await database.ReportPacks.AnyAsync(p => p.Id == id, cancellationToken))
        {
            return false;
        }

        database.Add(new ReportPack
        {
            Id = id,
            UnitId = schedule.UnitId,
            PeriodCode = period.Code,
            QuestionnaireCode = schedule.QuestionnaireCode,
            Language = schedule.Language,
            RequestedAt = calendar.UtcNow,
            Recipients = schedule.Recipients,
        });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (LostRace.IsLost(e))
        {
            database.ChangeTracker.Clear();
            return false;
        }
    }

    private static long KeyOf(PackSchedule schedule, StoredPeriod period, int closing)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{schedule.Id}:{period.Code}:{closing}")));
        return Math.Max(1, BinaryPrimitives.ReadInt64BigEndian(hash) & ((1L << 53) - 1));
    }
}
