using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class RankingTests
{
    [Fact]
    public void Of_UnitsWhoseIntervalsOverlap_ShareARank()
    {
        var ranks = Ranking.Of([Unit(70, 62, 78), Unit(85, 80, 90), Unit(80, 76, 84), Unit(50, 45, 55)]);

        Assert.Equal([new Rank(2, 3, 1, 4), new Rank(1, 2, 2, 4), new Rank(1, 3, 2, 4), new Rank(4, 4, 1, 4)], ranks);
    }

    [Fact]
    public void Of_OverlapDoesNotPassOn()
    {
        // A and B overlap, B and C overlap, C lies wholly below A.
        var ranks = Ranking.Of([Unit(85, 80, 90), Unit(76, 70, 82), Unit(68, 60, 75)]);

        Assert.Equal([1, 1, 2], ranks.Select(r => r!.Place));
        Assert.Equal([2, 3, 3], ranks.Select(r => r!.Lowest));
    }

    [Fact]
    public void Of_IntervalsThatTouch_ShareARank() =>
        Assert.Equal([1, 1], Ranking.Of([Unit(85, 80, 90), Unit(75, 70, 80)]).Select(r => r!.Place));

    [Fact]
    public void Of_UnitWithoutAFigure_HasNoRankAndTakesNoPlace() =>
        Assert.Equal([null, new Rank(1, 1, 1, 2), new Rank(2, 2, 1, 2), null],
            Ranking.Of([new Figure(), Unit(85, 80, 90), Unit(60, 50, 70), null]));

    [Fact]
    public void Of_CensusFigures_AreRankedByTheirValues()
    {
        Figure[] figures = [Unit(70), Unit(80), Unit(70), Unit(60)];

        Assert.Equal([2, 1, 2, 4], Ranking.Of(figures, census: true).Select(r => r!.Place));
        Assert.Equal([1, 1, 1, 1], Ranking.Of(figures).Select(r => r!.Place)); // single responses: nothing can be said
    }

    [Fact]
    public void Of_FiguresOfDifferentMethods_Throws() =>
        Assert.Throws<ArgumentException>(() => Ranking.Of([Unit(70), Unit(80) with { Method = IndexMethod.MeanScore }]));

    private static Figure Unit(int value, double? low = null, double? high = null) =>
        new() { Value = value, Base = 100, Interval = low is { } l && high is { } h ? new(l, h) : null };
}
