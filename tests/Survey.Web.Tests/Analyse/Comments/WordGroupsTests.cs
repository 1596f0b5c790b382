using Survey.Web.Pages.Analyse.Comments;

namespace Survey.Web.Tests.Analyse.Comments;

public sealed class WordGroupsTests
{
    private const int Month = 202608;

    [Fact]
    public void RandomTrees_EveryGroupIsOfTenResponses_AndNoPageLessAnotherLeavesFewer()
    {
        var random = new Random(20260920);
        for (var round = 0; round < 500; round++)
        {
            var (units, points) = Tree(random);
            var groups = GroupsOf(units, points, isOver: true);
            var shown = points.ToDictionary(p => p.Id, p => groups.Of(Month, p.Id));
            var sizes = points.Where(p => shown[p.Id] is not null).GroupBy(p => shown[p.Id]!).ToDictionary(g => g.Key, g => g.Sum(p => p.Responses));

            Assert.All(sizes.Values, n => Assert.True(n >= 10));
            Assert.All(points.Where(p => p.Responses >= 10), p => Assert.Equal(p.Id, shown[p.Id]!.Point));
            foreach (var one in units)
            {
                // What a reader of two pages can subtract: a unit's words from those of a unit above it.
                foreach (var other in units.Where(o => o.Path.StartsWith(one.Path, StringComparison.Ordinal)))
                {
                    var left = points.Where(p => Within(shown[p.Id], one.Path) && !Within(shown[p.Id], other.Path)).Sum(p => p.Responses);
                    Assert.True(left is 0 or >= 10, $"{one.Path} without {other.Path}: {left}");
                }
            }
        }
    }

    [Fact]
    public void SmallPoints_AreTogetherInTheirUnit_OrWithTheUnitAbove_OrNowhere()
    {
        WordGroups.UnitNode[] units = [new(1, null, "t/"), new(2, 1, "t/a/"), new(3, 1, "t/b/"), new(4, 1, "t/c/")];
        Point[] points = [new(10, 2, 6), new(11, 2, 5), new(12, 3, 9), new(13, 4, 30), new(14, 4, 1)];

        var groups = GroupsOf(units, points, isOver: true);

        Assert.Equal(new WordGroup("t/a/", null), groups.Of(Month, 10));
        Assert.Equal(new WordGroup("t/a/", null), groups.Of(Month, 11));
        Assert.Equal(new WordGroup("t/", null), groups.Of(Month, 12));
        Assert.Equal(new WordGroup("t/c/", 13), groups.Of(Month, 13));
        Assert.Equal(new WordGroup("t/", null), groups.Of(Month, 14));
        Assert.Null(GroupsOf(units, [new(12, 3, 9)], isOver: true).Of(Month, 12));
    }

    [Fact]
    public void RunningMonth_PutsNothingTogether()
    {
        WordGroups.UnitNode[] units = [new(1, null, "t/")];

        var groups = GroupsOf(units, [new(10, 1, 9), new(11, 1, 9), new(12, 1, 10)], isOver: false);

        Assert.Null(groups.Of(Month, 10));
        Assert.Null(groups.Of(Month, 11));
        Assert.Equal(12, groups.Of(Month, 12)!.Point);
    }

    private static bool Within(WordGroup? group, string path) => group is not null && group.UnitPath.StartsWith(path, StringComparison.Ordinal);

    private static WordGroups GroupsOf(IReadOnlyList<WordGroups.UnitNode> units, IReadOnlyList<Point> points, bool isOver)
    {
        var groups = new WordGroups();
        groups.Add(Month, units, points.ToLookup(p => p.Unit, p => (p.Id, p.Responses)), isOver);
        return groups;
    }

    private static (List<WordGroups.UnitNode> Units, List<Point> Points) Tree(Random random)
    {
        var units = new List<WordGroups.UnitNode> { new(1, null, "u1/") };
        for (var id = 2; id <= 2 + random.Next(12); id++)
        {
            var parent = units[random.Next(units.Count)];
            units.Add(new(id, parent.Id, $"{parent.Path}u{id}/"));
        }

        return (units, [.. Enumerable.Range(100, random.Next(1, 25)).Select(id => new Point(id, units[random.Next(units.Count)].Id, random.Next(16)))]);
    }

    private sealed record Point(long Id, long Unit, int Responses);
}
