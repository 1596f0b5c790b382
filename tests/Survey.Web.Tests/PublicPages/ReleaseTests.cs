using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Public;
using Survey.Web.Tests.Analyse;

namespace Survey.Web.Tests.PublicPages;

public sealed class ReleaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Release_ComesOutOnItsDay_AndOnce()
    {
        await using var world = await PublicWorld.CreateAsync();
        await world.TurnOnAsync(world.Province.SoA, daysAfter: 10);

        Assert.Equal(0, await world.Worker.ReleaseAsync(Cancel));
        // The clock that moves wakes the worker itself, too: only what is stored counts.
        world.Host.Time!.Advance(TimeSpan.FromDays(3));
        await world.Worker.ReleaseAsync(Cancel);
        Assert.Equal(0, await world.CountAsync());
        Assert.Contains("Chưa có kết quả", await world.TextAsync("/public/so_a"), StringComparison.Ordinal);

        world.Host.Time.Advance(TimeSpan.FromDays(1));
        await world.Worker.ReleaseAsync(Cancel);
        Assert.Equal(0, await world.Worker.ReleaseAsync(Cancel));
        Assert.Equal(1, await world.CountAsync());
        Assert.Equal(new DateTime(2026, 9, 24, 3, 0, 0, DateTimeKind.Utc), (await world.ReleaseOfAsync("so_a")).ReleasedAt);
    }

    [Fact]
    public async Task Release_OfThePeriodThatStillRuns_IsNeverMade()
    {
        await using var world = await PublicWorld.CreateAsync();
        world.Province.Context.Add(NewPeriod("2026-9m", new(2026, 1, 1), new(2026, 9, 20)));
        await world.TurnOnAsync(world.Province.SoA, daysAfter: 0);

        Assert.Equal(1, await world.Worker.ReleaseAsync(Cancel));
        Assert.Equal(AnalyseProvince.Period, (await world.ReleaseOfAsync("so_a")).Period.Code);
    }

    [Fact]
    public async Task Release_IsFrozen_WhateverIsAnsweredOrRenamedLater()
    {
        await using var world = await PublicWorld.CreateAsync();
        var province = world.Province;
        await world.TurnOnAsync(province.Province, wall: true);
        await world.Worker.ReleaseAsync(Cancel);
        var (json, csv) = (await world.BytesAsync("/public/tinh/2026-q3.json"), await world.BytesAsync("/public/tinh/2026-q3.csv"));
        var (page, wall) = (await world.TextAsync("/public/tinh"), await world.TextAsync("/wall/tinh"));

        await world.AnswerAsync("a1", 30);
        province.SoA.Name = "Tên mới";
        await province.Context.SaveChangesAsync(Cancel);
        Assert.Equal(0, await world.Worker.ReleaseAsync(Cancel));

        Assert.Equal(json, await world.BytesAsync("/public/tinh/2026-q3.json"));
        Assert.Equal(csv, await world.BytesAsync("/public/tinh/2026-q3.csv"));
        Assert.Equal(page, await world.TextAsync("/public/tinh"));
        Assert.Equal(wall, await world.TextAsync("/wall/tinh"));
    }

    [Theory]
    [InlineData("tinh")]
    [InlineData("so_a")]
    public async Task Release_ShowsWhatTheUnitsPageShows_AndHidesTheRest(string unit)
    {
        await using var world = await PublicWorld.CreateAsync();
        await world.TurnOnAsync(await world.Province.Context.Units.SingleAsync(u => u.Code == unit, Cancel));
        await world.Worker.ReleaseAsync(Cancel);
        var released = await world.ReleaseOfAsync(unit);
        await using var scope = world.Host.Services.CreateAsyncScope();
        var report = (await scope.ServiceProvider.GetRequiredService<ResultsQuery>().GetAsync(
            new ReportQuery { Unit = unit, Period = AnalyseProvince.Period, Questionnaire = AnalyseProvince.Questionnaire, Index = "sipas" }, Cancel))!;

        Assert.Equal(Seen(report.Overall), Seen(released.Overall));
        Assert.Equal(report.Dimensions.Select(Seen), released.Dimensions.Select(d => Seen(d.Figure)));
        Assert.Equal(report.Units.Select(Seen), released.Units.Select(u => Seen(u.Figure)));
        Assert.Equal(report.Units.Count > 0 ? [] : report.Points.Select(Seen), released.Points.Select(p => Seen(p.Figure)));
        Assert.Contains(released.Units.Concat(released.Points), r => r.Figure is null);
        Assert.DoesNotContain(world.Province.Big.Code, released.ToJson(), StringComparison.Ordinal);
        Assert.Equal("responses", released.Describes);
        Assert.Equal(["convenience"], released.Sampling);
    }

    [Fact]
    public async Task Release_OfAUnitWithTooFewResponses_IsNotMade()
    {
        await using var world = await PublicWorld.CreateAsync();
        await world.TurnOnAsync(await world.Province.Context.Units.SingleAsync(u => u.Code == "so_few", Cancel));

        Assert.Equal(0, await world.Worker.ReleaseAsync(Cancel));
        Assert.Contains("Chưa có kết quả", await world.TextAsync("/public/so_few"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_ByNodesAtTheSameMoment_IsThereOnce()
    {
        await using var world = await PublicWorld.CreateAsync();
        await using var other = await SurveyHost.StartAsync(new() { Database = world.Host.Database, Now = world.Host.Time!.GetUtcNow() });
        await world.TurnOnAsync(world.Province.SoA);

        var made = await Task.WhenAll(world.Worker.ReleaseAsync(Cancel), other.Services.GetRequiredService<ReleaseWorker>().ReleaseAsync(Cancel));

        Assert.Equal(1, made.Sum());
        Assert.Equal(1, await world.CountAsync());
    }

    [Fact]
    public async Task LaterRelease_OverTheSameDays_DoesNotGiveAFewLateResponsesAway()
    {
        await using var world = await PublicWorld.CreateAsync();
        var province = world.Province;
        await world.TurnOnAsync(province.Province);
        await world.Worker.ReleaseAsync(Cancel);
        await world.AnswerAsync("b1", 2);
        province.Context.Add(NewPeriod("2026-9m", new(2026, 1, 1), new(2026, 9, 18)));
        await province.Context.SaveChangesAsync(Cancel);

        Assert.Equal(0, await world.Worker.ReleaseAsync(Cancel));

        await world.AnswerAsync("d1", 9);
        Assert.Equal(0, await world.Worker.ReleaseAsync(Cancel));

        await world.AnswerAsync("b1", 4);
        Assert.Equal(1, await world.Worker.ReleaseAsync(Cancel));
        var (quarter, nine) = (await world.ReleaseOfAsync("tinh"), await world.ReleaseOfAsync("tinh", "2026-9m"));
        Assert.Equal(15, nine.Overall.Base - quarter.Overall.Base);
        Assert.Equal([6L, 9L], new[] { "so_b", "so_d" }.Select(u => BaseOf(nine, u) - BaseOf(quarter, u)));
    }

    [Fact]
    public async Task Csv_OpensInExcel_AndRunsNothing()
    {
        await using var world = await PublicWorld.CreateAsync(synthetic: true);
        await world.TurnOnAsync(world.Province.Province);
        await world.Worker.ReleaseAsync(Cancel);

        var bytes = await world.BytesAsync("/public/tinh/2026-q3.csv");
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.StartsWith("unit,unit_name,period,first_day,last_day,kind,code,name,name_en,value,low,high,base,index,method,method_version,", lines[0], StringComparison.Ordinal);
        var released = await world.ReleaseOfAsync("tinh");
        Assert.Equal(2 + released.Dimensions.Count + released.Units.Count, lines.Length);
        Assert.Contains(lines, l => l.Contains(",unit,so_b,'=1+1,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Split(',').Any(f => f.Trim('"') is ['=' or '+' or '@', ..]));
        Assert.All(lines.Skip(1), l => Assert.Contains(",yes,", l, StringComparison.Ordinal));
    }

    private static StoredPeriod NewPeriod(string code, DateOnly first, DateOnly last) =>
        new() { Id = RandomKey.New(), Code = code, Template = "test", Year = 2026, Name = code, NameEn = code, First = first, Last = last };

    private static long BaseOf(ReleaseDocument release, string unit) => release.Units.Single(u => u.Code == unit).Figure!.Base;

    private static (decimal?, long?) Seen(ReportRow row) => row.Figure is { Value: not null } figure ? (figure.Rounded, figure.Base) : (null, null);

    private static (decimal?, long?) Seen(ReleasedFigure? figure) => (figure?.Value, figure?.Base);
}
