using System.Globalization;

namespace Survey.LoadTests;

internal static class Statistics
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest value that at least so many of a hundred do not exceed.</summary>
    public static double Percentile(this IReadOnlyCollection<double> values, double percent) => values.Count == 0 ? double.NaN
        : values.Order().ElementAt((int)Math.Ceiling(percent / 100 * values.Count) - 1);

    /// <summary>A rate or an amount for people: whole, in groups of three.</summary>
    public static string Whole(this double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Whole(this int value) => ((double)value).Whole();

    public static string Megabytes(this long bytes) => (bytes / (1024.0 * 1024)).Whole() + " MB";
}
