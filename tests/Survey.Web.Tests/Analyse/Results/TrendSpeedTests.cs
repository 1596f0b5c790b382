using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Trends;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Results;

/// <summary>Prints times and asserts none; run by name.</summary>
public sealed class TrendSpeedTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Print_TrendsOfAProvinceOf250UnitsOverAYear()
    {
        await using var province = await ResultsProvince.CreateAsync("sipas_service");
        var world = province.World;
        var units = await FillAsync(province);
        using var cache = new ResultsCache();
        var query = new TrendQuery(world, world.Versions, cache, new LocalCalendar(new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 3, 0, 0, TimeSpan.Zero)), new SurveySettings()));
        foreach (var unit in new[] { units[0], units[1], units[30] })
        {
            foreach (var grain in Enum.GetValues<TrendGrain>())
            {
                foreach (var what in new[] { "first", "again" })
                {
                    var start = Stopwatch.GetTimestamp();
                    var series = await query.GetAsync(unit.Code, province.Model.Code, null, grain, TrendRange.Until(new(2026, 6, 30), grain), TallyWorld.Cancel);
                    output.WriteLine($"{unit.Code} {grain}, {what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms, {series!.Buckets.Count(b => b.Figure is not null)} points");
                }
            }
        }
    }

    private static async Task<List<Unit>> FillAsync(ResultsProvince province)
    {
        var world = province.World;
        var units = new List<Unit> { world.Province };
        for (var i = 0; i < 250; i++)
        {
            units.Add(await world.Sample.UnitAsync($"u{i}", i < 25 ? world.Province : units[1 + (i % 25)]));
        }

        var sheets = province.Sheets(300, blank: 0.05);
        var vectors = Enumerable.Range(0, 40).Select(i =>
        {
            var tally = new Tally(TallyLayout.For(province.Model));
            sheets.Skip(i * 5).Take(66).ToList().ForEach(tally.Add);
            return tally.ToBytes();
        }).ToArray();
        foreach (var unit in units)
        {
            var point = await world.Sample.PointAsync(unit, unit.Code);
            await using var context = world.CreateDbContext();
            foreach (var segment in new[] { ResultsProvince.Q1, ResultsProvince.Q2 })
            {
                context.Add(new TallyCell { WaveId = province.Wave.Id, CollectionPointId = point.Id, ServiceId = 0, Channel = Channel.Qr, Segment = segment, LastDay = segment, Responses = 66, Revision = 1, Vector = vectors[point.Id % 40] });
            }

            context.AddRange(Enumerable.Range(0, 400).Select(d => new DayCell
            {
                WaveId = province.Wave.Id,
                UnitId = unit.Id,
                Day = new DateOnly(2026, 6, 30).AddDays(-d),
                Responses = 66,
                Revision = 1,
                Vector = vectors[(unit.Id + d) % 40],
            }));
            await context.SaveChangesAsync(TallyWorld.Cancel);
        }

        return units;
    }
}
