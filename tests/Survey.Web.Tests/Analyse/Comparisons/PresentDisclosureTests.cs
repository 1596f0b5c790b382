using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Tests.Analyse.Results;

namespace Survey.Web.Tests.Analyse.Comparisons;

/// <summary>Random provinces with mergers and splits, attacked with linear algebra by someone who opens every page of both views,
/// with every channel and class of channels.</summary>
public sealed class PresentDisclosureTests
{
    private static readonly DateOnly Today = new(2026, 10, 1);
    private static readonly DateOnly Merged = new(2026, 7, 1);
    private static readonly Channel[] Channels = [Channel.Qr, Channel.Link, Channel.Paper];
    private static readonly IndexReading Reading = ReadingOf("sipas_short");

    [Fact]
    public void BothViewsTogether_LetNoSmallGroupBeComputed_NeitherAChannelNorAClassOfChannels()
    {
        var (small, shownNow, moved) = (0, 0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var then = Chain(new Random(seed));
            var now = PresentTree.Along(then, Today);
            var points = then.World.Roots.SelectMany(r => r.Subtree()).Where(p => p.Point is not null).ToList();
            var all = new RowSpace();
            foreach (var chain in new[] { then, now })
            {
                foreach (var (place, facet) in Figures(chain).Where(f => chain.Periods[0].Disclosure.IsShown(f.Place, f.Facet)))
                {
                    Assert.True(chain.Periods[0].Base(place, facet) >= 5);
                    all.Add(RowOf(place, facet, points));
                    shownNow += chain == now ? 1 : 0;
                    moved += chain == now && place.Former.Count > 0 ? 1 : 0;
                }
            }

            foreach (var (place, facet) in Figures(then).Concat(Figures(now)).Where(f => then.Periods[0].Base(f.Place, f.Facet) is > 0 and < 5))
            {
                Assert.False(all.Contains(RowOf(place, facet, points)), $"seed {seed}: {place.Code} {facet} can be computed");
                small++;
            }
        }

        Assert.True(small > 1000 && shownNow > 1000 && moved > 50, $"{small} small groups, {shownNow} figures as now, {moved} of merged units prove little");
    }

    [Fact]
    public void Present_KeepsEveryCounter_AndNeverMoreThanItsTotal()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var then = Chain(new Random(seed));
            var now = PresentTree.Along(then, Today);

            Assert.Equal(
                then.World.Roots.SelectMany(r => r.Subtree()).Where(p => p.Point is not null).Select(p => p.Id).Order(),
                now.World.Roots.SelectMany(r => r.Subtree()).Where(p => p.Point is not null).Select(p => p.Id).Order());
            Assert.All(now.World.Roots, r => Assert.Equal(
                then.Periods[0].Base(then.World.UnitsByCode[r.Code], default), now.Periods[0].Base(r, default)));
        }
    }

    [Fact]
    public void UnitsThatSucceedEachOtherInARing_StayAsTheyWere()
    {
        var chain = Chain(new Random(3), (_, units) => [
            new UnitSuccession { PredecessorId = units[1].Id, SuccessorId = units[2].Id, Day = Merged },
            new UnitSuccession { PredecessorId = units[2].Id, SuccessorId = units[1].Id, Day = Merged }]);

        var now = PresentTree.Along(chain, Today);

        Assert.Equal(chain.World.UnitsByCode.Keys.Order(StringComparer.Ordinal), now.World.UnitsByCode.Keys.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(Place Place, Facet Facet)> Figures(ResultsChain chain) =>
        from place in chain.World.Roots.SelectMany(r => r.Subtree())
        from facet in Channels.Select(c => new Facet(null, c)).Append(default)
            .Concat(Enum.GetValues<ChannelClass>().Select(f => new Facet(Filled: f)))
        select (place, facet);

    private static long[] RowOf(Place place, Facet facet, List<Place> points)
    {
        var inside = place.Subtree().Where(p => p.Point is not null).Select(p => p.Id).ToHashSet();
        return [.. from point in points
                   from channel in Channels
                   select inside.Contains(point.Id) && (facet.Channel ?? channel) == channel
                       && (facet.Filled is null || facet.Filled == Facet.ClassOf(channel)) ? 1L : 0L];
    }

    private static ResultsChain Chain(Random random, Func<Random, List<Unit>, List<UnitSuccession>>? successions = null)
    {
        var (root, points) = DisclosureTests.Places(random);
        var units = root.Subtree().Where(p => p.Unit is not null).Select(p => p.Unit!).ToList();
        var moves = (successions ?? Moves)(random, units);
        foreach (var move in moves)
        {
            units.First(u => u.Id == move.PredecessorId).ValidTo = Merged.AddDays(-1);
        }

        var cells = points.SelectMany(p => Channels.Select(c => (p.Id, Cell: Cell(c, random)))).Where(c => c.Cell.Bases[0] > 0).ToLookup(c => c.Id, c => c.Cell);
        var period = new StoredPeriod { Id = 1, Code = "p", Template = "t", Year = 2026, Name = "p", NameEn = "p", First = new(2026, 4, 1), Last = new(2026, 6, 30) };
        return new ResultsChain
        {
            World = World(root, moves),
            Reading = Reading,
            Periods = [new PeriodCounts(Reading, period, cells, [])],
            Transactions = [],
            WaveIds = [],
            Size = 1,
        };
    }

    // Some units go over into others of any level; some are divided between two.
    private static List<UnitSuccession> Moves(Random random, List<Unit> units)
    {
        var moves = new List<UnitSuccession>();
        foreach (var unit in units.Skip(1).Where(_ => random.Next(3) == 0))
        {
            foreach (var heir in units.Skip(1).Where(u => u != unit).OrderBy(_ => random.Next()).Take(random.Next(4) == 0 ? 2 : 1))
            {
                moves.Add(new UnitSuccession { PredecessorId = unit.Id, SuccessorId = heir.Id, Day = Merged });
            }
        }

        return moves;
    }

    private static CountedCell Cell(Channel channel, Random random)
    {
        long n = random.Next(4) switch { 0 => 0, 1 => random.Next(4), 2 => random.Next(12), _ => random.Next(60) };
        var bases = new long[1 + Reading.Index.Dimensions.Count + Reading.Items.Count];
        Array.Fill(bases, n);
        return new CountedCell(new ResultWave(1, 1, SamplingMode.Convenience, false), default, 0, channel, Reading.Layout, [], bases);
    }

    private static ResultsWorld World(Place root, List<UnitSuccession> successions)
    {
        var places = root.Subtree().ToList();
        return new ResultsWorld
        {
            Generation = 1,
            FoldedAt = default,
            Stamp = 1,
            Roots = [root],
            UnitsByCode = places.Where(p => p.Unit is not null).ToDictionary(p => p.Code),
            PointsById = places.Where(p => p.Point is not null).ToDictionary(p => p.Id),
            Services = new Dictionary<long, Service>(),
            Offered = Array.Empty<long>().ToLookup(x => x),
            Periods = new Dictionary<string, StoredPeriod>(),
            Targets = [],
            Successions = successions,
            Waves = new Dictionary<long, ResultWave>(),
            Versions = [],
        };
    }

    private static IndexReading ReadingOf(string code)
    {
        var questionnaire = Sample.QuestionnaireOf(Sample.QuestionnaireJsonOf(code));
        return new(questionnaire, 1, questionnaire.Indices[0]);
    }
}
