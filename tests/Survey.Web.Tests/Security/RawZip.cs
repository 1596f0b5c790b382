using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Survey.Web.Tests.Security;

/// <summary>One entry of an archive, which may lie about itself.</summary>
internal sealed record RawEntry(string Name, byte[] Content)
{
    /// <summary>Whether the directory at the archive's end names it.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>Whether it stands in the archive at all; else the directory leads to the first entry.</summary>
    public bool Stands { get; init; } = true;
    public uint? SaysLength { get; init; }
    public uint Attributes { get; init; }
}

/// <summary>Writes archives that no library writes: hidden entries, false sizes, links, a hundred thousand names.</summary>
internal static class RawZip
{
    private const int LocalHeader = 30;
    private const int DirectoryHeader = 46;
    private const int End = 22;

    public static byte[] Of(params IReadOnlyList<RawEntry> entries)
    {
        using var zip = new MemoryStream();
        var directory = new List<byte[]>(entries.Count);
        foreach (var entry in entries)
        {
            var packed = entry.Stands ? Deflate(entry.Content) : [];
            var length = entry.SaysLength ?? (uint)entry.Content.Length;
            var name = Encoding.UTF8.GetBytes(entry.Name);
            if (entry.Listed)
            {
                directory.Add(Header(DirectoryHeader, 0x02014b50, entry, name, packed.Length, length, entry.Stands ? (uint)zip.Position : 0));
            }

            if (entry.Stands)
            {
                zip.Write(Header(LocalHeader, 0x04034b50, entry, name, packed.Length, length, 0));
                zip.Write(packed);
            }
        }

        var start = (uint)zip.Position;
        directory.ForEach(d => zip.Write(d));
        var end = new byte[End];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        // More entries than this field can say are read all the same, or refused for the difference.
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)directory.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)directory.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)zip.Position - start);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), start);
        zip.Write(end);
        return zip.ToArray();
    }

    /// <summary>The entries of an honest archive.</summary>
    public static List<RawEntry> Read(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        return [.. zip.Entries.Select(e =>
        {
            using var stream = e.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return new RawEntry(e.FullName, content.ToArray());
        })];
    }

    private static byte[] Header(int size, uint mark, RawEntry entry, byte[] name, int packed, uint length, uint offset)
    {
        var header = new byte[size + name.Length];
        var span = header.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(span, mark);
        // The directory's header has one field more at its head: who wrote it, here Unix.
        var at = size == DirectoryHeader ? 6 : 4;
        if (size == DirectoryHeader)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(span[4..], 0x0314);
            BinaryPrimitives.WriteUInt32LittleEndian(span[38..], entry.Attributes);
            BinaryPrimitives.WriteUInt32LittleEndian(span[42..], offset);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(span[at..], 20);
        BinaryPrimitives.WriteUInt16LittleEndian(span[(at + 2)..], 0x0800);
        BinaryPrimitives.WriteUInt16LittleEndian(span[(at + 4)..], 8);
        BinaryPrimitives.WriteUInt32LittleEndian(span[(at + 10)..], Crc32.HashToUInt32(entry.Content));
        BinaryPrimitives.WriteUInt32LittleEndian(span[(at + 14)..], (uint)packed);
        BinaryPrimitives.WriteUInt32LittleEndian(span[(at + 18)..], length);
        BinaryPrimitives.WriteUInt16LittleEndian(span[(at + 22)..], (ushort)name.Length);
        name.CopyTo(span[size..]);
        return header;
    }

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }
}
