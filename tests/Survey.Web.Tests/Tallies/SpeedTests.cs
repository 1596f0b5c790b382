using System.Diagnostics;
using Survey.Core.Responses;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Analyse.Results;

namespace Survey.Web.Tests.Tallies;

/// <summary>Prints rates and asserts none; run by name. The bench measures the same on a larger province.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Print_FoldingVerifyingAndReporting()
    {
        const int Points = 100, Each = 400;
        await using var province = await ResultsProvince.CreateAsync("sipas_service");
        var service = await province.World.Sample.ServiceAsync("tt", province.World.Province);
        var sheets = new RandomSheets(province.Model, 1) { Blank = 0.05 };
        List<AnswerSheet> pool = [.. Enumerable.Range(0, 500).Select(_ => sheets.Next())];
        for (var i = 0; i < Points; i++)
        {
            var unit = i % 10 == 0 ? await province.World.Sample.UnitAsync($"u{i}", province.World.Province) : province.World.Province;
            var point = await province.World.Sample.PointAsync(unit, $"p{i}");
            if (i == Points / 2)
            {
                await FoldAsync(province, Points / 2 * Each); // the first half also pays for compiling
            }

            await province.World.AnswerAsync(province.Wave, point, i % 2 == 0 ? ResultsProvince.Q1 : ResultsProvince.Q2,
                Enumerable.Range(0, Each).Select(n => pool[(n + i) % pool.Count]), i % 3 == 0 ? service : null, i % 4 == 0 ? Channel.Kiosk : Channel.Qr);
        }

        await FoldAsync(province, Points / 2 * Each);
        await PrintAsync("verify", Points * Each, async () => Assert.Equal(0, (await province.World.NewStore().VerifyAsync(TallyWorld.Cancel)).DifferingCells));
        await PrintAsync("verify again", Points * Each, () => province.World.NewStore().VerifyAsync(TallyWorld.Cancel));
        await PrintAsync("report, cold", 1, () => province.ReportAsync(province.Query(province.World.Province)));
        await PrintAsync("report, another unit", 1, () => province.NewQuery().GetAsync(province.Query(province.World.Province) with { Unit = "u0" }, TallyWorld.Cancel));
        await PrintAsync("report, warm", 1, () => province.ReportAsync(province.Query(province.World.Province)));
    }

    private Task FoldAsync(ResultsProvince province, int count) =>
        PrintAsync("fold", count, async () => await province.World.NewFolder().FoldOnceAsync(TallyWorld.Cancel));

    private async Task PrintAsync(string what, int count, Func<Task> run)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        await run();
        var (elapsed, used) = (Stopwatch.GetElapsedTime(start), Process.GetCurrentProcess().TotalProcessorTime - cpu);
        output.WriteLine($"{what}: {elapsed.TotalMilliseconds:0} ms, processor {used.TotalMilliseconds:0} ms, {count / elapsed.TotalSeconds:0}/s, {count / Math.Max(0.001, used.TotalSeconds):0} a processor second");
    }
}
