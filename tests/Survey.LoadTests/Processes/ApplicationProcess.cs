using System.Globalization;
using Survey.LoadTests.Data;
using Survey.Web;

namespace Survey.LoadTests.Processes;

/// <summary>The application's own program, as it is deployed, over a database of the bench.</summary>
internal static class ApplicationProcess
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>Returns as soon as it listens: it has not served any request yet.</summary>
    public static async Task<ChildProcess> ServeAsync(BenchDatabase database, string folder, int port, CancellationToken cancellationToken)
    {
        var process = Start("the application", database, folder,
            ["serve", "--empty", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")]);
        try
        {
            await Loopback.WaitForListenerAsync(port, process, StartLimit, cancellationToken);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another verb of the program.</summary>
    public static ChildProcess Start(string name, BenchDatabase database, string folder, IReadOnlyList<string> arguments) =>
        ChildProcess.Start(name, "dotnet", [Path.Combine(AppContext.BaseDirectory, "Survey.Web.dll"), .. arguments], new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Survey__Database__Provider"] = database.Provider.Name,
            ["Survey__Database__ConnectionString"] = database.ConnectionString,
            ["Survey__DataFolder"] = folder,
            // All of the load comes from one address; it is counted as everyone's, but may send what it likes.
            ["Survey__LimitsPerMinute__Answers"] = "1000000000",
            ["Survey__LimitsPerMinute__Pages"] = "1000000000",
            ["Survey__LimitsPerMinute__SignIns"] = "1000000000",
            ["Survey__LimitsPerMinute__SignInPages"] = "1000000000",
        });

    /// <summary>The application's parts without its server, for what is measured below HTTP.</summary>
    public static Microsoft.AspNetCore.Builder.WebApplication Compose(BenchDatabase database, string folder) => Application.Build(new ApplicationStart
    {
        Urls = "http://127.0.0.1:0",
        Empty = true,
        EnvironmentName = "Production",
        Settings = new Dictionary<string, string?>
        {
            ["Survey:Database:Provider"] = database.Provider.Name,
            ["Survey:Database:ConnectionString"] = database.ConnectionString,
            ["Survey:DataFolder"] = folder,
            ["Serilog:MinimumLevel:Default"] = "Error",
        },
    });
}
