using System.Globalization;
using OfficeOpenXml;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Opens a workbook and takes its sheets as rows of text.</summary>
internal static class FormWorkbook
{
    public const int MaxColumns = 300;

    private static readonly Sentence Value = new("Ô có công thức; lấy giá trị của công thức.", "The cell holds a formula; its value was taken.");
    private static readonly Sentence NoValue = new("Ô có công thức hoặc lỗi mà không có giá trị.", "The cell holds a formula or an error without a value.");

    /// <summary>The sheets that hold anything, by their names in lower case.</summary>
    public static Dictionary<string, FormSheet> Read(MemoryStream package, LossLog log, CancellationToken cancellationToken)
    {
        using var workbook = new ExcelPackage(package);
        var sheets = new Dictionary<string, FormSheet>(StringComparer.Ordinal);
        foreach (var sheet in workbook.Workbook.Worksheets)
        {
            var name = sheet.Name.Trim().ToLowerInvariant();
            if (sheet.Dimension is not null && ReadSheet(sheet, name, log, cancellationToken) is { } read)
            {
                sheets.TryAdd(name, read);
            }
        }

        return sheets;
    }

    private static FormSheet? ReadSheet(ExcelWorksheet sheet, string name, LossLog log, CancellationToken cancellationToken)
    {
        var rows = new SortedDictionary<int, SortedDictionary<int, string>>();
        foreach (var cell in sheet.Cells)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (cell.Start.Column > MaxColumns || TextOf(cell, name, log) is not { Length: > 0 } text)
            {
                continue;
            }

            if (!rows.TryGetValue(cell.Start.Row, out var row))
            {
                rows.Add(cell.Start.Row, row = []);
            }

            row[cell.Start.Column] = text;
        }

        if (rows.Count == 0)
        {
            return null;
        }

        var (line, header) = rows.First();
        return new FormSheet(name, line, [.. header.Select(h => FormColumn.Of(h.Key, h.Value))], [.. rows.Skip(1).Select(r => new FormRow(r.Key, r.Value))]);
    }

    private static string TextOf(ExcelRangeBase cell, string sheet, LossLog log)
    {
        var value = cell.Value;
        var text = value switch
        {
            null or ExcelErrorValue => "",
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double number => number.ToString("0.############", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        text = string.IsNullOrWhiteSpace(text) ? "" : text;
        if (!string.IsNullOrEmpty(cell.Formula) || value is ExcelErrorValue)
        {
            var place = $"{sheet}!{cell.Start.Address}";
            if (text.Length > 0)
            {
                log.Changed(place, "formula", null, Value);
            }
            else
            {
                log.LeftOut(place, "formula", NoValue);
            }
        }

        return text;
    }
}
