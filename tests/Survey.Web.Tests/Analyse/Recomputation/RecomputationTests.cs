using Microsoft.Extensions.Time.Testing;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Comparisons;
using Survey.Web.Pages.Analyse.Scores;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Recomputation;

/// <summary>
/// "An analyst can defend every figure": what the program shows, over random provinces with several versions, all methods, factor
/// rules and roll-ups, and units that changed, agrees to the last printed digit with what <see cref="Recomputed"/> reckons answer
/// by answer from a dump of the responses. Whether a figure is shown is <see cref="Disclosure"/>'s, and other tests'; that enough
/// is shown to mean something is asserted here.
/// </summary>
public sealed class RecomputationTests(RandomProvince province) : IClassFixture<RandomProvince>
{
    [Fact]
    public async Task Reports_OfUnitsAsTheyWere_AgreeWithTheResponses()
    {
        var check = new FigureCheck();
        foreach (var (survey, index, period) in All("2026-q1", "2026-q2").Where((_, i) => i % 4 is 0 or 3))
        {
            await CheckAsync(check, survey, index, period, new PaperFilter());
        }

        check.AgreesOn(5_000);
    }

    [Fact]
    public async Task Reports_OfUnitsAsTheyAreNow_AgreeWithTheResponses()
    {
        var check = new FigureCheck();
        foreach (var (survey, index, period) in All("2026-q1").Where((_, i) => i % 2 == 0))
        {
            await CheckAsync(check, survey, index, period, new PaperFilter(), RandomProvince.Now);
        }

        check.AgreesOn(2_000);
    }

    [Fact]
    public async Task Reports_UnderFilters_AgreeWithTheResponses()
    {
        var check = new FigureCheck();
        foreach (var (survey, index, period) in All("2026-q2").Where((_, i) => i % 8 == 1))
        {
            foreach (var filter in Filters(survey))
            {
                await CheckAsync(check, survey, index, period, filter);
            }
        }

        check.AgreesOn(500);
    }

    [Fact]
    public async Task OtherMethodsAndWeights_BesideTheFirst_AgreeWithTheResponses()
    {
        var check = new FigureCheck();
        await using var context = province.World.CreateDbContext();
        var results = province.NewQuery();
        var exact = new ExactIntervals(context, province.World.Versions, results, province.Cache);
        var query = new OtherWayQuery(results, exact, context);
        foreach (var (survey, index, period) in All("2026-q1", "2026-q2").Where((_, i) => i % 12 is 0 or 7))
        {
            foreach (var unit in survey.Units.Take(3))
            {
                var selection = await SelectionAsync(unit, survey, period, index);
                await OtherWaysAsync(check, query, selection, new PaperFilter());
                await OtherWaysAsync(check, query, selection with { AsOf = RandomProvince.Now }, new PaperFilter());
                await OtherWaysAsync(check, query, selection with { Channel = Channel.Qr }, new PaperFilter { Channel = Channel.Qr });
                await OtherWaysAsync(check, query, selection with { Filled = ChannelClass.SelfFilled }, new PaperFilter { Filled = ChannelClass.SelfFilled });
            }
        }

        check.AgreesOn(500);
    }

    [Fact]
    public async Task Exports_AgreeWithTheResponses()
    {
        var check = new FigureCheck();
        await using var context = province.World.CreateDbContext();
        // No score sheet is stored here, so that nobody asks the desk.
        var scoring = new ScoringQuery(
            province.World, Selections(context), new ScoreIndices(province.World, province.World.Versions, province.NewQuery()), null!, Calendar);
        foreach (var survey in province.Surveys)
        {
            foreach (var unit in survey.Units.Take(3))
            {
                var document = await scoring.FindAsync(await SelectionAsync(unit, survey, "2026-q2"), TallyWorld.Cancel);
                Assert.NotNull(document);
                using var json = new MemoryStream();
                using var csv = new MemoryStream();
                await ScoringFile.WriteJsonAsync(document, json, TallyWorld.Cancel);
                await ScoringCsv.WriteAsync(document, csv, TallyWorld.Cancel);
                var paper = new PaperExport(province.Dump, survey, unit, "2026-q2", check);
                await paper.CheckJsonAsync(json.ToArray(), this);
                await paper.CheckCsvAsync(csv.ToArray(), this);
            }
        }

        check.AgreesOn(1_500);
    }

    internal async Task<PaperReport> PaperAsync(ReportQuery query, PaperFilter filter)
    {
        var (chain, _, facet) = (await province.NewQuery().FindAsync(query, TallyWorld.Cancel))!.Value;
        return new PaperReport(province.Dump, query, filter, chain, facet);
    }

    private async Task OtherWaysAsync(FigureCheck check, OtherWayQuery query, Selection selection, PaperFilter filter)
    {
        if (await province.NewQuery().GetAsync(selection.Query, TallyWorld.Cancel) is not { } report)
        {
            return;
        }

        var (ways, _, _) = await query.OfAsync(selection, report, TallyWorld.Cancel);
        var paper = await PaperAsync(selection.Query, filter);
        var chosen = ways.Methods.Select(m => new Choices { Method = IndexWords.Of(m) }).Concat(ways.Factors.Select(f => new Choices { Factor = IndexWords.Of(f) }))
            .Concat(ways.Weights.Select(w => new Choices { Weights = w.Code })).ToList();
        foreach (var choice in chosen)
        {
            var asked = selection with { Choices = selection.Choices with { Method = choice.Method, Factor = choice.Factor, Weights = choice.Weights } };
            var (_, other, found) = await query.OfAsync(asked, report, TallyWorld.Cancel);
            Assert.True(found);
            paper.CheckOther(check, report, other, choice);
        }
    }

    private static LocalCalendar Calendar => new(new FakeTimeProvider(new DateTimeOffset(RandomProvince.Now, new TimeOnly(5, 0), TimeSpan.Zero)), new SurveySettings());

    private SelectionQuery Selections(SurveyDbContext context) => new(context, province.World.Versions, Calendar);

    private async Task<Selection> SelectionAsync(Unit unit, RandomSurvey survey, string period, string? index = null)
    {
        await using var context = province.World.CreateDbContext();
        return (await Selections(context).OfAsync(unit, new Choices { Period = period, Q = survey.Code, Index = index }, TallyWorld.Cancel))!;
    }

    private IEnumerable<(RandomSurvey Survey, string Index, string Period)> All(params string[] periods) =>
        from survey in province.Surveys
        from index in survey.Indices
        from period in periods
        select (survey, index, period);

    private static IEnumerable<PaperFilter> Filters(RandomSurvey survey) =>
    [
        new PaperFilter { Service = survey.Services[0] },
        new PaperFilter { NoService = true },
        new PaperFilter { Channel = Channel.Qr },
        new PaperFilter { Sampling = SamplingMode.Convenience },
        new PaperFilter { Filled = ChannelClass.SelfFilled },
        new PaperFilter { Service = survey.Services[1], Channel = Channel.Qr },
    ];

    private async Task CheckAsync(FigureCheck check, RandomSurvey survey, string index, string period, PaperFilter filter, DateOnly? asOf = null)
    {
        var query = new ReportQuery
        {
            Unit = survey.Units[0].Code,
            Period = period,
            Questionnaire = survey.Code,
            Index = index,
            Service = filter.NoService ? ResultsQuery.NoService : filter.Service?.Code,
            Channel = filter.Channel,
            Sampling = filter.Sampling,
            Filled = filter.Filled,
            AsOf = asOf,
        };
        var results = province.NewQuery();
        var reports = await results.GetSubtreeAsync(query, TallyWorld.Cancel);
        Assert.NotNull(reports);
        var (chain, _, facet) = (await results.FindAsync(query, TallyWorld.Cancel))!.Value;
        var paper = new PaperReport(province.Dump, query, filter, chain, facet);
        foreach (var report in reports)
        {
            paper.Check(check, report);
        }
    }
}
