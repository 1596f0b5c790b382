using System.Text;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Tests.Analyse.Results;

/// <summary>Random provinces, attacked with linear algebra by someone who opens every page with every filter.</summary>
public sealed class DisclosureTests
{
    private const int Services = 3;
    private static readonly Channel[] Channels = [Channel.Qr, Channel.Link, Channel.Kiosk];
    private static readonly IndexReading Reading = ReadingOf("sipas_service");

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    public void IsShown_InRandomProvinces_NeverLetsASmallGroupBeComputed(int least)
    {
        var (small, shown) = (0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var (counts, root, points) = Province(new Random(seed));
            var figures = Figures(root).Select(f => (f.Place, f.Facet, Row: RowOf(f, points))).ToList();
            var space = new RowSpace();
            foreach (var figure in figures.Where(f => By(counts, least).IsShown(f.Place, f.Facet)))
            {
                space.Add(figure.Row);
                shown++;
            }

            foreach (var figure in figures.Where(f => counts.Base(f.Place, f.Facet) is > 0 and var n && n < least))
            {
                Assert.False(space.Contains(figure.Row), $"seed {seed}: {figure.Place.Code} {figure.Facet} can be computed");
                small++;
            }
        }

        Assert.True(small > 2000 && shown > 4000, $"{small} small groups and {shown} shown figures prove little");
    }

    [Fact]
    public void IsShown_OfADimension_NeverLetsASmallOneBeComputedFromTheUnitsPages()
    {
        var small = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var (counts, root, points) = Province(new Random(seed));
            foreach (var column in Enumerable.Range(1, Reading.Index.Dimensions.Count))
            {
                var figures = root.Subtree().Select(p => (Place: p, Row: RowOf((p, default), points))).ToList();
                var space = new RowSpace();
                figures.Where(f => counts.Disclosure.IsShown(f.Place, default, column)).ToList().ForEach(f => space.Add(f.Row));
                foreach (var figure in figures.Where(f => counts.Base(f.Place, default, column) is > 0 and < 5))
                {
                    Assert.False(space.Contains(figure.Row), $"seed {seed}: {figure.Place.Code}, dimension {column} can be computed");
                    small++;
                }
            }
        }

        Assert.True(small > 100, $"{small} small groups prove little");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    public void IsShown_OfADimensionUnderAFilter_NeverLetsASmallOneBeComputed(int least)
    {
        var small = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var (counts, root, points) = Province(new Random(seed));
            var figures = Figures(root).Where(f => f.Facet.Count < 2).Select(f => (f.Place, f.Facet, Row: RowOf(f, points))).ToList();
            foreach (var column in Enumerable.Range(1, Reading.Index.Dimensions.Count))
            {
                var space = new RowSpace();
                figures.Where(f => By(counts, least).IsShown(f.Place, f.Facet, column)).ToList().ForEach(f => space.Add(f.Row));
                foreach (var figure in figures.Where(f => counts.Base(f.Place, f.Facet, column) is > 0 and var n && n < least))
                {
                    Assert.False(space.Contains(figure.Row), $"seed {seed}: {figure.Place.Code} {figure.Facet}, dimension {column} can be computed");
                    small++;
                }
            }
        }

        Assert.True(small > 1000, $"{small} small groups prove little");
    }

    [Fact]
    public void IsShown_OnFewerThanFive_IsFalseEverywhere_AndBelowTenNothingIsBrokenDown()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var (counts, root, _) = Province(new Random(seed));
            foreach (var (place, facet) in Figures(root))
            {
                var n = counts.Base(place, facet);
                Assert.False(n < 5 && counts.Disclosure.IsShown(place, facet));
                Assert.False(n < 10 && counts.Disclosure.IsBrokenDown(place, facet));
                Assert.False(n < 10 && place.Children.Exists(c => counts.Base(c, facet) < n && counts.Disclosure.IsShown(c, facet)));
                Assert.False(counts.Disclosure.IsShown(place, facet) && place.Parent is { } parent && !counts.Disclosure.IsShown(parent, facet));
            }
        }
    }

    [Fact]
    public void IsShown_InAProvinceOfLargeCounters_ShowsEverything()
    {
        var (counts, root, _) = Province(new Random(1), smallest: 20);

        Assert.All(Figures(root), f => Assert.True(counts.Disclosure.IsShown(f.Place, f.Facet)));
    }

    /// <summary>First figures from five responses on, second figures on the same responses from ten.</summary>
    private static Disclosure By(PeriodCounts counts, int least) => least == 5 ? counts.Disclosure : counts.Twice;

    private static IEnumerable<(Place Place, Facet Facet)> Figures(Place root) =>
        from place in root.Subtree()
        from service in Enumerable.Range(0, Services + 1)
        from channel in Channels.Select(c => (Channel?)c).Prepend(null)
        select (place, new Facet(service == 0 ? null : service, channel));

    /// <summary>Which of the unknowns (point × service × channel) a figure sums up.</summary>
    private static long[] RowOf((Place Place, Facet Facet) figure, List<Place> points)
    {
        var inside = figure.Place.Subtree().ToHashSet();
        return [.. from point in points
                   from service in Enumerable.Range(1, Services)
                   from channel in Channels
                   select inside.Contains(point) && (figure.Facet.Service ?? service) == service
                       && (figure.Facet.Channel ?? channel) == channel ? 1L : 0L];
    }

    private static (PeriodCounts Counts, Place Root, List<Place> Points) Province(Random random, int smallest = 0)
    {
        var (root, points) = Places(random);
        var cells = points.SelectMany(p => CellsOf(p, random, smallest)).ToLookup(c => c.Point, c => c.Cell);
        return (new PeriodCounts(Reading, Period, cells, []), root, [.. root.Subtree().Where(p => p.Point is not null)]);
    }

    internal static (Place Root, List<CollectionPoint> Points) Places(Random random)
    {
        var units = new List<Unit> { UnitOf(1, null) };
        var points = new List<CollectionPoint> { PointOf(100, 1) };
        for (var department = 2; department <= 4; department++)
        {
            units.Add(UnitOf(department, 1));
            points.Add(PointOf(department * 100, department));
            for (var room = 0; room < random.Next(3); room++)
            {
                units.Add(UnitOf((department * 10) + room, department));
                points.Add(PointOf((department * 1000) + (room * 10), (department * 10) + room));
                points.Add(PointOf((department * 1000) + (room * 10) + 1, (department * 10) + room));
            }
        }

        return (Place.Build(units, points).Single(), points);
    }

    private static IEnumerable<(long Point, CountedCell Cell)> CellsOf(CollectionPoint point, Random random, int smallest, DateOnly quarter = default)
    {
        var wave = new ResultWave(1, 1, SamplingMode.Convenience, false);
        foreach (var service in Enumerable.Range(1, Services))
        {
            foreach (var channel in Channels)
            {
                // Many are empty, many small, some large.
                long n = smallest > 0 ? smallest : random.Next(4) switch { 0 => 0, 1 => random.Next(4), 2 => random.Next(12), _ => random.Next(60) };
                var bases = new long[1 + Reading.Index.Dimensions.Count + Reading.Items.Count];
                for (var i = 0; i < bases.Length; i++)
                {
                    bases[i] = i == 0 || smallest > 0 ? n : random.Next(2) == 0 ? n : random.Next((int)Math.Min(n, 2) + 1);
                }

                if (n > 0)
                {
                    yield return (point.Id, new CountedCell(wave, quarter, service, channel, Reading.Layout, [], bases));
                }
            }
        }
    }

    private static readonly StoredPeriod Period = new()
    {
        Id = 1,
        Code = "2026-q1",
        Template = "q1",
        Year = 2026,
        Name = "",
        NameEn = "",
        First = new(2026, 1, 1),
        Last = new(2026, 3, 31),
    };

    private static IndexReading ReadingOf(string code)
    {
        var model = QuestionnaireJson.Read(Encoding.UTF8.GetBytes(Sample.QuestionnaireJsonOf(code))).Questionnaire!;
        return new IndexReading(model, 1, model.Indices[0]);
    }

    private static Unit UnitOf(long id, long? parent) => new()
    {
        Id = id,
        Code = $"u{id}",
        Name = "",
        NameEn = "",
        Level = UnitLevel.Room,
        ParentId = parent,
        Path = "",
    };

    private static CollectionPoint PointOf(long id, long unit) => new()
    {
        Id = id,
        Code = $"p{id}",
        Key = $"p{id}",
        UnitId = unit,
        Name = "",
        NameEn = "",
        Kind = CollectionPointKind.Counter,
    };
}
