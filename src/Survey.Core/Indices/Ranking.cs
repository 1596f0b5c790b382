namespace Survey.Core.Indices;

/// <summary>Where a unit stands among its peers.</summary>
/// <param name="Place">1 plus the number of units whose interval lies wholly above this one's: the best place that can be
/// claimed for it. Units that cannot be told apart from the best share place 1.</param>
/// <param name="Lowest">The number of units ranked, less those whose interval lies wholly below this one's: the worst
/// place it may hold. Equal to <see cref="Place"/> where it differs from every other unit.</param>
/// <param name="Shared">How many units hold this place, this one included.</param>
/// <param name="Ranked">How many units of the group have a place.</param>
public sealed record Rank(int Place, int Lowest, int Shared, int Ranked);

/// <summary>
/// Ranks within a group of peers that claim no more than the data say: a unit is placed below another only where their
/// intervals do not touch. Overlapping does not pass on (A may overlap B and B overlap C while C lies wholly below A), so
/// ranks are given by counting the units wholly above and not by chaining groups, which would tie everyone to everyone.
/// (After H. Goldstein and D. J. Spiegelhalter, "League tables and their limitations", JRSS A 159, 1996.)
/// </summary>
public static class Ranking
{
    /// <summary>Each unit's rank, in the order given; null where the unit has no figure.</summary>
    /// <param name="figures">The units' figures, of one method; null or without a value: no rank. A figure without an
    /// interval in a census is its value; one response alone, which has no interval either, overlaps everything.</param>
    /// <param name="census">Whether figures without an interval come from a census.</param>
    /// <exception cref="ArgumentException">The figures come from different methods.</exception>
    public static IReadOnlyList<Rank?> Of(IReadOnlyList<Figure?> figures, bool census = false)
    {
        var shown = figures.Where(f => f?.Value is not null).ToList();
        if (shown.Exists(f => (f!.Method, f.MethodVersion) != (shown[0]!.Method, shown[0]!.MethodVersion)))
        {
            throw new ArgumentException("Figures of different methods have no common rank.", nameof(figures));
        }

        var intervals = figures.Select(f => f?.Value is { } value ? f.Interval ?? Without(value, census) : null).ToList();
        var places = intervals.Select(own => own is null ? 0 : 1 + intervals.Count(i => i is not null && i.Low > own.High)).ToList();
        return [.. intervals.Select((own, unit) => own is null ? null : new Rank(
            places[unit],
            shown.Count - intervals.Count(i => i is not null && i.High < own.Low),
            places.Count(p => p == places[unit]),
            shown.Count))];
    }

    private static Interval Without(Rational value, bool census) => census
        ? new(value.ToDouble(), value.ToDouble())
        : new(double.NegativeInfinity, double.PositiveInfinity);
}
