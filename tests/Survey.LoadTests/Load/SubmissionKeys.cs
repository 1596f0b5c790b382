using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Survey.Web.Data;

namespace Survey.LoadTests.Load;

/// <summary>The form's key, drawn as the citizen's page draws it: two bytes day of issue and 16 random bytes, as base64url.</summary>
internal static class SubmissionKeys
{
    /// <summary>The form field that carries the key.</summary>
    public const string Field = "key";

    /// <summary>Stands for the key in prepared texts.</summary>
    public const string Mark = "~~key~~";

    public const int Length = 24;
    private const int Bytes = 18;

    /// <summary>Writes a fresh key of <see cref="Length"/> characters.</summary>
    public static void Write(Span<byte> target)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)RandomKey.DayIndex(DateOnly.FromDateTime(DateTime.UtcNow)));
        RandomNumberGenerator.Fill(bytes[2..]);
        Base64Url.EncodeToUtf8(bytes, target);
    }

    public static string Create()
    {
        Span<byte> ascii = stackalloc byte[Length];
        Write(ascii);
        return Encoding.ASCII.GetString(ascii);
    }
}
