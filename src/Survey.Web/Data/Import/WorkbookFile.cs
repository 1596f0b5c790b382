using System.Globalization;
using System.IO.Compression;
using System.Xml;
using OfficeOpenXml;

namespace Survey.Web.Data.Import;

/// <summary>Reads the first sheet of an .xlsx file. The package is looked through before any library opens it.</summary>
internal static class WorkbookFile
{
    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ImportLimits.UnpackedBytes,
    };

    public static List<(int Line, string[] Cells)>? ReadRows(ImportFile file, ProblemList problems)
    {
        try
        {
            if (PackageProblem(file.Content) is { } why)
            {
                problems.Add(file.Name, null, null, why);
                return null;
            }

            using var stream = new MemoryStream(file.Content.ToArray(), writable: false);
            using var package = new ExcelPackage(stream);
            return ReadSheet(file, package.Workbook.Worksheets.First(), problems);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            // The library throws nearly anything on a broken package; whatever it is, the file is not a workbook we can read.
            problems.Add(file.Name, null, null, new("Không đọc được tệp Excel này. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.", "This workbook cannot be read. Open it in Excel, save it as .xlsx and try again."));
            return null;
        }
    }

    private static Sentence? PackageProblem(ReadOnlyMemory<byte> content)
    {
        using var zip = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > ImportLimits.Entries)
        {
            return new("Tệp Excel có quá nhiều thành phần bên trong.", "The workbook has too many parts inside.");
        }

        var unpacked = 0L;
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.Contains("..", StringComparison.Ordinal) || entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            {
                return new("Tệp Excel có macro hoặc tên thành phần lạ.", "The workbook holds macros or strangely named parts.");
            }

            var size = Measure(entry, ImportLimits.UnpackedBytes - unpacked);
            unpacked += size;
            if (unpacked > ImportLimits.UnpackedBytes || (size > 1 << 20 && size / Math.Max(1, entry.CompressedLength) > ImportLimits.Ratio))
            {
                return new("Tệp Excel phình quá lớn khi giải nén.", "The workbook unpacks to far too much.");
            }

            if (IsXml(entry.FullName) && HasDtd(entry))
            {
                return new("Tệp Excel có khai báo DTD; tệp bị từ chối.", "The workbook declares a DTD; it is refused.");
            }
        }

        return null;
    }

    private static bool IsXml(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    // The size that an archive declares may lie: count what comes out.
    private static long Measure(ZipArchiveEntry entry, long limit)
    {
        var buffer = new byte[81920];
        using var stream = entry.Open();
        var total = 0L;
        for (int read; total <= limit && (read = stream.Read(buffer)) > 0;)
        {
            total += read;
        }

        return total;
    }

    private static bool HasDtd(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var reader = XmlReader.Create(stream, Strict);
        try
        {
            reader.MoveToContent();
            return false;
        }
        catch (XmlException e)
        {
            return e.Message.Contains("DTD", StringComparison.Ordinal) ? true : throw new InvalidDataException(entry.FullName, e);
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
