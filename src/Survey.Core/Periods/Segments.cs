namespace Survey.Core.Periods;

/// <summary>
/// Runs of days that no period cuts. Days of one segment lie in the same periods, so their tallies can be kept as one and
/// every period is still a sum of whole segments.
/// </summary>
public static class Segments
{
    /// <summary>The first days of all segments but the earliest, ascending, each once: every period's first day and the
    /// day after its last.</summary>
    public static DateOnly[] Boundaries(IEnumerable<Period> periods)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var period in periods)
        {
            days.Add(period.First);
            if (period.Last < DateOnly.MaxValue)
            {
                days.Add(period.Last.AddDays(1));
            }
        }

        return [.. days];
    }

    /// <summary>The first day of the segment a day belongs to; <see cref="DateOnly.MinValue"/> before the first boundary.
    /// The segment runs to the day before the next boundary, the last one without end.</summary>
    /// <param name="day">The day.</param>
    /// <param name="boundaries">What <see cref="Boundaries"/> gave: ascending.</param>
    public static DateOnly StartOf(DateOnly day, IReadOnlyList<DateOnly> boundaries)
    {
        int low = 0, high = boundaries.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (boundaries[middle] <= day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? DateOnly.MinValue : boundaries[low - 1];
    }
}
