using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Respond;

/// <summary>The key that makes a form's submission happen once: two bytes day of issue and 16 random bytes, as base64url.</summary>
public static class FormKey
{
    public const int Length = 24;
    private const int Bytes = 18;
    private const int OldestDays = 400;

    /// <summary>Writes a fresh key as ASCII.</summary>
    public static void Write(Span<byte> ascii, DateOnly day)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)RandomKey.DayIndex(day));
        RandomNumberGenerator.Fill(bytes[2..]);
        Base64Url.EncodeToUtf8(bytes, ascii);
    }

    public static string Create(DateOnly day)
    {
        Span<byte> ascii = stackalloc byte[Length];
        Write(ascii, day);
        return Encoding.ASCII.GetString(ascii);
    }

    /// <summary>Gives what is stored of a key: its day and the SHA-256 of its text. Null where it is no key of this form
    /// or its day cannot be: a page is not older than a year and a phone's clock plays no part.</summary>
    public static byte[]? Digest(string key, DateOnly today)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (key.Length != Length || !Base64Url.TryDecodeFromChars(key, bytes, out var count) || count != Bytes)
        {
            return null;
        }

        var age = RandomKey.DayIndex(today) - BinaryPrimitives.ReadUInt16BigEndian(bytes);
        if (age is < -1 or > OldestDays)
        {
            return null;
        }

        var digest = new byte[SubmissionKey.Length];
        bytes[..2].CopyTo(digest);
        SHA256.HashData(Encoding.ASCII.GetBytes(key), digest.AsSpan(2));
        return digest;
    }
}
