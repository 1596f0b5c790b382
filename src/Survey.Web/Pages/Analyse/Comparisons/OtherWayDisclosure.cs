using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>
/// Where the counts of a place may be told under a second definition. Several methods on the same answers tell together how many
/// gave which answer, and several sets of weights tell the dimensions apart: so a second figure is a breakdown of the first.
/// It is shown where each part that it is made of (the dimensions of a weighted index, the items of a mean of items) may be
/// broken down, and passes the rules that hold for first figures with ten responses in the place of five
/// (<see cref="PeriodCounts.Twice"/>): then no second figure on fewer than ten follows from any others, whatever filters, periods
/// and views of the tree they come from. A figure that is made of those of child units says what these say, whatever lies in
/// counters: there the units alone must keep a small one apart, and it is shown without filters and of units as they were only.
/// </summary>
internal sealed class OtherWayDisclosure(PeriodCounts counts, IndexDefinition definition, Facet facet)
{
    private readonly Dictionary<(Place, int), HashSet<Place>> _leftOut = [];

    public bool IsShown(Place place, int column = 0) => Parts(column).All(part => IsPartShown(place, part));

    private bool IsPartShown(Place place, int column) => MayBeTold(place, column) && (definition.RollUp == RollUpRule.Pooled
        || place.Parent is not { } parent || (IsPartShown(parent, column) && !LeftOut(parent, column).Contains(place)));

    private bool MayBeTold(Place place, int column) =>
        counts.Disclosure.IsBrokenDown(place, facet, column) && counts.Twice.IsShown(place, facet, column);

    /// <summary>The child units that are hidden where only those count that have a first figure.</summary>
    private HashSet<Place> LeftOut(Place parent, int column)
    {
        if (!_leftOut.TryGetValue((parent, column), out var leftOut))
        {
            var counted = parent.Children.FindAll(c => c.Unit is not null && counts.Disclosure.IsShown(c, facet, column));
            var hidden = Suppression.Hidden([.. counted.Select(c => counts.Base(c, facet, column))], totalIsShown: true,
                [.. counted.Select(c => !MayBeTold(c, column))], Suppression.MinimumBreakdown);
            _leftOut[(parent, column)] = leftOut = [.. counted.Where((_, i) => hidden[i])];
        }

        return leftOut;
    }

    private IEnumerable<int> Parts(int column)
    {
        var dimensions = definition.Dimensions;
        var weighted = definition.Composite == CompositeRule.Weighted || definition.Method == IndexMethod.Points;
        var within = column > 0 ? [column - 1] : weighted ? Enumerable.Range(0, dimensions.Count) : [];
        return within.SelectMany(d => Items(dimensions[d]).Prepend(1 + d)).Prepend(column).Distinct();
    }

    private IEnumerable<int> Items(DimensionDefinition dimension) => definition.Factor == FactorRule.Pooled || dimension.Items.Count == 1
        ? []
        : dimension.Items.Select(i => counts.Reading.ColumnOfItem(counts.Reading.Items.ToList().FindIndex(k => k.Code == i.Code)));
}
