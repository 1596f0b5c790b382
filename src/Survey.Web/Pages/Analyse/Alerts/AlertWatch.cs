using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Trends;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>
/// Looks after each day at every unit that got answers lately. Two nodes that look at once change nothing twice: a fall is a row
/// under a unique index, and its letters are written in the same transaction.
/// </summary>
public sealed partial class AlertWatch(
    IDbContextFactory<SurveyDbContext> contexts, IServiceScopeFactory scopes, AlertLetters letters, LocalCalendar calendar, SurveySettings settings, TimeProvider time,
    ILogger<AlertWatch> logger) : BackgroundService
{
    private const string LookedAt = "alerts_looked_at";

    /// <summary>Looks once, whether or not the day was looked at, and says how many alerts were raised.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var raised = 0;
        foreach (var (unit, questionnaire, id) in await UnitsAsync(cancellationToken))
        {
            raised += await LookAtAsync(unit, questionnaire, id, cancellationToken) ? 1 : 0;
        }

        return raised;
    }

    /// <summary>Looks unless this day was looked at already, on whatever node.</summary>
    public async Task LookOnceADayAsync(CancellationToken cancellationToken)
    {
        var today = calendar.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var state = await context.Settings.SingleOrDefaultAsync(s => s.Name == LookedAt, cancellationToken);
        if (state?.Value == today)
        {
            return;
        }

        await LookAsync(cancellationToken);
        if (state is null)
        {
            context.Add(new Setting { Name = LookedAt, Value = today });
        }
        else
        {
            state.Value = today;
        }

        await SaveAsync(context, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.AlertMinutes <= 0)
        {
            return;
        }

        // Not in the first minutes of a node, nor on all nodes in the same one.
        await Task.Delay(TimeSpan.FromSeconds(Random.Shared.Next(120, 300)), time, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(Math.Min(settings.AlertMinutes, 1440)), time);
        do
        {
            try
            {
                await LookOnceADayAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Units with real answers of the last weeks, those above them, and those with an alert that lasts.</summary>
    private async Task<List<(Unit Unit, string Questionnaire, long Id)>> UnitsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (first, today) = (calendar.Today.AddDays(-AlertRules.FreshDays), calendar.Today);
        var answered = await context.DayCells.Where(c => c.Day >= first && c.Day < today)
            .Join(context.Waves.Where(w => !w.Synthetic), c => c.WaveId, w => w.Id, (c, w) => new { c.UnitId, w.Version!.QuestionnaireId })
            .Distinct().ToListAsync(cancellationToken);
        var lasting = await context.Alerts.Where(a => a.EndedAt == null).Select(a => new { a.UnitId, a.QuestionnaireId }).Distinct().ToListAsync(cancellationToken);
        var units = await context.Units.AsNoTracking().Where(u => u.ValidTo == null || u.ValidTo >= first).ToDictionaryAsync(u => u.Id, cancellationToken);
        var codes = await context.Questionnaires.Select(q => new { q.Id, q.Code }).ToDictionaryAsync(q => q.Id, q => q.Code, cancellationToken);
        var pairs = new HashSet<(long Unit, long Questionnaire)>(lasting.Where(l => units.ContainsKey(l.UnitId)).Select(l => (l.UnitId, l.QuestionnaireId)));
        foreach (var pair in answered)
        {
            for (var unit = units.GetValueOrDefault(pair.UnitId); unit is not null; unit = unit.ParentId is { } parent ? units.GetValueOrDefault(parent) : null)
            {
                pairs.Add((unit.Id, pair.QuestionnaireId));
            }
        }

        return [.. pairs.Select(p => (units[p.Unit], codes[p.Questionnaire], p.Questionnaire)).OrderBy(p => p.Item2, StringComparer.Ordinal)];
    }

    private async Task<bool> LookAtAsync(Unit unit, string questionnaire, long questionnaireId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var range = TrendRange.Until(calendar.Today.AddDays(-1), TrendGrain.Week);
        var series = await scope.ServiceProvider.GetRequiredService<TrendQuery>().GetAsync(unit.Code, questionnaire, null, TrendGrain.Week, range, cancellationToken);
        if (series is null || series.Synthetic)
        {
            return false;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var open = await context.Alerts.Where(a => a.UnitId == unit.Id && a.QuestionnaireId == questionnaireId && a.IndexCode == series.Index.Code && a.EndedAt == null)
            .OrderBy(a => a.FirstSeen).FirstOrDefaultAsync(cancellationToken);
        var judgement = AlertRules.Judge(series, open);
        if (!judgement.IsKnown)
        {
            return false;
        }

        if (open is not null)
        {
            Follow(open, judgement.Fall);
            await SaveAsync(context, cancellationToken);
            return false;
        }

        return judgement.Fall is { } fall && await RaiseAsync(context, unit, questionnaireId, series, fall, cancellationToken);
    }

    private void Follow(Alert alert, Fall? fall)
    {
        if (fall is null)
        {
            alert.EndedAt = calendar.UtcNow;
        }
        else if (fall.Last > alert.LastSeen || fall.ValueHundredths != alert.ValueHundredths)
        {
            (alert.LastSeen, alert.ValueHundredths, alert.LimitHundredths) = (fall.Last, fall.ValueHundredths, fall.LimitHundredths);
        }
        else
        {
            return;
        }

        alert.Revision++;
    }

    private async Task<bool> RaiseAsync(SurveyDbContext context, Unit unit, long questionnaireId, TrendSeries series, Fall fall, CancellationToken cancellationToken)
    {
        var quiet = calendar.UtcNow.AddDays(-AlertRules.QuietDays);
        if (!AlertRules.IsFresh(fall, calendar.Today) || await context.Alerts.AnyAsync(a => a.UnitId == unit.Id && a.QuestionnaireId == questionnaireId
            && a.IndexCode == series.Index.Code && a.Kind == fall.Kind && (a.EndedAt > quiet || a.FirstSeen == fall.First), cancellationToken))
        {
            return false;
        }

        var alert = new Alert
        {
            Id = RandomKey.New(),
            UnitId = unit.Id,
            QuestionnaireId = questionnaireId,
            IndexCode = series.Index.Code,
            Kind = fall.Kind,
            FirstSeen = fall.First,
            LastSeen = fall.Last,
            ValueHundredths = fall.ValueHundredths,
            LimitHundredths = fall.LimitHundredths,
            RaisedAt = calendar.UtcNow,
        };
        context.Add(alert);
        context.AddRange(await letters.OfAsync(context, alert, unit, series.Index.Title, cancellationToken));
        return await SaveAsync(context, cancellationToken);
    }

    // Another node that saw the same at the same moment has written it.
    private static async Task<bool> SaveAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (LostRace.IsLost(e))
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Trends could not be looked at for alerts; the next round tries again.")]
    private partial void LogFailed(Exception error);
}
