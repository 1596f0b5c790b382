using System.Diagnostics;
using System.Text;
using Survey.LoadTests.Data;
using Survey.LoadTests.Processes;

namespace Survey.LoadTests.Measurements;

/// <summary>
/// How long an analyst waits for a unit's results: as the first request that a fresh process serves at all, and again.
/// The operating system's and MariaDB's own caches stay warm.
/// </summary>
internal sealed class Results(BenchOptions options, Report report, string folder)
{
    public const string Name = "results";
    private const int WarmRequests = 20;
    private const int SmallestPage = 5_000;

    public async Task RunAsync(BenchDatabase database, Province province, int responses, CancellationToken cancellationToken)
    {
        var session = await SignInAsync(database, cancellationToken);
        var (root, whole, quarter) = (province.Root.Code, province.WholeTime.Code, province.Periods[^2].Code);
        var what = $"{responses.Whole()} responses, {database.Name}";
        await MeasureAsync($"Results of the province, all five quarters as one, {what}", AddressOf(root, whole), session, database, cancellationToken);
        await MeasureAsync($"Results of the province, last quarter with the trend, {what}", AddressOf(root, quarter), session, database, cancellationToken);
        await MeasureAsync($"Results of a department, last quarter with the trend, {what}", AddressOf(province.UnitsBelow[0].Code, quarter), session, database, cancellationToken);
    }

    private static string AddressOf(string unit, string period) => $"/analyse/{unit}?period={period}&q=sipas_service";

    private async Task<StaffSession> SignInAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        var port = Loopback.FreePort();
        await using var application = await ApplicationProcess.ServeAsync(database, folder, port, cancellationToken);
        return await StaffSession.SignInAsync(port, cancellationToken);
    }

    private async Task MeasureAsync(string figure, string path, StaffSession session, BenchDatabase database, CancellationToken cancellationToken)
    {
        var (cold, warm, coldProcessor, warmProcessor, bytes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), 0);
        for (var run = 0; run < options.Runs; run++)
        {
            var port = Loopback.FreePort();
            await using var application = await ApplicationProcess.ServeAsync(database, folder, port, cancellationToken);
            using var connection = await HttpConnection.OpenAsync(port, cancellationToken);
            var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {session.Cookies}\r\n\r\n");
            var start = application.ProcessorTime();
            (var first, bytes) = await TimeAsync(connection, request, cancellationToken);
            var afterFirst = application.ProcessorTime();
            cold.Add(first);
            coldProcessor.Add((afterFirst - start).TotalMilliseconds);
            for (var i = 0; i < WarmRequests; i++)
            {
                warm.Add((await TimeAsync(connection, request, cancellationToken)).Milliseconds);
            }

            warmProcessor.Add((application.ProcessorTime() - afterFirst).TotalMilliseconds / WarmRequests);
        }

        report.Add(new ReportLine(figure + ", cold", $"{cold.Median():0} ms")
        {
            Reference = $"{bytes.Whole()} bytes of HTML; processor time {coldProcessor.Median():0} ms",
            Wanted = "≤ 500 ms",
        });
        report.Add(new ReportLine(figure + ", warm", $"{warm.Median():0.0} ms")
        {
            Reference = $"{WarmRequests} requests a run; processor time {warmProcessor.Median():0.0} ms",
            Wanted = "≤ 50 ms",
        });
    }

    private static async Task<(double Milliseconds, int Bytes)> TimeAsync(HttpConnection connection, byte[] request, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await connection.SendAsync(request, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return answer is { Status: 200, BodyBytes: > SmallestPage }
            ? (elapsed.TotalMilliseconds, answer.BodyBytes)
            : throw new InvalidOperationException($"The results page was answered with status {answer.Status} and {answer.BodyBytes} bytes.");
    }
}
