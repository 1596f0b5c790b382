using System.Security.Cryptography;
using System.Text;
using Survey.Web.Data.Entities;

namespace Survey.Web.Api;

/// <summary>What a token's program may read, as words.</summary>
public static class ProgramScopes
{
    public const string Results = "results";
    public const string Scoring = "scoring";
    public const string Snapshots = "snapshots";

    public static IReadOnlyList<string> All { get; } = [Results, Scoring, Snapshots];

    public static IReadOnlyList<string> Of(ApiToken token) => token.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What the token of the request opens.</summary>
public sealed record ProgramAccess(long TokenId, string Name, Unit Unit, IReadOnlyList<string> Scopes)
{
    /// <summary>The units that the program may read, as the pages' own queries ask it.</summary>
    public StaffAccess Reader => new() { AccountId = 0, DisplayName = Name, Language = "vi", Grants = [(Role.Analyst, Unit.Path)] };
}

/// <summary>The text of a token: <c>svy_</c>, eight characters by which people tell tokens apart, and 256 random bits.</summary>
public static class ProgramToken
{
    private const string Start = "svy_";
    private const int PrefixLength = 8;
    private const int SecretBytes = 32;
    private const int MaxLength = 200;
    private const string Scheme = "Bearer ";
    private const string Symbols = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>How a token begins; follows from the row, so that the list can name it.</summary>
    public static string PrefixOf(long id) =>
        Start + string.Create(PrefixLength, id, static (symbols, rest) =>
        {
            for (var i = 0; i < symbols.Length; i++, rest >>= 5)
            {
                symbols[i] = Symbols[(int)(rest & 31)];
            }
        });

    public static string New(long id) =>
        $"{PrefixOf(id)}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes))}";

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>What the request shows as its token; null where it shows none.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { Length: > 7 and <= MaxLength } text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? text[Scheme.Length..].Trim()
            : null;
    }
}
