using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Closings;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Results;

/// <summary>A province with answers, and the reports of it.</summary>
internal sealed class ResultsProvince : IAsyncDisposable
{
    public static readonly DateOnly Q1 = new(2026, 1, 1);
    public static readonly DateOnly Q2 = new(2026, 4, 1);

    private readonly ResultsCache _cache = new();

    private ResultsProvince(TallyWorld world, QuestionnaireVersion version, Wave wave) =>
        (World, Version, Wave, Model) = (world, version, wave, TallyWorld.ModelOf(version));

    public TallyWorld World { get; }
    public QuestionnaireVersion Version { get; }
    public Wave Wave { get; }
    public Questionnaire Model { get; }

    /// <summary>All that was stored, with its sheet.</summary>
    public List<(SurveyResponse Response, AnswerSheet Sheet)> Stored { get; } = [];

    public static async Task<ResultsProvince> CreateAsync(string questionnaire = "sipas_short", Func<string, string>? edit = null)
    {
        var world = await TallyWorld.CreateAsync();
        var json = (edit ?? (j => j))(Sample.QuestionnaireJsonOf(questionnaire));
        var version = await world.Sample.VersionAsync(world.Province, json);
        await world.PeriodAsync("2026-q1", Q1, new(2026, 3, 31));
        await world.PeriodAsync("2026-q2", Q2, new(2026, 6, 30), before: "2026-q1");
        return new ResultsProvince(world, version, await world.WaveAsync(version));
    }

    public ReportQuery Query(Unit unit, string period = "2026-q2") => new() { Unit = unit.Code, Period = period, Questionnaire = Model.Code };

    public ResultsQuery NewQuery() => new(World, World.Versions, new FrozenStore(_cache), _cache);

    public async Task<UnitReport> ReportAsync(ReportQuery query)
    {
        var report = await NewQuery().GetAsync(query, TallyWorld.Cancel);
        Assert.NotNull(report);
        return report;
    }

    public async Task AnswerAsync(CollectionPoint point, DateOnly day, IEnumerable<AnswerSheet> sheets, Service? service = null,
        Channel channel = Channel.Qr, Wave? wave = null)
    {
        var list = sheets.ToList();
        var responses = await World.AnswerAsync(wave ?? Wave, point, day, list, service, channel);
        Stored.AddRange(responses.Zip(list));
    }

    /// <summary>Closes the wave, so that nothing waits, and folds.</summary>
    public async Task FoldAsync()
    {
        await World.CloseAsync(Wave);
        await World.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
    }

    public List<AnswerSheet> Sheets(int count, int seed = 7, double blank = 0.15)
    {
        var sheets = new RandomSheets(Model, seed) { Blank = blank };
        return [.. Enumerable.Range(0, count).Select(_ => sheets.Next())];
    }

    /// <summary>A sheet that answers every scale item alike.</summary>
    public AnswerSheet Sheet(string code) => AnswerSheet.Of(
        Model, Model.Items.OfType<ScaleItem>().Where(i => i.ShowIf is null).ToDictionary(i => i.Code, _ => (Answer)new CodeAnswer(code)));

    /// <summary>The index straight from the stored sheets.</summary>
    public Figure FigureOf(Func<SurveyResponse, bool> which)
    {
        var tally = new Tally(TallyLayout.For(Model));
        foreach (var (_, sheet) in Stored.Where(s => which(s.Response)))
        {
            tally.Add(sheet);
        }

        return SatisfactionIndex.Composite(tally, Model.Indices[0]);
    }

    /// <summary>A cell as a fold would have left it, of sheets that say 5 or 1 throughout.</summary>
    public async Task SeedCellAsync(CollectionPoint point, int positive, int negative = 0, Service? service = null, Channel channel = Channel.Qr)
    {
        var tally = new Tally(TallyLayout.For(Model));
        for (var i = 0; i < positive + negative; i++)
        {
            tally.Add(Sheet(i < positive ? "5" : "1"));
        }

        World.Context.Add(new TallyCell
        {
            WaveId = Wave.Id,
            CollectionPointId = point.Id,
            ServiceId = service?.Id ?? 0,
            Channel = channel,
            Segment = Q2,
            LastDay = Q2,
            Responses = positive + negative,
            Revision = 1,
            Vector = tally.ToBytes(),
        });
        await World.Context.SaveChangesAsync(TallyWorld.Cancel);
    }

    public ValueTask DisposeAsync()
    {
        _cache.Dispose();
        return World.DisposeAsync();
    }
}
