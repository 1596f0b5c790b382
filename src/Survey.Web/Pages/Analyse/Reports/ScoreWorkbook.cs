using OfficeOpenXml;
using OfficeOpenXml.Style;
using Survey.Core.Scoring;
using Survey.Web.Pages.Analyse.Scores;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>
/// The score sheet in the form of such tables (phụ lục): number, content, most points, self-score, appraised score, note.
/// Its points are those of the scoring file; without a stored sheet they are what the indices alone give.
/// </summary>
public sealed class ScoreWorkbook(ScoringQuery scoring, ReportText text)
{
    private const string Points = "0.0000";
    private const int Columns = 6;

    /// <summary>The workbook; null where no scoring scheme holds in the period.</summary>
    public async Task<byte[]?> WriteAsync(Selection selection, CancellationToken cancellationToken)
    {
        if (await scoring.FindAsync(selection, cancellationToken) is not { } document)
        {
            return null;
        }

        using var package = new ExcelPackage();
        var sheet = WorkbookSheet.Add(package, text["Bảng chấm điểm"], text.In(document.Scheme.Title).ToUpper(text.Culture), Subtitle(document), 8, 46, 10, 10, 10, 24);
        sheet.SetUpPrinting(landscape: false);
        sheet.Sheet.Cells[1, 1, 1, Columns].Style.WrapText = true;
        sheet.Sheet.Cells[1, 1, 1, Columns].Merge = true;
        sheet.Sheet.Row(1).Height = 38;
        sheet.Text(3, 1, document.Scheme.LegalBasis is { } basis ? text.In(basis) : "").Style.Font.Italic = true;
        Head(sheet);
        Total(sheet, document);
        for (var i = 0; i < document.Sheet.Rows.Count; i++)
        {
            Row(sheet, document, i);
        }

        sheet.Body(6, sheet.Row - 1, Columns);
        Borders(sheet.Sheet.Cells[5, 1, sheet.Row - 1, Columns]);
        Foot(sheet, document);
        sheet.Freeze(6, 3, 5);
        return package.GetAsByteArray();
    }

    private string Subtitle(ScoringDocument document) =>
        $"{document.Selection.Unit.NameIn(text.Language)} · {document.Selection.Period.NameIn(text.Language)} ({text.Window(document.Selection.Period)}) · "
        + text["bảng điểm {0}, bản {1}", document.Scheme.Code, document.Scheme.Version]
        + (document.Synthetic ? " · " + text["SỐ LIỆU MÔ PHỎNG, không phải ý kiến của người dân"] : "");

    private void Head(WorkbookSheet sheet)
    {
        string[] heads = [text["STT"], text["Nội dung lĩnh vực/tiêu chí/tiêu chí thành phần"], text["Điểm tối đa"], text["Điểm tự chấm"], text["Điểm thẩm định"], text["Ghi chú"]];
        for (var i = 0; i < heads.Length; i++)
        {
            sheet.Head(5, i + 1, heads[i], right: i is > 1 and < 5);
        }

        sheet.Row = 6;
    }

    private void Total(WorkbookSheet sheet, ScoringDocument document)
    {
        var (self, appraised) = (document.Stored?.Self ?? document.Sheet, document.Stored?.Sheet.State == Data.Entities.ScoreState.Appraised ? document.Stored.Final : null);
        sheet.Text(sheet.Row, 2, text["Tổng cộng"].ToUpper(text.Culture));
        sheet.Number(sheet.Row, 3, self.Maximum.ToDecimal(4), Points);
        sheet.Number(sheet.Row, 4, self.Earned.ToDecimal(4), Points);
        sheet.Number(sheet.Row, 5, appraised?.Earned.ToDecimal(4), Points);
        sheet.Text(sheet.Row, 6, self.IsComplete ? "" : text["Còn {0} tiêu chí thiếu dữ liệu", self.Missing.Count]);
        Strong(sheet, sheet.Row++);
    }

    private void Row(WorkbookSheet sheet, ScoringDocument document, int i)
    {
        var (self, stored) = (document.Stored?.Self.Rows[i] ?? document.Sheet.Rows[i], document.Stored?.Rows[i]);
        var at = sheet.Row++;
        sheet.Text(at, 1, Number(self));
        sheet.Text(at, 2, self.Depth == 0 ? text.In(self.Title).ToUpper(text.Culture) : text.In(self.Title));
        sheet.Number(at, 3, self.Max.ToDecimal(4), Points);
        sheet.Number(at, 4, self.RoundedPoints, Points);
        sheet.Number(at, 5, Appraised(document, stored), Points);
        sheet.Text(at, 6, Note(self, stored));
        if (self.IsGroup)
        {
            Strong(sheet, at);
            return;
        }

        foreach (var option in Options(document.Scheme.All.OfType<ScoredCriterion>().Single(c => c.Code == self.Code).Formula))
        {
            sheet.Text(sheet.Row, 2, "– " + text.In(option.Title)).Style.Font.Italic = true;
            sheet.Sheet.Cells[sheet.Row, 2].Style.Indent = 1;
            sheet.Number(sheet.Row, 3, option.Points, Points);
            sheet.Sheet.Cells[sheet.Row, 3].Style.Font.Italic = true;
            sheet.Row++;
        }
    }

    // A heading's points are sums of what is appraised, so they stand once all of it is.
    private static decimal? Appraised(ScoringDocument document, ComputedRow? row) => row is null ? null
        : !row.Self.IsGroup ? row.Appraised
        : document.Stored!.Sheet.State == Data.Entities.ScoreState.Appraised ? row.Final.RoundedPoints : null;

    private string Note(ScoreRow self, ComputedRow? stored)
    {
        var notes = new List<string>();
        if (self.Status == ScoreStatus.NotApplicable && !self.IsGroup)
        {
            notes.Add(self.AdjustedMax.Sign == 0 ? text["không áp dụng: hạ điểm chuẩn"] : text["không áp dụng: chấm tròn điểm"]);
        }

        if (self.Status == ScoreStatus.MissingData && !self.IsGroup)
        {
            notes.Add(text["chưa có dữ liệu"]);
        }

        if (stored is not null)
        {
            notes.AddRange(stored.Inputs.Where(n => n.Value is not null).Select(n => (n.Source.Length > 0 ? n.Source + ": " : "") + text.Number(n.Value!.Value.ToDecimal(4), "#,##0.####")));
            notes.AddRange(new[] { stored.Line?.Note ?? "", stored.Reason.Length > 0 ? text["Thẩm định: {0}", stored.Reason] : "", Evidence(stored) }.Where(n => n.Length > 0));
        }
        else if (self.Input is { } input)
        {
            notes.Add(text["đầu vào {0}", text.Number(input.ToDecimal(4), "#,##0.####")]);
        }

        return string.Join("; ", notes);
    }

    private string Evidence(ComputedRow stored) => stored.Evidence.Count == 0 ? "" : text["Minh chứng: {0}", string.Join(", ", stored.Evidence.Select(e => e.Name))];

    // The part stands in the heading above: I.3.5.3 is printed as 3.5.3.
    private static string Number(ScoreRow row) => row.Code.Split('.', 2) is [_, { Length: > 0 } below] && row.Depth > 0 ? below : row.Code;

    private static IEnumerable<ScoringOption> Options(Formula formula) => formula switch
    {
        ChoiceFormula choice => choice.Options,
        ChecklistFormula list => list.Parts,
        SumFormula sum => sum.Parts.Select(p => new ScoringOption(p.Code, p.Title, p.Max)),
        _ => [],
    };

    private void Foot(WorkbookSheet sheet, ScoringDocument document)
    {
        var sums = document.Stored?.Sheet.State == Data.Entities.ScoreState.Appraised ? document.Stored.Final : document.Stored?.Self ?? document.Sheet;
        sheet.Row++;
        sheet.Text(sheet.Row++, 2, text["Điểm chuẩn sau khi hạ: {0}; đạt {1}.", text.Number(sums.AdjustedBase.ToDecimal(4), "N4"),
            sums.Ratio is { } ratio ? text.Number((ratio * 100).ToDecimal(2), "N2") + "%" : ReportText.Nothing]);
        if (document.Stored is null)
        {
            sheet.Text(sheet.Row++, 2, text["Chưa có bảng tự chấm: điểm ở đây chỉ tính từ các chỉ số."]).Style.Font.Italic = true;
        }

        sheet.Row++;
        sheet.Text(sheet.Row, 2, text["NGƯỜI LẬP BIỂU"]).Style.Font.Bold = true;
        sheet.Text(sheet.Row, 4, text["THỦ TRƯỞNG ĐƠN VỊ"]).Style.Font.Bold = true;
    }

    private static void Strong(WorkbookSheet sheet, int row)
    {
        var cells = sheet.Sheet.Cells[row, 1, row, Columns];
        cells.Style.Font.Bold = true;
        cells.Style.Fill.PatternType = ExcelFillStyle.Solid;
        cells.Style.Fill.BackgroundColor.SetColor(WorkbookSheet.Soft);
    }

    private static void Borders(ExcelRange cells)
    {
        foreach (var side in new[] { cells.Style.Border.Left, cells.Style.Border.Right, cells.Style.Border.Bottom })
        {
            side.Style = ExcelBorderStyle.Thin;
            side.Color.SetColor(WorkbookSheet.Edge);
        }
    }
}
