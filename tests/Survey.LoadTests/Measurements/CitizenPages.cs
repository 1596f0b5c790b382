using System.Globalization;
using System.Net;
using Survey.LoadTests.Data;
using Survey.LoadTests.Processes;
using Survey.LoadTests.References;
using Survey.Web.Data.Entities;

namespace Survey.LoadTests.Measurements;

/// <summary>The citizens' page: its weight, and how many of them a second, beside a server that compresses the same page each time.</summary>
internal sealed class CitizenPages(BenchOptions options, Report report, string folder)
{
    public const string Name = "pages";
    private const double WantedShare = 0.7;
    private const int WantedBytes = 14_336;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var database = await BenchDatabase.CreateAsync(folder, null, "pages", cancellationToken);
        var province = await Province.CreateAsync(database, DateOnly.FromDateTime(DateTime.UtcNow), cancellationToken);
        var port = Loopback.FreePort();
        await using var application = await ApplicationProcess.ServeAsync(database, folder, port, cancellationToken);
        foreach (var (title, point) in new[] { ("short", province.ShortPoint), ("long", province.LongPoints[0]) })
        {
            await WeighAsync(title, point, port, cancellationToken);
            await CompareAsync(title, point, port, application.Id, cancellationToken);
        }
    }

    private async Task WeighAsync(string title, CollectionPoint point, int port, CancellationToken cancellationToken)
    {
        using var client = Loopback.Client(port, DecompressionMethods.None);
        using var browser = Loopback.Client(port, DecompressionMethods.All);
        var form = await CitizenForm.ReadAsync(browser, PathOf(point), cancellationToken);
        foreach (var encoding in new[] { "gzip", "br" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(point));
            request.Headers.AcceptEncoding.ParseAdd(encoding);
            using var response = await client.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            var bytes = (await response.Content.ReadAsByteArrayAsync(cancellationToken)).Length;
            var got = response.Content.Headers.ContentEncoding.FirstOrDefault() ?? "not compressed";
            if (encoding == "gzip" || got == encoding)
            {
                report.Add(new ReportLine($"SIPAS page, {title}, {got}", $"{bytes.Whole()} bytes, {1 + form.OtherRequests()} request(s)")
                {
                    Reference = $"{form.Html.Length.Whole()} characters of HTML",
                    Wanted = $"≤ {WantedBytes.Whole()} bytes, 1",
                });
            }
        }
    }

    private async Task CompareAsync(string title, CollectionPoint point, int port, int process, CancellationToken cancellationToken)
    {
        using var browser = Loopback.Client(port, DecompressionMethods.All);
        var form = await CitizenForm.ReadAsync(browser, PathOf(point), cancellationToken);
        var html = Path.Combine(folder, "page.html");
        await File.WriteAllTextAsync(html, form.Html.Replace(form.Key, SubmissionKeys.Mark, StringComparison.Ordinal), cancellationToken);
        var barePort = Loopback.FreePort();
        await using var bare = ChildProcess.StartSelf(BarePage.Verb, html, barePort.ToString(CultureInfo.InvariantCulture));
        await Loopback.WaitForListenerAsync(barePort, bare, TimeSpan.FromSeconds(20), cancellationToken);
        foreach (var connections in new[] { 1, 64 })
        {
            var plans = new List<LoadPlan> { Plan(port, process, connections, PathOf(point)), Plan(barePort, bare.Id, connections, BarePage.Gzip) };
            if (!options.IsQuick)
            {
                plans.Add(Plan(barePort, bare.Id, connections, BarePage.Plain));
            }

            var results = await LoadRuns.AlternateAsync(folder, options.Runs, plans, cancellationToken);
            Add($"GET, {title} page, {connections} connection(s)", results[0], results[1], results.ElementAtOrDefault(2));
        }
    }

    private void Add(string figure, LoadResult page, LoadResult gzip, LoadResult? plain) =>
        report.Add(new ReportLine(figure, $"{page.PerSecond.Whole()} pages/s{page.Trouble}")
        {
            MedianMilliseconds = page.MedianMilliseconds,
            P99Milliseconds = page.P99Milliseconds,
            Reference = $"bare Kestrel, gzip each time: {gzip.PerSecond.Whole()}/s, p99 {gzip.P99Milliseconds:0.00} ms; "
                + (plain is null ? "" : $"not compressed: {plain.PerSecond.Whole()}/s; ")
                + $"server's processor time {page.ServerMicroseconds:0} and {gzip.ServerMicroseconds:0} µs a page",
            Ratio = page.PerSecond / gzip.PerSecond,
            Wanted = $"≥ {WantedShare}",
        });

    private LoadPlan Plan(int port, int process, int connections, string path) => new()
    {
        Port = port,
        Connections = connections,
        WarmUpSeconds = options.WarmUpSeconds,
        Seconds = options.Seconds,
        ServerProcessId = process,
        Requests = [RequestTemplate.Get(port, path, "gzip, deflate, br")],
    };

    private static string PathOf(CollectionPoint point) => $"/r/{point.Code}";
}
