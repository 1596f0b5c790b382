using System.Globalization;
using System.Numerics;
using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>Numbers as score inputs keep them: a decimal, or an exact fraction where an index was frozen.</summary>
internal static class StoredNumber
{
    private const int Length = 40;
    private const int Decimals = 20;

    /// <summary>As a fraction where it fits, which is exact; else to twenty decimals.</summary>
    public static string Of(Rational value) => value.ToString() is { Length: <= Length } text
        ? text
        : value.ToDecimal(Decimals).ToString(CultureInfo.InvariantCulture);

    public static Rational? Read(string text)
    {
        if (text.Split('/') is [var top, var bottom]
            && BigInteger.TryParse(top, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
            && BigInteger.TryParse(bottom, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator) && !denominator.IsZero)
        {
            return new(numerator, denominator);
        }

        return ReadDecimal(text) is { } number ? Rational.FromDecimal(number) : null;
    }

    public static decimal? ReadDecimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
