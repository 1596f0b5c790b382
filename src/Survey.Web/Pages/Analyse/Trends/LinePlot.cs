using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>What a point's shape says.</summary>
public enum PlotMark
{
    Dot,
    Up,
    Down,
    Run,
}

/// <summary>One place on the horizontal axis, in order.</summary>
public sealed record PlotPoint
{
    /// <summary>Null: a gap.</summary>
    public double? Value { get; init; }
    public (double Low, double High)? Limits { get; init; }
    public PlotMark Mark { get; init; }

    /// <summary>Stands beside the point; null: nothing.</summary>
    public string? Text { get; init; }

    /// <summary>Stands under the axis where there is room.</summary>
    public required string Label { get; init; }

    /// <summary>What a pointer over the point reads.</summary>
    public required string Title { get; init; }

    /// <summary>Stands at the top beside a line before the point; null: none.</summary>
    public string? Change { get; init; }
}

/// <summary>How large a picture is, and how many labels its axis has room for.</summary>
public sealed record PlotSize(int Width, int Height, int Labels, string Class)
{
    public static PlotSize Wide { get; } = new(1060, 340, 14, "wide");

    public static PlotSize Narrow { get; } = new(330, 270, 4, "narrow");
}

/// <summary>
/// A line with control limits, drawn by OxyPlot. On a page its colours are classes, so that the picture follows dark mode and
/// print without the style attributes that the content security policy refuses; a saved picture keeps the colours inside.
/// </summary>
public sealed class LinePlot
{
    private const string Font = "Noto Sans, system-ui, sans-serif";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // The colour of each role in a light picture; every role has a colour of its own, by which it is found again.
    private static readonly Dictionary<string, OxyColor> Roles = new()
    {
        ["text"] = OxyColor.Parse("#1b2526"),
        ["muted"] = OxyColor.Parse("#4a5758"),
        ["grid"] = OxyColor.Parse("#e6e8e4"),
        ["base"] = OxyColor.Parse("#c9cdca"),
        ["line"] = OxyColor.Parse("#0b4a46"),
        ["band"] = OxyColor.Parse("#e5ecea"),
        ["centre"] = OxyColor.Parse("#5f6d6c"),
        ["down"] = OxyColor.Parse("#8f2d0e"),
        ["up"] = OxyColor.Parse("#0a5a42"),
        ["card"] = OxyColor.Parse("#ffffff"),
        ["change"] = OxyColor.Parse("#7d8886"),
    };

    private readonly IReadOnlyList<PlotPoint> _points;
    private readonly double? _centre;
    private readonly PlotSize _size;
    private readonly LinearAxis _x;
    private readonly LinearAxis _y;
    private readonly PlotModel _model;

    private LinePlot(IReadOnlyList<PlotPoint> points, double? centre, PlotSize size, IFormatProvider culture)
    {
        (_points, _centre, _size) = (points, centre, size);
        _x = HorizontalAxis();
        _y = VerticalAxis(culture);
        _model = new PlotModel
        {
            DefaultFont = Font,
            DefaultFontSize = 13,
            TextColor = Roles["muted"],
            PlotAreaBorderThickness = new OxyThickness(0),
            Padding = new OxyThickness(0),
            PlotMargins = new OxyThickness(34, 24, 24, 26),
            Culture = (CultureInfo)culture,
            Axes = { _x, _y },
        };
        Draw();
    }

    /// <summary>For a page; the classes are those of trend.css.</summary>
    /// <param name="points">Oldest first, at least one.</param>
    /// <param name="centre">The line that limits are around; null: none.</param>
    /// <param name="size">How large.</param>
    /// <param name="words">What the picture shows, for who does not see it.</param>
    /// <param name="culture">How numbers are written.</param>
    public static string Inline(IReadOnlyList<PlotPoint> points, double? centre, PlotSize size, string words, CultureInfo culture) =>
        new LinePlot(points, centre, size, culture).Render(words, saved: false);

    /// <summary>A file of its own, in light colours on white.</summary>
    public static string Saved(IReadOnlyList<PlotPoint> points, double? centre, string words, CultureInfo culture) =>
        new LinePlot(points, centre, PlotSize.Wide, culture).Render(words, saved: true);

    private LinearAxis HorizontalAxis()
    {
        var every = (int)Math.Ceiling(_points.Count / (double)_size.Labels);
        return new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Minimum = -0.5,
            Maximum = _points.Count - 0.5,
            MajorStep = 1,
            MinorTickSize = 0,
            TickStyle = TickStyle.None,
            AxislineStyle = LineStyle.None,
            // Counted from the end: the newest point always has its label.
            LabelFormatter = x => (int)Math.Round(x) is var i && i >= 0 && i < _points.Count && (_points.Count - 1 - i) % every == 0 ? _points[i].Label : "",
        };
    }

    private LinearAxis VerticalAxis(IFormatProvider culture)
    {
        var values = _points.SelectMany(p => new[] { p.Value, p.Limits?.Low, p.Limits?.High }).OfType<double>().DefaultIfEmpty(50).ToList();
        var (step, low, high) = Tens(values.Min(), values.Max());
        return new LinearAxis
        {
            Position = AxisPosition.Left,
            Minimum = low,
            Maximum = high,
            MajorStep = step,
            MinorTickSize = 0,
            TickStyle = TickStyle.None,
            AxislineStyle = LineStyle.None,
            AxisTickToLabelDistance = 8,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = Roles["grid"],
            MajorGridlineThickness = 1,
            LabelFormatter = v => v.ToString("0", culture),
        };
    }

    // Whole steps around all values; what cannot be is not on the axis.
    private static (double Step, double Low, double High) Tens(double least, double most)
    {
        var reach = Math.Max(most - least, 1);
        var step = reach switch { > 90 => 50.0, > 40 => 20.0, > 15 => 10.0, > 6 => 5.0, _ => 2.0 };
        var low = Math.Floor((least - (reach * 0.1)) / step) * step;
        var high = Math.Ceiling((most + (reach * 0.1)) / step) * step;
        return (step, least >= 0 ? Math.Max(0, low) : low, Math.Min(100, high) is var top && top > low ? top : low + step);
    }

    private void Draw()
    {
        Limits();
        Centre();
        Changes();
        Line();
        Marks();
    }

    private void Limits()
    {
        foreach (var run in Runs(p => p.Limits is not null))
        {
            var band = new AreaSeries { Fill = Roles["band"], Color = OxyColors.Transparent, StrokeThickness = 0, MinimumSegmentLength = 0 };
            foreach (var i in run)
            {
                var (low, high) = _points[i].Limits!.Value;
                band.Points.AddRange([new(i - 0.5, high), new(i + 0.5, high)]);
                band.Points2.AddRange([new(i - 0.5, low), new(i + 0.5, low)]);
            }

            _model.Series.Add(band);
        }
    }

    private void Centre()
    {
        if (_centre is { } centre)
        {
            _model.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Horizontal,
                Y = centre,
                Color = Roles["centre"],
                LineStyle = LineStyle.Dash,
                StrokeThickness = 1.25,
                Layer = AnnotationLayer.BelowSeries,
            });
        }
    }

    private void Changes()
    {
        foreach (var (i, point) in _points.Index().Where(p => p.Item.Change is not null))
        {
            _model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = i - 0.5, Color = Roles["change"], LineStyle = LineStyle.Dot, StrokeThickness = 1.5 });
            _model.Annotations.Add(new TextAnnotation
            {
                Text = point.Change!,
                TextPosition = new(i - 0.5, _y.Maximum),
                TextColor = Roles["text"],
                Stroke = OxyColors.Transparent,
                Padding = new(0),
                TextVerticalAlignment = VerticalAlignment.Bottom,
                TextHorizontalAlignment = i > _points.Count * 0.7 ? HorizontalAlignment.Right : HorizontalAlignment.Left,
                Offset = new ScreenVector(0, -6),
            });
        }
    }

    private void Line()
    {
        var line = new LineSeries { Color = Roles["line"], StrokeThickness = 2.25, LineJoin = LineJoin.Round };
        line.Points.AddRange(_points.Select((p, i) => p.Value is { } value ? new DataPoint(i, value) : DataPoint.Undefined));
        _model.Series.Add(line);
    }

    // Shapes and words say it, not the colour alone.
    private void Marks()
    {
        var size = _points.Count > 40 ? 2.6 : _points.Count > 20 ? 3.4 : 4.5;
        foreach (var mark in Enum.GetValues<PlotMark>())
        {
            var (role, type, fill) = mark switch
            {
                PlotMark.Down => ("down", MarkerType.Custom, "down"),
                PlotMark.Up => ("up", MarkerType.Triangle, "up"),
                PlotMark.Run => ("line", MarkerType.Diamond, "card"),
                _ => ("line", MarkerType.Circle, "line"),
            };
            var series = new ScatterSeries
            {
                MarkerType = type,
                MarkerFill = Roles[fill],
                MarkerStroke = Roles[role],
                MarkerStrokeThickness = mark == PlotMark.Run ? 1.75 : 0,
                MarkerSize = mark == PlotMark.Dot ? size : size + 3,
                MarkerOutline = [new(-1, -0.8), new(1, -0.8), new(0, 1)],
            };
            series.Points.AddRange(_points.Index().Where(p => p.Item.Value is not null && p.Item.Mark == mark).Select(p => new ScatterPoint(p.Index, p.Item.Value!.Value)));
            _model.Series.Add(series);
        }

        foreach (var (i, point) in _points.Index().Where(p => p.Item is { Value: not null, Text: not null }))
        {
            var above = point.Mark != PlotMark.Down;
            _model.Annotations.Add(new TextAnnotation
            {
                Text = point.Text!,
                TextPosition = new(i, point.Value!.Value),
                TextColor = Roles["text"],
                FontWeight = FontWeights.Bold,
                Stroke = OxyColors.Transparent,
                Padding = new(0),
                TextVerticalAlignment = above ? VerticalAlignment.Bottom : VerticalAlignment.Top,
                Offset = new ScreenVector(0, above ? -10 : 10),
                TextHorizontalAlignment = i == 0 && _points.Count > 8 ? HorizontalAlignment.Left : i == _points.Count - 1 && _points.Count > 8 ? HorizontalAlignment.Right : HorizontalAlignment.Center,
            });
        }
    }

    private IEnumerable<List<int>> Runs(Func<PlotPoint, bool> isIn)
    {
        var run = new List<int>();
        for (var i = 0; i <= _points.Count; i++)
        {
            if (i < _points.Count && isIn(_points[i]))
            {
                run.Add(i);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }
    }

    private string Render(string words, bool saved)
    {
        var root = XElement.Parse(new SvgExporter { Width = _size.Width, Height = _size.Height, IsDocument = false }.ExportToString(_model));
        // Nothing lies outside the axes, and two pictures on a page must not share the names of clips.
        root.Descendants(Svg + "defs").Concat(root.Descendants(Svg + "clipPath")).ToList().ForEach(e => e.Remove());
        foreach (var element in root.DescendantsAndSelf().ToList())
        {
            element.Attribute("clip-path")?.Remove();
            Undress(element, saved);
        }

        root.SetAttributeValue("class", $"plot {_size.Class}");
        root.SetAttributeValue("viewBox", FormattableString.Invariant($"0 0 {_size.Width} {_size.Height}"));
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", words);
        if (saved)
        {
            root.AddFirst(new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "#ffffff")));
        }

        Titles(root);
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Style attributes become attributes of their own; on a page the colours of roles become classes.</summary>
    private static void Undress(XElement element, bool saved)
    {
        var paints = (element.Attribute("style")?.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split(':', 2)).Where(p => p.Length == 2).Select(p => (Name: p[0].Trim(), Value: p[1].Trim())).ToList();
        element.Attribute("style")?.Remove();
        foreach (var name in new[] { "fill", "stroke" })
        {
            paints.AddRange(element.Attributes(name).Select(a => (name, a.Value)).ToList());
        }

        var classes = new List<string>();
        foreach (var (name, value) in paints)
        {
            var role = saved || name is not ("fill" or "stroke") ? null
                : Roles.FirstOrDefault(r => string.Equals(Paint(r.Value), value, StringComparison.OrdinalIgnoreCase)).Key;
            element.SetAttributeValue(name, role is null ? value : null);
            if (role is not null)
            {
                classes.Add($"{name[0]}-{role}");
            }
        }

        if (!saved && element.Attribute("font-weight")?.Value == "700")
        {
            classes.Add("halo");
        }

        if (classes.Count > 0)
        {
            element.SetAttributeValue("class", string.Join(' ', classes));
        }
    }

    private static string Paint(OxyColor color) => FormattableString.Invariant($"rgb({color.R},{color.G},{color.B})");

    /// <summary>Invisible columns that tell exact values to a pointer, with and without scripts.</summary>
    private void Titles(XElement root)
    {
        var area = _model.PlotArea;
        var width = area.Width / _points.Count;
        root.Add(new XElement(Svg + "g", _points.Select((p, i) => new XElement(
            Svg + "rect",
            new XAttribute("class", "hit"),
            new XAttribute("fill", "#ffffff"),
            new XAttribute("fill-opacity", "0"),
            new XAttribute("x", Number(area.Left + (width * i))),
            new XAttribute("y", Number(area.Top)),
            new XAttribute("width", Number(width)),
            new XAttribute("height", Number(area.Height)),
            new XElement(Svg + "title", p.Title)))));
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
