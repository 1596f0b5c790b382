using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>Another writer was faster, or the periods changed meanwhile: nothing was folded, and it is to be tried again.</summary>
public sealed class FoldConflictException(string message) : Exception(message);

/// <summary>
/// Folds one batch: all of it is counted or none. The waiting rows are the claim: each is deleted in the transaction that
/// adds its response to a cell, and a row that another node deleted first undoes the whole transaction.
/// </summary>
internal sealed partial class FoldBatch(
    IDbContextFactory<SurveyDbContext> contexts, PublishedVersions versions, TimeProvider time, ILogger logger)
{
    /// <summary>Called before the commit; tests let the process "die" here.</summary>
    public Func<CancellationToken, Task>? BeforeCommit { get; set; }

    public async Task<int> FoldAsync(WaitingResponse[] batch, DateOnly[] boundaries, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = batch.Select(w => w.ResponseId).ToList();
        // Read and added up before the transaction begins: responses never change (but for the flag that a deleted waiting
        // row guards), and citizens' writes should not wait for arithmetic.
        var (sums, bad) = await SumAsync(context, ids, boundaries, cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await CellWriter.AnnounceAsync(context, time.GetUtcNow().UtcDateTime, cancellationToken);
        await ClaimAsync(context, ids, boundaries, cancellationToken);
        if (bad.Count > 0)
        {
            await context.SurveyResponses.Where(r => bad.Contains(r.Id)).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.Flags, r => r.Flags | QualityFlags.Excluded), cancellationToken);
        }

        await CellWriter.AddAsync(context, sums.Cells, cancellationToken);
        await DayCellWriter.AddAsync(context, sums.Days, cancellationToken);
        await WaitingWords.ReleaseAsync(context, batch, cancellationToken);
        if (BeforeCommit is { } die)
        {
            await die(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (bad.Count > 0)
        {
            Unreadable(logger, bad.Count);
        }

        return batch.Length;
    }

    private static async Task ClaimAsync(SurveyDbContext context, List<long> ids, DateOnly[] boundaries, CancellationToken cancellationToken)
    {
        var claimed = await context.PendingFolds.Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(cancellationToken);
        if (claimed != ids.Count)
        {
            throw new FoldConflictException($"Of {ids.Count} waiting responses {claimed} were still waiting.");
        }

        if (!(await SegmentDays.BoundariesAsync(context, cancellationToken)).SequenceEqual(boundaries))
        {
            throw new FoldConflictException("The periods changed meanwhile.");
        }
    }

    private async Task<(CellSums Sums, List<long> Bad)> SumAsync(
        SurveyDbContext context, List<long> ids, DateOnly[] boundaries, CancellationToken cancellationToken)
    {
        var responses = await CountedResponse.From(context.SurveyResponses.Where(r => ids.Contains(r.Id))).ToListAsync(cancellationToken);
        var layouts = await versions.LayoutsAsync(context, responses.Select(r => r.VersionId), cancellationToken);
        var units = await PointUnits.OfAsync(context, [.. responses.Select(r => r.CollectionPointId).Distinct()], cancellationToken);
        var sums = new CellSums(layouts, boundaries, units);
        var bad = new List<long>();
        foreach (var response in responses.Where(r => !r.IsExcluded))
        {
            if (!sums.TryAdd(response))
            {
                bad.Add(response.Id);
            }
        }

        return (sums, bad);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} stored sheets do not fit their questionnaire version; they are marked as excluded and not counted.")]
    private static partial void Unreadable(ILogger logger, int count);
}
