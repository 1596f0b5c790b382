using Microsoft.EntityFrameworkCore;
using OfficeOpenXml;
using OfficeOpenXml.Style;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// The period as a workbook: a cover with method, versions and notes; the overview with two charts; a sheet for each level
/// of units; services, counters, channels and items. Its numbers are those of the pages, rounded alike.
/// </summary>
public sealed class QuarterWorkbook(IDbContextFactory<SurveyDbContext> contexts, PublishedVersions published, UnitTreeQuery trees, ReportText text)
{
    /// <summary>Writes the workbook; false, and nothing written, where there is no such report.</summary>
    public async Task<bool> WriteAsync(Selection selection, Stream output, CancellationToken cancellationToken)
    {
        var query = selection.Query with { Service = null, Channel = null, Sampling = null };
        if (await trees.FindAsync(query, cancellationToken) is not { } tree)
        {
            return false;
        }

        await WriteAsync(tree, output, cancellationToken);
        return true;
    }

    /// <summary>Writes the workbook of reports that are already made.</summary>
    public async Task WriteAsync(UnitTree tree, Stream output, CancellationToken cancellationToken)
    {
        tree = tree with { Root = await InOrderAsync(tree.Root, cancellationToken) };
        using var package = new ExcelPackage();
        Properties(package, tree.Root);
        var cover = WorkbookSheet.Add(package, text["Bìa"], text["Kết quả khảo sát sự hài lòng"], "", 30, 92);
        new OverviewSheet(text).Add(package, tree.Root, Subtitle(tree.Root));
        foreach (var level in tree.Units.GroupBy(u => u.Unit.Level).OrderBy(g => g.Key))
        {
            Level(package, tree.Root, level.Key, [.. level]);
        }

        Breakdown(package, tree.Root, text["Dịch vụ"], text["Theo dịch vụ"], [.. tree.Root.Services.Select(r => (Parent: "", Row: r))]);
        Breakdown(package, tree.Root, text["Quầy"], text["Theo quầy"], [.. tree.Points.Select(p => (Parent: p.Unit.NameIn(text.Language), p.Row))]);
        Breakdown(package, tree.Root, text["Kênh"], text["Theo kênh"], [.. tree.Root.Channels.Select(r => (Parent: "", Row: r))]);
        new ItemSheets(text).Add(package, tree.Root, Subtitle(tree.Root));
        new CoverSheet(text).Fill(cover, tree.Root, package);

        // EPPlus writes synchronously, which a response does not allow.
        using var memory = new MemoryStream();
        package.SaveAs(memory);
        memory.Position = 0;
        await memory.CopyToAsync(output, cancellationToken);
    }

    private async Task<UnitReport> InOrderAsync(UnitReport report, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return (await ExportOrder.OfAsync(database, published, report.Query.Questionnaire, cancellationToken)).Of(report);
    }

    private void Properties(ExcelPackage package, UnitReport report)
    {
        package.Workbook.Properties.Title = CellText.Neutral($"{report.Unit.NameIn(text.Language)}, {report.Period.NameIn(text.Language)}");
        package.Workbook.Properties.Comments = report.Synthetic ? text["SỐ LIỆU MÔ PHỎNG, không phải ý kiến của người dân"] : "";
    }

    private string Subtitle(UnitReport report) =>
        $"{report.Unit.NameIn(text.Language)} · {report.Period.NameIn(text.Language)} ({text.Window(report.Period)})"
        + (report.Synthetic ? " · " + text["SỐ LIỆU MÔ PHỎNG, không phải ý kiến của người dân"] : "");

    private void Level(ExcelPackage package, UnitReport report, UnitLevel level, List<TreeUnit> units)
    {
        var dimensions = report.Index.Dimensions;
        double[] widths = [16, 44, 30, 9, 8, 8, 8, 9, 7, 11, 12, .. dimensions.SelectMany(_ => new double[] { 8, 8, 8, 8 })];
        var sheet = WorkbookSheet.Add(package, text.Level(level), text["{0}: {1}", text.Level(level), text.In(report.Index.Title)], Subtitle(report), widths);
        string[] heads = [text["Mã"], text["Đơn vị"], text["Thuộc"], text["Chỉ số"], text["Từ"], text["Đến"], text["Phiếu"], text["Chỉ tiêu"], text["Đạt chưa"], text["So kỳ trước"], text["Sai số"]];
        for (var i = 0; i < heads.Length; i++)
        {
            sheet.Head(4, i + 1, heads[i], rows: 2, right: i is >= 3 and <= 9);
        }

        for (var d = 0; d < dimensions.Count; d++)
        {
            var column = heads.Length + 1 + (d * 4);
            sheet.Head(4, column, text.In(dimensions[d].Title), columns: 4);
            string[] below = [text["Chỉ số"], text["Từ"], text["Đến"], text["Phiếu"]];
            for (var k = 0; k < 4; k++)
            {
                sheet.Head(5, column + k, below[k], right: true);
            }
        }

        sheet.Row = 6;
        foreach (var unit in units.OrderBy(u => u.Parent?.Name).ThenByDescending(u => u.Overall.Figure?.Value ?? Rational.Zero))
        {
            sheet.Text(sheet.Row, 1, unit.Unit.Code);
            sheet.Text(sheet.Row, 2, unit.Unit.NameIn(text.Language)).Style.Font.Bold = true;
            sheet.Text(sheet.Row, 3, unit.Parent?.NameIn(text.Language));
            Figure(sheet, 4, unit.Overall.Figure);
            Judgement(sheet, 8, unit.Overall);
            for (var d = 0; d < dimensions.Count; d++)
            {
                Figure(sheet, heads.Length + 1 + (d * 4), unit.Dimensions.FirstOrDefault(r => r.Code == dimensions[d].Code)?.Figure);
            }

            sheet.Row++;
        }

        sheet.Body(6, sheet.Row - 1, widths.Length);
        sheet.Sheet.Cells[5, 1, Math.Max(5, sheet.Row - 1), widths.Length].AutoFilter = true;
        sheet.Freeze(6, 3, 4);

        // The units' indices on one A3 page, their dimensions on the next, the names on both.
        sheet.Sheet.PrinterSettings.PaperSize = ePaperSize.A3;
        sheet.Sheet.PrinterSettings.FitToWidth = 2;
        sheet.Sheet.PrinterSettings.RepeatColumns = sheet.Sheet.Cells["A:B"];
        sheet.Sheet.Column(heads.Length).PageBreak = true;
    }

    private void Breakdown(ExcelPackage package, UnitReport report, string name, string title, List<(string Parent, ReportRow Row)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var points = rows.Select(r => r.Row.Distribution).FirstOrDefault(d => d is not null) ?? [];
        double[] widths = [16, 52, 32, 9, 8, 8, 8, 9, 7, 11, 12, .. points.Select(_ => 13.0)];
        var sheet = WorkbookSheet.Add(package, name, title, Subtitle(report), widths);
        string[] heads = [text["Mã"], name, text["Đơn vị"], text["Chỉ số"], text["Từ"], text["Đến"], text["Phiếu"], text["Chỉ tiêu"], text["Đạt chưa"], text["So kỳ trước"], text["Sai số"], .. points.Select(p => text.In(p.Label))];
        for (var i = 0; i < heads.Length; i++)
        {
            sheet.Head(4, i + 1, heads[i], right: i is (>= 3 and <= 9) or > 10);
        }

        sheet.Row = 5;
        foreach (var (parent, row) in rows)
        {
            sheet.Text(sheet.Row, 1, row.Code);
            sheet.Text(sheet.Row, 2, row.NameIn(text.Language)).Style.Font.Bold = true;
            sheet.Text(sheet.Row, 3, parent);
            Figure(sheet, 4, row.Figure);
            Judgement(sheet, 8, row);
            for (var p = 0; p < points.Count; p++)
            {
                sheet.Number(sheet.Row, 12 + p, row.Distribution?.FirstOrDefault(c => c.Code == points[p].Code)?.Count, WorkbookSheet.CountFormat);
            }

            sheet.Row++;
        }

        sheet.Body(5, sheet.Row - 1, widths.Length);
        sheet.Sheet.Row(4).Height = 28;
        sheet.Sheet.Column(3).Hidden = rows.TrueForAll(r => r.Parent.Length == 0);
        sheet.Freeze(5, 3, 4);
    }

    internal static void Figure(WorkbookSheet sheet, int column, Figure? figure)
    {
        var shown = figure?.Value is null ? null : figure;
        sheet.Number(sheet.Row, column, shown?.Rounded, WorkbookSheet.IndexFormat);
        sheet.Sheet.Cells[sheet.Row, column].Style.Font.Bold = true;
        sheet.Number(sheet.Row, column + 1, Bound(shown?.Interval?.Low), WorkbookSheet.IndexFormat);
        sheet.Number(sheet.Row, column + 2, Bound(shown?.Interval?.High), WorkbookSheet.IndexFormat);
        sheet.Number(sheet.Row, column + 3, shown?.Base, WorkbookSheet.CountFormat);
    }

    private void Judgement(WorkbookSheet sheet, int column, ReportRow row)
    {
        var shown = row.Figure?.Value is not null;
        sheet.Text(sheet.Row, column, row.Target is { } target && shown ? text.Target(target) : ReportText.Nothing).Style.HorizontalAlignment = ExcelHorizontalAlignment.Right;
        sheet.Text(sheet.Row, column + 1, row.TargetMet switch { true => text["đạt"], false => text["chưa"], _ => ReportText.Nothing }).Style.HorizontalAlignment = ExcelHorizontalAlignment.Right;
        if (row.TargetMet == false)
        {
            sheet.Sheet.Cells[sheet.Row, column + 1].Style.Font.Color.SetColor(WorkbookSheet.Goal);
        }

        sheet.Number(sheet.Row, column + 2, shown ? row.Difference?.Rounded : null, WorkbookSheet.ChangeFormat);
        sheet.Text(sheet.Row, column + 3, shown && row.Difference?.Value is not null ? text[row.Difference.MoreThanNoise ? "vượt sai số" : "trong sai số"] : ReportText.Nothing).Style.Indent = 1;
    }

    private static decimal? Bound(double? bound) => bound is { } value ? ScoringWords.Bound(value) : null;
}
