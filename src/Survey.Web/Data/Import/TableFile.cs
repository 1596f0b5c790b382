using System.Text;
using CsvHelper;

namespace Survey.Web.Data.Import;

/// <summary>Reads a CSV file (UTF-8, comma or semicolon) or the first sheet of a workbook into a recognised table.</summary>
internal static class TableFile
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static ImportTable? Read(ImportFile file, ProblemList problems)
    {
        var raw = IsZip(file.Content.Span) ? WorkbookFile.ReadRows(file, problems) : ReadCsv(file, problems);
        return raw is null ? null : Recognise(file, raw, problems);
    }

    /// <summary>Every row as it stands, with its line, of a table that is none of the recognised ones; null where the file cannot be read.</summary>
    public static IReadOnlyList<(int Line, string[] Cells)>? Rows(ImportFile file, ProblemList problems) =>
        IsZip(file.Content.Span) ? WorkbookFile.ReadRows(file, problems) : ReadCsv(file, problems);

    /// <summary>The first rows as they stand, for a person to look at; empty where the file cannot be read.</summary>
    public static IEnumerable<string[]> Peek(ImportFile file, int rows)
    {
        var problems = new ProblemList();
        return ((IsZip(file.Content.Span) ? WorkbookFile.ReadRows(file, problems) : ReadCsv(file, problems)) ?? []).Take(rows).Select(r => r.Cells);
    }

    public static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK"u8);

    private static List<(int Line, string[] Cells)>? ReadCsv(ImportFile file, ProblemList problems)
    {
        string text;
        try
        {
            text = Utf8.GetString(file.Content.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            problems.Add(file.Name, null, null, new("Tệp không phải UTF-8. Hãy lưu lại dưới dạng CSV UTF-8 hoặc XLSX.", "The file is not UTF-8. Save it as CSV UTF-8 or as XLSX."));
            return null;
        }

        return JsonRows.Is(file.Content.Span) ? JsonRows.Read(file, text, problems) : ParseCsv(file, text, problems);
    }

    private static List<(int, string[])>? ParseCsv(ImportFile file, string text, ProblemList problems)
    {
        var bad = false;
        using var reader = CsvReader.Create(new StringReader(text), new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record =>
            {
                bad = true;
                problems.Add(file.Name, (int)record.LineNumber, null, new("Dấu nháy kép đặt sai chỗ.", "A quotation mark is out of place."));
            },
        });
        var rows = new List<(int, string[])>();
        while (reader.Read())
        {
            if (rows.Count > ImportLimits.Rows)
            {
                TooManyRows(file, problems);
                return null;
            }

            rows.Add(((int)reader.LineNumber, WithoutBlankEnd(reader.Current.ToArray())));
        }

        return bad ? null : rows;
    }

    // Spreadsheets end lines with empty cells, hostile ones with a million.
    private static string[] WithoutBlankEnd(string[] cells) => cells[..(Array.FindLastIndex(cells, c => !string.IsNullOrWhiteSpace(c)) + 1)];

    // Excel writes semicolons where the comma is the decimal mark, as in Vietnamese.
    private static char SeparatorOf(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        return first.Count(c => c == ';') > first.Count(c => c == ',') ? ';' : ',';
    }

    public static void TooManyRows(ImportFile file, ProblemList problems) =>
        problems.Add(file.Name, null, null, new($"Tệp có hơn {ImportLimits.Rows} dòng. Hãy chia nhỏ tệp.", $"The file has more than {ImportLimits.Rows} rows. Split it."));

    private static ImportTable? Recognise(ImportFile file, List<(int Line, string[] Cells)> rows, ProblemList problems)
    {
        rows.RemoveAll(r => Array.TrueForAll(r.Cells, string.IsNullOrWhiteSpace));
        if (rows.Count == 0)
        {
            problems.Add(file.Name, null, null, new("Tệp trống.", "The file is empty."));
            return null;
        }

        var (line, first) = rows[0];
        var header = first.Select(c => c.Trim().ToLowerInvariant()).ToArray();
        while (header.Length > 0 && header[^1].Length == 0)
        {
            header = header[..^1];
        }

        var kind = HeaderOf(file, line, header, problems);
        if (kind is null)
        {
            return null;
        }

        var columns = header.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        var table = rows.Skip(1).Select(r => new TableRow(r.Line, columns, Clean(file, r, header, problems))).ToList();
        return problems.Any ? null : new ImportTable(file.Name, kind.Kind, table);
    }

    private static TableKind? HeaderOf(ImportFile file, int line, string[] header, ProblemList problems)
    {
        var twice = header.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (header.Length > ImportLimits.Columns || twice is not null)
        {
            problems.Add(file.Name, line, twice, new("Tên cột bị trùng hoặc có quá nhiều cột.", "A column name stands twice, or there are too many columns."));
            return null;
        }

        var (kind, missing, unknown) = TableKind.Recognise(header);
        if (missing.Length + unknown.Length == 0)
        {
            return kind;
        }

        var (lacks, extra) = (string.Join(", ", missing), string.Join(", ", unknown.Select(u => $"“{u}”")));
        problems.Add(file.Name, line, missing.FirstOrDefault() ?? unknown[0], missing.Length > 0
            ? new($"Không nhận ra bảng. Gần nhất là bảng {kind.Kind.ToString().ToLowerInvariant()}, còn thiếu cột: {lacks}.", $"The header is not known. It is nearest to {kind.Kind.ToString().ToLowerInvariant()}, which also needs: {lacks}.")
            : new($"Bảng {kind.Kind.ToString().ToLowerInvariant()} không có cột {extra}.", $"The table {kind.Kind.ToString().ToLowerInvariant()} has no column {extra}."));
        return null;
    }

    private static string[] Clean(ImportFile file, (int Line, string[] Cells) row, string[] header, ProblemList problems)
    {
        if (row.Cells.Length > header.Length && row.Cells.Skip(header.Length).Any(c => !string.IsNullOrWhiteSpace(c)))
        {
            problems.Add(file.Name, row.Line, null, new("Dòng này nhiều ô hơn dòng tiêu đề. Ô có dấu phẩy phải đặt trong dấu nháy kép.", "This line has more cells than the header. A cell with a comma needs quotation marks."));
        }

        var cells = new string[Math.Min(row.Cells.Length, header.Length)];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = CellText.Clean(row.Cells[i], why => problems.Add(file.Name, row.Line, header[i], why));
        }

        return cells;
    }
}
