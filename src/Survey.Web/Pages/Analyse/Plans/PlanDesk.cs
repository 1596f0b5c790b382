using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>What a plan is of. The period may still lie ahead; the tabs lead to one that results know.</summary>
public sealed record PlanPlace(Unit Unit, StoredPeriod Period, QuestionnaireChoice Questionnaire, Selection Selection, Selection Tabs);

/// <summary>Finds, keeps and follows the plan of a unit, a period and a questionnaire.</summary>
public sealed class PlanDesk(SurveyDbContext database, SelectionQuery selections, ResultsQuery results, StratumQuery strata, LocalCalendar calendar)
{
    public async Task<PlanPlace?> PlaceAsync(Unit unit, Choices choices, CancellationToken cancellationToken)
    {
        if (await selections.OfAsync(unit, choices with { Period = null }, cancellationToken) is not { } selection)
        {
            return null;
        }

        var ahead = await database.Periods.AsNoTracking().Where(p => p.First > calendar.Today)
            .OrderBy(p => p.First).ThenBy(p => p.Last).ToListAsync(cancellationToken);
        List<StoredPeriod> periods = [.. ahead.AsEnumerable().Reverse(), .. selection.Periods];
        var period = choices.Period is null ? selection.Period : periods.Find(p => p.Code == choices.Period);
        return period is null ? null : new PlanPlace(unit, period, selection.Questionnaire, selection with { Period = period, Periods = periods },
            selection.Periods.Contains(period) ? selection with { Period = period } : selection);
    }

    public async Task<SamplePlan?> FindAsync(PlanPlace place, CancellationToken cancellationToken)
    {
        var questionnaire = await QuestionnaireIdAsync(place, cancellationToken);
        return await database.SamplePlans.Include(p => p.Quotas)
            .SingleOrDefaultAsync(p => p.UnitId == place.Unit.Id && p.PeriodCode == place.Period.Code && p.QuestionnaireId == questionnaire, cancellationToken);
    }

    /// <summary>Keeps the rows as the plan. Whoever kept it in between makes the database refuse.</summary>
    public async Task SaveAsync(PlanPlace place, SamplePlan? known, PlanTerms terms, string note, IReadOnlyList<PlanLine> lines, long account, CancellationToken cancellationToken)
    {
        var plan = known ?? new SamplePlan
        {
            Id = RandomKey.New(),
            UnitId = place.Unit.Id,
            PeriodCode = place.Period.Code,
            QuestionnaireId = await QuestionnaireIdAsync(place, cancellationToken),
            Margin = terms.Margin,
            Least = terms.Least,
            OlderMethod = terms.Older,
            CreatedBy = account,
            CreatedAt = calendar.UtcNow,
        };
        if (known is null)
        {
            database.Add(plan);
        }

        (plan.Margin, plan.Least, plan.OlderMethod, plan.Note) = (terms.Margin, terms.Least, terms.Older, note);
        plan.Revision++;
        Keep(plan, lines);
        database.Audit(calendar, account, known is null ? "plan_fixed" : "plan_changed", $"{SubjectOf(place)}: n={lines.Sum(l => (long)l.Planned)}");
        await database.SaveChangesAsync(cancellationToken);
    }

    public async Task DeleteAsync(PlanPlace place, SamplePlan plan, long account, CancellationToken cancellationToken)
    {
        database.Remove(plan);
        database.Audit(calendar, account, "plan_deleted", SubjectOf(place));
        await database.SaveChangesAsync(cancellationToken);
    }

    public async Task<PlanProgress> ProgressAsync(PlanPlace place, IReadOnlyList<PlanLine> lines, CancellationToken cancellationToken)
    {
        var query = place.Selection.Query with { Service = null, Channel = null, Sampling = null };
        var received = new ReceivedCounts(await results.ChainAsync(query, cancellationToken));
        return PlanProgress.Of(lines, place.Unit, received, await FieldworkFromAsync(place, cancellationToken), place.Period.Last, calendar.Today);
    }

    public Task<StartLines> StartAsync(PlanPlace place, bool byService, CancellationToken cancellationToken) =>
        strata.StartAsync(place.Unit, place.Period, byService, cancellationToken);

    public Task<IReadOnlyList<PlanLine>> LinesOfAsync(PlanPlace place, SamplePlan plan, CancellationToken cancellationToken) =>
        strata.OfAsync(plan, place.Unit, cancellationToken);

    public Task AuditDownloadAsync(string name, long account, CancellationToken cancellationToken)
    {
        database.Audit(calendar, account, "export_plan", name);
        return database.SaveChangesAsync(cancellationToken);
    }

    // Who opens the first wave in the middle of a period is measured from then on.
    private async Task<DateOnly> FieldworkFromAsync(PlanPlace place, CancellationToken cancellationToken)
    {
        var code = place.Questionnaire.Code;
        var here = database.WavePoints.Where(p => p.CollectionPoint!.Unit!.Path.StartsWith(place.Unit.Path)).Select(p => p.WaveId);
        var opened = await database.Waves.AsNoTracking().Where(w => w.OpenedAt != null && w.Version!.Questionnaire!.Code == code && here.Contains(w.Id))
            .Select(w => new { w.OpenedAt, w.ClosedAt }).ToListAsync(cancellationToken);
        var days = opened.Where(w => w.ClosedAt is null || calendar.DayOf(w.ClosedAt.Value) >= place.Period.First).Select(w => calendar.DayOf(w.OpenedAt!.Value)).ToList();
        return days.Count > 0 && days.Min() > place.Period.First ? days.Min() : place.Period.First;
    }

    private async Task<long> QuestionnaireIdAsync(PlanPlace place, CancellationToken cancellationToken) =>
        await database.Questionnaires.Where(q => q.Code == place.Questionnaire.Code).Select(q => q.Id).SingleAsync(cancellationToken);

    private static string SubjectOf(PlanPlace place) => $"{place.Unit.Code} {place.Period.Code} {place.Questionnaire.Code}";

    private void Keep(SamplePlan plan, IReadOnlyList<PlanLine> lines)
    {
        var kept = plan.Quotas.ToDictionary(q => (q.UnitId, q.ServiceId));
        foreach (var line in lines)
        {
            if (kept.Remove((line.Stratum.Unit.Id, line.Stratum.ServiceId), out var quota))
            {
                (quota.Population, quota.Planned, quota.Issued) = (line.Population, line.Planned, line.Issued);
            }
            else
            {
                plan.Quotas.Add(new SampleQuota
                {
                    PlanId = plan.Id,
                    UnitId = line.Stratum.Unit.Id,
                    ServiceId = line.Stratum.ServiceId,
                    Population = line.Population,
                    Planned = line.Planned,
                    Issued = line.Issued,
                });
            }
        }

        database.RemoveRange(kept.Values);
    }
}
