using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>Intervals from a value and a variance. Values and variances are parts of 1 here; a figure's interval is in index points.</summary>
internal static class Intervals
{
    /// <summary>The 0.975 quantile of the normal distribution to the six decimals the methods print.</summary>
    public const double Z = 1.959964;

    /// <summary>
    /// The interval of any index from its linearised variance v: Wilson's score interval on the range of what the method can
    /// give, where r is the index's place in that range from 0 to 1 and the effective sample size is n* = r(1 − r)/v·(z/t)²,
    /// t being Student's quantile with the variance's degrees of freedom (E. L. Korn and B. I. Graubard, Survey Methodology
    /// 24, 1998: v is itself an estimate, from few responses a poor one). So it never leaves the range, it is wider on the
    /// side where there is more room, and answers that all agree do not pretend to be certain.
    /// <para>Tried by simulation over correlated items with blanks: without (z/t)² a weighted share of ten responses is
    /// covered 88 times in a hundred near 90%, and the plain mean ± t·√v of ten responses on a five-point scale where most
    /// people choose the best point 75 to 85 times; this interval 90 times and more wherever it was tried, and 93 to 97 on
    /// average over the shares from 5 to 98% with thirty responses and more.</para>
    /// </summary>
    /// <param name="figure">The figure, for the range of its method.</param>
    /// <param name="value">The estimate as a part of 1.</param>
    /// <param name="variance">Its variance, 0 or more.</param>
    /// <param name="effective">The sample size to take where the variance is 0.</param>
    /// <param name="degrees">Degrees of freedom of the variance, 1 or more.</param>
    public static Interval Of(Figure figure, double value, double variance, double effective, long degrees)
    {
        var range = (figure.Highest - figure.Lowest) / 100;
        var place = range > 0 ? Math.Clamp((value - (figure.Lowest / 100)) / range, 0, 1) : 0;
        var ofOne = place * (1 - place) * range * range;
        var shrink = Z / StudentT.Quantile975(degrees);
        return Wilson(figure, place, variance > 0 && ofOne > 0 ? ofOne / variance * shrink * shrink : effective);
    }

    /// <summary>Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    /// JASA 22 (1927).</summary>
    /// <param name="figure">The figure, for the range of its method.</param>
    /// <param name="place">The estimate's place in that range, 0 to 1.</param>
    /// <param name="n">The sample size, above 0.</param>
    public static Interval Wilson(Figure figure, double place, double n)
    {
        var z2n = Z * Z / n;
        var centre = (place + (z2n / 2)) / (1 + z2n);
        var half = Z / (1 + z2n) * Math.Sqrt((place * (1 - place) / n) + (z2n / (4 * n)));
        double Point(double x) => Math.Clamp(figure.Lowest + ((figure.Highest - figure.Lowest) * x), figure.Lowest, figure.Highest);
        return new(Point(centre - half), Point(centre + half));
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
