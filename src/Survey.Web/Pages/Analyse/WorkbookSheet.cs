using System.Drawing;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace Survey.Web.Pages.Analyse;

/// <summary>A sheet that is filled from the top: a heading, then tables. All text goes through <see cref="CellText"/>.</summary>
internal sealed class WorkbookSheet
{
    public static readonly Color Accent = Color.FromArgb(0x0b, 0x4a, 0x46);
    public static readonly Color Soft = Color.FromArgb(0xe4, 0xee, 0xec);
    public static readonly Color Muted = Color.FromArgb(0x4a, 0x57, 0x58);
    public static readonly Color Edge = Color.FromArgb(0xd5, 0xd9, 0xd5);
    public static readonly Color Goal = Color.FromArgb(0xb3, 0x54, 0x1e);
    public static readonly Color Sample = Color.FromArgb(0xff, 0xf3, 0xd9);

    public const string IndexFormat = "0.00";
    public const string CountFormat = "#,##0";
    public const string ChangeFormat = "+0.00;-0.00;0.00";

    private WorkbookSheet(ExcelWorksheet sheet) => Sheet = sheet;

    public ExcelWorksheet Sheet { get; }

    /// <summary>The row to write next.</summary>
    public int Row { get; set; } = 1;

    public static WorkbookSheet Add(ExcelPackage package, string name, string title, string subtitle, params double[] widths)
    {
        var sheet = new WorkbookSheet(package.Workbook.Worksheets.Add(SheetName(package, name)));
        sheet.Sheet.Cells.Style.Font.Name = "Arial";
        sheet.Sheet.Cells.Style.Font.Size = 10;
        sheet.Sheet.View.ShowGridLines = false;
        for (var i = 0; i < widths.Length; i++)
        {
            sheet.Sheet.Column(i + 1).Width = widths[i];
        }

        sheet.Text(1, 1, title).Style.Font.Size = 14;
        sheet.Sheet.Cells[1, 1].Style.Font.Bold = true;
        sheet.Sheet.Cells[1, 1].Style.Font.Color.SetColor(Accent);
        sheet.Sheet.Row(1).Height = 22;
        sheet.Text(2, 1, subtitle).Style.Font.Color.SetColor(Muted);
        sheet.Row = 4;
        sheet.SetUpPrinting(landscape: true);
        return sheet;
    }

    public ExcelRange Text(int row, int column, string? text)
    {
        var cell = Sheet.Cells[row, column];
        cell.Value = CellText.Neutral(text);
        return cell;
    }

    /// <summary>A number, or the sign for nothing; never 0 for what is absent.</summary>
    public void Number(int row, int column, decimal? value, string format)
    {
        var cell = Sheet.Cells[row, column];
        cell.Style.HorizontalAlignment = ExcelHorizontalAlignment.Right;
        if (value is { } number)
        {
            cell.Value = number;
            cell.Style.Numberformat.Format = format;
        }
        else
        {
            cell.Value = ReportText.Nothing;
            cell.Style.Font.Color.SetColor(Muted);
        }
    }

    public void Head(int row, int column, string text, int columns = 1, int rows = 1, bool right = false)
    {
        var cells = Sheet.Cells[row, column, row + rows - 1, column + columns - 1];
        if (columns > 1 || rows > 1)
        {
            cells.Merge = true;
        }

        Text(row, column, text);
        cells.Style.Font.Bold = true;
        cells.Style.Font.Color.SetColor(Color.White);
        cells.Style.Fill.PatternType = ExcelFillStyle.Solid;
        cells.Style.Fill.BackgroundColor.SetColor(Accent);
        cells.Style.WrapText = true;
        cells.Style.VerticalAlignment = ExcelVerticalAlignment.Center;
        cells.Style.HorizontalAlignment = columns > 1 ? ExcelHorizontalAlignment.Center : right ? ExcelHorizontalAlignment.Right : ExcelHorizontalAlignment.Left;
        cells.Style.Border.BorderAround(ExcelBorderStyle.Thin, Edge);
    }

    /// <summary>Lines between rows, wrapped names, everything at the top of its row.</summary>
    public void Body(int fromRow, int toRow, int columns)
    {
        if (toRow < fromRow)
        {
            return;
        }

        var cells = Sheet.Cells[fromRow, 1, toRow, columns];
        cells.Style.Border.Bottom.Style = ExcelBorderStyle.Hair;
        cells.Style.Border.Bottom.Color.SetColor(Muted);
        cells.Style.VerticalAlignment = ExcelVerticalAlignment.Center;
        cells.Style.WrapText = true;
    }

    public void Freeze(int row, int column, int headerFrom)
    {
        Sheet.View.FreezePanes(row, column);
        Sheet.PrinterSettings.RepeatRows = Sheet.Cells[$"{headerFrom}:{row - 1}"];
    }

    public void SetUpPrinting(bool landscape)
    {
        var print = Sheet.PrinterSettings;
        print.PaperSize = ePaperSize.A4;
        print.Orientation = landscape ? eOrientation.Landscape : eOrientation.Portrait;
        print.FitToPage = true;
        print.FitToWidth = 1;
        print.FitToHeight = 0;
        print.LeftMargin = print.RightMargin = 0.5m;
        print.TopMargin = print.BottomMargin = 0.6m;
        Sheet.HeaderFooter.OddFooter.RightAlignedText = $"{ExcelHeaderFooter.PageNumber} / {ExcelHeaderFooter.NumberOfPages}";
    }

    // Excel forbids some characters, more than 31 of them, and a name twice.
    private static string SheetName(ExcelPackage package, string wanted)
    {
        var clean = string.Concat(CellText.Neutral(wanted).Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal)));
        clean = clean.Length == 0 ? "Sheet" : clean[..Math.Min(28, clean.Length)].Trim();
        var name = clean;
        for (var i = 2; package.Workbook.Worksheets[name] is not null; i++)
        {
            name = $"{clean} {i}";
        }

        return name;
    }
}
