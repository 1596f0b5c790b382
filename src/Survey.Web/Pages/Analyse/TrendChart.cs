using System.Globalization;
using System.Net;
using System.Text;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// The index over the periods with its interval band and the target, as SVG without style attributes: colours and fonts
/// are classes of analyse.css, so the picture follows dark mode and print; a saved picture carries them inside itself.
/// </summary>
public sealed class TrendChart
{
    private const string SavedStyle =
        "<style>text{font-family:'Noto Sans',system-ui,sans-serif;font-size:13px;fill:#1b2526}.axis{fill:#4a5758}.value{font-weight:600}" +
        ".grid{stroke:#e6e8e4}.base{stroke:#c9cdca}.line{stroke:#0b4a46;stroke-width:2.5;fill:none}.dot{fill:#0b4a46}" +
        ".band{fill:#0b4a46;fill-opacity:.1}.reach{stroke:#0b4a46;stroke-opacity:.35;stroke-width:6}" +
        ".goal{stroke:#b3541e;stroke-width:1.5;stroke-dasharray:5 4}.goal-text{fill:#8a3d12}</style>";

    private readonly ReportText _text;
    private readonly IReadOnlyList<TrendPoint> _points;
    private readonly Target? _target;
    private readonly Size _size;
    private readonly Range _range;
    private readonly double _step;

    private TrendChart(UnitReport report, ReportText text, Size size)
    {
        (_text, _points, _target, _size) = (text, report.Trend, report.Overall.Target, size);
        (_range, _step) = Scale(report);
    }

    public static Size Wide { get; } = new(680, 270, 46, "wide");

    public static Size Narrow { get; } = new(330, 250, 38, "narrow");

    /// <summary>For a page, where the classes are those of the page.</summary>
    public static string Inline(UnitReport report, ReportText text, Size size) => new TrendChart(report, text, size).Draw(saved: false);

    /// <summary>A file of its own, in light colours on white.</summary>
    public static string Saved(UnitReport report, ReportText text) => new TrendChart(report, text, Wide).Draw(saved: true);

    /// <summary>What the picture shows, period by period.</summary>
    public static string InWords(UnitReport report, ReportText text) =>
        string.Join("; ", report.Trend.Select(p => $"{p.Period.NameIn(text.Language)}: {text.Index(p.Figure)}"));

    private static (Range Range, double Step) Scale(UnitReport report)
    {
        var range = Range.Of(report.Trend.Select(t => report.Overall with { Figure = t.Figure }));
        var step = range.To - range.From > 40 ? 20 : 10;
        return (new(Math.Max(0, range.From), range.To), step);
    }

    private string Draw(bool saved)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"trend {_size.Class}\" viewBox=\"0 0 {_size.Width} {_size.Height}\" width=\"{_size.Width}\" height=\"{_size.Height}\" role=\"img\" aria-label=\"");
        svg.Append(Encode(string.Join("; ", _points.Select(p => $"{p.Period.NameIn(_text.Language)}: {_text.Index(p.Figure)}")))).Append("\">");
        if (saved)
        {
            svg.Append(SavedStyle).Append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        }

        Axes(svg);
        foreach (var run in Runs())
        {
            Band(svg, run);
        }

        Goal(svg);
        foreach (var run in Runs())
        {
            Line(svg, run);
        }

        Labels(svg);
        return svg.Append("</svg>").ToString();
    }

    private void Axes(StringBuilder svg)
    {
        for (var value = _range.From; value <= _range.To; value += _step)
        {
            var y = N(Y(value));
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{(value == _range.From ? "base" : "grid")}\" d=\"M{_size.Left} {y}H{_size.Width - 8}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{_size.Left - 8}\" y=\"{N(Y(value) + 4.5)}\" text-anchor=\"end\">{value:0}</text>");
        }

        for (var i = 0; i < _points.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{N(X(i))}\" y=\"{_size.Height - 10}\" text-anchor=\"middle\">{Encode(ShortName(_points[i].Period))}</text>");
        }
    }

    private void Band(StringBuilder svg, List<int> run)
    {
        var known = run.Where(i => Figure(i).Interval is not null).ToList();
        if (known.Count == 1)
        {
            var interval = Figure(known[0]).Interval!;
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"reach\" d=\"M{N(X(known[0]))} {N(Y(interval.High))}V{N(Y(interval.Low))}\"/>");
        }
        else if (known.Count == run.Count)
        {
            var upper = run.Select(i => $"{N(X(i))},{N(Y(Figure(i).Interval!.High))}");
            var lower = run.AsEnumerable().Reverse().Select(i => $"{N(X(i))},{N(Y(Figure(i).Interval!.Low))}");
            svg.Append(CultureInfo.InvariantCulture, $"<polygon class=\"band\" points=\"{string.Join(' ', upper.Concat(lower))}\"/>");
        }
    }

    private void Line(StringBuilder svg, List<int> run)
    {
        if (run.Count > 1)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"line\" points=\"{string.Join(' ', run.Select(i => $"{N(X(i))},{N(Y(Marks.ToDouble(Figure(i))))}"))}\"/>");
        }

        foreach (var i in run)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot\" cx=\"{N(X(i))}\" cy=\"{N(Y(Marks.ToDouble(Figure(i))))}\" r=\"4.5\"/>");
        }
    }

    private void Goal(StringBuilder svg)
    {
        if (_target is null || (double)_target.Value < _range.From || (double)_target.Value > _range.To)
        {
            return;
        }

        var y = Y((double)_target.Value);
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"goal\" d=\"M{_size.Left} {N(y)}H{_size.Width - 8}\"/>");
        var freest = Enumerable.Range(0, _points.Count).MaxBy(i => _points[i].Figure?.Value is null ? 0 : Math.Abs(Y(Marks.ToDouble(Figure(i))) - y + 10));
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"goal-text halo\" x=\"{N(X(freest))}\" y=\"{N(y - 7)}\" text-anchor=\"middle\">{Encode(_text["Chỉ tiêu {0}", _text.Target(_target)])}</text>");
    }

    private void Labels(StringBuilder svg)
    {
        foreach (var i in Enumerable.Range(0, _points.Count))
        {
            if (_points[i].Figure is not { Value: not null } figure)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{N(X(i))}\" y=\"{N(Y(_range.From) - 10)}\" text-anchor=\"middle\">{ReportText.Nothing}</text>");
                continue;
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"value halo\" x=\"{N(X(i))}\" y=\"{N(LabelPlace(figure))}\" text-anchor=\"middle\">{Encode(_text.Index(figure))}</text>");
        }
    }

    // Under the band; above it where the floor or the target's line is in the way.
    private double LabelPlace(Figure figure)
    {
        var dot = Y(Marks.ToDouble(figure));
        var under = Math.Max(Y(figure.Interval?.Low ?? 100) + 18, dot + 22);
        var above = Math.Min(Y(figure.Interval?.High ?? 0), dot) - 9;
        var goal = _target is null ? double.NaN : Y((double)_target.Value);
        return under > Y(_range.From) - 4 || (Math.Abs(goal - (under - 5)) < 12 && Math.Abs(goal - (above - 5)) >= 12) ? above : under;
    }

    private List<List<int>> Runs()
    {
        var runs = new List<List<int>>();
        for (var i = 0; i < _points.Count; i++)
        {
            if (_points[i].Figure?.Value is null)
            {
                continue;
            }

            if (i > 0 && runs.Count > 0 && runs[^1][^1] == i - 1)
            {
                runs[^1].Add(i);
            }
            else
            {
                runs.Add([i]);
            }
        }

        return runs;
    }

    // "Quý I/2026" fits five times on a desktop; a phone has room for "Q.I/26".
    private string ShortName(StoredPeriod period)
    {
        var name = period.NameIn(_text.Language);
        return _size == Narrow
            ? name.Replace("Quý ", "Q.", StringComparison.Ordinal).Replace("/20", "/", StringComparison.Ordinal)
            : name;
    }

    private Figure Figure(int i) => _points[i].Figure!;

    private double X(int i)
    {
        var room = _size.Width - 8 - _size.Left;
        return _size.Left + (room * (i + 0.5) / _points.Count);
    }

    private double Y(double value) => _size.Height - 34 - _range.Place(value, _size.Height - 34 - 26);

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    public sealed record Size(int Width, int Height, int Left, string Class);
}
