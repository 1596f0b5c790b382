using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>Intervals from a value and a variance. Values and variances are on the scale 0 to 1 here; results on 0 to 100.</summary>
internal static class Intervals
{
    /// <summary>The 0.975 quantile of the normal distribution to the six decimals the methods print.</summary>
    public const double Z = 1.959964;

    /// <summary>The interval that belongs to a method.</summary>
    /// <param name="method">Shares take Wilson's interval, means Student's.</param>
    /// <param name="value">The estimate, 0 to 1.</param>
    /// <param name="variance">Its variance, 0 or more.</param>
    /// <param name="effective">The sample size to take where the variance is 0.</param>
    /// <param name="degrees">Degrees of freedom of the variance, 1 or more.</param>
    public static Interval Of(IndexMethod method, double value, double variance, double effective, long degrees) =>
        method == IndexMethod.TopTwoBox
            ? Wilson(value, variance > 0 ? value * (1 - value) / variance : effective)
            : Student(value, variance, degrees);

    /// <summary>
    /// Wilson's score interval with an effective sample size: E. B. Wilson, "Probable inference, the law of succession,
    /// and statistical inference", JASA 22 (1927); with n* = R(1 − R)/v after Korn and Graubard (1998) for shares whose
    /// variance is not the binomial one.
    /// </summary>
    public static Interval Wilson(double share, double n)
    {
        var z2n = Z * Z / n;
        var centre = (share + (z2n / 2)) / (1 + z2n);
        var half = Z / (1 + z2n) * Math.Sqrt((share * (1 - share) / n) + (z2n / (4 * n)));
        return Clip(centre - half, centre + half);
    }

    /// <summary>Student's interval, clipped to what an index can be.</summary>
    public static Interval Student(double mean, double variance, long degrees)
    {
        var half = StudentT.Quantile975(degrees) * Math.Sqrt(variance);
        return Clip(mean - half, mean + half);
    }

    /// <summary>
    /// The interval of a difference of two independent figures from their own intervals: R. G. Newcombe, "Interval
    /// estimation for the difference between independent proportions", Statistics in Medicine 17 (1998), method 10; for
    /// any pair of estimates Zou and Donner (2008). It keeps the skewness near 0 and 100 that a common ± would lose.
    /// </summary>
    public static Interval OfDifference(double now, Interval nowInterval, double before, Interval beforeInterval)
    {
        var below = Math.Sqrt(Square(now - nowInterval.Low) + Square(beforeInterval.High - before));
        var above = Math.Sqrt(Square(nowInterval.High - now) + Square(before - beforeInterval.Low));
        return new(now - before - below, now - before + above);
    }

    private static double Square(double x) => x * x;

    private static Interval Clip(double low, double high) =>
        new(Math.Clamp(100 * low, 0, 100), Math.Clamp(100 * high, 0, 100));
}
