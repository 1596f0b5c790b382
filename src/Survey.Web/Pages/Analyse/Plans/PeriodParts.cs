using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>Which shorter periods make up a longer one: quarters a year, or half a year and two quarters.</summary>
public static class PeriodParts
{
    /// <summary>Periods within the whole of which no two share a day, as many days of it as there can be; of equal choices the
    /// one of fewer periods. In the order of time.</summary>
    public static IReadOnlyList<StoredPeriod> Of(StoredPeriod whole, IEnumerable<StoredPeriod> periods)
    {
        var inside = periods.Where(p => p.Code != whole.Code && p.First >= whole.First && p.Last <= whole.Last).OrderBy(p => p.Last).ToList();
        // best[i]: the best choice among the first i, by the day on which they end.
        var best = new List<(int Days, IReadOnlyList<StoredPeriod> Chosen)> { (0, []) };
        for (var i = 0; i < inside.Count; i++)
        {
            var period = inside[i];
            var (days, chosen) = best[inside.Take(i).Count(p => p.Last < period.First)];
            (int Days, IReadOnlyList<StoredPeriod> Chosen) with = (days + DaysOf(period), [.. chosen, period]);
            var without = best[i];
            best.Add(with.Days > without.Days || (with.Days == without.Days && with.Chosen.Count < without.Chosen.Count) ? with : without);
        }

        return best[^1].Chosen;
    }

    /// <summary>Whether parts that share no day are all of the whole.</summary>
    public static bool Cover(StoredPeriod whole, IReadOnlyList<StoredPeriod> parts) => parts.Sum(DaysOf) == DaysOf(whole);

    private static int DaysOf(StoredPeriod period) => period.Last.DayNumber - period.First.DayNumber + 1;
}
