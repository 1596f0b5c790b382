using OfficeOpenXml;
using Survey.Web.Pages.Analyse.Reports.Papers;

namespace Survey.Web.Pages.Analyse.Reports.Docx;

/// <summary>The figures behind a chart, where a word processor looks for them: categories in column A, a series in each next column.</summary>
internal static class ChartWorkbook
{
    public static byte[] Write(PaperChart chart)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("Sheet1");
        for (var i = 0; i < chart.Categories.Count; i++)
        {
            sheet.Cells[i + 2, 1].Value = CellText.Neutral(chart.Categories[i]);
        }

        for (var s = 0; s < chart.Series.Count; s++)
        {
            sheet.Cells[1, s + 2].Value = CellText.Neutral(chart.Series[s].Name);
            for (var i = 0; i < chart.Series[s].Marks.Count; i++)
            {
                // Two decimals are what is shown; nobody should find more behind a chart.
                sheet.Cells[i + 2, s + 2].Value = chart.Series[s].Marks[i] is { } mark ? Math.Round(mark.Value, 2, MidpointRounding.AwayFromZero) : null;
            }
        }

        return package.GetAsByteArray();
    }

    /// <summary>B, C, …: a chart has few series.</summary>
    public static char Column(int series) => (char)('B' + series);
}
