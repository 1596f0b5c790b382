using System.Numerics;

namespace Survey.Web.Tests.Analyse.Recomputation;

/// <summary>A fraction of the recomputation's own.</summary>
internal readonly record struct Fraction(BigInteger Top, BigInteger Bottom)
{
    public static implicit operator Fraction(long whole) => new(whole, 1);

    public static Fraction operator +(Fraction a, Fraction b) => Lowest((a.Top * b.Bottom) + (b.Top * a.Bottom), a.Bottom * b.Bottom);

    public static Fraction operator -(Fraction a, Fraction b) => Lowest((a.Top * b.Bottom) - (b.Top * a.Bottom), a.Bottom * b.Bottom);

    public static Fraction operator *(Fraction a, Fraction b) => Lowest(a.Top * b.Top, a.Bottom * b.Bottom);

    public static Fraction operator /(Fraction a, Fraction b) => Lowest(a.Top * b.Bottom, a.Bottom * b.Top);

    public static Fraction Of(decimal number) => Lowest(new BigInteger(number * 10_000), 10_000);

    public static Fraction Sum(IEnumerable<Fraction> parts) => parts.Aggregate((Fraction)0, (a, b) => a + b);

    public double Double => (double)Top / (double)Bottom;

    /// <summary>As it is printed: halves away from zero.</summary>
    public string Printed(int decimals)
    {
        var scaled = BigInteger.Abs(Top) * BigInteger.Pow(10, decimals) * 2;
        var digits = ((scaled + Bottom) / (2 * Bottom)).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = Top.Sign < 0 && digits.Any(d => d != '0') ? "-" : "";
        return $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    private static Fraction Lowest(BigInteger top, BigInteger bottom)
    {
        var common = BigInteger.GreatestCommonDivisor(top, bottom) * bottom.Sign;
        return new(top / common, bottom / common);
    }
}
