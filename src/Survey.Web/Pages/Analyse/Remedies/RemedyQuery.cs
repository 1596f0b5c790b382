using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>Puts beside remedies what the results say of them; nothing here is shown that the results do not show.</summary>
public sealed class RemedyQuery(SurveyDbContext context, ResultsQuery results, LocalCalendar calendar, ReportText text)
{
    /// <summary>How many periods after the finding are looked at: with it, as many as a report's trend has.</summary>
    private const int MostSteps = 4;

    private readonly Dictionary<ReportQuery, ResultsChain?> _chains = [];
    private readonly Dictionary<ReportQuery, UnitReport?> _reports = [];

    public async Task<RemedyCounts> CountsAsync(Unit unit, CancellationToken cancellationToken)
    {
        var (today, soon) = (calendar.Today, calendar.Today.AddDays(RemedyFilter.SoonDays));
        var groups = await context.RemediesOf(unit)
            .GroupBy(r => new { r.State, Overdue = r.DueOn < today, Soon = r.DueOn >= today && r.DueOn <= soon })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        int Sum(RemedyState state, bool overdue = false, bool soonDue = false) =>
            groups.Where(g => g.Key.State == state && (!overdue || g.Key.Overdue) && (!soonDue || g.Key.Soon)).Sum(g => g.Count);
        return new(Sum(RemedyState.Open), Sum(RemedyState.Open, overdue: true), Sum(RemedyState.Open, soonDue: true), Sum(RemedyState.Done), Sum(RemedyState.Dropped));
    }

    /// <summary>Remedies with what became of them, in the order given.</summary>
    public async Task<IReadOnlyList<RemedyRow>> RowsAsync(IReadOnlyList<Remedy> remedies, CancellationToken cancellationToken)
    {
        var (unitIds, formIds) = (remedies.Select(r => r.UnitId).Distinct().ToList(), remedies.Select(r => r.QuestionnaireId).Distinct().ToList());
        var units = await context.Units.AsNoTracking().Where(u => unitIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancellationToken);
        var codes = await context.Questionnaires.Where(q => formIds.Contains(q.Id)).Select(q => new { q.Id, q.Code }).ToDictionaryAsync(q => q.Id, q => q.Code, cancellationToken);
        var periods = await context.Periods.AsNoTracking().ToListAsync(cancellationToken);
        var rows = new List<RemedyRow>();
        foreach (var remedy in remedies)
        {
            rows.Add(await RowAsync(remedy, units[remedy.UnitId], codes.GetValueOrDefault(remedy.QuestionnaireId), periods, cancellationToken));
        }

        return rows;
    }

    private async Task<RemedyRow> RowAsync(Remedy remedy, Unit unit, string? questionnaire, List<StoredPeriod> periods, CancellationToken cancellationToken)
    {
        var period = periods.Find(p => p.Code == remedy.PeriodCode);
        var query = new ReportQuery { Unit = unit.Code, Period = remedy.PeriodCode, Questionnaire = questionnaire ?? "", Index = remedy.IndexCode };
        var found = period is null || questionnaire is null ? null : await ReportAsync(query, cancellationToken);
        var part = found is null ? null : RemedyParts.Find(found, remedy.Part, text);
        var steps = new List<RemedyStep>();
        foreach (var next in found is null ? [] : After(period!, periods))
        {
            if (await ReportAsync(query with { Period = next.Code }, cancellationToken) is { } report)
            {
                steps.Add(Step(remedy, part?.Figure, next, report));
            }
        }

        return new RemedyRow
        {
            Remedy = remedy,
            Unit = unit,
            Questionnaire = questionnaire,
            Part = part?.Name ?? remedy.Part,
            Index = found is null ? remedy.IndexCode : text.In(found.Index.Title),
            Period = period,
            Now = part?.Figure,
            Steps = steps,
        };
    }

    private RemedyStep Step(Remedy remedy, Figure? found, StoredPeriod period, UnitReport report)
    {
        var figure = RemedyParts.Find(report, remedy.Part, text)?.Figure;
        // The index itself may weigh its dimensions otherwise today; the trend tells both by one definition.
        var before = remedy.Part.Length == 0 ? report.Trend.FirstOrDefault(t => t.Period.Code == remedy.PeriodCode)?.Figure : found;
        var difference = figure?.Value is null ? null
            : !RemedyParts.IsComparable(report, remedy.Part) ? new Difference { Comparable = false }
            : before?.Value is null ? null : SatisfactionIndex.Compare(figure, before);
        var met = figure?.Value is { } value && remedy.WantedHundredths is { } wanted ? value.CompareTo(Rational.FromDecimal(wanted / 100m)) >= 0 : (bool?)null;
        return new(period, period.Last < calendar.Today, figure, difference, met);
    }

    /// <summary>The periods that follow, as each names the one it is compared with, as far as they have begun.</summary>
    private List<StoredPeriod> After(StoredPeriod period, List<StoredPeriod> periods)
    {
        var after = new List<StoredPeriod>();
        for (var last = period; after.Count < MostSteps; last = after[^1])
        {
            var next = periods.Where(p => p.PredecessorCode == last.Code && p.First <= calendar.Today && p.First > last.First)
                .OrderByDescending(p => p.Template == last.Template).ThenBy(p => p.First).FirstOrDefault();
            if (next is null)
            {
                break;
            }

            after.Add(next);
        }

        return after;
    }

    private async Task<UnitReport?> ReportAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        if (_reports.TryGetValue(query, out var report))
        {
            return report;
        }

        // One reading of the counts serves all units.
        var whole = query with { Unit = "" };
        if (!_chains.TryGetValue(whole, out var chain))
        {
            _chains[whole] = chain = await results.ChainAsync(query, cancellationToken);
        }

        report = chain is null || !chain.World.UnitsByCode.TryGetValue(query.Unit, out var place) ? null : new ReportBuilder(chain, query, place, default).Build();
        return _reports[query] = report;
    }
}
