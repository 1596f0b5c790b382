using System.Diagnostics;
using System.Globalization;
using System.Net;
using Survey.LoadTests.Data;
using Survey.LoadTests.Processes;
using Survey.LoadTests.References;

namespace Survey.LoadTests.Measurements;

/// <summary>Durable submissions of the long questionnaire, beside a bare server and beside the driver alone that store the same rows.</summary>
internal sealed class Submissions(BenchOptions options, Report report, string folder)
{
    public const string Name = "submissions";
    private const double WantedShare = 0.6;
    private const int MostRequests = 1_000_000;
    private const int BodiesPerPoint = 50;
    private const int WarmUpRespondents = 16;
    private const double WarmUpSeconds = 4;
    private static readonly int[] Respondents = [1, 8, 32, 128];

    /// <param name="database">Filled already: keys fall between those of many rows, as in real life.</param>
    /// <param name="bare">Another one, filled alike, for the references.</param>
    public async Task RunAsync(BenchDatabase database, BenchDatabase bare, Province province, SheetPool pool, CancellationToken cancellationToken)
    {
        var port = Loopback.FreePort();
        await using var application = await ApplicationProcess.ServeAsync(database, folder, port, cancellationToken);
        var barePort = Loopback.FreePort();
        await using var reference = ChildProcess.StartSelf(
            BareSubmissions.Verb, bare.Provider.Name, bare.ConnectionString, barePort.ToString(CultureInfo.InvariantCulture));
        await Loopback.WaitForListenerAsync(barePort, reference, TimeSpan.FromSeconds(20), cancellationToken);

        var bodies = await BodiesAsync(province, pool, port, cancellationToken);
        // Both compile their hot paths first: the smallest number of respondents is measured first and would pay for it.
        LoadPlan[] warmUps = [Plan(port, application.Id, WarmUpRespondents, bodies), Plan(barePort, reference.Id, WarmUpRespondents, bodies)];
        await LoadRuns.AlternateAsync(folder, 1, [.. warmUps.Select(p => p with { WarmUpSeconds = 0, Seconds = WarmUpSeconds })], cancellationToken);
        foreach (var respondents in Respondents)
        {
            var results = await LoadRuns.AlternateAsync(folder, options.Runs,
            [
                Plan(port, application.Id, respondents, bodies),
                Plan(barePort, reference.Id, respondents, bodies),
            ], cancellationToken);
            var driver = await DriverAloneAsync(bare, pool, respondents, cancellationToken);
            Add($"Submissions, {database.Name}, {respondents} respondent(s)", results[0], results[1], driver);
        }
    }

    private void Add(string figure, LoadResult stored, LoadResult bare, double driver) =>
        report.Add(new ReportLine(figure, $"{stored.PerSecond.Whole()}/s{stored.Trouble}")
        {
            MedianMilliseconds = stored.MedianMilliseconds,
            P99Milliseconds = stored.P99Milliseconds,
            Reference = $"bare, batched: {bare.PerSecond.Whole()}/s, p99 {bare.P99Milliseconds:0.00} ms{bare.Trouble}; driver alone: {driver.Whole()}/s; "
                + $"server's processor time {stored.ServerMicroseconds:0} and {bare.ServerMicroseconds:0} µs each",
            Ratio = stored.PerSecond / bare.PerSecond,
            Wanted = $"≥ {WantedShare}",
        });

    private static async Task<List<(string Path, string Body)>> BodiesAsync(Province province, SheetPool pool, int port, CancellationToken cancellationToken)
    {
        using var browser = Loopback.Client(port, DecompressionMethods.All);
        var bodies = new List<(string Path, string Body)>();
        var random = new Random(3);
        foreach (var point in province.LongPoints)
        {
            var form = await CitizenForm.ReadAsync(browser, $"/r/{point.Code}", cancellationToken);
            bodies.AddRange(Enumerable.Range(0, BodiesPerPoint).Select(_ => (form.Action, form.Body(pool.Draw(random, random.Next(100))))));
        }

        return bodies;
    }

    private LoadPlan Plan(int port, int process, int respondents, List<(string Path, string Body)> bodies) => new()
    {
        Port = port,
        Connections = respondents,
        WarmUpSeconds = options.WarmUpSeconds,
        Seconds = options.Seconds,
        ServerProcessId = process,
        MaxRequests = MostRequests,
        Requests = [.. bodies.Select(b => RequestTemplate.Post(port, b.Path, b.Body))],
    };

    /// <summary>Batches as large as the respondents could fill, committed one after the other in this process.</summary>
    private async Task<double> DriverAloneAsync(BenchDatabase bare, SheetPool pool, int batchSize, CancellationToken cancellationToken)
    {
        await using var writer = RowWriter.Open(bare.Provider, bare.ConnectionString);
        var sheets = pool.All.ToArray();
        var rates = new List<double>();
        for (var run = 0; run <= options.Runs; run++)
        {
            var (stored, start) = (0, Stopwatch.GetTimestamp());
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < options.WarmUpSeconds && stored < MostRequests)
            {
                await writer.CommitAsync([.. Enumerable.Range(0, batchSize).Select(_ =>
                    StoredRows.Of(SubmissionKeys.Create(), sheets[Random.Shared.Next(sheets.Length)].Json))], cancellationToken);
                stored += batchSize;
            }

            rates.Add(stored / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        // The first run warmed up.
        return rates.Skip(1).Median();
    }
}
