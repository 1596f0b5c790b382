using System.Globalization;
using OfficeOpenXml;

namespace Survey.Web.Data.Import;

/// <summary>Reads the first sheet of an .xlsx file. The library opens only what <see cref="WorkbookPackage"/> let through.</summary>
internal static class WorkbookFile
{
    public static List<(int Line, string[] Cells)>? ReadRows(ImportFile file, ProblemList problems)
    {
        try
        {
            using var checkedParts = new MemoryStream();
            if (WorkbookPackage.Copy(file.Content, checkedParts) is { } why)
            {
                problems.Add(file.Name, null, null, why);
                return null;
            }

            using var package = new ExcelPackage(checkedParts);
            return ReadSheet(file, package.Workbook.Worksheets.First(), problems);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            // The library throws nearly anything on a broken package; whatever it is, the file is not a workbook we can read.
            problems.Add(file.Name, null, null, new("Không đọc được tệp Excel này. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.", "This workbook cannot be read. Open it in Excel, save it as .xlsx and try again."));
            return null;
        }
    }

    private static List<(int Line, string[] Cells)>? ReadSheet(ImportFile file, ExcelWorksheet sheet, ProblemList problems)
    {
        var rows = new List<(int, string[])>();
        if (sheet.Dimension is not { } range)
        {
            return rows;
        }

        if (range.End.Row > ImportLimits.Rows + 1)
        {
            TableFile.TooManyRows(file, problems);
            return null;
        }

        var width = Math.Min(range.End.Column, ImportLimits.Columns + 1);
        for (var r = 1; r <= range.End.Row; r++)
        {
            var cells = new string[width];
            for (var c = 1; c <= width; c++)
            {
                cells[c - 1] = CellOf(file, sheet.Cells[r, c], problems);
            }

            rows.Add((r, cells));
        }

        return problems.Any ? null : rows;
    }

    private static string CellOf(ImportFile file, ExcelRange cell, ProblemList problems)
    {
        if (!string.IsNullOrEmpty(cell.Formula))
        {
            problems.Add(file.Name, cell.Start.Row, cell.Address, new("Ô có công thức. Hãy dán giá trị thay cho công thức.", "The cell holds a formula. Paste its value instead."));
            return "";
        }

        return cell.Value switch
        {
            null => "",
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            // A day is a number whose format names a year.
            double number when number is > 0 and < 200_000 && cell.Style.Numberformat.Format.Contains('y', StringComparison.OrdinalIgnoreCase) =>
                DateTime.FromOADate(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double number => number.ToString("0.############", CultureInfo.InvariantCulture),
            bool flag => flag ? "yes" : "no",
            ExcelErrorValue => "#",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }
}
