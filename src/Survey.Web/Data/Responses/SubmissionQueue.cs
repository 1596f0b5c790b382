using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Data.Responses;

/// <summary>
/// The one way to the table of responses: a bounded queue whose single writer commits shuffled batches and only then
/// acknowledges. Concurrent citizens share one durable commit; nobody waits for a batch to fill.
/// </summary>
public sealed partial class SubmissionQueue(
    IDbContextFactory<SurveyDbContext> contexts, SurveySettings settings, ILogger<SubmissionQueue> logger) : BackgroundService
{
    public const int LargestBatch = 128;
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);
    private static readonly int[] RetryDelays = [20, 80, 300, 1000];

    private readonly Channel<Waiting> _channel = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(Math.Max(1, settings.QueueLength)) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly CancellationTokenSource _abandon = new();

    /// <summary>Waits for the durable commit. A caller who stops waiting does not withdraw the sheet.</summary>
    public async Task<SubmissionOutcome> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(submission, new TaskCompletionSource<SubmissionOutcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        return _channel.Writer.TryWrite(waiting) ? await waiting.Done.Task.WaitAsync(cancellationToken) : SubmissionOutcome.Busy;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _channel.Writer.TryComplete();
        _abandon.CancelAfter(Drain);
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _abandon.Dispose();
        base.Dispose();
    }

    // Off the starting thread: SQLite's calls do not yield.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(RunAsync, CancellationToken.None);

    private async Task RunAsync()
    {
        await using var writer = new SubmissionWriter(contexts);
        var batch = new List<Waiting>(LargestBatch);
        while (await _channel.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _channel.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await StoreAsync(writer, batch);
            batch.Clear();
        }
    }

    private async Task StoreAsync(SubmissionWriter writer, List<Waiting> batch)
    {
        // The same form sent many times at once is one row; the others learn its fate.
        var sheets = batch.GroupBy(w => Convert.ToHexString(w.Submission.Digest), StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        RandomNumberGenerator.Shuffle<Waiting[]>(sheets);
        SubmissionOutcome[] outcomes;
        try
        {
            outcomes = await WriteAsync(writer, [.. sheets.Select(s => s[0].Submission)]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogFailed(e, batch.Count);
            outcomes = [.. Enumerable.Repeat(SubmissionOutcome.Busy, sheets.Length)];
        }

        for (var i = 0; i < sheets.Length; i++)
        {
            Acknowledge(sheets[i], outcomes[i]);
        }
    }

    private static void Acknowledge(Waiting[] same, SubmissionOutcome outcome)
    {
        same[0].Done.SetResult(outcome);
        foreach (var repeat in same.AsSpan(1))
        {
            repeat.Done.SetResult(outcome == SubmissionOutcome.Stored ? SubmissionOutcome.Duplicate : outcome);
        }
    }

    private async Task<SubmissionOutcome[]> WriteAsync(SubmissionWriter writer, Submission[] batch)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await writer.WriteAsync(batch, _abandon.Token);
            }
            catch (Exception e) when (attempt < RetryDelays.Length && DatabaseErrors.IsTransient(e))
            {
                // A commit whose answer got lost is found as a spent key of our own: success.
                LogRetry(e, attempt + 1);
                await Task.Delay(RetryDelays[attempt], _abandon.Token);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A batch of responses is written again (attempt {Attempt}).")]
    private partial void LogRetry(Exception error, int attempt);

    [LoggerMessage(LogLevel.Error, "A batch of {Count} responses could not be written; their senders were asked to send again.")]
    private partial void LogFailed(Exception error, int count);

    private sealed record Waiting(Submission Submission, TaskCompletionSource<SubmissionOutcome> Done);
}
