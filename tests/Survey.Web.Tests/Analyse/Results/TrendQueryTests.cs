using Microsoft.Extensions.Time.Testing;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Trends;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Results;

/// <summary>Series of known answers.</summary>
public sealed class TrendQueryTests
{
    private static readonly DateOnly Monday = new(2026, 4, 6);

    [Fact]
    public async Task ControlLimits_OfFourDays_AreThoseOfTheHandCalculation()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var point = await province.World.Sample.PointAsync(province.World.Province, "q1");
        // Answers agree within a sheet, so v = p(1 − p)/(m − 1) and of one response p(1 − p)·m/(m − 1):
        // 0,16·10/9 = 0,17778; 0,21·20/19 = 0,22105; 0,09·10/9 = 0,1; weighted by 10, 20, 10: 0,179971.
        // Centre 31/40. Limits of 40 responses: 77,5 ± 3·100·√(0,179971/40) = 77,5 ± 20,12; of 10: 77,5 ± 40,25, at most 100.
        foreach (var (day, positive, all) in new[] { (0, 8, 10), (1, 14, 20), (2, 9, 10), (3, 12, 40) })
        {
            await province.AnswerAsync(point, Monday.AddDays(day), Enumerable.Range(0, all).Select(i => province.Sheet(i < positive ? "5" : "1")));
        }

        await province.FoldAsync();

        var series = await SeriesAsync(province, TrendGrain.Day, Monday, Monday.AddDays(3), today: Monday.AddDays(4));

        Assert.Equal([80m, 70m, 90m, 30m], series.Buckets.Select(b => b.Figure!.Rounded!.Value));
        Assert.Equal(77.5, series.Centre!.Value, 9);
        Assert.Equal((37.2540, 100.0), Rounded(series.Buckets[0].Control!));
        Assert.Equal((57.3770, 97.6230), Rounded(series.Buckets[3].Control!));
        Assert.Equal([ControlSignal.None, ControlSignal.None, ControlSignal.None, ControlSignal.Below], series.Buckets.Select(b => b.Control!.Signal));

        static (double, double) Rounded(ControlPoint point) => (Math.Round(point.Low, 4), Math.Round(point.High, 4));
    }

    [Fact]
    public async Task Series_ByEveryGrain_IsMadeOfTheSameResponses_AndLeavesOutWhatIsNotOver()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var point = await province.World.Sample.PointAsync(province.World.Province, "q1");
        var seed = 1;
        for (var day = new DateOnly(2026, 3, 28); day <= new DateOnly(2026, 4, 15); day = day.AddDays(1))
        {
            await province.AnswerAsync(point, day, province.Sheets(12, seed++, blank: 0));
        }

        await province.FoldAsync();
        var today = new DateOnly(2026, 4, 15);

        foreach (var grain in Enum.GetValues<TrendGrain>())
        {
            var series = await SeriesAsync(province, grain, new(2026, 1, 1), new(2026, 6, 30), today);
            var shown = series.Buckets.Where(b => b.Figure is not null).ToList();
            Assert.NotEmpty(shown);
            Assert.All(series.Buckets, b => Assert.True(b.Last < today));
            Assert.All(shown, b => Assert.Equal(province.FigureOf(r => b.First <= r.Day && r.Day <= b.Last).Value, b.Figure!.Value));
            Assert.Equal(grain switch { TrendGrain.Day => 18, TrendGrain.Week => 4, _ => 1 }, shown.Count);
        }
    }

    [Fact]
    public async Task Bucket_OfWhichResponsesStillWait_IsShownAWeekLater_ButNoDayOfItsWeek()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var point = await province.World.Sample.PointAsync(province.World.Province, "q1");
        foreach (var day in new[] { 0, 6, 7, 8 })
        {
            await province.AnswerAsync(point, Monday.AddDays(day), province.Sheets(12));
        }

        await province.World.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        await province.AnswerAsync(point, Monday.AddDays(8), province.Sheets(3));
        await province.World.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        var (soon, later) = (Monday.AddDays(14), Monday.AddDays(9 + TrendQuery.SettleDays));

        Assert.Equal([(12, false), (12, false), (null, true), (null, true)], await DaysAsync(soon));
        Assert.Equal([(12, false), (12, false), (null, true), (null, true)], await DaysAsync(later));
        Assert.Equal([(24, false), (null, true)], Read(await SeriesAsync(province, TrendGrain.Week, Monday, Monday.AddDays(13), soon)));
        Assert.Equal([(24, false), (24, false)], Read(await SeriesAsync(province, TrendGrain.Week, Monday, Monday.AddDays(13), later)));

        async Task<List<(long?, bool)>> DaysAsync(DateOnly today) =>
            [.. Read(await SeriesAsync(province, TrendGrain.Day, Monday, Monday.AddDays(8), today)).Where((_, i) => i is 0 or > 5)];
        static List<(long? Base, bool Waits)> Read(TrendSeries series) => [.. series.Buckets.Select(b => (b.Figure?.Base, b.Waits))];
    }

    [Fact]
    public async Task Days_ReadAgainAfterEveryFold_NeverMoveOnceTheyAreShown()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var random = new Random(1);
        // One counter is busy, one is quiet, and one has a visitor every few days, who waits for weeks.
        var points = new List<(CollectionPoint Point, int Most)>();
        foreach (var (key, most) in new[] { ("busy", 25), ("quiet", 5), ("rare", 2) })
        {
            points.Add((await province.World.Sample.PointAsync(province.World.Province, key), most));
        }

        var seen = new Dictionary<DateOnly, long>();
        for (var day = Monday; day < Monday.AddDays(42); day = day.AddDays(1))
        {
            foreach (var (point, most) in points)
            {
                // The counter that waits longest has its fifth visitor in the fifth week.
                await province.AnswerAsync(point, day, province.Sheets(most > 2 ? random.Next(most) : day.DayNumber % 8 == 0 ? 1 : 0, blank: 0));
                await province.World.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
                foreach (var bucket in (await SeriesAsync(province, TrendGrain.Day, Monday, day, today: day)).Buckets.Where(b => b.Figure is not null))
                {
                    Assert.Equal(bucket.Figure!.Base, seen.TryGetValue(bucket.First, out var before) ? before : bucket.Figure.Base);
                    seen[bucket.First] = bucket.Figure.Base;
                }
            }
        }

        Assert.True(seen.Count > 7, $"{seen.Count} days shown prove little");
    }

    [Fact]
    public async Task Bucket_WhereALaterVersionComesUp_IsMarked_AndSaysWhetherItCountsOtherwise()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var world = province.World;
        var point = await world.Sample.PointAsync(world.Province, "q1");
        await province.AnswerAsync(point, Monday, province.Sheets(12));
        var same = await LaterAsync(province, 2, "\"name\"", "\"name\"");
        var other = await LaterAsync(province, 3, "\"top_two_box\"", "\"mean_score\"");
        foreach (var (version, day) in new[] { (same, 1), (other, 2) })
        {
            var wave = await world.OtherWaveAsync(version, WaveState.Closed);
            await province.AnswerAsync(point, Monday.AddDays(day), province.Sheets(12), wave: wave);
        }

        await province.FoldAsync();

        var series = await SeriesAsync(province, TrendGrain.Day, Monday, Monday.AddDays(2), Monday.AddDays(3));

        Assert.Equal([[1], [2], [3]], series.Buckets.Select(b => b.Versions));
        Assert.Equal([(false, false), (true, false), (true, true)], series.Buckets.Select(b => (b.NewVersion, b.NewMethod)));
        Assert.All(series.Buckets, b => Assert.Equal(IndexMethod.MeanScore, b.Figure!.Method));
    }

    [Fact]
    public async Task UnknownCodes_GiveNothing()
    {
        await using var province = await ResultsProvince.CreateAsync();
        using var cache = new ResultsCache();
        var query = QueryOf(province, cache, Monday);
        var range = new TrendRange(Monday, Monday);

        Assert.Null(await query.GetAsync("no_unit", province.Model.Code, null, TrendGrain.Day, range, TallyWorld.Cancel));
        Assert.Null(await query.GetAsync("tinh", "no_questionnaire", null, TrendGrain.Day, range, TallyWorld.Cancel));
        Assert.Null(await query.GetAsync("tinh", province.Model.Code, "no_index", TrendGrain.Day, range, TallyWorld.Cancel));
        Assert.NotNull(await query.GetAsync("tinh", province.Model.Code, null, TrendGrain.Day, range, TallyWorld.Cancel));
    }

    private static async Task<QuestionnaireVersion> LaterAsync(ResultsProvince province, int number, string from, string to)
    {
        var version = new QuestionnaireVersion
        {
            Id = Survey.Web.Data.RandomKey.New(),
            QuestionnaireId = province.Version.QuestionnaireId,
            Number = number,
            Json = province.Version.Json.Replace(from, to, StringComparison.Ordinal),
            Sha256 = new string((char)('0' + number), 64),
            PublishedAt = DateTime.UtcNow,
        };
        province.World.Context.Add(version);
        await province.World.Context.SaveChangesAsync(TallyWorld.Cancel);
        return version;
    }

    private static async Task<TrendSeries> SeriesAsync(ResultsProvince province, TrendGrain grain, DateOnly first, DateOnly last, DateOnly today)
    {
        using var cache = new ResultsCache();
        var series = await QueryOf(province, cache, today).GetAsync("tinh", province.Model.Code, null, grain, new(first, last), TallyWorld.Cancel);
        Assert.NotNull(series);
        return series;
    }

    private static TrendQuery QueryOf(ResultsProvince province, ResultsCache cache, DateOnly today) => new(
        province.World, province.World.Versions, cache,
        new LocalCalendar(new FakeTimeProvider(new DateTimeOffset(today, new TimeOnly(3, 0), TimeSpan.Zero)), new SurveySettings()));
}
