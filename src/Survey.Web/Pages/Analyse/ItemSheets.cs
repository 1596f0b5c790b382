using OfficeOpenXml;

namespace Survey.Web.Pages.Analyse;

/// <summary>The items of the index with the counts of their answers, and the other items option by option.</summary>
internal sealed class ItemSheets(ReportText text)
{
    public void Add(ExcelPackage package, UnitReport report, string subtitle)
    {
        AddIndexItems(package, report, subtitle);
        AddOthers(package, report, subtitle);
    }

    private void AddIndexItems(ExcelPackage package, UnitReport report, string subtitle)
    {
        var items = report.Items.Where(i => i.Dimension is not null).ToList();
        // Scales may differ between items: each answer that there is has its column.
        var points = items.SelectMany(i => i.Distribution ?? []).DistinctBy(p => p.Code).ToList();
        double[] widths = [18, 58, 30, 9, 9, 9, 9, .. points.Select(_ => 13.0), 14];
        var sheet = WorkbookSheet.Add(package, text["Câu hỏi"], text["Từng câu hỏi của chỉ số"], subtitle, widths);
        string[] heads = [text["Mã"], text["Câu hỏi"], text["Yếu tố"], text["Chỉ số"], text["Từ"], text["Đến"], text["Phiếu"], .. points.Select(p => text.In(p.Label)), text["Không ý kiến"]];
        for (var i = 0; i < heads.Length; i++)
        {
            sheet.Head(4, i + 1, heads[i], right: i > 2);
        }

        sheet.Row = 5;
        foreach (var item in items)
        {
            sheet.Text(sheet.Row, 1, item.Code);
            sheet.Text(sheet.Row, 2, text.In(item.Text)).Style.Font.Bold = true;
            sheet.Text(sheet.Row, 3, report.Index.Dimensions.FirstOrDefault(d => d.Code == item.Dimension) is { } d ? text.In(d.Title) : "");
            QuarterWorkbook.Figure(sheet, 4, item.Figure);
            for (var p = 0; p < points.Count; p++)
            {
                sheet.Number(sheet.Row, 8 + p, item.Distribution?.FirstOrDefault(c => c.Code == points[p].Code)?.Count, WorkbookSheet.CountFormat);
            }

            sheet.Number(sheet.Row, 8 + points.Count, item.Distribution is null ? null : item.NotApplicable, WorkbookSheet.CountFormat);
            sheet.Row++;
        }

        sheet.Body(5, sheet.Row - 1, heads.Length);
        sheet.Sheet.Row(4).Height = 28;
        sheet.Freeze(5, 3, 4);
    }

    private void AddOthers(ExcelPackage package, UnitReport report, string subtitle)
    {
        var items = report.Items.Where(i => i is { Dimension: null, Distribution: not null }).ToList();
        if (items.Count == 0)
        {
            return;
        }

        var sheet = WorkbookSheet.Add(package, text["Câu hỏi khác"], text["Các câu hỏi ngoài chỉ số"], subtitle, 18, 58, 44, 11, 11, 11);
        string[] heads = [text["Mã"], text["Câu hỏi"], text["Trả lời"], text["Số phiếu"], text["Tỷ lệ"], text["Trên tổng"]];
        for (var i = 0; i < heads.Length; i++)
        {
            sheet.Head(4, i + 1, heads[i], right: i > 2);
        }

        sheet.Row = 5;
        foreach (var item in items)
        {
            foreach (var option in item.Distribution!)
            {
                sheet.Text(sheet.Row, 1, item.Code);
                sheet.Text(sheet.Row, 2, option == item.Distribution[0] ? text.In(item.Text) : "").Style.Font.Bold = true;
                sheet.Text(sheet.Row, 3, text.In(option.Label));
                sheet.Number(sheet.Row, 4, option.Count, WorkbookSheet.CountFormat);
                sheet.Number(sheet.Row, 5, item.Base > 0 ? (decimal)option.Count / item.Base : null, "0.0%");
                sheet.Number(sheet.Row, 6, item.Base, WorkbookSheet.CountFormat);
                sheet.Row++;
            }
        }

        sheet.Body(5, sheet.Row - 1, heads.Length);
        sheet.Freeze(5, 3, 4);
    }
}
