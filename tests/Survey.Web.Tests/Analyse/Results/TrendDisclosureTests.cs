using System.Text;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Trends;

namespace Survey.Web.Tests.Analyse.Results;

/// <summary>
/// Random provinces over half a year, attacked by someone who opens the results of every period and place, with every filter,
/// and the trend of every unit by every grain, and subtracts.
/// </summary>
public sealed class TrendDisclosureTests
{
    private static readonly IndexReading Reading = ReadingOf("sipas_service");
    private static readonly DateOnly Today = new(2026, 6, 20);

    // The second quarter runs; the first week of the year lies in no period.
    private static readonly Days[] Calendar2 =
        [new(new(2026, 1, 5), new(2026, 3, 14)), new(new(2026, 3, 15), new(2026, 6, 30)), new(new(2026, 1, 5), new(2026, 6, 30))];

    // The second half of the spring is no period of its own: it follows from the two that are.
    private static readonly Days[] Calendar1 = [new(new(2026, 1, 5), new(2026, 3, 14)), new(new(2026, 1, 5), new(2026, 6, 30))];

    private static readonly TrendGrain[] Grains = [TrendGrain.Day, TrendGrain.Week, TrendGrain.Month, TrendGrain.Quarter];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void IsShown_OverUnitsAndTime_NeverLetsASmallGroupBeComputed(bool everySegmentIsAPeriod)
    {
        var (small, shown) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var year = new Spring(new Random(seed), everySegmentIsAPeriod ? Calendar2 : Calendar1);
            var space = new RowSpace();
            foreach (var (place, facet, days) in year.ShownByResults())
            {
                space.Add(year.RowOf(place, facet, days));
            }

            foreach (var (unit, days) in year.ShownByTrend())
            {
                space.Add(year.RowOf(unit, default, days));
                shown++;
            }

            foreach (var (place, facet, days, n) in year.SmallGroups())
            {
                Assert.False(space.Contains(year.RowOf(place, facet, days)), $"seed {seed}: {place.Code} {facet} {days} of {n} can be computed");
                small++;
            }
        }

        Assert.True(small > 2000 && shown > 1500, $"{small} small groups and {shown} shown figures prove little");
    }

    [Fact]
    public void IsShown_OnFewerThanFive_OrUnderSomethingHidden_IsFalse()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var year = new Spring(new Random(seed), Calendar2);
            foreach (var (unit, days) in year.ShownByTrend())
            {
                Assert.True(year.Sum(unit, default, days) >= 5);
                Assert.True(unit.Parent is null || year.Counts.Disclosure.IsShown(unit.Parent, days));
                Assert.True(year.Counts.Calendar.Find(days)!.Parent is not { } whole || year.Counts.Disclosure.IsShown(unit, whole.Days));
            }
        }
    }

    [Fact]
    public void IsShown_WhereEveryDayIsLarge_ShowsEverything()
    {
        var year = new Spring(new Random(1), Calendar2, smallest: 20);

        Assert.All(year.Units.SelectMany(u => Grains.SelectMany(year.Counts.Calendar.PiecesOf).Select(d => (u, d))),
            x => Assert.True(year.Counts.Disclosure.IsShown(x.u, x.d), $"{x.u.Code} {x.d}"));
    }

    [Fact]
    public void PiecesOf_AWeekThatCrossesAMonthOrAPeriod_IsTwo()
    {
        var calendar = new TrendCalendar(TrendCalendar.SegmentsOf(Calendar2, new(new(2026, 1, 1), Today)), Today);

        Assert.Equal([new(new(2026, 1, 5), new(2026, 3, 14)), new(new(2026, 3, 15), Today)], calendar.Segments);
        Assert.Equal(
            [new(new(2026, 3, 9), new(2026, 3, 14)), new(new(2026, 3, 15), new(2026, 3, 15)), new(new(2026, 3, 16), new(2026, 3, 22)),
                new(new(2026, 3, 23), new(2026, 3, 29)), new(new(2026, 3, 30), new(2026, 3, 31)), new(new(2026, 4, 1), new(2026, 4, 5))],
            calendar.PiecesOf(TrendGrain.Week).Where(d => d.First >= new DateOnly(2026, 3, 9)).Take(6));
        Assert.Equal(
            [new(new(2026, 1, 5), new(2026, 1, 31)), new(new(2026, 2, 1), new(2026, 2, 28)), new(new(2026, 3, 1), new(2026, 3, 14)), new(new(2026, 3, 15), new(2026, 3, 31))],
            calendar.PiecesOf(TrendGrain.Month).Take(4));
        foreach (var grain in Grains)
        {
            Assert.Equal(calendar.Segments.Sum(s => s.Last.DayNumber - s.First.DayNumber + 1), calendar.PiecesOf(grain).Sum(d => d.Last.DayNumber - d.First.DayNumber + 1));
            Assert.All(calendar.PiecesOf(grain), d => Assert.NotNull(calendar.Find(d)));
        }
    }

    private static IndexReading ReadingOf(string code)
    {
        var model = QuestionnaireJson.Read(Encoding.UTF8.GetBytes(Sample.QuestionnaireJsonOf(code))).Questionnaire!;
        return new IndexReading(model, 1, model.Indices[0]);
    }

    private sealed class Spring
    {
        private static readonly Facet[] Facets = [default, new(1), new(2)];
        private readonly Place _root;
        private readonly List<Place> _points;
        private readonly List<DateOnly> _days;
        private readonly Dictionary<(long Point, int Service, DateOnly Day), long> _cells = [];
        private readonly List<Days> _periods;

        public Spring(Random random, Days[] periods, int smallest = 0)
        {
            _periods = [.. periods];
            _root = DisclosureTests.Places(random).Root;
            _points = [.. _root.Subtree().Where(p => p.Point is not null)];
            _days = [.. Enumerable.Range(0, 200).Select(i => new DateOnly(2026, 1, 5).AddDays(i)).Where(d => d <= Today && (smallest > 0 || (d.Month is 3 or 6 && d.Day % 3 == 0) || d.Day == 20))];
            foreach (var (point, service, day) in from p in _points from s in new[] { 1, 2 } from d in _days select (p, s, d))
            {
                _cells[(point.Id, service, day)] = smallest > 0 ? smallest : random.Next(6) switch { 0 or 1 or 2 => 0, 3 => random.Next(5), 4 => random.Next(9), _ => random.Next(30) };
            }

            Counts = CountsOf();
        }

        public TrendCounts Counts { get; }

        public IEnumerable<Place> Units => _root.Subtree().Where(p => p.Unit is not null);

        public IEnumerable<(Place, Facet, Days)> ShownByResults() =>
            from period in Counts.Periods
            from place in _root.Subtree()
            from facet in Facets
            where period.Disclosure.IsShown(place, facet)
            select (place, facet, new Days(period.Period.First, period.Period.Last));

        /// <summary>Also what is not over: the attacker waits.</summary>
        public IEnumerable<(Place Unit, Days Days)> ShownByTrend() => Units.SelectMany(u => Grains.SelectMany(Counts.Calendar.PiecesOf).Distinct()
            .Where(d => Counts.Disclosure.IsShown(u, d)).Select(d => (u, d)));

        /// <summary>Every place and service with one to four responses in a piece of time or a segment.</summary>
        public IEnumerable<(Place Place, Facet Facet, Days Days, long N)> SmallGroups() =>
            from place in _root.Subtree()
            from facet in Facets
            from days in Grains.SelectMany(Counts.Calendar.PiecesOf).Concat(Counts.Calendar.Segments).Concat(_periods).Distinct()
            let n = Sum(place, facet, days)
            where n is > 0 and < 5
            select (place, facet, days, n);

        public long[] RowOf(Place place, Facet facet, Days days)
        {
            var inside = place.Subtree().ToHashSet();
            return [.. from point in _points
                       from service in new[] { 1, 2 }
                       from day in _days
                       select inside.Contains(point) && (facet.Service ?? service) == service && days.First <= day && day <= days.Last ? 1L : 0L];
        }

        public long Sum(Place place, Facet facet, Days days) =>
            (from point in place.Subtree().Where(p => p.Point is not null)
             from service in new[] { 1, 2 }
             where (facet.Service ?? service) == service
             from day in _days
             where days.First <= day && day <= days.Last
             select _cells[(point.Id, service, day)]).Sum();

        private TrendCounts CountsOf()
        {
            var all = new Days(_periods.Min(p => p.First), _periods.Max(p => p.Last));
            var segments = TrendCalendar.SegmentsOf(_periods, all).ToList();
            var boundaries = segments.ConvertAll(s => s.First);
            IReadOnlyList<(DateOnly, DateOnly)> spans = [.. _periods.Select(p => (p.First, p.Last))];
            var cells = _cells.Where(c => c.Value > 0).Select(c => (c.Key.Point, c.Key.Day, Cell: CellOf(boundaries.FindLast(b => b <= c.Key.Day), c.Key.Service, c.Value))).ToList();
            var unitOf = _points.ToDictionary(p => p.Id, p => p.Parent!.Id);
            return new TrendCounts
            {
                World = null!,
                Reading = Reading,
                Calendar = new(segments, Today),
                Periods = [.. _periods.Select(p => new PeriodCounts(Reading, PeriodOf(p), cells.Where(c => p.First <= c.Day && c.Day <= p.Last).ToLookup(c => c.Point, c => c.Cell), spans))],
                Cells = _cells.Where(c => c.Value > 0).ToLookup(c => unitOf[c.Key.Point], c => CellOf(c.Key.Day, 0, c.Value)),
                Transactions = [],
                WaveIds = [],
                Window = all,
            };
        }

        private static CountedCell CellOf(DateOnly segment, int service, long n) => new(
            new ResultWave(1, 1, SamplingMode.Convenience, false), segment, service, Channel.Qr, Reading.Layout, [],
            [.. Enumerable.Repeat(n, 1 + Reading.Index.Dimensions.Count + Reading.Items.Count)]);

        private static StoredPeriod PeriodOf(Days days) =>
            new() { Id = 1, Code = $"{days.First}{days.Last}", Template = "p", Year = 2026, Name = "", NameEn = "", First = days.First, Last = days.Last };
    }
}
