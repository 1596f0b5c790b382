using CsCheck;
using Survey.Core.Indices;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class SampleSizeTests
{
    [Theory] // N/(1 + N/400): 500/2.25 = 222.2…, 1000/3.5 = 285.7…, 5000/13.5 = 370.3…, 20000/51 = 392.1…
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(400, 200)] // 400/2, exactly
    [InlineData(500, 223)]
    [InlineData(1_000, 286)]
    [InlineData(5_000, 371)]
    [InlineData(20_000, 393)]
    [InlineData(long.MaxValue, 400)]
    public void ByError_IsTheOlderMethodRoundedUp(long population, long expected) =>
        Assert.Equal(expected, SampleSize.ByError(population));

    [Theory] // n₀ = 3.841459 × 0.25/0.0025 = 384.1459; 384.1459/(1 + 383.1459/1000) = 277.7…; /(1 + 383.1459/500) = 217.5…
    [InlineData(null, 385)]
    [InlineData(1_000L, 278)]
    [InlineData(500L, 218)]
    [InlineData(1L, 1)]
    public void ByMargin_CorrectsForTheFinitePopulation(long? population, long expected) =>
        Assert.Equal(expected, SampleSize.ByMargin(0.05m, population));

    [Fact]
    public void ByMargin_OfAShareExpectedNearTheEdge_IsSmaller() =>
        Assert.Equal(139, SampleSize.ByMargin(0.05m, null, 0.9m)); // 3.841459 × 0.09/0.0025 = 138.29…

    [Fact]
    public void MarginOf_WhatByMarginAsksFor_IsAtMostThatMargin() =>
        Gen.Select(Gen.Int[1, 40], Gen.Long[2, 1_000_000]).Sample((percent, population) =>
        {
            var margin = percent / 100m;
            var n = SampleSize.ByMargin(margin, population);

            Assert.InRange(SampleSize.MarginOf(n, population), 0, ((double)margin) + 1e-12);
            Assert.True(n == 1 || SampleSize.MarginOf(n - 1, population) > (double)margin);
        });

    [Theory]
    [InlineData(100, 0, "500 300 200", "50 30 20")]
    [InlineData(10, 0, "1 1 1", "1 1 1")] // no more than there are
    [InlineData(10, 0, "100 100 100", "4 3 3")] // of equal remainders the earlier
    [InlineData(100, 0, "333 333 334", "33 33 34")] // 33.3, 33.3, 33.4: the largest remainder
    [InlineData(100, 10, "900 60 40", "80 10 10")] // 6 and 4 are lifted to 10, the rest goes to the first
    [InlineData(100, 10, "900 60 3 0", "87 10 3 0")] // a stratum of 3 has no more than 3
    [InlineData(20, 10, "900 60 40", "10 10 10")] // the minimums ask for more than there is
    [InlineData(7, 5, "", "")]
    public void Allocate_IsProportionalByLargestRemainder(long total, long minimum, string sizes, string expected) =>
        Assert.Equal(Numbers(expected), SampleSize.Allocate(total, Numbers(sizes), minimum));

    [Fact]
    public void Allocate_SharesOutAllOfItWithinTheSizes() =>
        Gen.Select(Gen.Long[0, 2_000], Gen.Long[0, 500].Array[0, 20], Gen.Long[0, 30]).Sample((total, sizes, minimum) =>
        {
            var quotas = SampleSize.Allocate(total, sizes, minimum);
            var least = sizes.Sum(s => Math.Min(s, minimum));

            Assert.Equal(Math.Max(least, Math.Min(total, sizes.Sum())), quotas.Sum());
            Assert.All(quotas.Zip(sizes), q => Assert.InRange(q.First, Math.Min(minimum, q.Second), q.Second));
            Assert.All(quotas.Zip(sizes).SelectMany(a => quotas.Zip(sizes), (a, b) => (a, b)),
                p => Assert.True(p.a.Second < p.b.Second || p.a.First >= p.b.First - 1, "a larger stratum has at most one less"));
        });

    [Fact]
    public void Numbers_OutsideTheirRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.ByError(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.ByError(100, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.ByMargin(0.6m));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.ByMargin(0.05m, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.MarginOf(11, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.Allocate(10, [-1]));
    }

    private static long[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
}
