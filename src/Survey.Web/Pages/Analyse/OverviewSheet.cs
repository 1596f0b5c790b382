using System.Drawing;
using OfficeOpenXml;
using OfficeOpenXml.Drawing;
using OfficeOpenXml.Drawing.Chart;

namespace Survey.Web.Pages.Analyse;

/// <summary>The sheet that one looks at first: the trend and the dimensions, each as a table and a chart.</summary>
internal sealed class OverviewSheet(ReportText text)
{
    private const int ChartWidth = 620;
    private const int ChartHeight = 300;
    private const int RowPixels = 20;

    public void Add(ExcelPackage package, UnitReport report, string subtitle)
    {
        var sheet = WorkbookSheet.Add(package, text["Tổng hợp"], text["{0} theo kỳ và theo yếu tố", text.In(report.Index.Title)], subtitle, 34, 10, 10, 10, 10, 11, 3);
        var trend = Table(sheet, text["Kỳ"], [.. report.Trend.Select(t => (t.Period.NameIn(text.Language), t.Figure))], Goal(report));
        var trendEnd = Line(sheet, report, trend);
        sheet.Row = Math.Max(sheet.Row + 2, trendEnd);
        var dimensions = Table(sheet, text["Yếu tố"], [.. report.Dimensions.Select(d => (d.NameIn(text.Language), d.Figure))], Goal(report));
        Bars(sheet, dimensions);
        sheet.Sheet.View.FreezePanes(4, 1);
    }

    private static decimal? Goal(UnitReport report) => report.Overall.Target?.Value;

    // What is absent stays an empty cell here, so that the charts leave a gap.
    private (int From, int To) Table(WorkbookSheet sheet, string first, IReadOnlyList<(string Name, Core.Indices.Figure? Figure)> rows, decimal? goal)
    {
        string[] heads = [first, text["Chỉ số"], text["Từ"], text["Đến"], text["Phiếu"], text["Chỉ tiêu"]];
        for (var i = 0; i < heads.Length; i++)
        {
            sheet.Head(sheet.Row, i + 1, heads[i], right: i > 0);
        }

        var from = ++sheet.Row;
        foreach (var (name, figure) in rows)
        {
            sheet.Text(sheet.Row, 1, name).Style.Font.Bold = true;
            if (figure?.Value is not null)
            {
                QuarterWorkbook.Figure(sheet, 2, figure);
            }

            if (goal is not null)
            {
                sheet.Number(sheet.Row, 6, goal, "0.##");
            }

            sheet.Row++;
        }

        sheet.Body(from, sheet.Row - 1, heads.Length);
        return (from, sheet.Row - 1);
    }

    // Returns the first row under the chart.
    private int Line(WorkbookSheet sheet, UnitReport report, (int From, int To) rows)
    {
        var chart = (ExcelLineChart)sheet.Sheet.Drawings.AddChart("trend", eChartType.LineMarkers);
        Place(chart, sheet, rows.From - 1, new Headlines(text).Trend(report));
        Series(chart, sheet, rows, 2, text["Chỉ số"], WorkbookSheet.Accent, 2.5, marker: true);
        Series(chart, sheet, rows, 3, text["Từ (95%)"], Color.FromArgb(0x7f, 0xb5, 0xae), 1, marker: false);
        Series(chart, sheet, rows, 4, text["Đến (95%)"], Color.FromArgb(0x7f, 0xb5, 0xae), 1, marker: false);
        if (Goal(report) is not null)
        {
            var goal = Series(chart, sheet, rows, 6, text["Chỉ tiêu"], WorkbookSheet.Goal, 1.5, marker: false);
            goal.Border.LineStyle = eLineStyle.Dash;
        }

        Axis(chart, report.Trend.Select(t => t.Figure));
        return rows.From - 1 + (ChartHeight / RowPixels) + 2;
    }

    private static ExcelLineChartSerie Series(ExcelLineChart chart, WorkbookSheet sheet, (int From, int To) rows, int column, string name, Color color, double width, bool marker)
    {
        var series = (ExcelLineChartSerie)chart.Series.Add(sheet.Sheet.Cells[rows.From, column, rows.To, column], sheet.Sheet.Cells[rows.From, 1, rows.To, 1]);
        series.Header = name;
        series.Marker = marker ? eMarkerStyle.Circle : eMarkerStyle.None;
        series.LineColor = color;
        series.LineWidth = width;
        if (marker)
        {
            series.MarkerLineColor = color;
            series.MarkerSize = 7;
        }

        return series;
    }

    private void Bars(WorkbookSheet sheet, (int From, int To) rows)
    {
        var chart = (ExcelBarChart)sheet.Sheet.Drawings.AddChart("dimensions", eChartType.BarClustered);
        Place(chart, sheet, rows.From - 1, text["Các yếu tố"]);
        var series = (ExcelBarChartSerie)chart.Series.Add(sheet.Sheet.Cells[rows.From, 2, rows.To, 2], sheet.Sheet.Cells[rows.From, 1, rows.To, 1]);
        series.Header = text["Chỉ số"];
        series.Fill.Style = eFillStyle.SolidFill;
        series.Fill.Color = WorkbookSheet.Accent;
        series.DataLabel.ShowValue = true;
        series.DataLabel.Position = eLabelPosition.OutEnd;
        chart.GapWidth = 60;
        chart.Legend.Remove();
        chart.YAxis.MinValue = 0;
        chart.YAxis.MaxValue = 100;
        chart.YAxis.Format = "0";
        chart.XAxis.Orientation = eAxisOrientation.MaxMin;
        chart.YAxis.Crosses = eCrosses.Max;
    }

    private static void Place(ExcelChart chart, WorkbookSheet sheet, int row, string title)
    {
        chart.SetPosition(row - 1, 0, 7, 0);
        chart.SetSize(ChartWidth, ChartHeight);
        chart.Title.Text = CellText.Neutral(title);
        chart.Title.Font.Size = 11;
        chart.Title.Font.Bold = true;
        chart.DisplayBlanksAs = eDisplayBlanksAs.Gap;
        chart.RoundedCorners = false;
    }

    private static void Axis(ExcelChart chart, IEnumerable<Core.Indices.Figure?> figures)
    {
        var lows = figures.Where(f => f?.Value is not null).Select(f => f!.Interval?.Low ?? Marks.ToDouble(f)).ToList();
        chart.YAxis.MinValue = lows.Count == 0 ? 0 : Math.Max(0, Math.Floor((lows.Min() - 0.5) / 10) * 10);
        chart.YAxis.MaxValue = 100;
        chart.YAxis.MajorUnit = 10;
        chart.YAxis.Format = "0";
        chart.Legend.Position = eLegendPosition.Bottom;
    }
}
