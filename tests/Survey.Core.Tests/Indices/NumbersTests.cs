using System.Numerics;
using CsCheck;
using Survey.Core.Indices;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class NumbersTests
{
    [Theory] // two-sided 95 % points of Student's t as printed in tables
    [InlineData(1, 12.7062047)]
    [InlineData(2, 4.3026527)]
    [InlineData(3, 3.1824463)]
    [InlineData(4, 2.7764451)]
    [InlineData(5, 2.5705818)]
    [InlineData(10, 2.2281389)]
    [InlineData(29, 2.0452296)]
    [InlineData(30, 2.0422725)]
    [InlineData(60, 2.0002978)]
    [InlineData(100, 1.9839715)]
    [InlineData(120, 1.9799304)]
    [InlineData(500, 1.9647198)]
    [InlineData(1000, 1.9623391)]
    public void Quantile975_IsTheTables(long degrees, double expected) =>
        Assert.Equal(expected, StudentT.Quantile975(degrees), 1e-6);

    [Fact]
    public void Quantile975_RunsSmoothlyFromOneMethodToTheOtherAndToTheNormal()
    {
        // The exact quantile at 199 and the expansion at 200 continue each other's differences.
        double At(long n) => StudentT.Quantile975(n);
        Assert.Equal(At(198) - At(199), At(199) - At(200), 2e-6);
        Assert.Equal(At(200) - At(201), At(199) - At(200), 2e-6);
        Assert.Equal(1.959963985, At(long.MaxValue), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => At(0));
    }

    [Fact]
    public void Quantile975_HasThatShareBelow() => Gen.Int[1, 199].Sample(n =>
        Assert.Equal(0.95, StudentT.Central(StudentT.Quantile975(n), n), 1e-12));

    [Theory]
    [InlineData(125, 1000, 2, "0.13")]
    [InlineData(-125, 1000, 2, "-0.13")]
    [InlineData(124999, 1000000, 2, "0.12")]
    [InlineData(2, 3, 2, "0.67")]
    [InlineData(115, 2, 2, "57.50")]
    [InlineData(-1, 1000, 2, "0.00")]
    [InlineData(5, 2, 0, "3")]
    [InlineData(-5, 2, 0, "-3")]
    public void ToDecimal_RoundsHalvesAwayFromZeroAndKeepsItsPlaces(int numerator, int denominator, int decimals, string expected) =>
        Assert.Equal(expected, new Rational(numerator, denominator).ToDecimal(decimals).ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void ToDecimal_OfTooLargeNumber_Throws() =>
        Assert.Throws<OverflowException>(() => new Rational(BigInteger.Pow(10, 30), 1).ToDecimal(2));

    [Fact]
    public void FromDecimal_IsExact() => Gen.Decimal[-1_000_000m, 1_000_000m].Sample(x =>
    {
        var rounded = decimal.Round(x, 6);
        Assert.Equal(rounded, Rational.FromDecimal(rounded).ToDecimal(6));
    });

    [Fact]
    public void Fraction_IsReducedWithPositiveDenominator()
    {
        var fraction = new Rational(6, -8);

        Assert.Equal((-3, 4), (fraction.Numerator, fraction.Denominator));
        Assert.Equal(new Rational(-3, 4), fraction);
        Assert.Equal((default, Rational.Zero, "0"), (Rational.Zero, new Rational(0, -5), default(Rational).ToString()));
        Assert.Throws<DivideByZeroException>(() => new Rational(1, 0));
    }

    [Fact]
    public void Arithmetic_IsThatOfFractions() =>
        Gen.Select(Gen.Int[-99, 99], Gen.Int[1, 99], Gen.Int[-99, 99], Gen.Int[1, 99]).Sample((a, b, c, d) =>
        {
            Rational x = new(a, b), y = new(c, d);
            Assert.Equal(x, x + y - y);
            Assert.Equal((double)a / b, x.ToDouble(), 1e-12);
            Assert.Equal(((double)a / b) + ((double)c / d), (x + y).ToDouble(), 1e-12);
            Assert.Equal((a * d).CompareTo(c * b), x.CompareTo(y));
            if (c != 0)
            {
                Assert.Equal(x, x / y * y);
            }
        });

    [Fact]
    public void ToDouble_OfPartsBeyondADouble_IsStillTheirQuotient()
    {
        var huge = BigInteger.Pow(10, 400);

        Assert.Equal(1.5, new Rational((3 * huge) + 1, 2 * huge).ToDouble(), 1e-15);
        Assert.Equal(2e-10, new Rational(2, BigInteger.Pow(10, 10)).ToDouble(), 1e-24);
    }
}
