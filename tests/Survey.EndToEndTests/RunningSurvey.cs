using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Sqlite;

namespace Survey.EndToEndTests;

/// <summary>The program itself, started as a newcomer starts it: an empty folder, the example province, the lines it prints.</summary>
public sealed class RunningSurvey : IAsyncLifetime
{
    private static readonly string[] Announced = ["Answer", "Answer long", "Poster", "Staff", "Results"];

    private readonly ConcurrentDictionary<string, string> _addresses = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly string _data = Directory.CreateTempSubdirectory("survey-browser-").FullName;
    private Process? _process;

    public string BaseUrl { get; } = $"http://localhost:{FreePort()}";

    public string Answer => _addresses["Answer"];

    public string AnswerLong => _addresses["Answer long"];

    public string Poster => _addresses["Poster"];

    public string Staff => _addresses["Staff"];

    public string Results => _addresses["Results"];

    /// <summary>The program's own database, for what no page may show: how many sheets really lie there.</summary>
    public SurveyDbContext OpenDatabase()
    {
        var builder = new DbContextOptionsBuilder<SqliteSurveyDbContext>();
        DatabaseProvider.Sqlite.Configure(builder, $"Data Source={Path.Combine(_data, "survey.db")};Pooling=False");
        return new SqliteSurveyDbContext(builder.Options);
    }

    /// <summary>How many sheets of real waves the point of this address holds.</summary>
    public async Task<int> SheetsAsync(string address)
    {
        var code = CodeOf(address);
        await using var database = OpenDatabase();
        return await database.SurveyResponses.CountAsync(r =>
            database.CollectionPoints.Any(p => p.Id == r.CollectionPointId && p.Code == code)
            && database.Waves.Any(w => w.Id == r.WaveId && !w.Synthetic));
    }

    /// <summary>An open point of the example that offers several services.</summary>
    public async Task<string> PickerAsync()
    {
        await using var database = OpenDatabase();
        var code = await database.OpenPoints.Join(database.CollectionPoints, o => o.CollectionPointId, p => p.Id, (_, p) => p)
            .Where(p => p.Services.Count > 3).OrderBy(p => p.Key).Select(p => p.Code).FirstAsync();
        return $"{BaseUrl}/r/{code}";
    }

    /// <summary>The running period of the shortest length: the one a newcomer's answers fall into.</summary>
    public async Task<string> CurrentPeriodAsync()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTime.UtcNow, "Asia/Ho_Chi_Minh"));
        await using var database = OpenDatabase();
        var periods = await database.Periods.AsNoTracking().ToListAsync();
        return periods.Where(p => p.First <= today && p.Last >= today).MinBy(p => p.Last.DayNumber - p.First.DayNumber)!.Code;
    }

    public static string CodeOf(string address) => new Uri(address).Segments[2].Trim('/');

    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(RepositoryRoot(), "src", "Survey.Web");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(project, "bin", Configuration, "net10.0", "Survey.Web.dll"), "--urls", BaseUrl])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Survey__DataFolder"] = _data;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilAnnouncedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Survey.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilAnnouncedAsync()
    {
        var deadline = Stopwatch.StartNew();
        while (!Announced.All(_addresses.ContainsKey))
        {
            if (_process!.HasExited || deadline.Elapsed > TimeSpan.FromSeconds(120))
            {
                throw new InvalidOperationException("The program did not announce its addresses:\n" + string.Join('\n', _output));
            }

            await Task.Delay(100);
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        var colon = line.IndexOf(": http", StringComparison.Ordinal);
        if (colon > 0 && Announced.Contains(line[..colon]))
        {
            _addresses[line[..colon]] = line[(colon + 2)..].Trim();
        }
    }
}
