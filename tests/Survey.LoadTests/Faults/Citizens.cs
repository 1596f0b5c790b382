using System.Net;

namespace Survey.LoadTests.Faults;

/// <summary>Send each sheet with one key until it is acknowledged, however often that fails.</summary>
internal sealed class Citizens(int port, UniqueSheets sheets, IReadOnlyList<CitizenForm> forms)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private int _next = -1;
    private int _acknowledged;
    private int _attempts;

    public int Acknowledged => Volatile.Read(ref _acknowledged);
    public int Attempts => Volatile.Read(ref _attempts);

    public Task RespondAsync(int respondents, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, respondents).Select(_ => Task.Run(() => RespondAsync(cancellationToken), cancellationToken)));

    private async Task RespondAsync(CancellationToken cancellationToken)
    {
        using var browser = Processes.Loopback.Client(port, DecompressionMethods.None);
        browser.Timeout = Patience;
        for (int i; (i = Interlocked.Increment(ref _next)) < sheets.Count;)
        {
            var form = forms[i % forms.Count];
            var body = form.Body(sheets[i]).Replace(SubmissionKeys.Mark, SubmissionKeys.Create(), StringComparison.Ordinal);
            // Some press twice at once, some press again after the thanks.
            var twice = i % 10 == 0 ? SendAsync(browser, form.Action, body, cancellationToken) : Task.CompletedTask;
            await Task.WhenAll(twice, SendAsync(browser, form.Action, body, cancellationToken));
            Interlocked.Increment(ref _acknowledged);
            if (i % 10 == 5)
            {
                await SendAsync(browser, form.Action, body, cancellationToken);
            }
        }
    }

    private async Task SendAsync(HttpClient browser, string action, string body, CancellationToken cancellationToken)
    {
        while (!await TryAsync(browser, action, body, cancellationToken))
        {
            await Task.Delay(Random.Shared.Next(20, 100), cancellationToken);
        }
    }

    /// <summary>Whether it was acknowledged.</summary>
    /// <exception cref="InvalidOperationException">The sheet itself was refused: a fault of this checker.</exception>
    private async Task<bool> TryAsync(HttpClient browser, string action, string body, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _attempts);
        try
        {
            using var content = new StringContent(body, null, "application/x-www-form-urlencoded");
            using var response = await browser.PostAsync(new Uri(action, UriKind.Relative), content, cancellationToken);
            return (int)response.StatusCode switch
            {
                < 400 => true,
                >= 500 => false,
                var status => throw new InvalidOperationException($"A sheet was refused with status {status}."),
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Killed in the middle, or not up again yet.
            return false;
        }
    }
}
