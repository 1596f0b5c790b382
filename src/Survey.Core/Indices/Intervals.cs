using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>Intervals from a value and a variance. Values and variances are parts of 1 here; a figure's interval is in index points.</summary>
internal static class Intervals
{
    /// <summary>The 0.975 quantile of the normal distribution to the six decimals the methods print.</summary>
    public const double Z = 1.959964;

    /// <summary>Whether the method's figure is a share of things that either hold or not.</summary>
    public static bool IsShare(IndexMethod method) => method is IndexMethod.TopTwoBox or IndexMethod.AllPositive;

    /// <summary>The interval that belongs to a figure's method: shares take Wilson's, all others Student's, clipped to what
    /// the method can give.</summary>
    /// <param name="figure">The figure, for its method and its bounds.</param>
    /// <param name="value">The estimate as a part of 1.</param>
    /// <param name="variance">Its variance, 0 or more.</param>
    /// <param name="effective">The sample size to take where the variance is 0.</param>
    /// <param name="degrees">Degrees of freedom of the variance, 1 or more.</param>
    public static Interval Of(Figure figure, double value, double variance, double effective, long degrees)
    {
        var interval = IsShare(figure.Method)
            ? Wilson(value, variance > 0 ? value * (1 - value) / variance : effective)
            : Student(value, variance, degrees);
        return new(
            Math.Clamp(100 * interval.Low, figure.Lowest, figure.Highest), Math.Clamp(100 * interval.High, figure.Lowest, figure.Highest));
    }

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
        return new(centre - half, centre + half);
    }

    /// <summary>Student's interval.</summary>
    public static Interval Student(double mean, double variance, long degrees)
    {
        var half = StudentT.Quantile975(degrees) * Math.Sqrt(variance);
        return new(mean - half, mean + half);
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
}
