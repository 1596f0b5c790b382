using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Data.Tallies;

/// <summary>Folds waiting responses into the tallies, every few seconds on every node.</summary>
public sealed partial class FoldWorker(
    IDbContextFactory<SurveyDbContext> contexts,
    PublishedVersions versions,
    TallyStore store,
    SurveySettings settings,
    TimeProvider time,
    ILogger<FoldWorker> logger) : BackgroundService
{
    private const int BatchSize = 2000;

    /// <summary>How many waiting rows are looked at together. Far more than can be held back at once (four a point and wave).</summary>
    private const int LookAt = 200_000;
    private const int Attempts = 8;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly TaskCompletionSource _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FoldBatch _batch = new(contexts, versions, time, logger);

    /// <summary>Called before each commit; tests let the process "die" here.</summary>
    internal Func<CancellationToken, Task>? BeforeCommit
    {
        set => _batch.BeforeCommit = value;
    }

    /// <summary>Ends when what waited at the start has been looked at, with or without success.</summary>
    internal Task FirstRound => _firstRound.Task;

    /// <summary>Folds all that may be released now and returns how many responses left the waiting list.</summary>
    public async Task<int> FoldOnceAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await store.RecutAsync(cancellationToken);
            return await FoldAllAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, settings.FoldSeconds)), time);
        do
        {
            try
            {
                await FoldOnceAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The rows still wait; the next round takes them again.
                Failed(logger, e);
            }
            finally
            {
                _firstRound.TrySetResult();
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> FoldAllAsync(CancellationToken cancellationToken)
    {
        var folded = 0;
        for (var failures = 0; ;)
        {
            var (batches, boundaries) = await PlanAsync(cancellationToken);
            var (now, failure) = await FoldAsync(batches, boundaries, cancellationToken);
            folded += now;
            if (failure is null && now == 0)
            {
                return folded;
            }

            if (failure is FormatException)
            {
                // A node of an older program has written a cell during an upgrade; nobody else would repair it.
                await store.RebuildAsync(cancellationToken);
            }

            failures = now > 0 ? 0 : failures + 1;
            if (failures == Attempts)
            {
                throw new InvalidOperationException("Waiting responses could not be folded.", failure);
            }

            if (failures > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << failures)), cancellationToken);
            }
        }
    }

    /// <summary>A batch that fails (another node was faster, the database is away) does not keep the others back.</summary>
    private async Task<(int Folded, Exception? Failure)> FoldAsync(
        List<WaitingResponse[]> batches, DateOnly[] boundaries, CancellationToken cancellationToken)
    {
        var folded = 0;
        Exception? failure = null;
        foreach (var batch in batches)
        {
            try
            {
                folded += await _batch.FoldAsync(batch, boundaries, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failure = e;
            }
        }

        return (folded, failure);
    }

    private async Task<(List<WaitingResponse[]> Batches, DateOnly[] Boundaries)> PlanAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var boundaries = await SegmentDays.BoundariesAsync(context, cancellationToken);
        var waiting = await context.PendingFolds.Where(p => p.Text == null).OrderBy(p => p.Id).Take(LookAt)
            .Select(p => new WaitingResponse(p.Id, p.WaveId, p.CollectionPointId)).ToListAsync(cancellationToken);
        if (waiting.Count == 0)
        {
            return ([], boundaries);
        }

        var waveIds = waiting.Select(w => w.WaveId).Distinct().ToList();
        var waves = await context.Waves.Where(w => waveIds.Contains(w.Id)).Select(w => new { w.Id, w.State, w.ClosedAt, w.Synthetic }).ToListAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var atOnce = waves.ToDictionary(w => w.Id, w => FoldPlan.ReleasesAtOnce(w.State, w.ClosedAt, w.Synthetic, now));
        return ([.. FoldPlan.Batches(waiting, atOnce, BatchSize)], boundaries);
    }

    [LoggerMessage(LogLevel.Error, "Waiting responses could not be folded; the next round tries again.")]
    private static partial void Failed(ILogger logger, Exception exception);
}
