using OfficeOpenXml;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import;
using Survey.Web.Data.Import.Foreign;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>A form as a test writes it: rows of a sheet, columns between bars.</summary>
internal sealed class FormFile
{
    private readonly List<(string Sheet, string[][] Rows)> _sheets = [];

    public static FormFile Of(string survey) => new FormFile().With("survey", survey);

    public FormFile With(string sheet, string rows)
    {
        _sheets.Add((sheet, [.. rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split('|').Select(c => c.Trim()).ToArray())]));
        return this;
    }

    public IEnumerable<(string Sheet, int Row, int Column, string Text)> Cells => _sheets.SelectMany(s => s.Rows.SelectMany((r, y) => r.Select((c, x) => (s.Sheet, y + 1, x + 1, c)))).Where(c => c.Item4.Length > 0);

    public byte[] ToBytes(Action<ExcelPackage>? change = null)
    {
        using var package = new ExcelPackage();
        foreach (var name in _sheets.Select(s => s.Sheet))
        {
            package.Workbook.Worksheets.Add(name);
        }

        foreach (var (sheet, row, column, text) in Cells)
        {
            package.Workbook.Worksheets[sheet].Cells[row, column].Value = text;
        }

        change?.Invoke(package);
        return package.GetAsByteArray();
    }

    public Task<ForeignReading> ReadAsync() => ReadAsync(ToBytes());

    public static Task<ForeignReading> ReadAsync(byte[] content, string name = "mau.xlsx")
    {
        var format = ForeignFormats.Find(content);
        Assert.Equal("xlsform", format?.Name);
        return ForeignFormats.ReadAsync(format!, new ImportFile(name, content), TestContext.Current.CancellationToken);
    }

    /// <summary>The questionnaire, which must have come of it.</summary>
    public async Task<Questionnaire> MadeAsync()
    {
        var reading = await ReadAsync();
        Assert.True(reading.Questionnaire is not null, reading.Refusal);
        return reading.Questionnaire!;
    }
}
