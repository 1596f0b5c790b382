using System.Text;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Tests.Analyse.Results;

/// <summary>Random provinces over a year of four quarters, attacked by someone who opens every page of every period and subtracts.</summary>
public sealed class OverlappingPeriodsTests
{
    private static readonly IndexReading Reading = ReadingOf("sipas_service");
    private static readonly DateOnly[] Quarters = [new(2025, 12, 15), new(2026, 3, 15), new(2026, 6, 15), new(2026, 9, 15)];

    public static TheoryData<string, int[][]> Calendars => new()
    {
        { "S2: Q1, six months, Q3, year", [[0], [0, 1], [2], [0, 1, 2, 3]] },
        { "quarters and year", [[0], [1], [2], [3], [0, 1, 2, 3]] },
        { "halves that overlap", [[0, 1], [1, 2, 3], [0, 1, 2, 3]] },
        { "six months and year", [[0, 1], [0, 1, 2, 3]] },
        { "quarters, six and nine months, year", [[0], [1], [0, 1], [2], [0, 1, 2], [3], [0, 1, 2, 3]] },
    };

    [Theory]
    [MemberData(nameof(Calendars))]
    public void IsShown_OverAYearOfPeriods_NeverLetsASmallGroupBeComputed(string calendar, int[][] periods)
    {
        var (small, shown) = (0, 0);
        for (var seed = 0; seed < 100; seed++)
        {
            var year = new Year(new Random(seed), periods);
            var space = new RowSpace();
            foreach (var (place, facet, period, counts) in year.Figures().Where(f => f.Counts.Disclosure.IsShown(f.Place, f.Facet)))
            {
                space.Add(year.RowOf(place, facet, period));
                shown++;
            }

            foreach (var (place, facet, days, n) in year.SmallGroups())
            {
                Assert.False(space.Contains(year.RowOf(place, facet, days)), $"{calendar}, seed {seed}: {place.Code} {facet}, quarters {string.Join(',', days)}, {n} responses can be computed");
                small++;
            }
        }

        Assert.True(small > 1000 && shown > 2000, $"{small} small groups and {shown} shown figures prove little");
    }

    [Fact]
    public void IsShown_WhereEveryQuarterIsLarge_ShowsEverything()
    {
        var year = new Year(new Random(1), [[0], [0, 1], [2], [0, 1, 2, 3]], smallest: 20);

        Assert.All(year.Figures(), f => Assert.True(f.Counts.Disclosure.IsShown(f.Place, f.Facet) && f.Counts.Disclosure.IsBrokenDown(f.Place, f.Facet)));
    }

    [Fact]
    public void Left_OfTheYearOfS2_IsWhatNoPeriodNames()
    {
        (DateOnly, DateOnly) Span(int from, int to) => (Quarters[from], to == 3 ? new DateOnly(2026, 12, 14) : Quarters[to + 1].AddDays(-1));

        var remainders = new Remainders(Span(0, 3), [Span(0, 0), Span(0, 1), Span(2, 2), Span(0, 3)]);

        Assert.Equal(["2026-09-15..2026-12-14", "2026-03-15..2026-06-14 2026-09-15..2026-12-14"], Words(remainders.Left(_ => true)));
        Assert.Equal(["2026-06-15..2026-12-14"], Words(remainders.Left(i => remainders.Inner[i] == Span(0, 1))));
        Assert.Empty(remainders.Left(_ => false));
        Assert.Equal(4, remainders.Pieces.Count);
        Assert.Empty(new Remainders(Span(0, 0), [Span(0, 0), Span(0, 1), Span(0, 3)]).Pieces);

        static IEnumerable<string> Words(IEnumerable<Remainder> left) =>
            left.Select(r => string.Join(" ", r.Runs.Select(x => $"{x.First:yyyy-MM-dd}..{x.Last:yyyy-MM-dd}"))).OrderDescending();
    }

    private static IndexReading ReadingOf(string code)
    {
        var model = QuestionnaireJson.Read(Encoding.UTF8.GetBytes(Sample.QuestionnaireJsonOf(code))).Questionnaire!;
        return new IndexReading(model, 1, model.Indices[0]);
    }

    private sealed class Year
    {
        private static readonly Facet[] Facets = [default, new(1), new(2)];
        private readonly Place _root;
        private readonly List<Place> _points;
        private readonly Dictionary<(long Point, int Service, int Quarter), long> _cells = [];
        private readonly List<(int[] Quarters, PeriodCounts Counts)> _periods;

        public Year(Random random, int[][] periods, int smallest = 0)
        {
            _root = DisclosureTests.Places(random).Root;
            _points = [.. _root.Subtree().Where(p => p.Point is not null)];
            foreach (var (point, service, quarter) in from p in _points from s in new[] { 1, 2 } from q in Enumerable.Range(0, 4) select (p, s, q))
            {
                _cells[(point.Id, service, quarter)] = smallest > 0 ? smallest : random.Next(5) switch { 0 or 1 => 0, 2 => random.Next(5), 3 => random.Next(12), _ => random.Next(60) };
            }

            var spans = periods.Select(p => Span(p[0], p[^1])).ToList();
            _periods = [.. periods.Select(p => (p, CountsOf(p, spans)))];
        }

        public IEnumerable<(Place Place, Facet Facet, int[] Quarters, PeriodCounts Counts)> Figures() =>
            from period in _periods from place in _root.Subtree() from facet in Facets select (place, facet, period.Quarters, period.Counts);

        /// <summary>Every place, service and set of quarters with one to four responses.</summary>
        public IEnumerable<(Place Place, Facet Facet, int[] Quarters, long N)> SmallGroups() =>
            from place in _root.Subtree()
            from facet in Facets
            from set in Enumerable.Range(1, 15)
            let quarters = Enumerable.Range(0, 4).Where(q => (set >> q & 1) == 1).ToArray()
            let n = Sum(place, facet, quarters)
            where n is > 0 and < 5
            select (place, facet, quarters, n);

        public long[] RowOf(Place place, Facet facet, int[] quarters)
        {
            var inside = place.Subtree().ToHashSet();
            return [.. from point in _points
                       from service in new[] { 1, 2 }
                       from quarter in Enumerable.Range(0, 4)
                       select inside.Contains(point) && (facet.Service ?? service) == service && quarters.Contains(quarter) ? 1L : 0L];
        }

        private long Sum(Place place, Facet facet, int[] quarters) =>
            (from point in place.Subtree().Where(p => p.Point is not null)
             from service in new[] { 1, 2 }
             where (facet.Service ?? service) == service
             from quarter in quarters
             select _cells[(point.Id, service, quarter)]).Sum();

        private PeriodCounts CountsOf(int[] quarters, List<(DateOnly First, DateOnly Last)> periods)
        {
            var wave = new ResultWave(1, 1, SamplingMode.Convenience, false);
            var length = 1 + Reading.Index.Dimensions.Count + Reading.Items.Count;
            var cells = from cell in _cells
                        where cell.Value > 0 && quarters.Contains(cell.Key.Quarter)
                        select (cell.Key.Point, Cell: new CountedCell(wave, Quarters[cell.Key.Quarter], cell.Key.Service, Channel.Qr, Reading.Layout, [], [.. Enumerable.Repeat(cell.Value, length)]));
            var (first, last) = Span(quarters[0], quarters[^1]);
            var period = new StoredPeriod { Id = 1, Code = "p", Template = "p", Year = 2026, Name = "", NameEn = "", First = first, Last = last };
            return new PeriodCounts(Reading, period, cells.ToLookup(c => c.Point, c => c.Cell), periods);
        }

        private static (DateOnly First, DateOnly Last) Span(int from, int to) => (Quarters[from], to == 3 ? new DateOnly(2026, 12, 14) : Quarters[to + 1].AddDays(-1));
    }
}
