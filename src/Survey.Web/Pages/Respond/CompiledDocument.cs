using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Survey.Web.Pages.Respond;

/// <summary>
/// A page compressed once, with a gap for the one thing that differs between two requests: the form's key.
/// The gzip stream is deflate(before) · stored block(key) · deflate(after) · CRC-32 · length; the compressor is flushed
/// to a byte border on both sides of the gap, and what filled the gap while compressing occurs nowhere else, so that no
/// later match points into it.
/// </summary>
public sealed class CompiledDocument
{
    /// <summary>Stands for the key while a page is rendered; a page holds at most one of them.</summary>
    public static readonly string Gap = new((char)GapByte, FormKey.Length);

    private const byte GapByte = 1;
    private const int StoredHeader = 5;
    private const int Trailer = 8;
    private static ReadOnlySpan<byte> GzipHeader => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];

    private readonly byte[] _head;
    private readonly byte[] _tail;
    private readonly byte[] _plainTail;
    private readonly Crc32 _crcBefore;
    private readonly uint _plainLength;
    private readonly bool _hasGap;

    private CompiledDocument(byte[] head, byte[] tail, byte[] plainHead, byte[] plainTail, bool hasGap)
    {
        (_head, _tail, _plainTail, _hasGap) = (head, tail, plainTail, hasGap);
        _plainLength = (uint)(plainHead.Length + plainTail.Length + (hasGap ? FormKey.Length : 0));
        _crcBefore = new Crc32();
        _crcBefore.Append(plainHead);
        GzipLength = head.Length + (hasGap ? StoredHeader + FormKey.Length : 0) + tail.Length + Trailer;
    }

    /// <summary>Bytes on the wire.</summary>
    public int GzipLength { get; }

    public static CompiledDocument Compile(string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        var gap = bytes.AsSpan().IndexOf(GapByte);
        var hasGap = gap >= 0;
        if (hasGap && (bytes.AsSpan(gap, FormKey.Length).ContainsAnyExcept(GapByte) || bytes.AsSpan(gap + FormKey.Length).Contains(GapByte)))
        {
            throw new ArgumentException("A page has one gap of a key's length.", nameof(html));
        }

        var before = hasGap ? bytes[..gap] : bytes;
        var after = hasGap ? bytes[(gap + FormKey.Length)..] : [];
        var (head, tail) = Compress(before, hasGap ? bytes[gap..(gap + FormKey.Length)] : [], after);
        return new CompiledDocument(head, tail, before, after, hasGap);
    }

    /// <summary>Writes the gzip stream with this key in the gap.</summary>
    public void WriteGzip(IBufferWriter<byte> output, ReadOnlySpan<byte> key)
    {
        var span = output.GetSpan(GzipLength);
        _head.CopyTo(span);
        var at = _head.Length;
        var crc = _crcBefore.Clone();
        if (_hasGap)
        {
            span[at] = 0;
            BinaryPrimitives.WriteUInt16LittleEndian(span[(at + 1)..], FormKey.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(span[(at + 3)..], unchecked((ushort)~FormKey.Length));
            key.CopyTo(span[(at + StoredHeader)..]);
            at += StoredHeader + FormKey.Length;
            crc.Append(key);
        }

        crc.Append(_plainTail);
        _tail.CopyTo(span[at..]);
        at += _tail.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(span[at..], crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(span[(at + 4)..], _plainLength);
        output.Advance(GzipLength);
    }

    /// <summary>The page as it is, for the rare client that takes no gzip; only the compressed form is kept in memory.</summary>
    public byte[] Plain(ReadOnlySpan<byte> key)
    {
        var gzip = new ArrayBufferWriter<byte>(GzipLength);
        WriteGzip(gzip, key);
        using var stream = new GZipStream(new MemoryStream(gzip.WrittenSpan.ToArray()), CompressionMode.Decompress);
        var plain = new byte[_plainLength];
        stream.ReadExactly(plain);
        return plain;
    }

    private static (byte[] Head, byte[] Tail) Compress(byte[] before, byte[] gap, byte[] after)
    {
        using var buffer = new MemoryStream();
        buffer.Write(GzipHeader);
        int headEnd, tailStart;
        using (var deflate = new DeflateStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(before);
            if (gap.Length > 0)
            {
                deflate.Flush();
            }

            headEnd = (int)buffer.Length;
            deflate.Write(gap);
            if (gap.Length > 0)
            {
                deflate.Flush();
            }

            tailStart = (int)buffer.Length;
            deflate.Write(after);
        }

        var all = buffer.GetBuffer();
        return (all[..headEnd], all[tailStart..(int)buffer.Length]);
    }
}
