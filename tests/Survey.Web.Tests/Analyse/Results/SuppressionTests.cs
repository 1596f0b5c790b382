using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Results;

public sealed class SuppressionTests
{
    [Fact]
    public async Task Get_OnFourResponses_LooksLikeNoneAtAll()
    {
        await using var four = await ResultsProvince.CreateAsync();
        await four.SeedCellAsync(await four.World.Sample.PointAsync(four.World.Province), 4);
        await using var none = await ResultsProvince.CreateAsync();
        await none.World.Sample.PointAsync(none.World.Province);

        Assert.Equal(Look(await none.ReportAsync(none.Query(none.World.Province))), Look(await four.ReportAsync(four.Query(four.World.Province))));
    }

    [Fact]
    public async Task Get_OnNineResponses_ShowsFiguresButNoTables()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var unit = await province.World.Sample.UnitAsync("so", province.World.Province);
        var service = await province.World.Sample.ServiceAsync("tt", unit);
        await province.SeedCellAsync(await province.World.Sample.PointAsync(unit, services: service), 9, service: service);

        var report = await province.ReportAsync(province.Query(province.World.Province));

        Assert.Equal(9, report.Overall.Figure!.Base);
        Assert.All(report.Dimensions, d => Assert.NotNull(d.Figure));
        Assert.Null(report.Overall.Distribution);
        Assert.All(report.Items, i => Assert.Null(i.Distribution));
        Assert.All(report.Units.Concat(report.Services).Concat(report.Points), r => Assert.Null(r.Figure));
        Assert.Empty(report.Channels);
        Assert.Equal(["tt"], report.Services.Select(s => s.Code));
    }

    [Fact]
    public async Task Get_WhereOneUnitIsSmall_HidesTheNextSmallestToo_OnItsOwnPageAndBelow()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var units = new Dictionary<string, Unit>();
        foreach (var (code, n) in new[] { ("a", 30), ("b", 12), ("c", 3) })
        {
            units[code] = await province.World.Sample.UnitAsync(code, province.World.Province);
            await province.SeedCellAsync(await province.World.Sample.PointAsync(units[code], code), n);
        }

        var room = await province.World.Sample.UnitAsync("b1", units["b"], UnitLevel.Room);
        await province.SeedCellAsync(await province.World.Sample.PointAsync(room, "b1"), 11);
        var report = await province.ReportAsync(province.Query(province.World.Province));

        // Only one of three would be left: then that one says what the others hold together, and is hidden as well.
        Assert.All(report.Units, u => Assert.Null(u.Figure));
        Assert.Equal(56, report.Overall.Figure!.Base);
        Assert.Null(report.MeanOfUnits);
        foreach (var unit in units.Values.Append(room))
        {
            Assert.Null((await province.ReportAsync(province.Query(unit))).Overall.Figure);
        }

        var fourth = await province.World.Sample.UnitAsync("d", province.World.Province);
        await province.SeedCellAsync(await province.World.Sample.PointAsync(fourth, "d"), 40);
        await ChangedAsync(province);
        report = await province.ReportAsync(province.Query(province.World.Province));
        Assert.Equal([("a", true), ("b", false), ("c", false), ("d", true)], report.Units.Select(u => (u.Code, u.Figure is not null)));
        Assert.Equal(["Đơn vị b", "Đơn vị c"], report.MeanOfUnits!.LeftOut);
        Assert.Null((await province.ReportAsync(province.Query(room))).Overall.Figure);
        Assert.NotNull((await province.ReportAsync(province.Query(fourth))).Overall.Figure);
    }

    [Fact]
    public async Task Get_ByAServiceThatItsTableHides_ShowsNothing()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var services = new Dictionary<string, Service>();
        foreach (var code in new[] { "lon", "vua", "nho", "khac" })
        {
            services[code] = await province.World.Sample.ServiceAsync(code, province.World.Province);
        }

        var point = await province.World.Sample.PointAsync(province.World.Province, services: [.. services.Values]);
        await province.SeedCellAsync(point, 30, service: services["lon"]);
        await province.SeedCellAsync(point, 12, service: services["vua"]);
        await province.SeedCellAsync(point, 3, service: services["nho"]);
        await province.SeedCellAsync(point, 50, service: services["khac"]);

        var report = await province.ReportAsync(province.Query(province.World.Province));

        Assert.Equal([("khac", true), ("lon", true), ("nho", false), ("vua", false)],
            report.Services.OrderBy(s => s.Code, StringComparer.Ordinal).Select(s => (s.Code, s.Figure is not null)));
        foreach (var (code, shown) in new[] { ("khac", true), ("lon", true), ("nho", false), ("vua", false) })
        {
            var filtered = await province.ReportAsync(province.Query(province.World.Province) with { Service = code });
            Assert.Equal(shown, filtered.Overall.Figure is not null);
            Assert.Equal(shown, filtered.Items.Any(i => i.Base > 0));
        }
    }

    [Fact]
    public async Task Get_TheTrend_HidesWhatItsOwnPeriodHides()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var point = await province.World.Sample.PointAsync(province.World.Province);
        await province.SeedCellAsync(point, 30);
        await province.AnswerAsync(point, ResultsProvince.Q1, province.Sheets(4, blank: 0));
        await province.FoldAsync();

        var report = await province.ReportAsync(province.Query(province.World.Province));

        Assert.Equal([false, true], report.Trend.Select(t => t.Figure is not null));
        Assert.Null(report.Overall.Before);
        Assert.Null(report.Overall.Difference);
    }

    /// <summary>Everything a reader could see, with the names of the made-up organisations taken out.</summary>
    private static string Look(UnitReport report) => System.Text.Json.JsonSerializer.Serialize(new
    {
        report.Overall,
        report.Dimensions,
        Items = report.Items.Select(i => new { i.Code, i.Figure, i.Distribution, i.Base, i.NotApplicable }),
        report.Units,
        report.Services,
        Points = report.Points.Select(p => p with { Code = "" }),
        report.Channels,
        report.Sampling,
        report.Versions,
        report.MeanOfUnits,
        Trend = report.Trend.Select(t => t.Figure),
    });

    // Cells written past the fold move no generation.
    private static async Task ChangedAsync(ResultsProvince province)
    {
        province.World.Context.TallyStates.Single().Generation++;
        await province.World.Context.SaveChangesAsync(TallyWorld.Cancel);
    }
}
