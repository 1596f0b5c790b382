using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Results;

public sealed class ResultsQueryTests
{
    private static readonly DateOnly Day = new(2026, 5, 20);
    private static readonly DateOnly DayBefore = new(2026, 2, 20);

    [Theory]
    [InlineData(1, "sipas_short")]
    [InlineData(2, "sipas_service")]
    public async Task Get_OverRandomAnswers_EqualsWhatTheStoredSheetsSay(int seed, string questionnaire)
    {
        await using var province = await ResultsProvince.CreateAsync(questionnaire);
        var random = new Random(seed);
        var (units, points, services) = await OrganisationAsync(province);
        foreach (var point in points)
        {
            foreach (var service in services)
            {
                foreach (var channel in new[] { Channel.Qr, Channel.Kiosk })
                {
                    await province.AnswerAsync(point, Day, province.Sheets(10 + random.Next(9), random.Next()), service, channel);
                    await province.AnswerAsync(point, DayBefore, province.Sheets(10 + random.Next(9), random.Next()), service, channel);
                }
            }
        }

        await province.FoldAsync();
        var report = await province.ReportAsync(province.Query(province.World.Province));

        Same(province.FigureOf(r => r.Day == Day), report.Overall.Figure);
        Same(province.FigureOf(r => r.Day == DayBefore), report.Overall.Before);
        Assert.Equal(report.Overall.Figure!.Value!.Value - report.Overall.Before!.Value!.Value, report.Overall.Difference!.Value);
        foreach (var unit in units)
        {
            var own = points.Where(p => p.UnitId == unit.Id).Select(p => p.Id).ToHashSet();
            Same(province.FigureOf(r => r.Day == Day && own.Contains(r.CollectionPointId)), report.Units.Single(u => u.Code == unit.Code).Figure);
            Same(province.FigureOf(r => r.Day == Day && own.Contains(r.CollectionPointId)), (await province.ReportAsync(province.Query(unit))).Overall.Figure);
        }

        foreach (var point in points)
        {
            Same(province.FigureOf(r => r.Day == Day && r.CollectionPointId == point.Id), report.Points.Single(p => p.Code == point.Code).Figure);
        }

        foreach (var service in services)
        {
            Same(province.FigureOf(r => r.Day == Day && r.ServiceId == service.Id), report.Services.Single(s => s.Code == service.Code).Figure);
            var filtered = await province.ReportAsync(province.Query(province.World.Province) with { Service = service.Code, Channel = Channel.Kiosk });
            Same(province.FigureOf(r => r.Day == Day && r.ServiceId == service.Id && r.Channel == Channel.Kiosk), filtered.Overall.Figure);
            Assert.Null(filtered.NotYetReleased);
        }

        Same(province.FigureOf(r => r.Day == Day && r.Channel == Channel.Kiosk), report.Channels.Single(c => c.Code == "kiosk").Figure);
        Assert.Equal(["2026-q1", "2026-q2"], report.Trend.Select(t => t.Period.Code));
        Same(province.FigureOf(r => r.Day == DayBefore), report.Trend[0].Figure);
        Assert.Equal(0, report.NotYetReleased);
    }

    [Fact]
    public async Task Get_Distribution_CountsTheAnswersOfADimensionBestFirst()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var point = await province.World.Sample.PointAsync(province.World.Province);
        await province.AnswerAsync(point, Day, Enumerable.Repeat(province.Sheet("5"), 12).Concat(Enumerable.Repeat(province.Sheet("1"), 3)));
        await province.FoldAsync();

        var report = await province.ReportAsync(province.Query(province.World.Province));

        Assert.Equal(80m, report.Overall.Figure!.Rounded);
        var dimension = report.Dimensions[0];
        var items = province.Model.Indices[0].Dimensions[0].Items.Count;
        Assert.Equal([("5", 12L * items), ("4", 0), ("3", 0), ("2", 0), ("1", 3L * items)], dimension.Distribution!.Select(d => (d.Code, d.Count)));
        Assert.Equal(15, report.Items.First(i => i.Dimension is not null).Base);
    }

    [Fact]
    public async Task Get_MeanOfUnits_IsTheUnweightedMeanOfTheChildren()
    {
        // Three districts of unequal size: 57.56, 73.49 and 76.77 make 69.27, not the pooled figure.
        await using var province = await ResultsProvince.CreateAsync();
        foreach (var (code, positive, all) in new[] { ("a", 5756, 10000), ("b", 7349, 10000), ("c", 7677, 10000) })
        {
            var unit = await province.World.Sample.UnitAsync(code, province.World.Province);
            var point = await province.World.Sample.PointAsync(unit, code);
            await province.SeedCellAsync(point, positive, all - positive);
        }

        var report = await province.ReportAsync(province.Query(province.World.Province));

        Assert.Equal([57.56m, 73.49m, 76.77m], report.Units.Select(u => u.Figure!.Rounded!.Value));
        Assert.Equal(69.27m, report.MeanOfUnits!.Figure.Rounded);
        Assert.Empty(report.MeanOfUnits.LeftOut);
    }

    [Fact]
    public async Task Get_WithMeanOfUnitsAsRollUp_UsesItForTheWhole()
    {
        await using var province = await ResultsProvince.CreateAsync(edit: WithRollUp);
        foreach (var (code, positive, all) in new[] { ("a", 100, 100), ("b", 0, 10) })
        {
            var unit = await province.World.Sample.UnitAsync(code, province.World.Province);
            await province.SeedCellAsync(await province.World.Sample.PointAsync(unit, code), positive, all - positive);
        }

        var report = await province.ReportAsync(province.Query(province.World.Province));

        Assert.Equal(50m, report.Overall.Figure!.Rounded);
        Assert.Equal(50m, report.Dimensions[0].Figure!.Rounded);
    }

    [Theory]
    [InlineData(TargetOperator.AtLeast, 8000, true)]
    [InlineData(TargetOperator.Above, 8000, false)]
    [InlineData(TargetOperator.AtLeast, 8001, false)]
    public async Task Get_Target_ComparesTheUnroundedIndex(TargetOperator comparison, int hundredths, bool met)
    {
        await using var province = await ResultsProvince.CreateAsync();
        var unit = await province.World.Sample.UnitAsync("so", province.World.Province);
        await province.SeedCellAsync(await province.World.Sample.PointAsync(unit), 8, 2);
        province.World.Context.AddRange(
            NewTarget(null, province.Model.Indices[0].Code, TargetOperator.AtLeast, 100),
            NewTarget(unit.Id, province.Model.Indices[0].Code, comparison, hundredths));
        await province.World.Context.SaveChangesAsync(TallyWorld.Cancel);

        var report = await province.ReportAsync(province.Query(unit));
        var above = await province.ReportAsync(province.Query(province.World.Province));

        Assert.Equal(met, report.Overall.TargetMet);
        Assert.Equal(1m, above.Overall.Target!.Value);
        Assert.Equal(met, above.Units.Single().TargetMet);
    }

    [Fact]
    public async Task Get_OfUnknownCodes_IsNull()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var query = province.Query(province.World.Province);

        Assert.Null(await province.NewQuery().GetAsync(query with { Unit = "x" }, TallyWorld.Cancel));
        Assert.Null(await province.NewQuery().GetAsync(query with { Period = "x" }, TallyWorld.Cancel));
        Assert.Null(await province.NewQuery().GetAsync(query with { Questionnaire = "x" }, TallyWorld.Cancel));
        Assert.Null(await province.NewQuery().GetAsync(query with { Index = "x" }, TallyWorld.Cancel));
        Assert.Null(await province.NewQuery().GetAsync(query with { Service = "x" }, TallyWorld.Cancel));
    }

    [Fact]
    public async Task Get_AfterAFold_ShowsTheNewCounts_AndTellsWhatWaits()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var point = await province.World.Sample.PointAsync(province.World.Province);
        var query = province.Query(province.World.Province);
        await province.AnswerAsync(point, Day, province.Sheets(12, blank: 0));
        await province.World.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        var first = await province.ReportAsync(query);
        Assert.Same(first.Overall, (await province.ReportAsync(query)).Overall);

        await province.AnswerAsync(point, Day, province.Sheets(3, blank: 0));
        await province.World.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        var waiting = await province.ReportAsync(query);
        Assert.Equal((12, 3), (waiting.Overall.Figure!.Base, waiting.NotYetReleased));

        await province.AnswerAsync(point, Day, province.Sheets(2, blank: 0));
        await province.World.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        var after = await province.ReportAsync(query);
        Assert.Equal((17, 0), (after.Overall.Figure!.Base, after.NotYetReleased));
        Assert.True(after.FoldedAt > first.FoldedAt);
    }

    [Fact]
    public async Task Get_AfterATargetOrANameChanged_ShowsIt()
    {
        await using var province = await ResultsProvince.CreateAsync();
        await province.SeedCellAsync(await province.World.Sample.PointAsync(province.World.Province), 8, 2);
        var query = province.Query(province.World.Province);
        Assert.Null((await province.ReportAsync(query)).Overall.Target);

        province.World.Context.Add(NewTarget(null, province.Model.Indices[0].Code, TargetOperator.AtLeast, 9000));
        province.World.Province.Name = "Tên mới";
        province.World.Context.Update(province.World.Province);
        await province.World.Context.SaveChangesAsync(TallyWorld.Cancel);

        var report = await province.ReportAsync(query);
        Assert.Equal("Tên mới", report.Unit.Name);
        Assert.False(report.Overall.TargetMet);
    }

    [Fact]
    public async Task Get_WithSyntheticAndOtherSampling_SaysSo_AndFiltersByMode()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var point = await province.World.Sample.PointAsync(province.World.Province);
        var census = await province.World.OtherWaveAsync(province.Version, WaveState.Closed, SamplingMode.Census, synthetic: true);
        await province.AnswerAsync(point, Day, province.Sheets(20, 1));
        await province.AnswerAsync(point, Day, province.Sheets(30, 2), wave: census);
        await province.FoldAsync();

        var all = await province.ReportAsync(province.Query(province.World.Province));
        var only = await province.ReportAsync(province.Query(province.World.Province) with { Sampling = SamplingMode.Census });

        Assert.True(all.Synthetic);
        Assert.Equal([SamplingMode.Convenience, SamplingMode.Census], all.Sampling);
        Assert.Equal([SamplingMode.Census], only.Sampling);
        Assert.Equal(province.FigureOf(r => r.WaveId == census.Id).Value, only.Overall.Figure!.Value);
        Assert.Null(only.Overall.Figure.Interval); // everyone was asked
        Assert.NotNull(all.Overall.Figure!.Interval);
    }

    [Fact]
    public async Task Get_OverTwoVersions_AddsThemUpByCode()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var point = await province.World.Sample.PointAsync(province.World.Province);
        var second = new QuestionnaireVersion
        {
            Id = RandomKey.New(),
            QuestionnaireId = province.Version.QuestionnaireId,
            Number = 2,
            Json = province.Version.Json,
            Sha256 = province.Version.Sha256,
            PublishedAt = DateTime.UtcNow,
        };
        province.World.Context.Add(second);
        await province.World.Context.SaveChangesAsync(TallyWorld.Cancel);
        var wave = await province.World.OtherWaveAsync(second, WaveState.Closed);
        await province.AnswerAsync(point, Day, province.Sheets(20, 1));
        await province.AnswerAsync(point, Day, province.Sheets(20, 2), wave: wave);
        await province.FoldAsync();

        var report = await province.ReportAsync(province.Query(province.World.Province));

        Assert.Equal([1, 2], report.Versions);
        Same(province.FigureOf(_ => true), report.Overall.Figure);
    }

    [Fact]
    public async Task GetSubtree_GivesTheSameReportsAsOneByOne()
    {
        await using var province = await ResultsProvince.CreateAsync();
        var (units, points, _) = await OrganisationAsync(province);
        foreach (var point in points)
        {
            await province.AnswerAsync(point, Day, province.Sheets(11));
        }

        await province.FoldAsync();
        var reports = await province.NewQuery().GetSubtreeAsync(province.Query(province.World.Province), TallyWorld.Cancel);

        Assert.Equal(units.Select(u => u.Code).Prepend(province.World.Province.Code), reports!.Select(r => r.Unit.Code));
        foreach (var report in reports!)
        {
            var one = await province.NewQuery().GetAsync(report.Query, TallyWorld.Cancel);
            Assert.Equal(one!.Overall.Figure, report.Overall.Figure);
            Assert.Equal(one.Points.Select(p => p.Figure), report.Points.Select(p => p.Figure));
        }
    }

    private static void Same(Figure expected, Figure? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Value, expected.Base, expected.Answers, expected.Interval), (actual.Value, actual.Base, actual.Answers, actual.Interval));
    }

    private static string WithRollUp(string json)
    {
        var questionnaire = Sample.QuestionnaireOf(json);
        return QuestionnaireJson.Write(questionnaire with
        {
            Indices = [.. questionnaire.Indices.Select(i => i with { RollUp = RollUpRule.MeanOfUnits })],
        });
    }

    private static Target NewTarget(long? unit, string index, TargetOperator comparison, int hundredths) => new()
    {
        Id = RandomKey.New(),
        UnitId = unit,
        IndexCode = index,
        Year = 2026,
        Operator = comparison,
        ValueHundredths = hundredths,
    };

    private static async Task<(List<Unit> Units, List<CollectionPoint> Points, List<Service> Services)> OrganisationAsync(ResultsProvince province)
    {
        var sample = province.World.Sample;
        List<Service> services = [await sample.ServiceAsync("tt1", province.World.Province), await sample.ServiceAsync("tt2", province.World.Province)];
        var units = new List<Unit>();
        var points = new List<CollectionPoint>();
        foreach (var code in new[] { "so-a", "so-b", "so-c" })
        {
            units.Add(await sample.UnitAsync(code, province.World.Province));
            points.Add(await sample.PointAsync(units[^1], code + "1", services: [.. services]));
            points.Add(await sample.PointAsync(units[^1], code + "2", services: [.. services]));
        }

        return (units, points, services);
    }
}
