using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Survey.Web.Data;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Tests;

/// <summary>The application on a real Kestrel at a free port, over a database of its own.</summary>
public sealed class SurveyHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsDatabase;

    private SurveyHost(WebApplication app, TestDatabase database, bool ownsDatabase, FakeTimeProvider? time)
    {
        (_app, Database, _ownsDatabase, Time) = (app, database, ownsDatabase, time);
        BaseUrl = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = NewClient();
    }

    public TestDatabase Database { get; }

    /// <summary>The clock, where the test asked for one that stands still.</summary>
    public FakeTimeProvider? Time { get; }

    public string BaseUrl { get; }

    /// <summary>A client that follows no redirect and keeps no cookie.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<SurveyHost> StartAsync(SurveyHostStart? options = null)
    {
        options ??= new SurveyHostStart();
        var database = options.Database ?? await TestDatabase.CreateAsync();
        var time = options.Now is { } now ? new FakeTimeProvider(now) : null;
        var settings = new Dictionary<string, string?>
        {
            ["Survey:Database:Provider"] = database.Provider.Name,
            ["Survey:Database:ConnectionString"] = database.ConnectionString,
            ["Survey:FoldSeconds"] = "3600",
            ["Survey:Reports:Seconds"] = "0",
            ["Survey:Reports:Pdf"] = "false",
            ["Serilog:MinimumLevel:Default"] = "Error",
        };
        foreach (var (key, value) in options.Settings)
        {
            settings[key] = value;
        }

        var app = Application.Build(new ApplicationStart
        {
            Urls = "http://127.0.0.1:0",
            Empty = true,
            Settings = settings,
            EnvironmentName = options.EnvironmentName,
            Services = services =>
            {
                if (time is not null)
                {
                    services.AddSingleton<TimeProvider>(time);
                }

                options.Services?.Invoke(services);
            },
        });
        await app.StartAsync();
        // Else a late first round folds what the test stores and means to see waiting.
        await (app.Services.GetService<FoldWorker>()?.FirstRound ?? Task.CompletedTask);
        return new SurveyHost(app, database, options.Database is null, time);
    }

    /// <summary>A client that follows no redirect; with a cookie jar of its own where asked for.</summary>
    public HttpClient NewClient(bool cookies = false) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = cookies,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
    })
    { BaseAddress = new Uri(BaseUrl) };

    public SurveyDbContext CreateContext() => Database.CreateContext();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }
}

/// <summary>What a test wants otherwise than usual.</summary>
public sealed record SurveyHostStart
{
    public TestDatabase? Database { get; init; }
    public DateTimeOffset? Now { get; init; }
    public string EnvironmentName { get; init; } = "Development";
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
    public Action<IServiceCollection>? Services { get; init; }
}
