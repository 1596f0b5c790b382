using System.Collections.Concurrent;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>A stored cell within a period, with the bases it adds to every figure.</summary>
internal sealed record CountedCell(ResultWave Wave, DateOnly Segment, long ServiceId, Channel Channel, TallyLayout Layout, byte[] Vector, long[] Bases);

/// <summary>All released counts of one questionnaire in one period, by collection point.</summary>
/// <param name="periods">First and last days of the periods that a reader may open.</param>
internal sealed class PeriodCounts(
    IndexReading reading, StoredPeriod period, ILookup<long, CountedCell> cellsByPoint, IReadOnlyList<(DateOnly First, DateOnly Last)> periods)
{
    private readonly ConcurrentDictionary<Place, CountedCell[]> _cells = new();
    private readonly ConcurrentDictionary<(Place, Facet), long[]> _bases = new();
    private readonly ConcurrentDictionary<(Place, Facet), Dictionary<Facet, CountedCell[]>> _byValue = new();
    private readonly long[] _nothing = new long[1 + reading.Index.Dimensions.Count + reading.Items.Count];
    private Disclosure? _disclosure;
    private Disclosure? _twice;

    public IndexReading Reading => reading;
    public StoredPeriod Period => period;

    /// <summary>What may be shown of these counts.</summary>
    public Disclosure Disclosure => _disclosure ??= new PartsOfPeriod(this, periods).Of((period.First, period.Last));

    /// <summary>What may be shown of these counts a second time, by another method or other weights.</summary>
    public Disclosure Twice => _twice ??= new PartsOfPeriod(this, periods, Suppression.MinimumBreakdown).Of((period.First, period.Last));

    /// <summary>The same counts along another tree, whose places are made up of places of this one.</summary>
    public PeriodCounts Along(Func<Place, IReadOnlyList<Place>> partsOf)
    {
        var along = new PeriodCounts(reading, period, cellsByPoint, periods);
        along._disclosure = new PresentDisclosure(along, Disclosure, partsOf, Suppression.MinimumShown);
        along._twice = new PresentDisclosure(along, Twice, partsOf, Suppression.MinimumBreakdown);
        return along;
    }

    public CountedCell[] CellsOf(Place place) => _cells.GetOrAdd(place, p =>
        p.Point is null ? [.. p.Children.SelectMany(CellsOf)] : [.. cellsByPoint[p.Id]]);

    /// <summary>The cells of a place that a filter leaves. The cells of a place are sorted by the values of a filter once: a province
    /// has thousands of services, of which each counter offers a few.</summary>
    public IReadOnlyList<CountedCell> CellsOf(Place place, Facet facet)
    {
        if (facet == default)
        {
            return CellsOf(place);
        }

        if (facet.Filled is not null)
        {
            return [.. CellsOf(place, facet with { Filled = null }).Where(facet.Matches)];
        }

        var byValue = _byValue.GetOrAdd((place, facet.Kinds()), key =>
            CellsOf(key.Item1).GroupBy(key.Item2.Of).ToDictionary(g => g.Key, g => g.ToArray()));
        return byValue.GetValueOrDefault(facet) ?? [];
    }

    /// <summary>Responses with a valid answer, by column of the reading. Not to be changed.</summary>
    public long[] Bases(Place place, Facet facet) => _bases.TryGetValue((place, facet), out var known) ? known
        : CellsOf(place, facet) is { Count: > 0 } cells ? _bases.GetOrAdd((place, facet), _ => SumOf(cells)) : _nothing;

    public long Base(Place place, Facet facet, int column = 0) => Bases(place, facet)[column];

    private long[] SumOf(IReadOnlyList<CountedCell> cells)
    {
        var sums = new long[_nothing.Length];
        foreach (var cell in cells)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += cell.Bases[i];
            }
        }

        return sums;
    }

    /// <summary>The counts of some of the days.</summary>
    public PeriodCounts Within(Remainder days)
    {
        // No period cuts a segment, so its first day decides.
        var cells = cellsByPoint.SelectMany(point => point.Where(c => days.Contains(c.Segment)), (point, cell) => (point.Key, Cell: cell));
        return new(reading, period, cells.ToLookup(c => c.Key, c => c.Cell), periods);
    }

    /// <summary>The counts of a place in the reading's codes.</summary>
    public Tally Sum(Place place, Facet facet)
    {
        var sums = new RowSums<int>(reading);
        foreach (var cell in CellsOf(place, facet))
        {
            sums.Add(cell, [0]);
        }

        return sums.Of(0);
    }
}
