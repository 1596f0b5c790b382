using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>Figures of one period by the index definition. What may not be shown, or is absent, is null.</summary>
/// <param name="by">Another definition over the same counts, by which figures are made; null: the index's own.</param>
internal sealed class ReportFigures(PeriodCounts counts, IReadOnlyList<TransactionCount> transactions, IndexDefinition? by = null)
{
    private readonly IndexDefinition _index = by ?? counts.Reading.Index;
    private readonly Dictionary<(Place, Facet), Tally> _sums = [];

    public PeriodCounts Counts => counts;

    /// <summary>Gives sums that were made elsewhere, so that they are not made again.</summary>
    public void Know(Place place, Facet facet, Tally sum) => _sums[(place, facet)] = sum;

    public Tally Sum(Place place, Facet facet) => _sums.TryGetValue((place, facet), out var sum)
        ? sum
        : _sums[(place, facet)] = counts.Sum(place, facet);

    /// <summary>The figure of a column of the reading: the index, a dimension or an item of the index.</summary>
    public Figure? Figure(Place place, Facet facet, int column = 0)
    {
        if (!counts.Disclosure.IsShown(place, facet, column))
        {
            return null;
        }

        var rolledUp = _index.RollUp == RollUpRule.Pooled ? null : RolledUp(place, facet, column);
        return rolledUp ?? Present(Pooled(Sum(place, facet), column, PopulationOf(place, facet)));
    }

    /// <summary>False where the counts of several versions cannot make one figure of the index or a dimension, and that may be said.</summary>
    public bool IsComparable(Place place, Facet facet, int column = 0)
    {
        var index = counts.Reading.Index;
        return column > index.Dimensions.Count || !counts.Disclosure.IsShown(place, facet, column)
            || Sum(place, facet).IsComparable(index.Code, column == 0 ? null : index.Dimensions[column - 1].Code);
    }

    /// <summary>Transactions of a unit and all below it.</summary>
    public long TransactionsOf(Place place, Facet facet)
    {
        var units = place.Subtree().Where(p => p.Unit is not null).SelectMany(p => p.Former.Append(p.Id)).ToHashSet();
        return transactions.Where(t => t.PeriodCode == counts.Period.Code && units.Contains(t.UnitId)
            && (facet.Service is null || facet.Service == t.ServiceId)).Sum(t => t.Count);
    }

    /// <summary>From the figures of the child units that may be shown; null where there are none, so that what lies in a
    /// unit's own counters is all there is.</summary>
    private Figure? RolledUp(Place place, Facet facet, int column)
    {
        var children = place.Children.Where(c => c.Unit is not null).Select(c => (Place: c, Figure: Figure(c, facet, column)))
            .Where(c => c.Figure is not null).ToList();
        var rolledUp = _index.RollUp == RollUpRule.MeanOfUnits
            ? SatisfactionIndex.MeanOfUnits([.. children.Select(c => c.Figure!)])
            : SatisfactionIndex.Weighted([.. children.Select(c => (c.Figure!, TransactionsOf(c.Place, facet)))]);
        return Present(rolledUp.Figure);
    }

    private Figure Pooled(Tally sum, int column, long? population)
    {
        var index = _index;
        return column == 0 ? SatisfactionIndex.Composite(sum, index, population)
            : column <= index.Dimensions.Count ? SatisfactionIndex.Dimension(sum, index, index.Dimensions[column - 1].Code, population)
            : SatisfactionIndex.Item(sum, index, counts.Reading.Items[column - counts.Reading.ColumnOfItem(0)].Code, population);
    }

    private static Figure? Present(Figure figure) => figure.Value is null ? null : figure;

    // Everyone was asked: no sampling error. A probability sample: of the transactions, where they are known and split alike.
    internal long? PopulationOf(Place place, Facet facet)
    {
        var modes = counts.CellsOf(place, facet).Select(c => c.Wave.Sampling).Distinct().ToList();
        return modes switch
        {
            [SamplingMode.Census] => 0,
            [SamplingMode.Probability] when place.Unit is not null && facet is { Channel: null, Filled: null } && TransactionsOf(place, facet) is > 0 and var n => n,
            _ => null,
        };
    }
}
