using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class ControlLimitsTests
{
    [Fact]
    public void Of_SharesOnVaryingBases_IsThePChart()
    {
        // Baseline 45/50, 81/100, 36/40, 70/80: centre 232/270 = 85.925926. One response's variance, by point
        // n/(n − 1)·p(1 − p), weighted by n: (50 × 0.0918367 + 100 × 0.1554545 + 40 × 0.0923077 + 80 × 0.1107595)/270.
        var chart = ControlLimits.Of([Share(45, 50), Share(81, 100), Share(36, 40), Share(70, 80), null, Share(30, 50)], 4)!;

        Assert.Equal(85.925926, chart.Centre, 1e-6);
        Assert.Equal(1, chart.Dispersion);
        Assert.Equal((71.16328, 100), (Math.Round(chart.Points[0]!.Low, 5), chart.Points[0]!.High));
        Assert.Equal((75.48716, 96.36469), (Math.Round(chart.Points[1]!.Low, 5), Math.Round(chart.Points[1]!.High, 5)));
        Assert.Equal([ControlSignal.None, ControlSignal.None, ControlSignal.None, ControlSignal.None, null, ControlSignal.Below],
            chart.Points.Select(p => p?.Signal));
    }

    [Fact]
    public void Of_PointWhoseAnswersAllAgree_HasLimitsAndIsNoSignal()
    {
        var chart = ControlLimits.Of([Share(9, 10), Share(10, 10), Share(8, 10)])!;

        Assert.InRange(chart.Points[1]!.Low, 0, 89);
        Assert.Equal(ControlSignal.None, chart.Points[1]!.Signal);
    }

    [Fact]
    public void Of_EightInARowOnOneSide_SignalsFromTheEighth()
    {
        var shares = Enumerable.Repeat(Share(90, 100), 4).Concat(Enumerable.Repeat(Share(70, 100), 4))
            .Concat(Enumerable.Repeat(Share(83, 100), 9)).Cast<Figure?>().ToList();
        shares.Insert(12, null);

        var chart = ControlLimits.Of(shares, 8)!;

        Assert.Equal(80, chart.Centre, 1e-9);
        Assert.Equal([false, true, true], chart.Points.TakeLast(3).Select(p => p!.Signal == ControlSignal.RunAbove));
        Assert.All(chart.Points.Take(8), p => Assert.Equal(ControlSignal.None, p!.Signal));
    }

    [Fact]
    public void Of_PointOnTheCentre_EndsARun()
    {
        var shares = new[] { 78, 82, 83, 83, 83, 83, 80, 83, 83, 83, 83 }.Select(x => (Figure?)Share(x, 100)).ToList();

        Assert.All(ControlLimits.Of(shares, 2)!.Points, p => Assert.Equal(ControlSignal.None, p!.Signal));
    }

    [Fact]
    public void Of_HugeBases_TakesTheUsualMovementIn()
    {
        // A hundred thousand responses a month that move by two points: sampling alone would call each month a signal.
        var months = Enumerable.Range(0, 12).Select(i => (Figure?)Share(80_000 + (i % 2 * 2_000), 100_000)).Append(Share(70_000, 100_000)).ToList();

        var chart = ControlLimits.Of(months, 12)!;

        // z = ±1 point over 100·√(0.81·0.19/10⁵) (about ±8): the moving range is twice that, over 1.128.
        Assert.InRange(chart.Dispersion, 13, 15);
        Assert.All(chart.Points.Take(12), p => Assert.Equal(ControlSignal.None, p!.Signal));
        Assert.Equal(ControlSignal.Below, chart.Points[12]!.Signal);
    }

    [Fact]
    public void Of_SeriesThatNeverMoves_HasNoSignal() =>
        Assert.All(ControlLimits.Of([.. Enumerable.Repeat(Share(20, 20), 12)])!.Points, p => Assert.Equal(ControlSignal.None, p!.Signal));

    [Fact]
    public void Of_TooLittle_IsNothing()
    {
        Assert.Null(ControlLimits.Of([]));
        Assert.Null(ControlLimits.Of([Share(9, 10), null, new Figure()]));
        Assert.Throws<ArgumentException>(() => ControlLimits.Of([Share(9, 10), Share(9, 10) with { Method = IndexMethod.MeanScore }]));
    }

    private static Figure Share(int x, int n)
    {
        var p = (double)x / n;
        return new() { Value = new Rational(100 * (long)x, n), Base = n, Answers = n, StandardError = 100 * Math.Sqrt(p * (1 - p) / (n - 1)) };
    }
}
