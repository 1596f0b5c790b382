using System.Globalization;
using System.Numerics;

namespace Survey.Core.Indices;

/// <summary>
/// An exact fraction in lowest terms. Every index and every point is one until it is printed,
/// so a figure is rounded once and sums do not depend on their order.
/// </summary>
public readonly record struct Rational : IComparable<Rational>
{
    // One less than the denominator, so that default(Rational) is 0/1 and equals Zero.
    private readonly BigInteger _denominatorLessOne;

    /// <summary>Makes a fraction and reduces it.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominatorLessOne = (denominator / divisor) - 1;
    }

    /// <summary>0.</summary>
    public static Rational Zero => default;

    /// <summary>1.</summary>
    public static Rational One => new(1, 1);

    /// <summary>The numerator; it carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, above 0.</summary>
    public BigInteger Denominator => _denominatorLessOne + 1;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>The integer as a fraction.</summary>
    public static implicit operator Rational(long value) => new(value, 1);

    /// <summary>The sum.</summary>
    public static Rational operator +(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>The difference.</summary>
    public static Rational operator -(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>The product.</summary>
    public static Rational operator *(Rational a, Rational b) =>
        new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>The quotient.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    public static Rational operator /(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>Whether a is less than b.</summary>
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    /// <summary>Whether a is greater than b.</summary>
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    /// <summary>Whether a is at most b.</summary>
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    /// <summary>Whether a is at least b.</summary>
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>The decimal number, exactly.</summary>
    public static Rational FromDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        var unscaled = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return new(value < 0 ? -unscaled : unscaled, BigInteger.Pow(10, scale));
    }

    /// <summary>The lesser of two.</summary>
    public static Rational Min(Rational a, Rational b) => a < b ? a : b;

    /// <summary>The greater of two.</summary>
    public static Rational Max(Rational a, Rational b) => a > b ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Rational other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>
    /// Rounds once, halves away from zero, to <paramref name="decimals"/> places; the result carries exactly that many
    /// (57.5 to two places is 57.50m).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is not 0 to 28.</exception>
    /// <exception cref="OverflowException">The number does not fit a <see cref="decimal"/>.</exception>
    public decimal ToDecimal(int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 28);
        var scaled = BigInteger.Abs(Numerator) * BigInteger.Pow(10, decimals);
        // floor(x + 1/2) of the absolute value: halves go away from zero.
        var rounded = ((2 * scaled) + Denominator) / (2 * Denominator);
        if (rounded.GetBitLength() > 96)
        {
            throw new OverflowException("The number does not fit a decimal.");
        }

        var low = (int)(uint)(rounded & uint.MaxValue);
        var middle = (int)(uint)((rounded >> 32) & uint.MaxValue);
        var high = (int)(uint)(rounded >> 64);
        return new decimal(low, middle, high, Numerator.Sign < 0 && !rounded.IsZero, (byte)decimals);
    }

    /// <summary>The nearest double within a few units in the last place; never NaN, whatever the sizes of the parts.</summary>
    public double ToDouble()
    {
        if (Numerator.IsZero)
        {
            return 0;
        }

        // Sixty-four significant bits of the quotient, then one scaling: the parts themselves may exceed a double's range.
        var shift = checked((int)(64 + Denominator.GetBitLength() - BigInteger.Abs(Numerator).GetBitLength()));
        var quotient = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }

    /// <summary>The fraction as "numerator/denominator".</summary>
    public override string ToString() =>
        Denominator.IsOne
            ? Numerator.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
