using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>
/// Where the counts of a unit may be told under a second definition. Several methods on the same answers tell together how many
/// gave which answer, and several sets of weights tell the dimensions apart: so a second figure is a breakdown of the first.
/// It is shown where each part that it is made of (the dimensions of a weighted index, the items of a mean of items) may be
/// broken down and is shown so of the unit above, too. What the units shown leave of the one above is nothing or at least ten
/// responses, and no single unit's that must not be told: as many of the smallest are left out as that takes. Where periods can
/// be subtracted from each other, that holds for what is left of them. Only without filters: they span tables of their own.
/// </summary>
internal sealed class OtherWayDisclosure(Disclosure disclosure, IndexReading reading, IndexDefinition definition)
{
    private readonly Dictionary<(Place, int), bool> _parts = [];
    private readonly Dictionary<(Place, int), HashSet<Place>> _leftOut = [];
    private readonly Dictionary<Disclosure, OtherWayDisclosure> _others = [];

    public bool IsShown(Place place, int column = 0) => Parts(column).All(part => IsPartShown(place, part));

    private bool IsPartShown(Place place, int column)
    {
        if (!_parts.TryGetValue((place, column), out var shown))
        {
            shown = MayBeTold(place, column)
                && (place.Parent is not { } parent || (IsPartShown(parent, column) && !LeftOut(parent, column).Contains(place)));
            _parts[(place, column)] = shown;
        }

        return shown;
    }

    private bool MayBeTold(Place place, int column) => disclosure.IsBrokenDown(place, default, column)
        && (column == 0 ? disclosure.Left(place, p => Of(p).IsPartShown(place, 0)) : disclosure.Pieces)
            .All(p => p.Base(place, column) == 0 || Of(p).IsPartShown(place, column));

    private OtherWayDisclosure Of(Disclosure days) =>
        _others.TryGetValue(days, out var other) ? other : _others[days] = new(days, reading, definition);

    private HashSet<Place> LeftOut(Place parent, int column)
    {
        if (_leftOut.TryGetValue((parent, column), out var known))
        {
            return known;
        }

        // Counters have no second figure of their own, so that they are what others are confused with at no price.
        var leftOut = parent.Children.Where(c => c.Point is not null || !MayBeTold(c, column)).ToHashSet();
        while (Sums(parent).Any(s => GivesAway([.. s.Where(leftOut.Contains)], column))
            && parent.Children.Where(c => !leftOut.Contains(c)).MinBy(c => disclosure.Base(c, column)) is { } smallest)
        {
            leftOut.Add(smallest);
        }

        return _leftOut[(parent, column)] = leftOut;
    }

    // A figure that is made of those of child units says what these say, whatever lies in counters.
    private IEnumerable<List<Place>> Sums(Place parent) => definition.RollUp == RollUpRule.Pooled
        ? [parent.Children]
        : [parent.Children, parent.Children.FindAll(c => c.Unit is not null && disclosure.IsShown(c, default))];

    private bool GivesAway(List<Place> leftOut, int column)
    {
        var some = leftOut.FindAll(p => disclosure.Base(p, column) > 0);
        return some.Count > 0 && (some.Sum(p => disclosure.Base(p, column)) < Suppression.MinimumBreakdown
            || (some is [var only] && !MayBeTold(only, column)));
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
        : dimension.Items.Select(i => reading.ColumnOfItem(reading.Items.ToList().FindIndex(k => k.Code == i.Code)));
}
