using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace Survey.Web.Pages.Analyse;

/// <summary>What the workbook is about, by which method its figures were made, and how to read them.</summary>
internal sealed class CoverSheet(ReportText text)
{
    public void Fill(WorkbookSheet sheet, UnitReport report, ExcelPackage package)
    {
        sheet.SetUpPrinting(landscape: false);
        sheet.Sheet.Cells[1, 1].Style.Font.Size = 18;
        sheet.Sheet.Row(1).Height = 30;
        sheet.Text(2, 1, $"{report.Unit.NameIn(text.Language)} · {report.Period.NameIn(text.Language)}").Style.Font.Size = 13;
        sheet.Sheet.Row(2).Height = 22;
        if (report.Synthetic)
        {
            Sample(sheet);
        }

        sheet.Row = 5;
        foreach (var (name, value) in Facts(report))
        {
            sheet.Text(sheet.Row, 1, name).Style.Font.Color.SetColor(WorkbookSheet.Muted);
            sheet.Text(sheet.Row, 2, value);
            sheet.Row++;
        }

        sheet.Body(5, sheet.Row - 1, 2);
        Answer(sheet, report);
        Notes(sheet, report);
        Contents(sheet, package);
    }

    private void Sample(WorkbookSheet sheet)
    {
        sheet.Text(3, 1, text["SỐ LIỆU MÔ PHỎNG: các phiếu này do máy tạo ra để minh hoạ, không phải ý kiến của người dân."]);
        var cells = sheet.Sheet.Cells[3, 1, 3, 2];
        cells.Merge = true;
        cells.Style.Font.Bold = true;
        cells.Style.Fill.PatternType = ExcelFillStyle.Solid;
        cells.Style.Fill.BackgroundColor.SetColor(WorkbookSheet.Sample);
        cells.Style.VerticalAlignment = ExcelVerticalAlignment.Center;
        sheet.Sheet.Row(3).Height = 24;
    }

    private IEnumerable<(string Name, string Value)> Facts(UnitReport report) =>
    [
        (text["Kỳ số liệu"], $"{report.Period.NameIn(text.Language)}, {text.Window(report.Period)}"),
        (text["Phiếu khảo sát"], text["“{0}”, bản {1}", text.In(report.QuestionnaireTitle), string.Join(", ", report.Versions)]),
        (text["Chỉ số"], text.In(report.Index.Title)),
        (text["Cách tính"], $"{text.Method(report.Index)}; {text.Composite(report.Index)}"),
        (text["Cách lấy mẫu"], string.Join(", ", report.Sampling.Select(text.Sampling))),
        (text["So với"], report.Before?.NameIn(text.Language) ?? ReportText.Nothing),
        (text["Số liệu tính đến"], text.Moment(report.FoldedAt)),
        (text["Phiếu chưa công bố"], report.NotYetReleased is { } waiting ? text.Count(waiting) : ReportText.Nothing),
    ];

    private void Answer(WorkbookSheet sheet, UnitReport report)
    {
        sheet.Row++;
        Section(sheet, text["Kết quả chính"]);
        var from = sheet.Row;
        sheet.Text(sheet.Row, 1, text.In(report.Index.Title));
        sheet.Number(sheet.Row, 2, report.Overall.Figure?.Rounded, WorkbookSheet.IndexFormat);
        sheet.Sheet.Cells[sheet.Row, 2].Style.Font.Size = 16;
        sheet.Sheet.Cells[sheet.Row, 2].Style.Font.Bold = true;
        sheet.Sheet.Cells[sheet.Row, 2].Style.HorizontalAlignment = ExcelHorizontalAlignment.Left;
        sheet.Sheet.Row(sheet.Row++).Height = 24;
        foreach (var (name, value) in new[]
        {
            (text["Khoảng tin cậy 95%"], text.Interval(report.Overall.Figure) is { Length: > 0 } interval ? interval : ReportText.Nothing),
            (text["Số phiếu"], text.Base(report.Overall.Figure)),
            (text["So kỳ trước"], $"{text.Change(report.Overall.Difference)} ({text.ChangeInWords(report.Overall.Difference)})"),
            (text["Chỉ tiêu"], report.Overall.Target is { } target ? $"{text.Target(target)}: {text.TargetOutcome(report.Overall)}" : ReportText.Nothing),
            (text["Trung bình các đơn vị"], report.MeanOfUnits is { } mean ? text.Index(mean.Figure) + LeftOut(mean) : ReportText.Nothing),
        })
        {
            sheet.Text(sheet.Row, 1, name);
            sheet.Text(sheet.Row++, 2, value);
        }

        sheet.Body(from, sheet.Row - 1, 2);
        sheet.Sheet.Cells[from, 1, sheet.Row - 1, 1].Style.Font.Color.SetColor(WorkbookSheet.Muted);
    }

    private string LeftOut(MeanOfUnits mean) => mean.LeftOut.Count == 0 ? "" : " (" + text["không gồm {0}", string.Join(", ", mean.LeftOut)] + ")";

    private void Notes(WorkbookSheet sheet, UnitReport report)
    {
        sheet.Row++;
        Section(sheet, text["Cách đọc"]);
        string[] notes =
        [
            text.SamplingNote(report.Sampling),
            .. text.VersionNotes(report),
            text["“Từ” và “Đến” là khoảng tin cậy 95% của chỉ số; “Phiếu” là số phiếu có ít nhất một câu trả lời hợp lệ."],
            text["Dưới 5 phiếu thì không hiển thị, dưới 10 phiếu thì không chia nhỏ; dấu – nghĩa là không có hoặc không công bố."],
            text["Chỉ số làm tròn một lần, hai chữ số lẻ; so sánh và xét chỉ tiêu dùng số chưa làm tròn."],
        ];
        foreach (var note in notes.Where(n => n.Length > 0))
        {
            sheet.Text(sheet.Row, 1, note).Style.WrapText = true;
            sheet.Sheet.Cells[sheet.Row, 1, sheet.Row, 2].Merge = true;
            sheet.Sheet.Row(sheet.Row++).Height = note.Length > 110 ? 30 : 16;
        }
    }

    private void Contents(WorkbookSheet sheet, ExcelPackage package)
    {
        sheet.Row++;
        Section(sheet, text["Trong tệp này"]);
        foreach (var other in package.Workbook.Worksheets.Where(w => w.Name != sheet.Sheet.Name))
        {
            var cell = sheet.Sheet.Cells[sheet.Row, 1];
            cell.Hyperlink = new ExcelHyperLink($"'{other.Name}'!A1", other.Name);
            cell.Value = other.Name;
            cell.Style.Font.UnderLine = true;
            cell.Style.Font.Color.SetColor(WorkbookSheet.Accent);
            sheet.Text(sheet.Row++, 2, other.Cells[1, 1].Text);
        }
    }

    private static void Section(WorkbookSheet sheet, string title)
    {
        sheet.Head(sheet.Row, 1, title, columns: 2);
        sheet.Sheet.Cells[sheet.Row, 1].Style.HorizontalAlignment = ExcelHorizontalAlignment.Left;
        sheet.Row++;
    }
}
