using OfficeOpenXml;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>The list of remedies as a workbook; the same words and figures as the page.</summary>
public sealed class RemedyWorkbook(ReportText text, LocalCalendar calendar)
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public byte[] Write(Unit unit, IReadOnlyList<RemedyRow> rows)
    {
        using var package = new ExcelPackage();
        var sheet = WorkbookSheet.Add(package, text["Khắc phục"], text["Việc khắc phục"], $"{unit.NameIn(text.Language)} · {text.Day(calendar.Today)}",
            30, 44, 44, 34, 16, 12, 12, 16, 12, 26, 14, 26, 14, 18);
        string[] heads = [text["Đơn vị"], text["Điều phát hiện"], text["Việc phải làm"], text["Chỉ số cần nâng"], text["Kỳ phát hiện"], text["Khi phát hiện"], text["Mức cần đạt"],
            text["Kỳ sau"], text["Số kỳ sau"], text["Chênh lệch"], text["Kết luận"], text["Ai làm"], text["Hạn"], text["Tình trạng"]];
        for (var i = 0; i < heads.Length; i++)
        {
            sheet.Head(4, i + 1, heads[i], right: i is 5 or 6 or 8);
        }

        sheet.Row = 5;
        foreach (var row in rows)
        {
            Row(sheet, row);
        }

        sheet.Body(5, sheet.Row - 1, heads.Length);
        sheet.Freeze(5, 2, 4);
        return package.GetAsByteArray();
    }

    private void Row(WorkbookSheet sheet, RemedyRow row)
    {
        var (remedy, latest, at) = (row.Remedy, row.Latest, sheet.Row++);
        sheet.Text(at, 1, row.Unit.NameIn(text.Language));
        sheet.Text(at, 2, remedy.Finding);
        sheet.Text(at, 3, remedy.Action);
        sheet.Text(at, 4, row.Part);
        sheet.Text(at, 5, row.Period?.NameIn(text.Language) ?? remedy.PeriodCode);
        sheet.Number(at, 6, row.Found, WorkbookSheet.IndexFormat);
        sheet.Number(at, 7, row.Wanted, WorkbookSheet.IndexFormat);
        sheet.Text(at, 8, latest?.Period.NameIn(text.Language) ?? ReportText.Nothing);
        sheet.Number(at, 9, latest?.Figure?.Rounded, WorkbookSheet.IndexFormat);
        sheet.Text(at, 10, text.Moved(latest?.Difference));
        sheet.Text(at, 11, latest is null ? ReportText.Nothing : text.Verdict(latest));
        sheet.Text(at, 12, remedy.Owner);
        sheet.Text(at, 13, text.Day(remedy.DueOn));
        sheet.Text(at, 14, row.IsOverdue(calendar.Today) ? text["quá hạn"] : text.State(remedy.State));
    }
}
