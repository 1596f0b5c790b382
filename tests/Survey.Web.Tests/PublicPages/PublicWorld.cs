using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Public;
using Survey.Web.Tests.Analyse;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.PublicPages;

/// <summary>The analysts' province on the twentieth of September, six days after its period's end, with what units show to everybody.</summary>
internal sealed class PublicWorld : IAsyncDisposable
{
    private PublicWorld(AnalyseProvince province) => Province = province;

    public AnalyseProvince Province { get; }
    public SurveyHost Host => Province.Host;
    public ReleaseWorker Worker => Host.Services.GetRequiredService<ReleaseWorker>();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PublicWorld> CreateAsync(bool synthetic = false) => new(await AnalyseProvince.CreateAsync(synthetic));

    public async Task TurnOnAsync(Unit unit, int daysAfter = 1, bool results = true, bool answers = false, bool wall = false)
    {
        Province.Context.Add(new PublicPage
        {
            UnitId = unit.Id,
            QuestionnaireId = Province.Version.QuestionnaireId,
            IndexCode = "sipas",
            DaysAfter = daysAfter,
            ShowsResults = results,
            ShowsAnswers = answers,
            ShowsWall = wall,
        });
        await Province.Context.SaveChangesAsync(Cancel);
    }

    public async Task AnswerAsync(string point, int count, DateOnly? day = null)
    {
        var context = Province.Context;
        var (wave, place) = (await context.Waves.SingleAsync(Cancel), await context.CollectionPoints.SingleAsync(p => p.Key == point, Cancel));
        var sheets = new RandomSheets(Sample.QuestionnaireOf(Province.Version.Json), 77) { Blank = 0 };
        for (var i = 0; i < count; i++)
        {
            var on = day ?? new DateOnly(2026, 7, 2);
            var id = RandomKey.ForDay(on);
            context.Add(new SurveyResponse { Id = id, WaveId = wave.Id, VersionId = wave.VersionId, CollectionPointId = place.Id, ServiceId = 0, Channel = Channel.Qr, Day = on, Answers = sheets.Next().ToJson() });
            context.Add(new PendingFold { Id = id, WaveId = wave.Id, CollectionPointId = place.Id });
        }

        await context.SaveChangesAsync(Cancel);
        await Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(Cancel);
    }

    public async Task<string> TextAsync(string path)
    {
        using var response = await Host.Client.GetAsync(path, Cancel);
        Assert.Equal((path, System.Net.HttpStatusCode.OK), (path, response.StatusCode));
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    public Task<byte[]> BytesAsync(string path) => Host.Client.GetByteArrayAsync(path, Cancel);

    public async Task<ReleaseDocument> ReleaseOfAsync(string unit, string period = AnalyseProvince.Period) =>
        ReleaseDocument.Parse(await TextAsync($"/public/{unit}/{period}.json"));

    public async Task<int> CountAsync()
    {
        await using var context = Host.CreateContext();
        return await context.Releases.CountAsync(Cancel);
    }

    public ValueTask DisposeAsync() => Province.DisposeAsync();
}
