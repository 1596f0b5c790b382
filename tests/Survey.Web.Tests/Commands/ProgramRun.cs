using System.Diagnostics;
using System.Text;

namespace Survey.Web.Tests.Commands;

/// <summary>The built program as a process of its own, over a data folder of its own.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private ProgramRun(Process process) => Process = process;

    public Process Process { get; }

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>These tests start the program over a file of its own; the suite on MariaDB has its own.</summary>
    public static void SkipOnMySql() => Assert.SkipWhen(TestDatabase.IsMySql, "Started over SQLite; the suite on SQLite runs it.");

    public static string NewFolder() => Directory.CreateTempSubdirectory("survey-program-").FullName;

    public static ProgramRun Start(string dataFolder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Application).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataFolder,
        };
        start.Environment["Survey__DataFolder"] = dataFolder;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var run = new ProgramRun(Process.Start(start)!);
        run.Process.OutputDataReceived += (_, line) => Add(run._output, line.Data);
        run.Process.ErrorDataReceived += (_, line) => Add(run._errors, line.Data);
        run.Process.BeginOutputReadLine();
        run.Process.BeginErrorReadLine();
        return run;
    }

    /// <summary>Runs to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> EndAsync(string dataFolder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        await using var run = Start(dataFolder, environment, arguments);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await run.Process.WaitForExitAsync(patience.Token);
        return (run.Process.ExitCode, run.Output, run.Errors);
    }

    /// <summary>Waits until the lines for newcomers stand in the output.</summary>
    public async Task<Dictionary<string, string>> AddressesAsync()
    {
        var waited = Stopwatch.StartNew();
        while (!Output.Contains("Results: ", StringComparison.Ordinal))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60) && !Process.HasExited, $"No address was printed.\n{Output}\n{Errors}");
            await Task.Delay(50);
        }

        return Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.Contains(": http", StringComparison.Ordinal))
            .Select(l => l.Trim().Split(": ", 2)).ToDictionary(p => p[0], p => p[1]);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
            await Process.WaitForExitAsync();
        }

        Process.Dispose();
    }

    private static void Add(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
