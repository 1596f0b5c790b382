using System.IO.Compression;
using System.Xml;
using OfficeOpenXml;
using CompressionLevel = System.IO.Compression.CompressionLevel;

namespace Survey.Web.Data.Import;

/// <summary>
/// Copies a workbook's parts into a package of our own, refusing what none needs. Only the copy goes to the library: it
/// reads packages by their local headers and believes the sizes there, while the directory at the end, which is what we
/// look through, may say something else.
/// </summary>
internal static class WorkbookPackage
{
    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    // Marks of byte order, the zeros of wide characters, blanks.
    private static ReadOnlySpan<byte> BeforeMarkup => [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x20, 0x09, 0x0D, 0x0A];

    private static readonly Sentence Bomb = new("Tệp Excel phình quá lớn khi giải nén.", "The workbook unpacks to far too much.");
    private static readonly Sentence Strange = new("Tệp Excel có macro hoặc tên thành phần lạ.", "The workbook holds macros or strangely named parts.");
    private static readonly Sentence Dtd = new("Tệp Excel có khai báo DTD; tệp bị từ chối.", "The workbook declares a DTD; it is refused.");
    private static readonly Sentence Crowded = new("Tệp Excel có quá nhiều thành phần bên trong.", "The workbook has too many parts inside.");
    private static readonly Sentence Wide = new("Tệp Excel có ô gộp, liên kết hoặc công thức mảng phủ quá nhiều ô.", "Merged cells, links or array formulas of the workbook span too many cells.");

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ImportLimits.UnpackedBytes,
    };

    /// <summary>Fills <paramref name="copy"/>, or says why not.</summary>
    /// <exception cref="InvalidDataException">It is no package, or a part of it is broken.</exception>
    public static Sentence? Copy(ReadOnlyMemory<byte> content, MemoryStream copy)
    {
        using var from = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
        if (from.Entries.Count > ImportLimits.Entries)
        {
            return Crowded;
        }

        using (var to = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
        {
            var room = new Room();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in from.Entries)
            {
                if ((!names.Add(entry.FullName) || IsStrange(entry) ? Strange : CopyPart(entry, to, room)) is { } why)
                {
                    return why;
                }
            }
        }

        copy.Position = 0;
        return null;
    }

    private static bool IsStrange(ZipArchiveEntry entry) => entry.FullName.Contains("..", StringComparison.Ordinal)
        || entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
        || ((entry.ExternalAttributes >> 16) & TypeMask) == LinkType;

    private static Sentence? CopyPart(ZipArchiveEntry entry, ZipArchive to, Room room)
    {
        using var part = new MemoryStream();
        if (!Unpack(entry, part, room.Bytes) || (part.Length > 1 << 20 && part.Length / Math.Max(1, entry.CompressedLength) > ImportLimits.Ratio))
        {
            return Bomb;
        }

        room.Bytes -= part.Length;
        if (IsXml(entry, part) && LookThrough(entry, part, room) is { } why)
        {
            return why;
        }

        using var target = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
        part.WriteTo(target);
        return null;
    }

    // The size that an archive declares may lie: count what comes out.
    private static bool Unpack(ZipArchiveEntry entry, MemoryStream part, long room)
    {
        var buffer = new byte[81920];
        using var stream = entry.Open();
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (part.Length + read > room)
            {
                return false;
            }

            part.Write(buffer, 0, read);
        }

        return true;
    }

    // By its name, or since it begins like XML in any encoding: a relationship may call a part by any name.
    private static bool IsXml(ZipArchiveEntry entry, MemoryStream part)
    {
        var start = part.GetBuffer().AsSpan(0, (int)part.Length).TrimStart(BeforeMarkup);
        return start is [(byte)'<', ..] || entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
    }

    private static Sentence? LookThrough(ZipArchiveEntry entry, MemoryStream part, Room room)
    {
        part.Position = 0;
        using var reader = XmlReader.Create(part, Strict);
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                room.Elements--;
                room.Cells -= Span(reader);
                if (room.Elements < 0 || reader.Depth > ImportLimits.XmlDepth)
                {
                    return Bomb;
                }

                if (room.Cells < 0)
                {
                    return Wide;
                }
            }

            return null;
        }
        catch (XmlException e)
        {
            return e.Message.Contains("DTD", StringComparison.Ordinal) ? Dtd : throw new InvalidDataException(entry.FullName, e);
        }
    }

    private static long Span(XmlReader reader)
    {
        if (reader.LocalName is not ("mergeCell" or "hyperlink" or "f") || reader.GetAttribute("ref") is not { } range)
        {
            return 0;
        }

        var address = new ExcelAddressBase(range);
        return Math.Max(1, (long)address.Rows * address.Columns);
    }

    /// <summary>What the parts together may still take.</summary>
    private sealed class Room
    {
        public long Bytes { get; set; } = ImportLimits.UnpackedBytes;
        public long Elements { get; set; } = ImportLimits.Elements;
        public long Cells { get; set; } = ImportLimits.SpannedCells;
    }
}
