using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>A figure of the index beside the same counts under another definition.</summary>
public sealed record OtherFigure(string Name, string NameEn, Figure? Own, Figure? Other)
{
    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

/// <summary>What an index can be shown under beside its own definition.</summary>
public sealed record OtherWays(IReadOnlyList<IndexMethod> Methods, IReadOnlyList<FactorRule> Factors, IReadOnlyList<WeightSet> Weights)
{
    /// <summary>Whether the questionnaire's index has anything to choose.</summary>
    public bool Any => Methods.Count > 1 || Factors.Count > 1 || Weights.Count > 0;
}

/// <summary>An index under another method, factor rule or weight set.</summary>
public sealed record OtherWay
{
    public required IndexDefinition Definition { get; init; }

    /// <summary>The weight set; null: the index's own weights.</summary>
    public required WeightSet? Weights { get; init; }
    public required OtherFigure Overall { get; init; }
    public required IReadOnlyList<OtherFigure> Dimensions { get; init; }
    public required IReadOnlyList<OtherFigure> Units { get; init; }
}

/// <summary>
/// Where the counts of a unit may be told under a second definition. Several methods on the same answers tell together how many
/// gave which answer, and several sets of weights tell the dimensions apart: so a second figure is a breakdown of the first.
/// It is shown where each part that it is made of (the dimensions of a weighted index, the items of a mean of items) may be
/// broken down, where the figure of the unit above is shown so, too, and where what this leaves of the unit above is nothing or
/// large enough for a breakdown of its own. Only without filters: they span tables of their own.
/// </summary>
internal sealed class OtherWayDisclosure(PeriodCounts counts, IndexDefinition definition)
{
    private readonly Dictionary<(Place, int), bool> _parts = [];

    public bool IsShown(Place place, int column = 0) => Parts(column).All(part => IsPartShown(place, part));

    private bool IsPartShown(Place place, int column)
    {
        if (!_parts.TryGetValue((place, column), out var shown))
        {
            shown = counts.Disclosure.IsBrokenDown(place, default, column)
                && (place.Parent is not { } parent || (IsPartShown(parent, column) && LeavesEnough(parent, column)));
            _parts[(place, column)] = shown;
        }

        return shown;
    }

    private bool LeavesEnough(Place parent, int column) => parent.Children.Where(c => !counts.Disclosure.IsBrokenDown(c, default, column))
        .Sum(c => counts.Base(c, default, column)) is 0 or >= Suppression.MinimumBreakdown;

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
