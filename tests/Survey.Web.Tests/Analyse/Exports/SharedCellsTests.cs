using CsCheck;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Tests.Analyse.Exports;

/// <summary>Whatever the counts: what the raw export says of a row's origin is shared by five rows or more.</summary>
public sealed class SharedCellsTests
{
    private static readonly Unit Root = NewUnit(1, "p/", null);

    private static readonly Dictionary<long, Unit> Units = new[]
    {
        Root, NewUnit(2, "p/a/", 1), NewUnit(3, "p/b/", 1), NewUnit(4, "p/a/x/", 2), NewUnit(5, "p/a/y/", 2),
    }.ToDictionary(u => u.Id);

    private static readonly Dictionary<long, CollectionPoint> Points = Enumerable.Range(0, 10)
        .Select(i => new CollectionPoint { Id = 10 + i, Code = "c", Key = "k", UnitId = 1 + (i % 5), Name = "n", NameEn = "n", Kind = CollectionPointKind.Counter })
        .ToDictionary(p => p.Id);

    private static readonly Dictionary<long, Wave> Waves = new[] { NewWave(30, false), NewWave(31, false), NewWave(32, true) }.ToDictionary(w => w.Id);

    private static readonly Gen<Dictionary<Origin, long>> Counts =
        Gen.Select(Gen.Long[30, 32], Gen.Long[10, 19], Gen.Long[0, 2], Gen.Int[1, 3], Gen.Long[1, 12])
            .List[0, 25].Select(l => l.GroupBy(t => new Origin(t.Item1, t.Item2, t.Item3, (Channel)t.Item4)).ToDictionary(g => g.Key, g => g.Sum(t => t.Item5)));

    [Fact]
    public void Of_AnyCounts_LeavesNoOriginThatFewerThanFiveShare() => Counts.Sample(counts =>
    {
        var shared = new SharedCells(Root, Units, Points, Waves).Of(counts);

        foreach (var kind in new[] { true, false })
        {
            var rows = counts.Where(c => Waves[c.Key.WaveId].Synthetic == kind).ToList();
            Assert.Equal(rows.Sum(r => r.Value) >= 5 ? rows.Count : 0, rows.Count(r => shared.ContainsKey(r.Key)));
            foreach (var group in rows.Where(r => shared.ContainsKey(r.Key)).GroupBy(r => shared[r.Key]))
            {
                Assert.True(group.Sum(r => r.Value) >= 5);
                Assert.All(group, r => Assert.StartsWith(group.Key.Unit.Path, Units[Points[r.Key.PointId].UnitId].Path, StringComparison.Ordinal));
                Assert.All(group, r => Assert.True(group.Key.PointId is null || group.Key.PointId == r.Key.PointId));
            }
        }
    }, iter: 3000);

    [Fact]
    public void Of_ManyRowsEverywhere_SaysEverything()
    {
        var origin = new Origin(30, 11, 2, Channel.Qr);

        var shared = new SharedCells(Root, Units, Points, Waves).Of(new Dictionary<Origin, long> { [origin] = 20, [new Origin(30, 12, 0, Channel.Link)] = 20 });

        Assert.Equal((2, 11, 2, Channel.Qr), (shared[origin].Unit.Id, shared[origin].PointId, shared[origin].ServiceId, shared[origin].Channel));
    }

    private static Unit NewUnit(long id, string path, long? parent) =>
        new() { Id = id, Code = path, Name = path, NameEn = path, Level = UnitLevel.Department, ParentId = parent, Path = path };

    private static Wave NewWave(long id, bool synthetic) => new()
    {
        Id = id,
        Name = "w",
        NameEn = "w",
        VersionId = 1,
        UnitId = 1,
        State = WaveState.Open,
        Sampling = SamplingMode.Convenience,
        Synthetic = synthetic,
    };
}
