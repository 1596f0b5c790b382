using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>The figures of some units over the same runs of days. What may not be shown, or is absent, is null.</summary>
internal sealed class TrendFigures(TrendCounts counts, IReadOnlyList<Days> days, Func<Place, int, bool> isShown)
{
    private readonly Dictionary<Place, (RowSums<int> Sums, HashSet<ResultWave>[] Waves)> _sums = [];
    private readonly ILookup<DateOnly, int> _bucketsOf = (from bucket in Enumerable.Range(0, days.Count)
                                                          from day in Enumerable.Range(0, days[bucket].Last.DayNumber - days[bucket].First.DayNumber + 1)
                                                          select (Bucket: bucket, Day: days[bucket].First.AddDays(day))).ToLookup(x => x.Day, x => x.Bucket);

    /// <summary>As it is printed.</summary>
    public Figure? Of(Place unit, int bucket) => Of(unit, bucket, asSample: false);

    /// <summary>With its sampling error whatever the sampling mode: of the process that makes the answers, every bucket is a sample.</summary>
    public Figure? AsSample(Place unit, int bucket) => Of(unit, bucket, asSample: true);

    /// <summary>The waves whose answers make a figure that is shown.</summary>
    public IReadOnlyCollection<ResultWave> WavesOf(Place unit, int bucket) => SumsOf(unit).Waves[bucket];

    private Figure? Of(Place unit, int bucket, bool asSample)
    {
        if (!isShown(unit, bucket))
        {
            return null;
        }

        var rolledUp = counts.Reading.Index.RollUp == RollUpRule.Pooled ? null : RolledUp(unit, bucket, asSample);
        return rolledUp ?? Present(SatisfactionIndex.Composite(SumsOf(unit).Sums.Of(bucket), counts.Reading.Index, asSample ? null : PopulationOf(unit, bucket)));
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
        WavesOf(unit, bucket).Select(w => w.Sampling).Distinct().ToList() is [SamplingMode.Census] ? 0 : null;

    // One pass over the unit's cells for all its buckets.
    private (RowSums<int> Sums, HashSet<ResultWave>[] Waves) SumsOf(Place unit)
    {
        if (_sums.TryGetValue(unit, out var known))
        {
            return known;
        }

        var sums = new RowSums<int>(counts.Reading);
        HashSet<ResultWave>[] waves = [.. days.Select(_ => new HashSet<ResultWave>())];
        bool[] shown = [.. days.Select((_, i) => isShown(unit, i))];
        foreach (var cell in counts.CellsOf(unit))
        {
            var buckets = _bucketsOf[cell.Segment].Where(i => shown[i]).ToList();
            buckets.ForEach(i => waves[i].Add(cell.Wave));
            if (buckets.Count > 0)
            {
                sums.Add(cell, buckets);
            }
        }

        return _sums[unit] = (sums, waves);
    }

    private static Figure? Present(Figure figure) => figure.Value is null ? null : figure;
}
