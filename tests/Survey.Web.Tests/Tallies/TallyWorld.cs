using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Tests.Tallies;

/// <summary>A province over a database of its own, without a web server.</summary>
internal sealed class TallyWorld : IAsyncDisposable, IDbContextFactory<SurveyDbContext>
{
    private readonly Dictionary<long, QuestionnaireVersion> _versions = [];

    private TallyWorld(TestDatabase database, SurveyDbContext context) => (Database, Context, Sample) = (database, context, new Sample(context));

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }
    public SurveyDbContext Context { get; }
    public Sample Sample { get; }
    public PublishedVersions Versions { get; } = new();
    public Unit Province { get; private set; } = null!;

    public static async Task<TallyWorld> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var world = new TallyWorld(database, database.CreateContext());
        world.Province = await world.Sample.UnitAsync("tinh");
        return world;
    }

    public FoldWorker NewFolder() => new(this, Versions, NewStore(), new SurveySettings(), TimeProvider.System, NullLogger<FoldWorker>.Instance);

    public TallyStore NewStore() => new(this, Versions, TimeProvider.System);

    public async Task<QuestionnaireVersion> VersionAsync(string code = "sipas_short") =>
        await Sample.VersionAsync(Province, Sample.QuestionnaireJsonOf(code));

    public async Task<Wave> WaveAsync(QuestionnaireVersion version, params CollectionPoint[] points)
    {
        var wave = await Sample.OpenWaveAsync(version, Province, points);
        _versions[wave.Id] = version;
        return wave;
    }

    /// <summary>A wave beside the open one of the same points, as made-up and past waves are.</summary>
    public async Task<Wave> OtherWaveAsync(QuestionnaireVersion version, WaveState state, SamplingMode sampling = SamplingMode.Convenience, bool synthetic = false)
    {
        var wave = new Wave
        {
            Id = RandomKey.New(),
            Name = "Đợt khác",
            NameEn = "Other wave",
            VersionId = version.Id,
            UnitId = Province.Id,
            State = state,
            Sampling = sampling,
            Synthetic = synthetic,
        };
        Context.Add(wave);
        await Context.SaveChangesAsync(Cancel);
        _versions[wave.Id] = version;
        return wave;
    }

    public async Task<StoredPeriod> PeriodAsync(string code, DateOnly first, DateOnly last, string? before = null)
    {
        var period = new StoredPeriod
        {
            Id = RandomKey.New(),
            Code = code,
            Template = "test",
            Year = last.Year,
            Name = code,
            NameEn = code,
            First = first,
            Last = last,
            PredecessorCode = before,
        };
        Context.Add(period);
        await Context.SaveChangesAsync(Cancel);
        return period;
    }

    /// <summary>Stores sheets as the queue does: the response with its waiting row.</summary>
    public async Task<List<SurveyResponse>> AnswerAsync(Wave wave, CollectionPoint point, DateOnly day, IEnumerable<AnswerSheet> sheets,
        Service? service = null, Channel channel = Channel.Qr)
    {
        var responses = sheets.Select(s => NewResponse(wave, point, day, s.ToJson(), service, channel)).ToList();
        await StoreAsync(responses);
        return responses;
    }

    public SurveyResponse NewResponse(Wave wave, CollectionPoint point, DateOnly day, string answers, Service? service = null, Channel channel = Channel.Qr) => new()
    {
        Id = RandomKey.ForDay(day),
        WaveId = wave.Id,
        VersionId = _versions[wave.Id].Id,
        CollectionPointId = point.Id,
        ServiceId = service?.Id ?? 0,
        Channel = channel,
        Day = day,
        Answers = answers,
    };

    public async Task StoreAsync(IReadOnlyList<SurveyResponse> responses)
    {
        await using var context = CreateDbContext();
        context.AddRange(responses);
        context.AddRange(responses.Select(r => new PendingFold { Id = r.Id, WaveId = r.WaveId, CollectionPointId = r.CollectionPointId }));
        await context.SaveChangesAsync(Cancel);
    }

    /// <summary>Stores words as the queue does: in a waiting row of their own.</summary>
    public async Task WriteWordsAsync(Wave wave, CollectionPoint point, DateOnly day, string text)
    {
        await using var context = CreateDbContext();
        context.Add(new PendingFold
        {
            Id = -RandomKey.New63(),
            WaveId = wave.Id,
            CollectionPointId = point.Id,
            Month = (day.Year * 100) + day.Month,
            Item = "comment",
            Text = text,
            LowOverall = true,
        });
        await context.SaveChangesAsync(Cancel);
    }

    public async Task<List<Comment>> CommentsAsync()
    {
        await using var context = CreateDbContext();
        return await context.Comments.ToListAsync(Cancel);
    }

    /// <summary>Closes the wave; by default long enough ago that no form of it is taken any more.</summary>
    public async Task CloseAsync(Wave wave, TimeSpan? ago = null)
    {
        var closedAt = DateTime.UtcNow - (ago ?? TimeSpan.FromDays(2));
        await using var context = CreateDbContext();
        await context.Waves.Where(w => w.Id == wave.Id).ExecuteUpdateAsync(
            s => s.SetProperty(w => w.State, WaveState.Closed).SetProperty(w => w.ClosedAt, closedAt), Cancel);
    }

    public async Task<int> CountedAsync()
    {
        await using var context = CreateDbContext();
        return await context.TallyCells.SumAsync(c => c.Responses, Cancel);
    }

    public async Task<int> WaitingAsync()
    {
        await using var context = CreateDbContext();
        return await context.PendingFolds.CountAsync(p => p.Text == null, Cancel);
    }

    public static Questionnaire ModelOf(QuestionnaireVersion version) => Sample.QuestionnaireOf(version.Json);

    public SurveyDbContext CreateDbContext() => Database.CreateContext();

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Database.DisposeAsync();
    }
}
