using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Trends;

namespace Survey.Web.Pages.Analyse;

/// <summary>The index over the periods with its interval band and the target.</summary>
public static class TrendChart
{
    public static PlotSize Wide { get; } = new(680, 270, 6, "wide");

    public static PlotSize Narrow { get; } = new(330, 250, 5, "narrow");

    /// <summary>For a page, whose stylesheet holds the colours.</summary>
    public static string Inline(UnitReport report, ReportText text, PlotSize size) =>
        LinePlot.Inline(Points(report, text, size), null, size, InWords(report, text), text.Culture, Goal(report, text));

    /// <summary>A file of its own, in light colours on white.</summary>
    public static string Saved(UnitReport report, ReportText text) =>
        LinePlot.Saved(Points(report, text, Wide), null, Wide, InWords(report, text), text.Culture, Goal(report, text));

    /// <summary>What the picture shows, period by period.</summary>
    public static string InWords(UnitReport report, ReportText text) =>
        string.Join("; ", report.Trend.Select(p => $"{p.Period.NameIn(text.Language)}: {text.Index(p.Figure)}"));

    private static List<PlotPoint> Points(UnitReport report, ReportText text, PlotSize size) => [.. report.Trend.Select(p => new PlotPoint
    {
        Value = p.Figure?.Value?.ToDouble(),
        Interval = p.Figure?.Interval is { } interval ? (interval.Low, interval.High) : null,
        Text = p.Figure?.Value is null ? null : text.Index(p.Figure),
        Label = Label(p.Period, text, size),
        Title = p.Figure?.Value is null
            ? $"{p.Period.NameIn(text.Language)}: {ReportText.Nothing}"
            : text["{0}: {1} ({2} phiếu)", p.Period.NameIn(text.Language), text.Index(p.Figure), text.Base(p.Figure)],
    })];

    private static PlotGoal? Goal(UnitReport report, ReportText text) =>
        report.Overall.Target is { } target ? new((double)target.Value, text["Chỉ tiêu {0}", text.Target(target)]) : null;

    // "Quý I/2026" fits five times on a desktop; a phone has room for "Q.I/26".
    private static string Label(StoredPeriod period, ReportText text, PlotSize size) => size == Narrow
        ? period.NameIn(text.Language).Replace("Quý ", "Q.", StringComparison.Ordinal).Replace("/20", "/", StringComparison.Ordinal)
        : period.NameIn(text.Language);
}
