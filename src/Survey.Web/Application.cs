using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.WebEncoders;
using Serilog;
using Serilog.Events;
using Survey.Web.Api;
using Survey.Web.Commands;
using Survey.Web.Data;
using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Admin;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Public;
using Survey.Web.Pages.Respond;

namespace Survey.Web;

/// <summary>What a start is asked for; tests give more than the command line does.</summary>
public sealed record ApplicationStart
{
    public string Urls { get; init; } = SurveySettings.DefaultUrl;
    public bool Empty { get; init; }
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Development or Production; null: from the environment.</summary>
    public string? EnvironmentName { get; init; }
}

/// <summary>The composition of the one application.</summary>
public static class Application
{
    public static WebApplication Build(ApplicationStart start)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Application).Assembly.GetName().Name,
            ContentRootPath = ContentRoot(),
            EnvironmentName = start.EnvironmentName,
        });
        builder.Configuration.AddInMemoryCollection(start.Settings);
        KnowOwnHosts(builder.Configuration);
        builder.WebHost.UseUrls(start.Urls);
        // `dotnet run` without an environment is Production, where unpublished assets are only found when asked for.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        var silence = new StartSilence();
        builder.Services.AddSerilog((_, log) => log.ReadFrom.Configuration(builder.Configuration).Filter.ByExcluding(silence.Drops).WriteTo.Console(formatProvider: null));

        var settings = builder.Configuration.GetSection(SurveySettings.Section).Get<SurveySettings>() ?? new SurveySettings();
        builder.Services.AddSingleton(start).AddSingleton(settings).AddSingleton<LocalCalendar>().AddSingleton(TimeProvider.System);
        builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        AddDatabase(builder, settings);
        builder.Services.AddRespond().AddTallies().AddAnalyse().AddPublic().AddStaff(builder.Environment).AddOperations().AddPrograms().AddDeliveries();
        start.Services?.Invoke(builder.Services);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(silence.End);
        app.UseStaff();
        app.MapRespond();
        app.MapPublic();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapAnalyse();
        app.MapHealth();
        app.MapPrograms();
        return app;
    }

    // Where nobody said which hosts are ours: the public address's and this machine itself.
    private static void KnowOwnHosts(ConfigurationManager configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration["AllowedHosts"])
            && Uri.TryCreate(configuration[$"{SurveySettings.Section}:{nameof(SurveySettings.PublicBaseUrl)}"], UriKind.Absolute, out var own))
        {
            configuration.AddInMemoryCollection([new("AllowedHosts", $"{own.Host};localhost;127.0.0.1;[::1]")]);
        }
    }

    private static void AddDatabase(WebApplicationBuilder builder, SurveySettings settings)
    {
        var provider = DatabaseProvider.Find(settings.Database.Provider)
            ?? throw new StartException($"The setting Survey:Database:Provider is '{settings.Database.Provider}'; it can be Sqlite or MySql.");
        provider.AddTo(builder.Services, ConnectionString(builder.Environment.ContentRootPath, provider, settings));
    }

    private static string ConnectionString(string contentRoot, DatabaseProvider provider, SurveySettings settings)
    {
        if (provider != DatabaseProvider.Sqlite || settings.Database.ConnectionString.Length > 0)
        {
            return settings.Database.ConnectionString;
        }

        var folder = Path.Combine(contentRoot, settings.DataFolder);
        Directory.CreateDirectory(folder);
        return new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "survey.db") }.ToString();
    }

    // From the sources the project's folder, whatever folder `dotnet run` is called from; a published program its own.
    private static string ContentRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Survey.Web.csproj")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }

    // A start that fails is told in one sentence by the verb; what the framework logs of it, and of the background work
    // that it cuts short, says nothing more.
    private sealed class StartSilence
    {
        private bool _started;

        public void End() => _started = true;

        public bool Drops(LogEvent entry) => !_started
            && entry.Properties.TryGetValue(Serilog.Core.Constants.SourceContextPropertyName, out var source)
            && source.ToString().StartsWith("\"Microsoft.", StringComparison.Ordinal);
    }
}
