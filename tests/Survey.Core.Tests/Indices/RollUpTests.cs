using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class RollUpTests
{
    [Fact]
    public void MeanOfUnits_OfDongThap2020_Is6927AndNot7206()
    {
        // Three districts of Đồng Tháp, 2020: (57.56 + 73.49 + 76.77)/3 = 207.82/3 = 69.2733…; 72.06 was printed.
        var result = SatisfactionIndex.MeanOfUnits([Unit(57.56m), Unit(73.49m), Unit(76.77m)]);

        Assert.Equal(69.27m, result.Figure.Rounded);
        Assert.NotEqual(72.06m, result.Figure.Rounded);
        Assert.Empty(result.LeftOut);
    }

    [Theory]
    [InlineData("4.15", "4.31", "4.18", "4.21")] // 12.64/3 = 4.2133…
    [InlineData("3.86", "3.67", "3.89", "3.81")] // 11.42/3 = 3.8066…
    [InlineData("4.08", "4.16", "4.24", "4.16")]
    [InlineData("4.02", "4.10", "4.18", "4.10")]
    public void MeanOfUnits_OfDongThapsAreas_IsWhatWasPublished(string a, string b, string c, string published)
    {
        var units = new[] { a, b, c }.Select(x => Unit(Number(x)) with { Method = IndexMethod.MeanScore }).ToList();

        Assert.Equal(Number(published), SatisfactionIndex.MeanOfUnits(units).Figure.Rounded);
    }

    [Fact]
    public void MeanOfUnits_NamesTheUnitsItLeavesOut()
    {
        var result = SatisfactionIndex.MeanOfUnits([Unit(10, 4), Unit(60, 5), new Figure { Base = 900 }, Unit(80, 500)]);

        Assert.Equal([0, 2], result.LeftOut);
        Assert.Equal((70, 505), (result.Figure.Value!.Value, result.Figure.Base));
    }

    [Fact]
    public void MeanOfUnits_OfNoUnitLargeEnough_IsAbsent()
    {
        var result = SatisfactionIndex.MeanOfUnits([Unit(100, 4)]);

        Assert.Null(result.Figure.Value);
        Assert.Equal([0], result.LeftOut);
    }

    [Fact]
    public void MeanOfUnits_AddsVariancesWithSquaredWeights()
    {
        var result = SatisfactionIndex.MeanOfUnits(
            [Unit(80, 50) with { StandardError = 3 }, Unit(60, 50) with { StandardError = 4 }]).Figure;

        Assert.Equal(2.5, result.StandardError!.Value, 1e-12); // √(9 + 16)/2
        // Wilson with n* = 0.7·0.3/0.025²·(1.959964/1.984467)² = 336·0.975457 = 327.7536 (t with 98 degrees)
        Assert.Equal((64.8305, 74.7061), (Math.Round(result.Interval!.Low, 4), Math.Round(result.Interval.High, 4)));
    }

    [Fact]
    public void MeanOfUnits_OfMeans_TakesTheUnitsDegreesTogether()
    {
        var unit = Unit(80, 6) with { StandardError = 3, Method = IndexMethod.MeanScore };
        var result = SatisfactionIndex.MeanOfUnits([unit, unit with { Value = 60, StandardError = 4 }]).Figure;

        // ten degrees: Wilson with n* = 336·(1.959964/2.228139)² = 259.9866
        Assert.Equal((64.1715, 75.2461), (Math.Round(result.Interval!.Low, 4), Math.Round(result.Interval.High, 4)));
    }

    [Fact]
    public void MeanOfUnits_WithAUnitWithoutInterval_HasNone() =>
        Assert.Null(SatisfactionIndex.MeanOfUnits([Unit(80), Unit(60) with { StandardError = 2 }]).Figure.Interval);

    [Fact]
    public void MeanOfUnits_OfDifferentMethods_Throws() => Assert.Throws<ArgumentException>(() =>
        SatisfactionIndex.MeanOfUnits([Unit(80), Unit(60) with { Method = IndexMethod.MeanScore }]));

    [Fact]
    public void Weighted_WeighsByTransactions()
    {
        var result = SatisfactionIndex.Weighted([(Unit(90), 3000), (Unit(60), 1000), (Unit(10), 0), (Unit(20, 4), 9000)]);

        Assert.Equal(Rational.FromDecimal(82.5m), result.Figure.Value); // (90·3 + 60)/4
        Assert.Equal([2, 3], result.LeftOut);
    }

    [Fact]
    public void Weighted_OfNegativeTransactions_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SatisfactionIndex.Weighted([(Unit(90), -1)]));

    [Fact]
    public void Compare_SaysWhetherTheChangeIsMoreThanNoise()
    {
        var before = Unit(70) with { Interval = new(66, 74) };
        var after = Unit(80) with { Interval = new(76, 83) };

        var difference = SatisfactionIndex.Compare(after, before);

        Assert.Equal(10.00m, difference.Rounded);
        Assert.Equal(10 - Math.Sqrt(16 + 16), difference.Interval!.Low, 1e-9);
        Assert.Equal(10 + Math.Sqrt(9 + 16), difference.Interval.High, 1e-9);
        Assert.True(difference.MoreThanNoise);
        Assert.True(SatisfactionIndex.Compare(before, after).MoreThanNoise);
        Assert.False(SatisfactionIndex.Compare(Unit(73) with { Interval = new(69, 77) }, before).MoreThanNoise);
    }

    [Fact]
    public void Compare_IsNewcombes()
    {
        // Newcombe 1998, table II, example (a), method 10: 56/70 − 48/80 = 0.20, interval 0.0524 to 0.3339.
        var difference = SatisfactionIndex.Compare(Share(56, 70), Share(48, 80));

        Assert.Equal(20, difference.Value!.Value.ToDouble(), 1e-9);
        Assert.Equal((5.24, 33.39), (Math.Round(difference.Interval!.Low, 2), Math.Round(difference.Interval.High, 2)));
    }

    [Fact]
    public void Compare_WithAbsentFigureOrInterval_SaysNothing()
    {
        Assert.Null(SatisfactionIndex.Compare(Unit(70), new Figure()).Value);
        Assert.Equal((10, false), (SatisfactionIndex.Compare(Unit(70), Unit(60)).Value!.Value, SatisfactionIndex.Compare(Unit(70), Unit(60)).MoreThanNoise));
    }

    [Fact]
    public void Compare_AcrossMethods_IsNotComparable()
    {
        var difference = SatisfactionIndex.Compare(Unit(70), Unit(60) with { Method = IndexMethod.MeanScore });

        Assert.False(difference.Comparable);
        Assert.Null(difference.Value);
    }

    private static Figure Unit(decimal value, long responses = 100) =>
        new() { Value = Rational.FromDecimal(value), Base = responses, Answers = responses };

    /// <summary>A share with the plain Wilson interval, written out here once more.</summary>
    private static Figure Share(int positive, int n)
    {
        const double z2 = 1.959964 * 1.959964;
        double p = (double)positive / n, centre = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Math.Sqrt(z2) / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4.0 * n * n)));
        return new() { Value = new Rational(100 * positive, n), Base = n, Interval = new(100 * (centre - half), 100 * (centre + half)) };
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
