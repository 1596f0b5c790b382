namespace Survey.Web.Tests.Analyse.Recomputation;

/// <summary>The interval of DESIGN.md, decision 7, from a value and the variance of what each response moves.</summary>
internal static class PaperInterval
{
    private const double Z = 1.959964;
    private static readonly Dictionary<long, double> Students = [];

    /// <summary>Null where there is none: one response, or everyone was asked.</summary>
    public static (double Low, double High)? Of(Reckoned figure, double lowest, double highest, long? population)
    {
        var m = figure.Base;
        if (m < 2 || population <= m)
        {
            return null;
        }

        var left = population is { } all ? 1 - ((double)m / all) : 1;
        var (range, variance) = (highest - lowest, figure.Variance * left);
        var place = (figure.Value.Double / 100 - lowest) / range;
        var ofOne = place * (1 - place) * range * range;
        var n = figure.IsShare || variance < 1e-18 || ofOne < 1e-18 ? m / left : ofOne / variance * Math.Pow(Z / Student(m - 1), 2);
        var (z2, half) = (Z * Z / n, 0.0);
        var centre = (place + (z2 / 2)) / (1 + z2);
        half = Z / (1 + z2) * Math.Sqrt((place * (1 - place) / n) + (z2 / (4 * n)));
        double Point(double x) => 100 * (lowest + (range * Math.Clamp(x, 0, 1)));
        return (Point(centre - half), Point(centre + half));
    }

    // The 0.975 quantile: with x = √ν·tan θ, the probability of |T| ≤ t is ∫cos^(ν−1) from 0 to θ over the same up to π/2.
    private static double Student(long degrees)
    {
        if (!Students.TryGetValue(degrees, out var t))
        {
            var whole = Area(Math.PI / 2, degrees);
            var angle = Math.Atan(2.1 / Math.Sqrt(degrees));
            for (var i = 0; i < 60; i++)
            {
                angle -= (Area(angle, degrees) - (0.95 * whole)) / Math.Pow(Math.Cos(angle), degrees - 1);
                angle = Math.Clamp(angle, 1e-6, (Math.PI / 2) - 1e-6);
            }

            Students[degrees] = t = Math.Sqrt(degrees) * Math.Tan(angle);
        }

        return t;
    }

    private static double Area(double to, long degrees)
    {
        const int steps = 400;
        var (sum, width) = (0.0, to / steps);
        for (var i = 0; i <= steps; i++)
        {
            sum += Math.Pow(Math.Cos(i * width), degrees - 1) * (i is 0 or steps ? 1 : i % 2 == 1 ? 4 : 2);
        }

        return sum * width / 3;
    }
}
