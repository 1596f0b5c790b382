using System.Text;
using OfficeOpenXml;

namespace Survey.Web.Pages.Analyse.Tables;

/// <summary>A table to fill in and bring back, as CSV or as a workbook whose cells are text: what is typed stays as typed.</summary>
internal static class TableTemplate
{
    public static byte[] Csv(IReadOnlyList<string[]> rows) =>
        [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Concat(rows.Select(r => string.Join(',', r.Select(Quoted)) + "\r\n")))];

    public static byte[] Workbook(IReadOnlyList<string[]> rows)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("Data");
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                sheet.Cells[row + 1, column + 1].Value = CellText.Neutral(rows[row][column]);
            }
        }

        for (var column = 1; column <= rows[0].Length; column++)
        {
            sheet.Column(column).Width = 22;
            sheet.Column(column).Style.Numberformat.Format = "@";
        }

        sheet.Cells[1, 1, 1, rows[0].Length].Style.Font.Bold = true;
        sheet.View.FreezePanes(2, 1);
        return package.GetAsByteArray();
    }

    private static string Quoted(string text)
    {
        var safe = CellText.Neutral(text);
        return safe.AsSpan().IndexOfAny("\",;\r\n") < 0 ? safe : '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
