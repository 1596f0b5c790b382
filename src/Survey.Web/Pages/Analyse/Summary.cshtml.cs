using Survey.Web.Pages.Analyse.Comparisons;

namespace Survey.Web.Pages.Analyse;

/// <summary>One A4 page for a meeting.</summary>
public sealed class SummaryModel(SelectionQuery selections, ResultsQuery results, HistoryQuery histories, ExactIntervals exact, OtherWayQuery otherWays)
    : UnitModel(selections, results, histories, exact, otherWays);
