using Survey.Web.Data.Tallies;

namespace Survey.Web.Tests.Tallies;

public sealed class FoldPlanTests
{
    [Theory]
    [InlineData(4, false, 0)]
    [InlineData(5, false, 5)]
    [InlineData(7, false, 7)]
    [InlineData(23, false, 20)] // 20 fill a batch; the three left are too few for a step of their own
    [InlineData(25, false, 25)]
    [InlineData(4, true, 4)]
    [InlineData(23, true, 23)]
    public void Batches_ReleaseOnlyWholeSteps(int waiting, bool atOnce, int released)
    {
        var batches = FoldPlan.Batches(Group(1, waiting), new Dictionary<long, bool> { [1] = atOnce }, 20).ToList();

        Assert.Equal(released, batches.Sum(b => b.Length));
    }

    [Fact]
    public void Batches_OfManyPoints_NeverSplitAStepBelowFive()
    {
        var waiting = Enumerable.Range(1, 50).SelectMany(p => Group(p, p % 9));

        var batches = FoldPlan.Batches(waiting, new Dictionary<long, bool>(), 20).ToList();

        Assert.All(batches, b => Assert.InRange(b.Length, 5, 20));
        Assert.All(batches.SelectMany(b => b.GroupBy(w => w.CollectionPointId)), g => Assert.True(g.Count() >= 5));
        Assert.Equal(Enumerable.Range(1, 50).Sum(p => p % 9 >= 5 ? p % 9 : 0), batches.Sum(b => b.Length));
    }

    private static IEnumerable<WaitingResponse> Group(long point, int count) =>
        Enumerable.Range(0, count).Select(i => new WaitingResponse((point * 1000) + i, 1, point));
}
