using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>The figures of some units over the same runs of days. What may not be shown, or is absent, is null.</summary>
internal sealed class TrendFigures(TrendCounts counts, IReadOnlyList<Days> days, Func<Place, int, bool> isShown)
{
    private readonly Dictionary<Place, RowSums<int>> _sums = [];

    /// <summary>As it is printed.</summary>
    public Figure? Of(Place unit, int bucket) => Of(unit, bucket, asSample: false);

    /// <summary>With its sampling error whatever the sampling mode: of the process that makes the answers, every bucket is a sample.</summary>
    public Figure? AsSample(Place unit, int bucket) => Of(unit, bucket, asSample: true);

    /// <summary>The unit's cells of a run of days.</summary>
    public IEnumerable<CountedCell> CellsOf(Place unit, int bucket) =>
        counts.CellsOf(unit).Where(c => days[bucket].First <= c.Segment && c.Segment <= days[bucket].Last);

    private Figure? Of(Place unit, int bucket, bool asSample)
    {
        if (!isShown(unit, bucket))
        {
            return null;
        }

        var rolledUp = counts.Reading.Index.RollUp == RollUpRule.Pooled ? null : RolledUp(unit, bucket, asSample);
        return rolledUp ?? Present(SatisfactionIndex.Composite(SumsOf(unit).Of(bucket), counts.Reading.Index, asSample ? null : PopulationOf(unit, bucket)));
    }

    // As on the results pages: from the child units that may be shown; where there are none, a unit's own counters are all there is.
    private Figure? RolledUp(Place unit, int bucket, bool asSample)
    {
        var children = unit.Children.Where(c => c.Unit is not null).Select(c => (Place: c, Figure: Of(c, bucket, asSample)))
            .Where(c => c.Figure is not null).ToList();
        return Present((counts.Reading.Index.RollUp == RollUpRule.MeanOfUnits
            ? SatisfactionIndex.MeanOfUnits([.. children.Select(c => c.Figure!)])
            : SatisfactionIndex.Weighted([.. children.Select(c => (c.Figure!, TransactionsOf(c.Place, days[bucket])))])).Figure);
    }

    /// <summary>Transactions are told by period: those of the shortest one that holds the days.</summary>
    private long TransactionsOf(Place unit, Days within)
    {
        var period = counts.Periods.Select(p => p.Period).Where(p => p.First <= within.First && within.Last <= p.Last)
            .OrderBy(p => p.Last.DayNumber - p.First.DayNumber).FirstOrDefault();
        var units = unit.Subtree().Where(p => p.Unit is not null).Select(p => p.Id).ToHashSet();
        return counts.Transactions.Where(t => t.PeriodCode == period?.Code && units.Contains(t.UnitId)).Sum(t => t.Count);
    }

    // Everyone was asked: no sampling error.
    private long? PopulationOf(Place unit, int bucket) =>
        CellsOf(unit, bucket).Select(c => c.Wave.Sampling).Distinct().ToList() is [SamplingMode.Census] ? 0 : null;

    private RowSums<int> SumsOf(Place unit)
    {
        if (_sums.TryGetValue(unit, out var sums))
        {
            return sums;
        }

        _sums.Add(unit, sums = new(counts.Reading));
        foreach (var cell in counts.CellsOf(unit))
        {
            var buckets = Enumerable.Range(0, days.Count).Where(i => days[i].First <= cell.Segment && cell.Segment <= days[i].Last && isShown(unit, i));
            sums.Add(cell, buckets);
        }

        return sums;
    }

    private static Figure? Present(Figure figure) => figure.Value is null ? null : figure;
}
