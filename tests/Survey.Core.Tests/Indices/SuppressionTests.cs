using CsCheck;
using Survey.Core.Indices;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class SuppressionTests
{
    private static readonly Gen<long[]> Tables = Gen.Frequency(
        (3, Gen.Long[0, 9]), (1, Gen.Const(0L)), (1, Gen.Long[0, 60])).Array[1, 9];

    [Theory]
    [InlineData("5 5", "")]
    [InlineData("20", "")]
    [InlineData("9", "0")] // below ten: no breakdown
    [InlineData("5 4", "0 1")]
    [InlineData("0 20 30", "0")] // an empty row looks like a small one and gives nothing away
    [InlineData("4 20 30 40", "0 1")] // one hidden: the smallest shown follows
    [InlineData("4 30 20 40", "0 2")]
    [InlineData("4 20 20 40", "0 1")] // of equal ones the first
    [InlineData("1 3 20 30 40", "0 1 2")] // two hidden, four together
    [InlineData("1 4 20 30", "0 1")] // two hidden, five together
    [InlineData("2 2 1 20 30", "0 1 2")]
    [InlineData("3 7 20", "0 1 2")] // one row alone would be left
    [InlineData("7 4 4", "0 1 2")] // else 4 and 4 would be the only two that leave 7 alone
    [InlineData("2 4 30", "0 1 2")]
    [InlineData("0 0 30", "0 1")]
    [InlineData("3 20", "0 1")]
    [InlineData("0 4 20 30 40", "0 1 2")] // the empty row is no cover for the four
    public void Hidden_BesideTheTotal(string bases, string hidden) => Assert.Equal(hidden, Hidden(bases, true));

    [Theory]
    [InlineData("4 20 30", "0")]
    [InlineData("1 3 20", "0 1")]
    [InlineData("4 5", "0 1")]
    public void Hidden_WithoutTheTotal_IsPrimaryOnly(string bases, string hidden) => Assert.Equal(hidden, Hidden(bases, false));

    [Fact]
    public void Hidden_OfNothing_IsNothing() => Assert.Empty(Suppression.Hidden([], true));

    [Fact]
    public void Hidden_OfNegativeNumber_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Suppression.Hidden([20, -1], true));

    [Fact]
    public void Hidden_LeavesNoRowBelowFiveShown() => Tables.Sample(bases =>
    {
        var hidden = Suppression.Hidden(bases, true);

        Assert.All(bases.Zip(hidden), row => Assert.True(row.Second || row.First >= 5));
    });

    [Fact]
    public void Hidden_LetsNoSingleRowFollowFromTotalLessShown() => Tables.Sample(bases =>
    {
        var hidden = Suppression.Hidden(bases, true);
        var rest = bases.Sum() - bases.Zip(hidden).Where(r => !r.Second).Sum(r => r.First);
        var rows = bases.Zip(hidden).Count(r => r.Second && r.First > 0);

        // Rest is what a reader computes. It must be nothing, or a group of five over two rows or more; below ten in all
        // nothing of the breakdown is shown, so the rest is the total itself.
        Assert.True(bases.Sum() < 10 ? hidden.All(h => h) : rest == 0 || (rows >= 2 && rest >= 5), string.Join(" ", bases));
    }, iter: 10_000);

    [Fact]
    public void Hidden_HidesNothingWhereEveryRowIsLarge() => Gen.Long[5, 90].Array[2, 9].Sample(bases =>
        Assert.DoesNotContain(true, Suppression.Hidden(bases, true)));

    private static string Hidden(string bases, bool totalIsShown)
    {
        var hidden = Suppression.Hidden([.. bases.Split(' ').Select(n => long.Parse(n, System.Globalization.CultureInfo.InvariantCulture))], totalIsShown);
        return string.Join(' ', Enumerable.Range(0, hidden.Length).Where(i => hidden[i]));
    }
}
