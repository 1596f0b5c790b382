namespace Survey.Core.Indices;

/// <summary>How many responses a survey plans for, and how they are shared out. Everything is exact until it is rounded up.</summary>
public static class SampleSize
{
    /// <summary>The margin that the older method takes: five points in a hundred.</summary>
    public const decimal UsualError = 0.05m;

    /// <summary>
    /// The older method's size n = N/(1 + N·e²), rounded up (T. Yamane, Statistics: an introductory analysis, 1967):
    /// 500 → 223, 1,000 → 286, 5,000 → 371, 20,000 → 393.
    /// </summary>
    /// <param name="population">N, the transactions of the period, 0 or more.</param>
    /// <param name="error">e as a share, above 0 and at most 0.5; 0.05 is five points.</param>
    /// <returns>0 to <paramref name="population"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static long ByError(long population, decimal error = UsualError)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(population);
        CheckShare(error, nameof(error));
        var e = Rational.FromDecimal(error);
        return Ceiling(population / (1 + (population * e * e)));
    }

    /// <summary>
    /// The size at which a share's 95% interval reaches no further than the margin to either side:
    /// n₀ = z²·p(1 − p)/margin², corrected for a finite population to n₀/(1 + (n₀ − 1)/N), rounded up (W. G. Cochran,
    /// Sampling Techniques, 3rd ed. 1977, 4.4). z = 1.959964.
    /// </summary>
    /// <param name="margin">Half of the interval as a share, above 0 and at most 0.5.</param>
    /// <param name="population">N, 1 or more; null: so large that it does not matter.</param>
    /// <param name="expected">The share expected, 0 to 1; 0.5 is the careful choice.</param>
    /// <returns>1 or more, at most <paramref name="population"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static long ByMargin(decimal margin, long? population = null, decimal expected = 0.5m)
    {
        CheckShare(margin, nameof(margin));
        ArgumentOutOfRangeException.ThrowIfNegative(expected);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(expected, 1);
        if (population is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(population));
        }

        var (p, e) = (Rational.FromDecimal(expected), Rational.FromDecimal(margin));
        var wanted = Z * Z * p * (1 - p) / (e * e);
        var finite = population is { } n && wanted > 1 ? wanted / (1 + ((wanted - 1) / n)) : wanted;
        return Math.Max(1, Ceiling(finite));
    }

    /// <summary>The margin that a number of responses gives to a share: z·√(p(1 − p)/n·(N − n)/(N − 1)), as a share.</summary>
    /// <param name="responses">n, 1 or more.</param>
    /// <param name="population">N, at least n; null: so large that it does not matter.</param>
    /// <param name="expected">The share expected, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double MarginOf(long responses, long? population = null, decimal expected = 0.5m)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(responses, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(expected);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(expected, 1);
        if (population < responses)
        {
            throw new ArgumentOutOfRangeException(nameof(population));
        }

        var finite = population switch { null => 1, 1 => 0, { } n => (double)(n - responses) / (n - 1) };
        var p = (double)expected;
        return Intervals.Z * Math.Sqrt(p * (1 - p) / responses * finite);
    }

    /// <summary>
    /// Shares a total out over strata in proportion to their sizes, by largest remainder (of equal ones the earlier
    /// stratum). A stratum whose share is below the minimum gets the minimum (or all it has, where that is less), and the
    /// others share what is left in proportion.
    /// </summary>
    /// <param name="total">How many responses there are to share out, 0 or more.</param>
    /// <param name="sizes">Each stratum's size, 0 or more. A stratum of 0 gets 0.</param>
    /// <param name="minimum">The least that a stratum gets, 0 or more.</param>
    /// <returns>A quota for each stratum, at most its size. They sum to the total; to the sum of the sizes where that is
    /// less; to the sum of the minimums where that is more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static IReadOnlyList<long> Allocate(long total, IReadOnlyList<long> sizes, long minimum = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfNegative(minimum);
        if (sizes.Any(s => s < 0))
        {
            throw new ArgumentOutOfRangeException(nameof(sizes));
        }

        var quotas = new long[sizes.Count];
        var open = Enumerable.Range(0, sizes.Count).ToList();
        var left = Math.Min(total, sizes.Sum());
        for (; ; )
        {
            var all = open.Sum(i => sizes[i]);
            var low = open.FindAll(i => (Rational)left * sizes[i] < (Rational)Least(i) * all);
            if (low.Count == 0)
            {
                ShareOut(Math.Max(0, left), all, open, sizes, quotas);
                return quotas;
            }

            foreach (var i in low)
            {
                quotas[i] = Least(i);
                left -= quotas[i];
            }

            open.RemoveAll(low.Contains);
        }

        long Least(int i) => Math.Min(minimum, sizes[i]);
    }

    private static void ShareOut(long total, long all, List<int> open, IReadOnlyList<long> sizes, long[] quotas)
    {
        if (all == 0)
        {
            return;
        }

        foreach (var i in open)
        {
            quotas[i] = (long)((Int128)total * sizes[i] / all);
        }

        var missing = (int)(total - open.Sum(i => quotas[i]));
        foreach (var i in open.OrderByDescending(i => (Int128)total * sizes[i] % all).Take(missing))
        {
            quotas[i]++;
        }
    }

    private static Rational Z => new(1_959_964, 1_000_000);

    private static long Ceiling(Rational x) => (long)((x.Numerator + x.Denominator - 1) / x.Denominator);

    private static void CheckShare(decimal share, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 0.5m, name);
    }
}
