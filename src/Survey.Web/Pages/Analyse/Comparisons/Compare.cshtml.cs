using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>The index of a year with that year's target.</summary>
public sealed record TargetYear(StoredPeriod Period, ReportRow Row, TargetJudgement? Judgement);

/// <summary>An index beside its target, the period before, the same period a year ago, and its peers.</summary>
public sealed class CompareModel(SelectionQuery selections, ResultsQuery results, PeerQuery peers, HistoryQuery histories) : StaffPage
{
    private const int MostYears = 4;

    /// <summary>Null, like the report, where nothing has been asked anywhere yet.</summary>
    public Selection? Selection { get; private set; }
    public UnitReport? Report { get; private set; }

    /// <summary>Against the same period a year ago; null where there is none, or it is the period before.</summary>
    public UnitReport? YearAgo { get; private set; }

    /// <summary>As the units are now, against the period before; null where nothing joined the unit since, or this is what the page shows.</summary>
    public UnitReport? Restated { get; private set; }

    /// <summary>Latest first; years without a target are left out.</summary>
    public IReadOnlyList<TargetYear> Years { get; private set; } = [];
    public PeerTable? Peers { get; private set; }

    /// <summary>The peers whose rows the reader may see.</summary>
    public IReadOnlyList<Peer> Open { get; private set; } = [];
    public UnitHistory History { get; private set; } = UnitHistory.None;

    public bool AllPeersAreOpen => Open.Count == Peers?.Peers.Count;

    public Peer? Own => Peers?.Peers.FirstOrDefault(p => p.Unit.Code == Report?.Unit.Code);

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        var choices = Choices.From(Request.Query);
        var (found, selection) = await selections.FindAsync(Access, unit, choices, cancellationToken);
        if (found is null || selection is null)
        {
            return found is not null && choices.AreNone ? Page() : NotFound();
        }

        History = await histories.OfAsync(Access, found, cancellationToken);
        (selection, var report) = await UnitModel.ReportAsync(results, histories.Apply(selection, History), cancellationToken);
        if (report is null)
        {
            return NotFound();
        }

        (Selection, Report) = (selection, report);
        await ReadAsync(selection, report, cancellationToken);
        return Page();
    }

    /// <summary>Whether units of that period were cut otherwise than today, so that a comparison with it needs a word.</summary>
    public bool ChangedSince(StoredPeriod? period) => period is not null && Report is not null
        && History.Joined.Concat(History.SplitFrom).Concat(History.Became).Any(s => s.Day > period.First && s.Day <= Report.Period.Last);

    private async Task ReadAsync(Selection selection, UnitReport report, CancellationToken cancellationToken)
    {
        var yearAgo = SamePeriodOf(selection, report.Period.Year - 1);
        YearAgo = yearAgo is null || yearAgo.Code == report.Before?.Code ? null
            : await results.GetAsync(selection.Query with { Against = yearAgo.Code }, cancellationToken);
        Restated = selection.AsOf is null && History.MayRestate && History.Joined.Count > 0 && (ChangedSince(report.Before) || ChangedSince(yearAgo))
            ? await results.GetAsync(histories.Apply(selection with { Choices = selection.Choices with { As = "now" } }, History).Query, cancellationToken)
            : null;
        Years = await YearsAsync(selection, report, cancellationToken);
        Peers = await peers.FindAsync(selection.Query, cancellationToken);
        Open = [.. (Peers?.Peers ?? []).Where(p => p.Unit.Code == report.Unit.Code || Access.May(Role.Analyst, p.Path))];
    }

    private async Task<List<TargetYear>> YearsAsync(Selection selection, UnitReport report, CancellationToken cancellationToken)
    {
        var years = new List<TargetYear>();
        for (var year = report.Period.Year; year > report.Period.Year - MostYears; year--)
        {
            var period = year == report.Period.Year ? report.Period : SamePeriodOf(selection, year);
            var then = period is null ? null : year == report.Period.Year ? report
                : await results.GetAsync(selection.Query with { Period = period.Code }, cancellationToken);
            if (then?.Overall.Target is not null)
            {
                years.Add(new(then.Period, then.Overall, TargetJudgement.Of(then.Overall, then.Sampling is [SamplingMode.Census])));
            }
        }

        return years;
    }

    // A period's code is its year and what it is called in every year.
    private static StoredPeriod? SamePeriodOf(Selection selection, int year) => selection.Periods.FirstOrDefault(p =>
        p.Template == selection.Period.Template && p.Year == year && OfAnyYear(p) == OfAnyYear(selection.Period));

    private static string OfAnyYear(StoredPeriod period) =>
        period.Code.Replace(period.Year.ToString(CultureInfo.InvariantCulture), "", StringComparison.Ordinal);
}
