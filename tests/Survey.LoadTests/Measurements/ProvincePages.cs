using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.LoadTests.Data;
using Survey.LoadTests.Processes;

namespace Survey.LoadTests.Measurements;

/// <summary>
/// How long analysts wait for each of their pages over a made-up province of a real one's size: the first request for a page in
/// a fresh process, and the same request again. Beside the clock stands the processor's time, which does not grow where others
/// use the machine, too.
/// </summary>
internal sealed class ProvincePages(BenchOptions options, Report report, string folder)
{
    public const string Name = "province";
    private const int WarmRequests = 20;
    private const int SmallestPage = 2_000;

    private static readonly (string Figure, string Path)[] Pages =
    [
        ("province", DemoDatabase.Root),
        ("province, one service", DemoDatabase.Root + "?service=tt0001"),
        ("province, one channel", DemoDatabase.Root + "?channel=kiosk"),
        ("department", DemoDatabase.Department),
        ("commune with its counters", DemoDatabase.Commune),
        ("province, on one sheet", DemoDatabase.Root + "/summary"),
        ("compare, province", DemoDatabase.Root + "/compare"),
        ("compare, commune among its peers", DemoDatabase.Commune + "/compare"),
        ("trend by month, province", DemoDatabase.Root + "/trend"),
        ("trend by day, department", DemoDatabase.Department + "/trend?by=day"),
        ("cross-tab, department", DemoDatabase.Department + "/crosstab?rows=access&columns=overall"),
        ("priorities, department", DemoDatabase.Department + "/priorities"),
        ("comments, province", DemoDatabase.Root + "/comments"),
        ("sample plan, province", DemoDatabase.Root + "/plan"),
        ("remedies, province", DemoDatabase.Root + "/remedies"),
    ];

    public async Task RunAsync(BenchDatabase database, int responses, CancellationToken cancellationToken)
    {
        var session = await SignInAsync(database, cancellationToken);
        var (period, year) = await PeriodsAsync(database, cancellationToken);
        foreach (var (figure, path) in Pages.Where(p => options.Pages is null || p.Path.Contains(options.Pages, StringComparison.Ordinal)))
        {
            var address = $"/analyse/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}q={DemoDatabase.Questionnaire}&period={period}";
            await MeasureAsync($"Page: {figure}, {responses.Whole()} responses, {database.Name}", address, session, database, cancellationToken);
        }

        if (options.Pages is null || options.Pages == "export")
        {
            await new Exports(options, report, folder).RunAsync(database, period, year, responses, cancellationToken);
        }
    }

    // The last quarter that is over, with the year's earlier ones before it, and the period that holds most of the responses.
    private static async Task<(string Quarter, string Year)> PeriodsAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var last = await context.DayCells.MaxAsync(c => c.Day, cancellationToken);
        var periods = await context.Periods.Where(p => p.First <= last).ToListAsync(cancellationToken);
        return (periods.Where(p => p.Last <= last).OrderByDescending(p => p.Last).ThenByDescending(p => p.First).First().Code,
            periods.OrderByDescending(p => p.Last).ThenBy(p => p.First).First().Code);
    }

    private async Task<StaffSession> SignInAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        var port = Loopback.FreePort();
        await using var application = await ApplicationProcess.ServeAsync(database, folder, port, cancellationToken);
        return await StaffSession.SignInAsync(port, cancellationToken);
    }

    private async Task MeasureAsync(string figure, string path, StaffSession session, BenchDatabase database, CancellationToken cancellationToken)
    {
        var (cold, warm, coldProcessor, warmProcessor, bytes, memory) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), 0, 0L);
        for (var run = 0; run < options.Runs; run++)
        {
            var port = Loopback.FreePort();
            await using var application = await ApplicationProcess.ServeAsync(database, folder, port, cancellationToken);
            using var connection = await HttpConnection.OpenAsync(port, cancellationToken);
            var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {session.Cookies}\r\n\r\n");
            var start = application.ProcessorTime();
            (var first, bytes) = await TimeAsync(connection, request, path, cancellationToken);
            var afterFirst = application.ProcessorTime();
            cold.Add(first);
            coldProcessor.Add((afterFirst - start).TotalMilliseconds);
            for (var i = 0; i < WarmRequests; i++)
            {
                warm.Add((await TimeAsync(connection, request, path, cancellationToken)).Milliseconds);
            }

            warmProcessor.Add((application.ProcessorTime() - afterFirst).TotalMilliseconds / WarmRequests);
            memory = Math.Max(memory, application.PeakMemory());
        }

        report.Add(new ReportLine(figure, string.Create(CultureInfo.InvariantCulture, $"warm p50 {warm.Median():0}, p95 {warm.Percentile(95):0} ms; cold p95 {cold.Percentile(95):0} ms"))
        {
            Reference = string.Create(CultureInfo.InvariantCulture, $"processor: warm {warmProcessor.Median():0}, cold {coldProcessor.Median():0} ms; {bytes.Whole()} bytes; {memory.Megabytes()} at most"),
            Wanted = "≤ 300 ms; ≤ 2,000 ms",
        });
    }

    private static async Task<(double Milliseconds, int Bytes)> TimeAsync(HttpConnection connection, byte[] request, string path, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await connection.SendAsync(request, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return answer is { Status: 200, BodyBytes: > SmallestPage }
            ? (elapsed.TotalMilliseconds, answer.BodyBytes)
            : throw new InvalidOperationException($"{path} was answered with status {answer.Status} and {answer.BodyBytes} bytes.");
    }
}
