using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Comparisons;
using Survey.Web.Tests.Analyse.Results;

namespace Survey.Web.Tests.Analyse.Comparisons;

/// <summary>Second figures in random provinces over two quarters, attacked by someone who opens every unit in every period and subtracts.</summary>
public sealed class OtherWayDisclosureTests
{
    private static readonly DateOnly[] Quarters = [new(2026, 1, 1), new(2026, 4, 1)];
    private static readonly IndexReading Reading = ReadingOf("sipas_service");

    public static TheoryData<string, int[][]> Calendars => new()
    {
        { "one quarter", [[0]] },
        { "quarters and half a year", [[0], [1], [0, 1]] },
        { "a quarter and half a year", [[0], [0, 1]] },
    };

    [Theory]
    [MemberData(nameof(Calendars))]
    public void IsShown_InRandomProvinces_LetsNoSecondFigureOfFewerThanTenBeComputed(string calendar, int[][] periods)
    {
        var (small, shown) = (0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var (root, points) = DisclosureTests.Places(random);
            var cells = points.SelectMany(p => Quarters.Select((_, q) => (Point: p.Id, Quarter: q, N: Number(random)))).ToList();
            var places = root.Subtree().ToList();
            var space = new RowSpace();
            foreach (var (period, unit) in from p in periods from u in places where u.Unit is not null select (p, u))
            {
                if (Way(cells, period, periods, RollUpRule.Pooled).IsShown(unit))
                {
                    space.Add(RowOf(unit, period, cells));
                    shown++;
                }
            }

            foreach (var (place, quarters) in from p in places from q in new int[][] { [0], [1], [0, 1] } select (p, q))
            {
                if (SumOf(place, quarters, cells) is > 0 and < 10)
                {
                    Assert.False(space.Contains(RowOf(place, quarters, cells)), $"{calendar}, seed {seed}: {place.Code}, quarters {string.Join(',', quarters)} can be computed");
                    small++;
                }
            }
        }

        Assert.True(small > 500 && shown > 100, $"{small} small groups and {shown} shown figures prove little");
    }

    [Theory]
    [InlineData(RollUpRule.Pooled, false, true, true)]
    [InlineData(RollUpRule.MeanOfUnits, false, false, true)]
    public void IsShown_BesideASmallUnitAndACounter_LeavesOutAUnitMoreOnlyWhereTheCounterHidesNothing(RollUpRule rollUp, bool small, bool next, bool others)
    {
        var root = Place.Build([UnitOf(1, null), .. Enumerable.Range(2, 5).Select(i => UnitOf(i, 1))], [.. Enumerable.Range(1, 6).Select(i => PointOf(i))]).Single();
        var cells = Enumerable.Range(1, 6).Select(i => (Point: (long)i, Quarter: 0, N: i == 2 ? 7L : 20 + i)).ToList();

        var way = Way(cells, [0], [[0]], rollUp);

        Assert.Equal([small, next, others, others, others], root.Children.Where(c => c.Unit is not null).Select(c => way.IsShown(c)));
        Assert.True(way.IsShown(root));
    }

    [Fact]
    public void IsShown_BesideOneSmallUnit_HidesItAndTheSmallestOtherOnly()
    {
        var units = new List<Unit> { UnitOf(1, null) };
        units.AddRange(Enumerable.Range(2, 6).Select(i => UnitOf(i, 1)));
        var points = units.Skip(1).Select(u => PointOf(u.Id)).ToList();
        var root = Place.Build(units, points).Single();
        var cells = points.ConvertAll(p => (Point: p.Id, Quarter: 0, N: p.Id == 2 ? 7L : 20 + p.Id));

        var way = Way(cells, [0], [[0]], RollUpRule.Pooled);

        Assert.Equal([false, false, true, true, true, true], root.Children.Select(c => way.IsShown(c)));
        Assert.True(way.IsShown(root));
    }

    private static long Number(Random random) => random.Next(5) switch { 0 => 0, 1 => random.Next(5), 2 => random.Next(5, 12), _ => random.Next(10, 60) };

    private static OtherWayDisclosure Way(List<(long Point, int Quarter, long N)> cells, int[] period, int[][] periods, RollUpRule rollUp)
    {
        var spans = periods.Select(p => (Quarters[p[0]], Quarters[p[^1]].AddMonths(3).AddDays(-1))).ToList();
        var stored = new StoredPeriod { Id = 1, Code = "p", Template = "p", Year = 2026, Name = "", NameEn = "", First = Quarters[period[0]], Last = Quarters[period[^1]].AddMonths(3).AddDays(-1) };
        var counted = cells.Where(c => c.N > 0 && period.Contains(c.Quarter)).ToLookup(c => c.Point, c => new CountedCell(
            new ResultWave(1, 1, SamplingMode.Convenience, false), Quarters[c.Quarter], 0, Channel.Qr, Reading.Layout, [],
            [.. Enumerable.Repeat(c.N, 1 + Reading.Index.Dimensions.Count + Reading.Items.Count)]));
        return new(new PeriodCounts(Reading, stored, counted, spans), Reading.Index with { Method = IndexMethod.NetShare, Composite = CompositeRule.Pooled, RollUp = rollUp }, default);
    }

    private static long SumOf(Place place, int[] quarters, List<(long Point, int Quarter, long N)> cells) =>
        cells.Zip(RowOf(place, quarters, cells), (c, inside) => c.N * inside).Sum();

    private static long[] RowOf(Place place, int[] quarters, List<(long Point, int Quarter, long N)> cells)
    {
        var inside = place.Subtree().Where(p => p.Point is not null).Select(p => p.Id).ToHashSet();
        return [.. cells.Select(c => inside.Contains(c.Point) && quarters.Contains(c.Quarter) ? 1L : 0L)];
    }

    private static Unit UnitOf(long id, long? parent) =>
        new() { Id = id, Code = $"u{id}", Name = "", NameEn = "", Level = UnitLevel.Department, ParentId = parent, Path = "" };

    private static CollectionPoint PointOf(long unit) =>
        new() { Id = unit, Code = $"p{unit}", Key = $"p{unit}", UnitId = unit, Name = "", NameEn = "", Kind = CollectionPointKind.Counter };

    private static IndexReading ReadingOf(string code)
    {
        var questionnaire = Sample.QuestionnaireOf(Sample.QuestionnaireJsonOf(code));
        return new(questionnaire, 1, questionnaire.Indices[0]);
    }
}
