using System.Text.RegularExpressions;

namespace Survey.Web.Data.Mail;

/// <summary>Addresses that letters may go to: one plain address, as browsers check it. No name, no list, nothing that a header could break at.</summary>
public static partial class MailAddress
{
    public const int Longest = 254;

    public static bool IsRight(string? address) => address is { Length: <= Longest } && Plain().IsMatch(address);

    // \z and not $, which would let a line feed follow.
    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
