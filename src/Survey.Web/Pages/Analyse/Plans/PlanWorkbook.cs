using OfficeOpenXml;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>The quotas as a workbook to hand to those who do the fieldwork; the same numbers as the page.</summary>
public sealed class PlanWorkbook(ReportText text)
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public byte[] Write(PlanPlace place, Data.Entities.SamplePlan plan, PlanProgress progress)
    {
        using var package = new ExcelPackage();
        var subtitle = $"{place.Unit.NameIn(text.Language)} · {place.Period.NameIn(text.Language)} ({text.Window(place.Period)}) · {text.In(place.Questionnaire.Title)}";
        var sheet = WorkbookSheet.Add(package, text["Kế hoạch mẫu"], text["Kế hoạch mẫu"], subtitle, 16, 42, 16, 48, 12, 11, 11, 12, 10);
        sheet.Text(3, 1, PlanWords.Method(text, plan.OlderMethod, plan.Margin, plan.Least));
        string[] heads = [text["Mã đơn vị"], text["Đơn vị"], text["Mã dịch vụ"], text["Dịch vụ"], text["Giao dịch"], text["Hạn ngạch"], text["Phát ra"], text["Đã nhận"], text["Đạt (%)"]];
        for (var i = 0; i < heads.Length; i++)
        {
            sheet.Head(5, i + 1, heads[i], right: i > 3);
        }

        sheet.Row = 6;
        foreach (var unit in progress.Units)
        {
            foreach (var row in unit.Services.Count == 0 ? [unit.Sum] : unit.Services)
            {
                Row(sheet, row, unit.Services.Count > 0);
            }
        }

        sheet.Body(6, sheet.Row - 1, heads.Length);
        Row(sheet, progress.Total, false);
        sheet.Text(sheet.Row - 1, 1, "");
        sheet.Text(sheet.Row - 1, 2, text["Tổng cộng"]);
        sheet.Sheet.Cells[sheet.Row - 1, 1, sheet.Row - 1, heads.Length].Style.Font.Bold = true;
        sheet.Text(sheet.Row + 1, 1, PlanWords.FewNote(text)).Style.Font.Italic = true;
        sheet.Freeze(6, 3, 5);
        return package.GetAsByteArray();
    }

    private void Row(WorkbookSheet sheet, ProgressRow row, bool byService)
    {
        var stratum = row.Line.Stratum;
        sheet.Text(sheet.Row, 1, stratum.Unit.Code);
        sheet.Text(sheet.Row, 2, stratum.Unit.NameIn(text.Language));
        sheet.Text(sheet.Row, 3, stratum.Service?.Code);
        sheet.Text(sheet.Row, 4, byService ? PlanWords.Service(text, stratum) : text["Mọi dịch vụ"]);
        sheet.Number(sheet.Row, 5, row.Line.Population, WorkbookSheet.CountFormat);
        sheet.Number(sheet.Row, 6, row.Line.Planned, WorkbookSheet.CountFormat);
        sheet.Number(sheet.Row, 7, row.Line.Issued, WorkbookSheet.CountFormat);
        if (row.Received is { } received)
        {
            sheet.Number(sheet.Row, 8, received, WorkbookSheet.CountFormat);
            sheet.Number(sheet.Row, 9, row.Line.Planned > 0 ? Math.Round(100m * received / row.Line.Planned, 1, MidpointRounding.AwayFromZero) : null, "0.0");
        }
        else
        {
            sheet.Text(sheet.Row, 8, text["dưới 5 hoặc ẩn"]).Style.HorizontalAlignment = OfficeOpenXml.Style.ExcelHorizontalAlignment.Right;
            sheet.Number(sheet.Row, 9, null, "0.0");
        }

        sheet.Row++;
    }
}
