using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Core.Indices;

/// <summary>
/// Reads the number in what a source prints. The print is what counts and is kept letter for letter (a source may print
/// 62.97% beside 37.3%); the number only serves to draw it and to put it in order.
/// </summary>
public static partial class PrintedNumber
{
    private const int Decimals = 4;

    /// <summary>The number in ten-thousandths, with a decimal comma or a decimal point: "62.97%" → 629700, "41,46 điểm" → 414600.
    /// A lone comma or point is the decimal mark; where both stand, the last is, and the other groups thousands.</summary>
    /// <param name="print">What the source prints, with an optional sign, and an optional "%" or "điểm" behind the number.</param>
    /// <returns>Null where the print is no number ("giảm 4.26 điểm"), has more than four decimals or more than nine digits before them.</returns>
    public static long? TenThousandths(string print)
    {
        ArgumentNullException.ThrowIfNull(print);
        if (Shape().Match(print.Trim()) is not { Success: true } match)
        {
            return null;
        }

        var digits = match.Groups["number"].Value;
        var mark = digits.LastIndexOfAny([',', '.']);
        var (whole, part) = mark < 0 ? (digits, "") : (digits[..mark], digits[(mark + 1)..]);
        if (Repeats(digits, mark))
        {
            (whole, part) = (digits, "");
        }

        var grouped = whole.IndexOfAny([',', '.', ' ', '\u00a0']) >= 0;
        if (part.Length > Decimals || (grouped && !Groups().IsMatch(whole)))
        {
            return null;
        }

        var plain = string.Concat(whole.Where(char.IsAsciiDigit));
        return plain.Length is 0 or > 9
            ? null
            : long.Parse(plain + part.PadRight(Decimals, '0'), CultureInfo.InvariantCulture) * (match.Groups["minus"].Success ? -1 : 1);
    }

    // 1.234.567: a mark that stands twice can only group.
    private static bool Repeats(string digits, int mark) => mark >= 0 && digits.IndexOf(digits[mark], StringComparison.Ordinal) < mark;

    [GeneratedRegex(@"^(?:(?<minus>[-\u2212])|\+)?\s?(?<number>[0-9](?:[0-9., \u00a0]*[0-9])?)\s?(?:%|điểm)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex("^[0-9]{1,3}(?:(?<mark>[., \u00a0])[0-9]{3})(?:\\k<mark>[0-9]{3})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Groups();
}
