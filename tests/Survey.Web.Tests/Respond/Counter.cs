using System.IO.Compression;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Tests.Respond;

/// <summary>A counter with an open wave, as a citizen's phone meets it.</summary>
public sealed class Counter
{
    private Counter(SurveyHost host, Unit unit, CollectionPoint point, QuestionnaireVersion version, Wave wave) =>
        (Host, Unit, Point, Version, Wave) = (host, unit, point, version, wave);

    public SurveyHost Host { get; }
    public Unit Unit { get; }
    public CollectionPoint Point { get; }
    public QuestionnaireVersion Version { get; }
    public Wave Wave { get; }
    public string Path => "/r/" + Point.Code;

    /// <summary>A counter of its own within the host; by default with the questionnaire that has every kind of item.</summary>
    public static async Task<Counter> AddAsync(SurveyHost host, string? json = null, int services = 0, bool sharedDevice = false, Action<Unit>? change = null)
    {
        await using var context = host.CreateContext();
        var sample = new Sample(context);
        var name = "u" + Guid.NewGuid().ToString("N")[..8];
        var unit = await sample.UnitAsync(name);
        change?.Invoke(unit);
        await context.SaveChangesAsync();
        var offered = new Service[services];
        for (var i = 0; i < services; i++)
        {
            offered[i] = await sample.ServiceAsync($"{name}_s{i}", unit);
        }

        var point = await sample.PointAsync(unit, name, sharedDevice, offered);
        var version = await sample.VersionAsync(unit, (json ?? Questionnaires.EveryKind).Replace("every_kind", name, StringComparison.Ordinal));
        var wave = await sample.OpenWaveAsync(version, unit, point);
        return new Counter(host, unit, point, version, wave);
    }

    public string Service(int i) => $"{Unit.Code}_s{i}";

    /// <summary>Opens the form and gives its own fields.</summary>
    public async Task<Dictionary<string, string>> OpenAsync(string query = "")
    {
        var page = await PageAsync(await Host.Client.GetAsync(Path + query));
        return page.QuerySelectorAll("input[type=hidden]").ToDictionary(e => e.GetAttribute("name")!, e => e.GetAttribute("value")!);
    }

    /// <summary>Opens the form, answers and sends.</summary>
    public async Task<HttpResponseMessage> AnswerAsync(params (string Name, string Value)[] answers)
    {
        var own = await OpenAsync();
        return await SendAsync([.. own.Select(f => (f.Key, f.Value)), .. answers]);
    }

    public Task<HttpResponseMessage> SendAsync(IEnumerable<(string Name, string Value)> fields, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))),
        };
        change?.Invoke(request);
        return Host.Client.SendAsync(request);
    }

    public async Task<List<SurveyResponse>> StoredAsync()
    {
        await using var context = Host.CreateContext();
        return await context.SurveyResponses.AsNoTracking().Where(r => r.CollectionPointId == Point.Id).ToListAsync();
    }

    public async Task ChangeAsync(Func<Survey.Web.Data.SurveyDbContext, Task> change)
    {
        await using var context = Host.CreateContext();
        await change(context);
        Host.Services.GetRequiredService<RespondCatalogue>().Changed();
    }

    public async Task CloseAsync(DateTime at)
    {
        await ChangeAsync(async db =>
        {
            await db.OpenPoints.Where(o => o.WaveId == Wave.Id).ExecuteDeleteAsync();
            await db.Waves.Where(w => w.Id == Wave.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.State, WaveState.Closed).SetProperty(w => w.ClosedAt, at));
        });
    }

    public static async Task<IDocument> PageAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await TextAsync(response));

    public static async Task<string> TextAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (!response.Content.Headers.ContentEncoding.Contains("gzip"))
        {
            return System.Text.Encoding.UTF8.GetString(bytes);
        }

        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return await reader.ReadToEndAsync();
    }
}

internal static class Questionnaires
{
    private const string Head = """
        "format": 1, "code": "every_kind", "languages": ["vi", "en"],
        "title": {"vi": "Ý kiến", "en": "Your say"},
        """;

    /// <summary>One item of each kind, a condition on an item and on a section, a required item, a text that has no English.</summary>
    public const string EveryKind = "{" + Head + """
        "overall": "overall",
        "scales": [ { "code": "s", "look": "faces", "points": [
          {"code": "2", "score": 2, "label": {"vi": "Tốt", "en": "Good"}}, {"code": "1", "score": 1, "label": {"vi": "Kém", "en": "Bad"}}],
          "notApplicable": {"code": "na", "label": {"vi": "Không rõ", "en": "Unknown"}} } ],
        "sections": [
          { "code": "a", "title": {"vi": "Chung", "en": "General"}, "items": [
            {"code": "overall", "kind": "scale", "text": {"vi": "Nói chung", "en": "Overall"}, "required": true, "scale": "s"},
            {"code": "why", "kind": "single", "text": {"vi": "Vì sao?"}, "showIf": {"item": "overall", "is": ["1"]},
             "options": [{"code": "slow", "label": {"vi": "Chậm", "en": "Slow"}}, {"code": "rude", "label": {"vi": "Thô", "en": "Rude"}}]},
            {"code": "wishes", "kind": "multiple", "text": {"vi": "Mong gì?", "en": "Wishes?"}, "maxChoices": 2,
             "options": [{"code": "a", "label": {"vi": "A", "en": "A"}}, {"code": "b", "label": {"vi": "B", "en": "B"}},
               {"code": "c", "label": {"vi": "C", "en": "C"}}, {"code": "none", "label": {"vi": "Không", "en": "None"}, "exclusive": true}]},
            {"code": "trips", "kind": "number", "text": {"vi": "Mấy lần?", "en": "Trips?"}, "min": 0, "max": 50, "unit": {"vi": "lần", "en": "times"},
             "bands": [{"code": "once", "upTo": 1, "label": {"vi": "Một", "en": "One"}}, {"code": "more", "label": {"vi": "Hơn", "en": "More"}}]} ] },
          { "code": "b", "showIf": {"item": "trips", "atLeast": 2}, "items": [
            {"code": "name_it", "kind": "short_text", "text": {"vi": "Gọi tên", "en": "Name it"}, "maxLength": 20} ] },
          { "code": "c", "items": [
            {"code": "comment", "kind": "long_text", "text": {"vi": "Góp ý", "en": "Comment"}, "maxLength": 500} ] } ],
        "indices": []
        }
        """;
}

/// <summary>Wraps the factory of contexts: counts, holds back or fails.</summary>
internal sealed class WatchedContexts(IDbContextFactory<Survey.Web.Data.SurveyDbContext> inner) : IDbContextFactory<Survey.Web.Data.SurveyDbContext>
{
    private int _made;

    public int Made => _made;

    /// <summary>Called before a context is made, with how many were made before.</summary>
    public Func<Task>? Before { get; set; }

    public Survey.Web.Data.SurveyDbContext CreateDbContext()
    {
        Interlocked.Increment(ref _made);
        return inner.CreateDbContext();
    }

    public async Task<Survey.Web.Data.SurveyDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        if (Before is { } before)
        {
            await before();
        }

        Interlocked.Increment(ref _made);
        return await inner.CreateDbContextAsync(cancellationToken);
    }

    public static void AddTo(IServiceCollection services)
    {
        var original = services.Last(d => d.ServiceType == typeof(IDbContextFactory<Survey.Web.Data.SurveyDbContext>));
        services.AddSingleton(original.ImplementationType!);
        services.AddSingleton(s => new WatchedContexts((IDbContextFactory<Survey.Web.Data.SurveyDbContext>)s.GetRequiredService(original.ImplementationType!)));
        services.AddSingleton<IDbContextFactory<Survey.Web.Data.SurveyDbContext>>(s => s.GetRequiredService<WatchedContexts>());
    }
}

/// <summary>One host for all tests of a class; each adds counters of its own.</summary>
public sealed class RespondHost : IAsyncLifetime
{
    public SurveyHost Host { get; private set; } = null!;

    internal WatchedContexts Contexts => Host.Services.GetRequiredService<WatchedContexts>();

    public async ValueTask InitializeAsync() => Host = await SurveyHost.StartAsync(new SurveyHostStart { Services = WatchedContexts.AddTo });

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
