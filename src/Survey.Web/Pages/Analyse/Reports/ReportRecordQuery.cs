using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Comments;
using Survey.Web.Pages.Analyse.Comparisons;
using Survey.Web.Pages.Analyse.Plans;
using Survey.Web.Pages.Analyse.Remedies;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>Brings together what the papers of a selection tell. Whether the reader may see the unit is the caller's question.</summary>
public sealed class ReportRecordQuery(
    SurveyDbContext database, ResultsQuery results, ExactIntervals exact, RemedyQuery remedies, CommentQuery comments, PlanDesk desk, ReportText text, LocalCalendar calendar)
{
    private const int MostRemedies = 100;

    // What the planner's page proposes at first: ±5 points by the older formula, ten sheets for each line.
    private static readonly PlanTerms Usual = new(true, 500, 10);

    /// <summary>The record; null where there is no such report.</summary>
    public async Task<ReportRecord?> FindAsync(Selection selection, CancellationToken cancellationToken)
    {
        selection = RemedyParts.WithoutFilters(selection) with { Filled = null, AsOf = null };
        if (await results.GetAsync(selection.Query, cancellationToken) is not { } report)
        {
            return null;
        }

        report = await exact.ApplyAsync(report, cancellationToken);
        return new()
        {
            Selection = selection,
            Report = report,
            Others = await OthersAsync(selection, report, cancellationToken),
            Plan = await PlanAsync(selection, cancellationToken),
            Remedies = await RemediesAsync(selection, report, cancellationToken),
            Words = await WordsAsync(selection, cancellationToken),
            Waves = await WavesAsync(selection, cancellationToken),
            Points = await PointsAsync(selection, cancellationToken),
            Recipient = await RecipientAsync(selection.Period, cancellationToken),
            Day = calendar.Today,
        };
    }

    private async Task<List<UnitReport>> OthersAsync(Selection selection, UnitReport report, CancellationToken cancellationToken)
    {
        var others = new List<UnitReport>();
        foreach (var index in report.OtherIndices.Where(i => i.Code != report.Index.Code))
        {
            if (await results.GetAsync(selection.Query with { Index = index.Code }, cancellationToken) is { } other)
            {
                others.Add(await exact.ApplyAsync(other, cancellationToken));
            }
        }

        return others;
    }

    private async Task<ReportedPlan> PlanAsync(Selection selection, CancellationToken cancellationToken)
    {
        var place = new PlanPlace(selection.Unit, selection.Period, selection.Questionnaire, selection, selection);
        if (await desk.FindAsync(place, cancellationToken) is { } plan)
        {
            var lines = await desk.LinesOfAsync(place, plan, cancellationToken);
            return new(plan, new(plan.OlderMethod, plan.Margin, plan.Least), lines, await desk.ProgressAsync(place, lines, cancellationToken));
        }

        var start = await desk.StartAsync(place, byService: true, cancellationToken);
        return new(null, Usual, Usual.Propose(start.Lines), null);
    }

    // Those found in the period, and those still open of the periods before it that the trend shows.
    private async Task<IReadOnlyList<RemedyRow>> RemediesAsync(Selection selection, UnitReport report, CancellationToken cancellationToken)
    {
        var (period, questionnaire) = (selection.Period.Code, selection.Questionnaire.Code);
        var earlier = report.Trend.Select(t => t.Period.Code).ToList();
        var found = await database.RemediesOf(selection.Unit).AsNoTracking()
            .Where(r => database.Questionnaires.Any(q => q.Id == r.QuestionnaireId && q.Code == questionnaire))
            .Where(r => r.PeriodCode == period || (r.State == RemedyState.Open && earlier.Contains(r.PeriodCode)))
            .OrderBy(r => r.DueOn).ThenBy(r => r.Id).Take(MostRemedies).ToListAsync(cancellationToken);
        return await remedies.RowsAsync(found, cancellationToken);
    }

    private async Task<ReportedWords?> WordsAsync(Selection selection, CancellationToken cancellationToken)
    {
        var list = await comments.FindAsync(selection.Unit, selection.Period, new CommentFilter(), text.Language, cancellationToken);
        return list is { All: >= Suppression.MinimumShown } ? new(list.All, list.Tags) : null;
    }

    private async Task<List<Wave>> WavesAsync(Selection selection, CancellationToken cancellationToken)
    {
        var (code, path) = (selection.Questionnaire.Code, selection.Unit.Path);
        var waves = await database.Waves.AsNoTracking().Include(w => w.Version)
            .Where(w => w.State != WaveState.Draft && w.Version!.Questionnaire!.Code == code && database.WavePoints.Any(p => p.WaveId == w.Id && p.CollectionPoint!.Unit!.Path.StartsWith(path)))
            .ToListAsync(cancellationToken);
        return [.. waves.Where(w => Overlaps(w, selection.Period)).OrderBy(w => w.OpenedAt ?? DateTime.MinValue).ThenBy(w => w.Name, StringComparer.Ordinal)];
    }

    private bool Overlaps(Wave wave, StoredPeriod period) =>
        (wave.OpenedAt is not { } opened || calendar.DayOf(opened) <= period.Last) && (wave.ClosedAt is not { } closed || calendar.DayOf(closed) >= period.First);

    private async Task<List<ReportedPoint>> PointsAsync(Selection selection, CancellationToken cancellationToken)
    {
        var (code, path, first) = (selection.Questionnaire.Code, selection.Unit.Path, selection.Period.First);
        var points = await database.CollectionPoints.AsNoTracking().Include(p => p.Unit).Include(p => p.Services).ThenInclude(s => s.Service)
            .Where(p => p.Unit!.Path.StartsWith(path) && (p.RetiredOn == null || p.RetiredOn >= first))
            .Where(p => database.WavePoints.Any(w => w.CollectionPointId == p.Id && database.Waves.Any(v => v.Id == w.WaveId && v.Version!.Questionnaire!.Code == code)))
            .ToListAsync(cancellationToken);
        return [.. points.OrderBy(p => p.Unit!.Path, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.CurrentCulture)
            .Select(p => new ReportedPoint(p.Unit!, p, [.. p.Services.Select(s => s.Service!).OrderBy(s => s.Name, StringComparer.CurrentCulture)]))];
    }

    // A period names a unit's code, or an office that is none of ours.
    private async Task<string?> RecipientAsync(StoredPeriod period, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(period.Recipient))
        {
            return null;
        }

        var unit = await database.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == period.Recipient, cancellationToken);
        return unit?.NameIn(text.Language) ?? period.Recipient;
    }
}
