using System.Diagnostics;
using System.Net;
using Survey.LoadTests.Data;
using Survey.LoadTests.Processes;

namespace Survey.LoadTests.Faults;

/// <summary>What the fault checker is asked for.</summary>
internal sealed record FaultOptions
{
    public required int Count { get; init; }
    public required int Kills { get; init; }
    public required bool OnMaria { get; init; }
    public required int Respondents { get; init; }
    public required TimeSpan Limit { get; init; }
    public required string Folder { get; init; }
}

/// <summary>
/// Citizens who do not give up, against a server that is killed (SIGKILL) and started again under them. Each sheet is
/// unlike every other, so that the database tells which of them it holds, and how often.
/// </summary>
internal sealed class FaultCheck(FaultOptions options)
{
    private readonly int _port = Loopback.FreePort();

    /// <summary>Returns the exit code: 1 where anything was lost, doubled or miscounted.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"survey-faults-{Environment.ProcessId}")).FullName;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Limit);
        try
        {
            await using var maria = options.OnMaria
                ? await MariaServer.TryStartAsync(Directory.CreateDirectory(Path.Combine(folder, "maria")).FullName, limit.Token)
                    ?? throw new InvalidOperationException("MariaDB is not installed here.")
                : null;
            var database = await BenchDatabase.CreateAsync(folder, maria, "faults", limit.Token);
            return await RunAsync(database, folder, limit.Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<int> RunAsync(BenchDatabase database, string folder, CancellationToken cancellationToken)
    {
        var province = await Province.CreateAsync(database, DateOnly.FromDateTime(DateTime.UtcNow), cancellationToken);
        var sheets = new UniqueSheets(Province.QuestionnaireOf(province.LongVersion), options.Count);
        var start = Stopwatch.GetTimestamp();
        var server = await ApplicationProcess.ServeAsync(database, folder, _port, cancellationToken);
        var kills = 0;
        Citizens citizens;
        try
        {
            citizens = new Citizens(_port, sheets, await FormsAsync(province, cancellationToken));
            var done = citizens.RespondAsync(options.Respondents, cancellationToken);
            for (; kills < options.Kills && !done.IsCompleted; kills++)
            {
                await UntilAcknowledgedAsync((kills + 0.5) * options.Count / options.Kills, citizens, done, cancellationToken);
                await server.KillAsync();
                await server.DisposeAsync();
                server = await ApplicationProcess.ServeAsync(database, folder, _port, cancellationToken);
            }

            await done;
        }
        finally
        {
            await server.DisposeAsync();
        }

        var finding = await Finding.OfAsync(database, folder, sheets, cancellationToken);
        Console.WriteLine(
            $"{database.Name}: {citizens.Acknowledged.Whole()} sheets acknowledged after {citizens.Attempts.Whole()} attempts, {kills} kills, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        Console.WriteLine(finding);
        return finding.IsClean ? 0 : 1;
    }

    private async Task<List<CitizenForm>> FormsAsync(Province province, CancellationToken cancellationToken)
    {
        using var browser = Loopback.Client(_port, DecompressionMethods.All);
        var forms = new List<CitizenForm>();
        foreach (var point in province.LongPoints)
        {
            forms.Add(await CitizenForm.ReadAsync(browser, $"/r/{point.Code}", cancellationToken));
        }

        return forms;
    }

    private static async Task UntilAcknowledgedAsync(double count, Citizens citizens, Task done, CancellationToken cancellationToken)
    {
        while (citizens.Acknowledged < count && !done.IsCompleted)
        {
            await Task.Delay(1, cancellationToken);
        }

        // Somewhere between two commits, or within one.
        await Task.Delay(Random.Shared.Next(20), cancellationToken);
    }
}
