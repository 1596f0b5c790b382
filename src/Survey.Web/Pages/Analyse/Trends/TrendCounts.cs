using System.Collections.Concurrent;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>All released counts of one questionnaire over some segments of time, by unit and day.</summary>
internal sealed class TrendCounts
{
    private readonly ConcurrentDictionary<TrendRow, long[]> _sums = new();
    private TrendDisclosure? _disclosure;

    public required ResultsWorld World { get; init; }
    public required IndexReading Reading { get; init; }
    public required TrendCalendar Calendar { get; init; }

    /// <summary>Every stored period that has begun and touches the segments, with the counts by collection point that its own page
    /// decides by.</summary>
    public required IReadOnlyList<PeriodCounts> Periods { get; init; }

    /// <summary>Cells of whole days, by the unit whose own counters they count; the segment is the day.</summary>
    public required ILookup<long, CountedCell> Cells { get; init; }
    public required IReadOnlyList<TransactionCount> Transactions { get; init; }
    public required IReadOnlyList<long> WaveIds { get; init; }
    public required Days Window { get; init; }

    public TrendDisclosure Disclosure => _disclosure ??= new(this);

    /// <summary>Responses with a valid answer in the index.</summary>
    public long Base(TrendRow row, Days days)
    {
        var sums = SumsOf(row);
        return sums[Place(days.Last) + 1] - sums[Place(days.First)];
    }

    /// <summary>The cells of a unit and all below it.</summary>
    public IEnumerable<CountedCell> CellsOf(Place unit) => unit.Subtree().Where(p => p.Unit is not null).SelectMany(p => Cells[p.Id]);

    private int Place(DateOnly day) => Math.Clamp(day.DayNumber - Window.First.DayNumber, 0, Window.Last.DayNumber - Window.First.DayNumber);

    // Up to each day, so that a run of days is one subtraction.
    private long[] SumsOf(TrendRow row) => _sums.GetOrAdd(row, key =>
    {
        var sums = new long[Window.Last.DayNumber - Window.First.DayNumber + 2];
        if (!key.Own)
        {
            foreach (var part in key.Unit.Children.Where(c => c.Unit is not null).Select(c => SumsOf(new(c))).Append(SumsOf(key with { Own = true })))
            {
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += part[i];
                }
            }

            return sums;
        }

        foreach (var cell in Cells[key.Unit.Id])
        {
            sums[Place(cell.Segment) + 1] += cell.Bases[0];
        }

        for (var i = 1; i < sums.Length; i++)
        {
            sums[i] += sums[i - 1];
        }

        return sums;
    });
}
