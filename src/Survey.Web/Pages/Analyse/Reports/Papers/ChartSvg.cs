using System.Globalization;
using System.Net;
using System.Text;

namespace Survey.Web.Pages.Analyse.Reports.Papers;

/// <summary>A chart of a paper as SVG, with presentation attributes only: it is drawn the same on any ground and in print.</summary>
internal sealed class ChartSvg
{
    private const double Width = 640;
    private const double BarHeight = 17;
    private const double RowHeight = 29;
    private const string Ink = "#1b2526";
    private const string Grid = "#e6e8e4";

    private readonly PaperChart _chart;
    private readonly StringBuilder _svg = new();
    private readonly double _left;

    private ChartSvg(PaperChart chart) => (_chart, _left) = (chart, chart.Kind == PaperChartKind.Line ? 46 : 210);

    private double Height => _chart.Kind == PaperChartKind.Line ? 280 : 34 + (RowHeight * _chart.Categories.Count) + LegendHeight;

    private double LegendHeight => _chart.Series.Count < 2 ? 0 : 22 * Math.Ceiling(_chart.Series.Count / 3.0);

    public static string Draw(PaperChart chart) => new ChartSvg(chart).Draw();

    private string Draw()
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {N(Height)}\" role=\"img\" aria-label=\"{Encode(_chart.InWords)}\" font-size=\"13\" fill=\"{Ink}\">");
        if (_chart.Kind == PaperChartKind.Line)
        {
            Line();
        }
        else
        {
            Bars();
        }

        Legend();
        return _svg.Append("</svg>").ToString();
    }

    private void Bars()
    {
        var bottom = RowHeight * _chart.Categories.Count;
        for (var value = _chart.Low; value <= _chart.High; value += (_chart.High - _chart.Low) / 5)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{N(X(value))} 0V{N(bottom)}\" stroke=\"{Grid}\"/><text x=\"{N(X(value))}\" y=\"{N(bottom + 16)}\" text-anchor=\"middle\" font-size=\"11\">{value:0}</text>");
        }

        for (var i = 0; i < _chart.Categories.Count; i++)
        {
            var y = (i * RowHeight) + ((RowHeight - BarHeight) / 2);
            _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(_left - 8)}\" y=\"{N(y + 13)}\" text-anchor=\"end\">{Encode(Short(_chart.Categories[i]))}</text>");
            var from = _chart.Kind == PaperChartKind.Shares ? 0 : Math.Max(_chart.Low, 0);
            foreach (var series in _chart.Series)
            {
                from = Bar(series, i, y, from);
            }
        }
    }

    private double Bar(PaperSeries series, int i, double y, double from)
    {
        if (series.Marks[i] is not { } mark)
        {
            return from;
        }

        var stacked = _chart.Kind == PaperChartKind.Shares;
        var (low, high) = stacked ? (from, from + mark.Value) : (Math.Min(0, mark.Value), Math.Max(0, mark.Value));
        _svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(X(low))}\" y=\"{N(y)}\" width=\"{N(X(high) - X(low))}\" height=\"{N(BarHeight)}\" fill=\"#{series.Colour}\"/>");
        if (mark.Label.Length > 0)
        {
            var dark = series.Colour is PaperTables.Accent or "A63603" or "5B3A29";
            _svg.Append(stacked
                ? string.Create(CultureInfo.InvariantCulture, $"<text x=\"{N((X(low) + X(high)) / 2)}\" y=\"{N(y + 13)}\" text-anchor=\"middle\" font-size=\"11\" fill=\"{(dark ? "#fff" : Ink)}\">{Encode(mark.Label)}</text>")
                : string.Create(CultureInfo.InvariantCulture, $"<text x=\"{N(X(high) + 5)}\" y=\"{N(y + 13)}\" font-weight=\"600\">{Encode(mark.Label)}</text>"));
        }

        return high;
    }

    private void Line()
    {
        for (var value = _chart.Low; value <= _chart.High; value += _chart.High - _chart.Low > 50 ? 20 : 10)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{N(_left)} {N(Y(value))}H{Width - 8}\" stroke=\"{Grid}\"/><text x=\"{N(_left - 8)}\" y=\"{N(Y(value) + 4.5)}\" text-anchor=\"end\" font-size=\"11\">{value:0}</text>");
        }

        for (var i = 0; i < _chart.Categories.Count; i++)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(Place(i))}\" y=\"238\" text-anchor=\"middle\">{Encode(_chart.Categories[i])}</text>");
        }

        foreach (var series in _chart.Series)
        {
            Line(series);
        }
    }

    private void Line(PaperSeries series)
    {
        var path = new StringBuilder();
        var broken = true;
        for (var i = 0; i < series.Marks.Count; i++)
        {
            if (series.Marks[i] is not { } mark)
            {
                broken = true;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(broken ? 'M' : 'L')}{N(Place(i))} {N(Y(mark.Value))}");
            broken = false;
            if (mark is { Low: { } low, High: { } high })
            {
                _svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{N(Place(i))} {N(Y(high))}V{N(Y(low))}\" stroke=\"#7fb5ae\" stroke-width=\"5\"/>");
            }
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"#{series.Colour}\" stroke-width=\"{(series.IsGoal ? "1.5" : "2.5")}\"{(series.IsGoal ? " stroke-dasharray=\"5 4\"" : "")}/>");
        for (var i = 0; i < series.Marks.Count && !series.IsGoal; i++)
        {
            if (series.Marks[i] is { } mark)
            {
                _svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(Place(i))}\" cy=\"{N(Y(mark.Value))}\" r=\"4\" fill=\"#{series.Colour}\"/><text x=\"{N(Place(i) + 8)}\" y=\"{N(Y(mark.Value) - 8)}\" font-weight=\"600\">{Encode(mark.Label)}</text>");
            }
        }
    }

    private void Legend()
    {
        for (var i = 0; i < _chart.Series.Count && _chart.Series.Count > 1; i++)
        {
            var (x, y) = (20 + (i % 3 * 205), Height - LegendHeight + 4 + (i / 3 * 22));
            var series = _chart.Series[i];
            _svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{N(series.IsGoal ? y + 5 : y)}\" width=\"14\" height=\"{(series.IsGoal ? 3 : 13)}\" fill=\"#{series.Colour}\"/><text x=\"{x + 20}\" y=\"{N(y + 11)}\">{Encode(Short(series.Name))}</text>");
        }
    }

    private double X(double value) => _left + ((value - _chart.Low) / (_chart.High - _chart.Low) * (Width - 60 - _left));

    private double Y(double value) => 216 - ((value - _chart.Low) / (_chart.High - _chart.Low) * 200);

    private double Place(int i) => _left + ((Width - 8 - _left) * (i + 0.5) / _chart.Categories.Count);

    private static string Short(string words) => words.Length > 32 ? words[..31] + "…" : words;

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Encode(string words) => WebUtility.HtmlEncode(words);
}
