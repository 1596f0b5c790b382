using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Survey.Web.Data;

/// <summary>Keys that tell nothing and need no counter in the database, so that any number of nodes can draw them.</summary>
public static class RandomKey
{
    private static readonly DateOnly Epoch = new(2020, 1, 1);

    /// <summary>53 random bits (exact in JavaScript and Excel), never 0.</summary>
    public static long New()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return Math.Max(1, BinaryPrimitives.ReadInt64LittleEndian(bytes) & ((1L << 53) - 1));
    }

    /// <summary>63 random bits, never 0.</summary>
    public static long New63()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return Math.Max(1, BinaryPrimitives.ReadInt64LittleEndian(bytes) & long.MaxValue);
    }

    /// <summary>The day in the high 16 bits and 48 random bits below.</summary>
    public static long ForDay(DateOnly day)
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return ((long)DayIndex(day) << 48) | (BinaryPrimitives.ReadInt64LittleEndian(bytes) & ((1L << 48) - 1));
    }

    /// <summary>The smallest and the largest key of these days, both inclusive.</summary>
    public static (long First, long Last) RangeOf(DateOnly first, DateOnly last) =>
        ((long)DayIndex(first) << 48, ((long)DayIndex(last) << 48) | ((1L << 48) - 1));

    /// <summary>The day that a key was drawn for.</summary>
    public static DateOnly DayOf(long key) => Epoch.AddDays((int)(key >> 48));

    /// <summary>Days since 2020-01-01, 0 to 32767.</summary>
    public static int DayIndex(DateOnly day) => Math.Clamp(day.DayNumber - Epoch.DayNumber, 0, short.MaxValue);
}
