using System.Diagnostics;
using System.Net;
using Survey.LoadTests.Data;
using Survey.LoadTests.Processes;

namespace Survey.LoadTests.Measurements;

/// <summary>Downloads of the whole province: how long they take, and how much memory the application's process held at most.</summary>
internal sealed class Exports(BenchOptions options, Report report, string folder)
{
    public const string Name = "exports";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public async Task RunAsync(BenchDatabase database, Province province, int responses, CancellationToken cancellationToken)
    {
        var what = $"{responses.Whole()} responses, {database.Name}";
        await MeasureAsync($"Export, a quarter as XLSX, {what}", "quarter", province.Periods[^2].Code, database, province, cancellationToken);
        await MeasureAsync($"Export, all responses as CSV, {what}", "responses", province.WholeTime.Code, database, province, cancellationToken);
    }

    /// <summary>Of a province that the verb demo made: the table of a quarter, and all responses of a year.</summary>
    public async Task RunAsync(BenchDatabase database, string quarter, string year, int responses, CancellationToken cancellationToken)
    {
        var what = $"{responses.Whole()} responses, {database.Name}";
        await MeasureAsync($"Export, a quarter's units × services × factors as XLSX, {what}", $"/analyse/export/table?unit={DemoDatabase.Root}&period={quarter}&q={DemoDatabase.Questionnaire}", database, "≤ 10 s, ≤ 300 MB", cancellationToken);
        await MeasureAsync($"Export, a year's responses as CSV, {what}", $"/analyse/export/responses?unit={DemoDatabase.Root}&period={year}&q={DemoDatabase.Questionnaire}", database, "flat memory", cancellationToken);
    }

    private Task MeasureAsync(string figure, string kind, string period, BenchDatabase database, Province province, CancellationToken cancellationToken) =>
        MeasureAsync(figure, $"/analyse/export/{kind}?unit={province.Root.Code}&period={period}&q=sipas_service", database, "", cancellationToken);

    private async Task MeasureAsync(string figure, string path, BenchDatabase database, string wanted, CancellationToken cancellationToken)
    {
        var (seconds, peaks, before, bytes) = (new List<double>(), new List<double>(), new List<double>(), 0L);
        for (var run = 0; run < options.Runs; run++)
        {
            // A process of its own for each run: its peak is this download's.
            var port = Loopback.FreePort();
            await using var application = await ApplicationProcess.ServeAsync(database, folder, port, cancellationToken);
            var session = await StaffSession.SignInAsync(port, cancellationToken);
            before.Add(application.PeakMemory());
            var start = Stopwatch.GetTimestamp();
            bytes = await DownloadAsync(port, path, session, cancellationToken);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            peaks.Add(application.PeakMemory());
        }

        report.Add(new ReportLine(figure, $"{seconds.Median():0.0} s, {((long)peaks.Median()).Megabytes()} at most")
        {
            Reference = $"{bytes.Megabytes()} file; {((long)before.Median()).Megabytes()} before",
            Wanted = wanted,
        });
    }

    private static async Task<long> DownloadAsync(int port, string path, StaffSession session, CancellationToken cancellationToken)
    {
        using var client = Loopback.Client(port, DecompressionMethods.None);
        client.Timeout = Limit;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", session.Cookies);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"The export {path} was answered with {response.StatusCode}.");
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var (buffer, total) = (new byte[128 * 1024], 0L);
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            total += read;
        }

        return total;
    }
}
