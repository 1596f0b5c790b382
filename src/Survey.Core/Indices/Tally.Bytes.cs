using System.Buffers;

namespace Survey.Core.Indices;

public sealed partial class Tally
{
    // First byte: the format. Then the vector's length, then the numbers, all as unsigned LEB128; a 0 byte and the run's
    // length stand for a run of zeros (a number's encoding never starts with 0). Most numbers of a cell are 0 or below 128.

    /// <summary>The format of packed tallies. A new format is one that an older programme's bytes do not have: stored cells
    /// are then counted again from the responses. Closed periods keep their cells as they were: the format they were closed
    /// with, 2 or later, must always be readable. Format 1 had no negative answers and no all-positive counts.</summary>
    public const byte Format = 2;

    /// <summary>The numbers, packed: small for small cells, the same bytes for the same numbers.</summary>
    /// <exception cref="InvalidOperationException">The tally was translated from another version and lacks numbers.</exception>
    public byte[] ToBytes()
    {
        if (_incomparable is { Count: > 0 })
        {
            throw new InvalidOperationException("A translated tally that lacks numbers is not stored.");
        }

        var buffer = ArrayPool<byte>.Shared.Rent(16 + (10 * _counts.Length));
        try
        {
            buffer[0] = Format;
            var at = WriteNumber(buffer, 1, (ulong)_counts.Length);
            for (var i = 0; i < _counts.Length;)
            {
                if (_counts[i] != 0)
                {
                    at = WriteNumber(buffer, at, unchecked((ulong)_counts[i++]));
                    continue;
                }

                var run = _counts.AsSpan(i).IndexOfAnyExcept(0L);
                run = run < 0 ? _counts.Length - i : run;
                buffer[at++] = 0;
                at = WriteNumber(buffer, at, (ulong)run);
                i += run;
            }

            return buffer.AsSpan(0, at).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The tally that <see cref="ToBytes"/> packed.</summary>
    /// <exception cref="FormatException">The bytes are not a tally of this version.</exception>
    public static Tally FromBytes(TallyLayout layout, ReadOnlySpan<byte> bytes)
    {
        var tally = new Tally(layout);
        tally.AddBytes(bytes);
        return tally;
    }

    /// <summary>Adds a packed tally of the same version without unpacking it first: the way to sum many stored cells.</summary>
    /// <exception cref="FormatException">The bytes are not a tally of this version; this tally is then of no use.</exception>
    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || bytes[0] != Format)
        {
            throw new FormatException("The bytes are not a tally in this format.");
        }

        var at = 1;
        var counts = _counts.AsSpan();
        if (ReadNumber(bytes, ref at) != (ulong)counts.Length)
        {
            throw new FormatException("The tally belongs to another questionnaire version: its length differs.");
        }

        var i = 0;
        while (i < counts.Length)
        {
            var value = ReadNumber(bytes, ref at);
            if (value != 0)
            {
                counts[i++] += unchecked((long)value);
                continue;
            }

            var run = ReadNumber(bytes, ref at);
            if (run == 0 || run > (ulong)(counts.Length - i))
            {
                throw new FormatException("The tally holds a run of zeros that is too long or empty.");
            }

            i += (int)run;
        }

        if (at != bytes.Length)
        {
            throw new FormatException("The tally is followed by other bytes.");
        }
    }

    private static int WriteNumber(byte[] buffer, int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            buffer[at++] = (byte)(value | 0x80);
        }

        buffer[at++] = (byte)value;
        return at;
    }

    private static ulong ReadNumber(ReadOnlySpan<byte> bytes, ref int at)
    {
        if ((uint)at < (uint)bytes.Length && bytes[at] < 0x80)
        {
            return bytes[at++];
        }

        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if ((uint)at >= (uint)bytes.Length)
            {
                throw new FormatException("The tally ends too early.");
            }

            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("The tally holds a number that is too long.");
    }
}
