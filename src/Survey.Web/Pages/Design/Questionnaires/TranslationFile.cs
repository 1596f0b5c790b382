using CsvHelper;
using Microsoft.Extensions.Localization;
using OfficeOpenXml;
using OfficeOpenXml.Style;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>One language for a translator: a line for each text, with its key, where it stands, the source and the translation.</summary>
public sealed class TranslationFile(IReadOnlyList<TranslationRow> rows, PlaceWords places, IStringLocalizer<DesignTexts> texts)
{
    public static readonly string[] Columns = ["key", "where", "source", "translation", "state"];

    public async Task<byte[]> CsvAsync(CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        await using (var csv = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            foreach (var line in Lines())
            {
                foreach (var cell in line)
                {
                    csv.WriteField(cell);
                }

                await csv.EndRecordAsync(cancellationToken);
            }

            await csv.FlushAsync(cancellationToken);
        }

        return output.ToArray();
    }

    public byte[] Workbook(string sheetName)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add(sheetName);
        sheet.Cells.Style.Font.Name = "Arial";
        sheet.Cells.Style.VerticalAlignment = ExcelVerticalAlignment.Top;
        sheet.Cells.Style.WrapText = true;
        foreach (var (width, column) in new double[] { 26, 30, 60, 60, 16 }.Select((w, i) => (w, i + 1)))
        {
            sheet.Column(column).Width = width;
            // Words only: nothing becomes a number, a day or a formula.
            sheet.Column(column).Style.Numberformat.Format = "@";
        }

        foreach (var (line, row) in Lines().Select((l, i) => (l, i + 1)))
        {
            for (var i = 0; i < line.Length; i++)
            {
                sheet.Cells[row, i + 1].Value = line[i];
            }
        }

        var head = sheet.Cells[1, 1, 1, Columns.Length];
        head.Style.Font.Bold = true;
        head.Style.Fill.PatternType = ExcelFillStyle.Solid;
        head.Style.Fill.BackgroundColor.SetColor(System.Drawing.Color.FromArgb(0xe4, 0xee, 0xec));
        sheet.View.FreezePanes(2, 1);
        return package.GetAsByteArray();
    }

    private IEnumerable<string[]> Lines() => rows.Select(r => (string[])
    [
        r.Key, Guard(places.Of(r.Text.Place) + ", " + TranslationRow.Name(r.Text.Kind, texts)), Guard(r.Source), Guard(r.Translation), TranslationRow.Name(r.State, texts),
    ]).Prepend(Columns);

    /// <summary>The words as no spreadsheet runs them; <see cref="Unguard"/> takes the guard off again, whatever the words were.</summary>
    public static string Guard(string words) => IsGuarded(words) ? "'" + words : CellText.Neutral(words);

    public static string Unguard(string cell) => IsGuarded(cell) ? cell[1..] : cell;

    // An apostrophe that stands before what could start a formula, whoever put it there.
    private static bool IsGuarded(string words) => words.Length > 1 && words[0] == '\'' && words.TrimStart('\'') is { Length: > 0 } rest && CellText.Neutral(rest) != rest && CellText.Neutral(rest)[0] == '\'';
}
