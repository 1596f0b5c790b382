using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Web.Pages.Respond;

/// <summary>What stands in the address of a test link: 144 random bits as base64url. Only its hash is stored.</summary>
public static class TrialToken
{
    private const int Bytes = 18;
    private const int Length = 24;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of a token; null where the text cannot be one.</summary>
    public static string? HashOf(string? token) => token is { Length: Length } && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)))
        : null;
}
