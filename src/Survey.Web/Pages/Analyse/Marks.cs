using System.Globalization;
using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>Where the small marks inside tables begin and end. Colours are classes, so that dark mode and print follow the tokens.</summary>
public sealed record Range(double From, double To)
{
    /// <summary>The tens that hold all intervals and targets of the rows; within what the method can give, twenty points at least.</summary>
    public static Range Of(IEnumerable<ReportRow> rows)
    {
        var shown = rows.Where(r => r.Figure?.Value is not null).ToList();
        var values = shown.SelectMany(Values).ToList();
        if (values.Count == 0)
        {
            return new(0, 100);
        }

        var high = Math.Min(shown.Max(r => r.Figure!.Highest), Math.Ceiling((values.Max() + 0.5) / 10) * 10);
        var low = Math.Max(shown.Min(r => r.Figure!.Lowest), Math.Min(Math.Floor((values.Min() - 0.5) / 10) * 10, high - 20));
        return new(low, high);
    }

    public double Place(double value, double width) => Math.Clamp((value - From) / (To - From), 0, 1) * width;

    private static IEnumerable<double> Values(ReportRow row)
    {
        if (row.Figure?.Value is not { } value)
        {
            yield break;
        }

        yield return value.ToDouble();
        if (row.Figure.Interval is { } interval)
        {
            yield return interval.Low;
            yield return interval.High;
        }

        if (row.Target is { } target)
        {
            yield return (double)target.Value;
        }
    }
}

/// <summary>One piece of a stacked bar.</summary>
public sealed record BarPiece(string X, string Width, int Shade, string Label, long Count);

public static class Marks
{
    public const int StripWidth = 200;
    public const int BarWidth = 200;
    private const double Gap = 1;

    public static string Svg(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The pieces of a distribution, worst first, as a reader expects the good end on the right.</summary>
    public static IReadOnlyList<BarPiece> Pieces(IReadOnlyList<PointCount> bestFirst, ReportText text)
    {
        var total = bestFirst.Sum(p => p.Count);
        var pieces = new List<BarPiece>();
        double x = 0;
        for (var i = bestFirst.Count - 1; i >= 0 && total > 0; i--)
        {
            var width = (double)BarWidth * bestFirst[i].Count / total;
            if (width > 0)
            {
                pieces.Add(new(Svg(x), Svg(Math.Max(0.5, width - Gap)), Shade(i, bestFirst.Count), text.In(bestFirst[i].Label), bestFirst[i].Count));
            }

            x += width;
        }

        return pieces;
    }

    /// <summary>5 for the best end of a scale of any length, 1 for the worst.</summary>
    public static int Shade(int place, int points) =>
        points < 2 ? 5 : 5 - (int)Math.Round(4.0 * place / (points - 1), MidpointRounding.AwayFromZero);

    public static string InWords(IReadOnlyList<PointCount> bestFirst, ReportText text) =>
        string.Join("; ", bestFirst.Select(p => $"{text.In(p.Label)}: {text.Count(p.Count)}"));

    public static double ToDouble(Figure figure) => figure.Value!.Value.ToDouble();
}
