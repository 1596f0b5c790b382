namespace Survey.Core.Indices;

/// <summary>What a point of a control chart says.</summary>
public enum ControlSignal
{
    /// <summary>Nothing beyond chance.</summary>
    None,

    /// <summary>Above the upper limit.</summary>
    Above,

    /// <summary>Below the lower limit.</summary>
    Below,

    /// <summary>The eighth point in a row, or a later one, above the centre.</summary>
    RunAbove,

    /// <summary>The eighth point in a row, or a later one, below the centre.</summary>
    RunBelow,
}

/// <summary>A point's limits.</summary>
/// <param name="Low">Lower limit in the figure's units, not below what the method can give.</param>
/// <param name="High">Upper limit, not above what the method can give.</param>
/// <param name="Signal">What the point says; a point beyond a limit says that rather than its run.</param>
public sealed record ControlPoint(double Low, double High, ControlSignal Signal);

/// <summary>A series with its centre and limits.</summary>
/// <param name="Centre">The baseline's mean, each point weighted by its responses.</param>
/// <param name="Dispersion">How many times wider the limits are than sampling alone would make them, 1 or more.</param>
/// <param name="Points">In the order of the series; null where the series has no figure.</param>
public sealed record ControlChart(double Centre, double Dispersion, IReadOnlyList<ControlPoint?> Points);

/// <summary>
/// Control limits for a series of indices on bases that vary: the p-chart (W. A. Shewhart, 1931), with the linearised
/// variance in the place of p(1 − p).
/// <list type="bullet">
/// <item>Centre: the mean of the baseline's figures, weighted by their responses.</item>
/// <item>Variance of one response: the mean of vᵢ·mᵢ over the baseline, weighted by responses (vᵢ: the figure's linearised
/// variance, mᵢ: its responses), so that a point whose answers all agree does not get limits of width 0.</item>
/// <item>Limits of a point with m responses: centre ± 3·φ·√(variance/m).</item>
/// <item>φ (D. B. Laney, "Improved control charts for attributes", Quality Engineering 14, 2002): where the baseline has
/// eight points or more, the mean moving range of their standardised values divided by 1.128, but never below 1. With
/// thousands of responses a month, sampling error is nearly 0 and every month would signal; φ takes the usual movement
/// from month to month in.</item>
/// <item>Run rule (Western Electric, 1956): eight points in a row on one side of the centre. A point on the centre ends a
/// run; a point without a figure neither ends nor lengthens it.</item>
/// </list>
/// </summary>
public static class ControlLimits
{
    /// <summary>How many points in a row on one side of the centre are a signal.</summary>
    public const int Run = 8;

    private const double Sigmas = 3;

    // The mean range of two standard normal numbers: 2/√π.
    private const double MeanRangeOfTwo = 1.1283791670955126;

    /// <summary>The chart of a series; null where the baseline has fewer than two figures with a standard error.</summary>
    /// <param name="series">The figures in the order of time, of one method; null or without a value: a gap.</param>
    /// <param name="baseline">How many of the first places make centre and limits, gaps included; null: all.</param>
    /// <exception cref="ArgumentException">The figures come from different methods.</exception>
    public static ControlChart? Of(IReadOnlyList<Figure?> series, int? baseline = null)
    {
        var shown = series.Where(f => f?.Value is not null).ToList();
        if (shown.Exists(f => (f!.Method, f.MethodVersion) != (shown[0]!.Method, shown[0]!.MethodVersion)))
        {
            throw new ArgumentException("A control chart is of one method.", nameof(series));
        }

        var known = series.Take(baseline ?? series.Count).Where(f => f is { Value: not null, StandardError: not null, Base: > 0 }).Select(f => f!).ToList();
        if (known.Count < 2)
        {
            return null;
        }

        double all = known.Sum(f => f.Base);
        var centre = known.Sum(f => f.Base * Value(f)) / all;
        var ofOne = known.Sum(f => f.Base * (f.StandardError!.Value * f.StandardError.Value * f.Base)) / all;
        var dispersion = Dispersion(known, centre, ofOne);
        var points = series.Select(f => f?.Value is null || f.Base < 1 ? null : Limits(f, centre, Sigmas * dispersion * Math.Sqrt(ofOne / f.Base))).ToArray();
        MarkRuns(series, centre, points);
        return new(centre, dispersion, points);
    }

    private static double Value(Figure f) => f.Value!.Value.ToDouble();

    private static double Dispersion(List<Figure> known, double centre, double ofOne)
    {
        if (known.Count < Run || ofOne <= 0)
        {
            return 1;
        }

        var z = known.ConvertAll(f => (Value(f) - centre) / Math.Sqrt(ofOne / f.Base));
        return Math.Max(1, z.Zip(z.Skip(1), (a, b) => Math.Abs(b - a)).Average() / MeanRangeOfTwo);
    }

    private static ControlPoint Limits(Figure f, double centre, double reach)
    {
        var value = Value(f);
        // What doubles lose on the way must not call a series that never moves a signal.
        const double Noise = 1e-9;
        var signal = value > centre + reach + Noise ? ControlSignal.Above : value < centre - reach - Noise ? ControlSignal.Below : ControlSignal.None;
        return new(Math.Max(f.Lowest, centre - reach), Math.Min(f.Highest, centre + reach), signal);
    }

    private static void MarkRuns(IReadOnlyList<Figure?> series, double centre, ControlPoint?[] points)
    {
        int side = 0, length = 0;
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i] is not { } point)
            {
                continue;
            }

            var now = Math.Sign(Math.Round(Value(series[i]!) - centre, 9));
            (side, length) = (now, now == side && now != 0 ? length + 1 : 1);
            if (side != 0 && length >= Run && point.Signal == ControlSignal.None)
            {
                points[i] = point with { Signal = side > 0 ? ControlSignal.RunAbove : ControlSignal.RunBelow };
            }
        }
    }
}
