using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>
/// A line with its control limits or intervals, drawn by OxyPlot (<see cref="PlotSvg"/>).
/// </summary>
public sealed class LinePlot
{
    private static readonly IReadOnlyDictionary<string, OxyColor> Roles = PlotSvg.Roles;
    private readonly IReadOnlyList<PlotPoint> _points;
    private readonly double? _centre;
    private readonly PlotGoal? _goal;
    private readonly PlotSize _size;
    private readonly LinearAxis _x;
    private readonly LinearAxis _y;
    private readonly PlotModel _model;

    private LinePlot(IReadOnlyList<PlotPoint> points, double? centre, PlotGoal? goal, PlotSize size, IFormatProvider culture)
    {
        (_points, _centre, _goal, _size) = (points, centre, goal, size);
        _x = HorizontalAxis();
        _y = VerticalAxis(culture);
        _model = new PlotModel
        {
            DefaultFont = PlotSvg.Font,
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
    /// <param name="goal">A line to reach; null: none.</param>
    public static string Inline(IReadOnlyList<PlotPoint> points, double? centre, PlotSize size, string words, CultureInfo culture, PlotGoal? goal = null) =>
        PlotSvg.Render(new LinePlot(points, centre, goal, size, culture)._model, size, points, words, saved: false);

    /// <summary>A file of its own, in light colours on white.</summary>
    public static string Saved(IReadOnlyList<PlotPoint> points, double? centre, PlotSize size, string words, CultureInfo culture, PlotGoal? goal = null) =>
        PlotSvg.Render(new LinePlot(points, centre, goal, size, culture)._model, size, points, words, saved: true);

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
        var values = _points.SelectMany(p => new[] { p.Value, p.Limits?.Low, p.Limits?.High, p.Interval?.Low, p.Interval?.High })
            .Append(_goal?.Value).OfType<double>().DefaultIfEmpty(50).ToList();
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
        Intervals();
        Centre();
        Changes();
        Line();
        Marks();
        Texts();
        Goal();
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

    private void Intervals()
    {
        foreach (var run in Runs(p => p is { Value: not null, Interval: not null }))
        {
            var band = new AreaSeries { Fill = Roles["band"], Color = OxyColors.Transparent, StrokeThickness = 0, MinimumSegmentLength = 0 };
            // A point alone has a band as wide as a mark.
            double[] places = run.Count == 1 ? [run[0] - 0.03, run[0] + 0.03] : [.. run];
            band.Points.AddRange(places.Select(x => new DataPoint(x, _points[(int)Math.Round(x)].Interval!.Value.High)));
            band.Points2.AddRange(places.Select(x => new DataPoint(x, _points[(int)Math.Round(x)].Interval!.Value.Low)));
            _model.Series.Add(band);
        }
    }

    private void Goal()
    {
        if (_goal is not { } goal)
        {
            return;
        }

        _model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Horizontal, Y = goal.Value, Color = Roles["goal"], LineStyle = LineStyle.Dash, StrokeThickness = 1.75 });
        // Where the line is farthest away there is most room.
        var place = Enumerable.Range(0, _points.Count).MaxBy(i => _points[i].Value is { } value ? Math.Abs(value - goal.Value) : 0);
        _model.Annotations.Add(TextAt(place, goal.Value, goal.Text, "aim", VerticalAlignment.Bottom, -5));
    }

    private static TextAnnotation TextAt(int place, double value, string text, string role, VerticalAlignment side, double offset) => new()
    {
        Text = text,
        TextPosition = new(place, value),
        TextColor = Roles[role],
        FontWeight = FontWeights.Bold,
        Stroke = OxyColors.Transparent,
        Padding = new(0),
        TextVerticalAlignment = side,
        Offset = new ScreenVector(0, offset),
    };

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
    }

    private void Texts()
    {
        foreach (var (i, point) in _points.Index().Where(p => p.Item is { Value: not null, Text: not null }))
        {
            // A band has its figure below, unless the floor is near.
            var above = point.Mark != PlotMark.Down && (point.Interval is not { } band || band.Low - _y.Minimum < (_y.Maximum - _y.Minimum) * 0.12);
            var (value, side) = (point.Value!.Value, above ? VerticalAlignment.Bottom : VerticalAlignment.Top);
            var edge = above ? Math.Max(value, point.Interval?.High ?? value) : Math.Min(value, point.Interval?.Low ?? value);
            var text = TextAt(i, edge, point.Text!, "text", side, above ? -10 : 10);
            text.TextHorizontalAlignment = i == 0 && _points.Count > 8 ? HorizontalAlignment.Left : i == _points.Count - 1 && _points.Count > 8 ? HorizontalAlignment.Right : HorizontalAlignment.Center;
            _model.Annotations.Add(text);
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
}
