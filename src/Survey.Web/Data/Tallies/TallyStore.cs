using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Responses;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>What a verification found.</summary>
public sealed record TallyVerification(long Responses, int DifferingCells);

/// <summary>Keeps the tallies what the responses say: verifies and rebuilds them, cuts them anew, takes responses out.</summary>
public sealed class TallyStore(IDbContextFactory<SurveyDbContext> contexts, PublishedVersions versions, TimeProvider time)
{
    private const int Attempts = 10;
    private const int WriteTogether = 500;

    private DateOnly[]? _cutBy;

    /// <summary>Counts the responses again and says how many cells hold other numbers.</summary>
    public async Task<TallyVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var comparison = await CompareAsync(DateOnly.MinValue, DateOnly.MaxValue, cancellationToken);
        return new(comparison.Responses, comparison.Differing);
    }

    /// <summary>Counts the responses again, repairs every cell that holds other numbers and returns how many did.</summary>
    public Task<int> RebuildAsync(CancellationToken cancellationToken) =>
        RepairAsync(DateOnly.MinValue, DateOnly.MaxValue, cancellationToken);

    /// <summary>
    /// Counts everything again where the cells are packed in an older format than this program's, and returns how many cells
    /// that changed. It is done before results are asked for; several nodes that do it at once end with the same numbers, and
    /// one that died over it has done no harm.
    /// </summary>
    public async Task<int> UpgradeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var outdated = context.TallyStates.Where(s => s.Id == TallyState.OnlyId && s.Format < Tally.Format);
        if (!await outdated.AnyAsync(cancellationToken))
        {
            return 0;
        }

        var changed = await context.TallyCells.AnyAsync(cancellationToken) ? await RebuildAsync(cancellationToken) : 0;
        await outdated.ExecuteUpdateAsync(s => s.SetProperty(x => x.Format, (int)Tally.Format), cancellationToken);
        return changed;
    }

    /// <summary>
    /// Cuts cells anew where a period begins or ends inside a segment that already holds responses, and returns how many
    /// cells changed. Cheap where the periods are those of the last call.
    /// </summary>
    public async Task<int> RecutAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var boundaries = await SegmentDays.BoundariesAsync(context, cancellationToken);
        if (_cutBy is { } known && known.SequenceEqual(boundaries))
        {
            return 0;
        }

        var spans = await context.TallyCells.GroupBy(c => c.Segment)
            .Select(g => new { Segment = g.Key, LastDay = g.Max(c => c.LastDay) }).ToListAsync(cancellationToken);
        var range = RangeToCut([.. spans.Select(s => (s.Segment, s.LastDay))], boundaries);
        var changed = range is { } r ? await RepairAsync(r.First, r.Last, cancellationToken) : 0;
        _cutBy = boundaries;
        return changed;
    }

    /// <summary>Takes a stored response out of every figure; false where there is none or it is out already.</summary>
    public async Task<bool> ExcludeAsync(long responseId, CancellationToken cancellationToken)
    {
        await RecutAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await CellWriter.AnnounceAsync(context, time.GetUtcNow().UtcDateTime, cancellationToken);
        var response = await CountedResponse.From(context.SurveyResponses.Where(r => r.Id == responseId)).FirstOrDefaultAsync(cancellationToken);
        if (response is null || response.IsExcluded)
        {
            return false;
        }

        await context.SurveyResponses.Where(r => r.Id == responseId).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.Flags, r => r.Flags | QualityFlags.Excluded), cancellationToken);
        // A waiting response was never added. Its row goes with this transaction, so a fold that is under way starts again.
        if (await context.PendingFolds.Where(p => p.Id == responseId).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            await SubtractAsync(context, response, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The days whose cells must be counted again: the cut segments, and what overlaps them from older cuts.</summary>
    private static (DateOnly First, DateOnly Last)? RangeToCut(List<(DateOnly Segment, DateOnly LastDay)> spans, DateOnly[] boundaries)
    {
        var cut = spans.FindAll(s => SegmentDays.EndOf(s.Segment, boundaries) is { } end && end <= s.LastDay);
        if (cut.Count == 0)
        {
            return null;
        }

        var (first, last) = (cut.Min(s => s.Segment), cut.Max(s => s.LastDay));
        while (spans.Exists(s => Overlaps(s) && (s.Segment < first || s.LastDay > last)))
        {
            var overlapping = spans.FindAll(Overlaps);
            (first, last) = (overlapping.Min(s => s.Segment), overlapping.Max(s => s.LastDay));
        }

        return (first, last);

        bool Overlaps((DateOnly Segment, DateOnly LastDay) s) => s.Segment <= last && s.LastDay >= first;
    }

    private async Task SubtractAsync(SurveyDbContext context, CountedResponse response, CancellationToken cancellationToken)
    {
        if (await versions.FindAsync(context, response.VersionId, cancellationToken) is not { } questionnaire)
        {
            return;
        }

        var layout = TallyLayout.For(questionnaire);
        var units = await PointUnits.OfAsync(context, [response.CollectionPointId], cancellationToken);
        var sums = new CellSums(new Dictionary<long, TallyLayout>(), await SegmentDays.BoundariesAsync(context, cancellationToken), units);
        var sheet = AnswerSheet.Parse(questionnaire, response.Answers);
        sums.CellOf(sums.KeyOf(response), layout).Tally.Subtract(sheet);
        sums.DayOf(sums.DayKeyOf(response), layout).Subtract(sheet);
        await CellWriter.AddAsync(context, sums.Cells, cancellationToken);
        await DayCellWriter.AddAsync(context, sums.Days, cancellationToken);
    }

    private async Task<TallyComparison> CompareAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var comparison = new TallyComparison(context, versions);
        await comparison.RunAsync(first, last, cancellationToken);
        return comparison;
    }

    private async Task<int> RepairAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var comparison = await CompareAsync(first, last, cancellationToken);
            if (comparison.Differing == 0)
            {
                return 0;
            }

            try
            {
                await RepairAsync(comparison, cancellationToken);
                return comparison.Differing;
            }
            catch (Exception e) when (attempt < Attempts && e is FoldConflictException or DbUpdateException or FormatException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 200)), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Adds to each differing cell what it lacked at the moment of comparison. Folds that came after that moment have added
    /// their own responses to both sides of the difference, so it still holds and nobody had to wait.
    /// </summary>
    private async Task RepairAsync(TallyComparison comparison, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await CellWriter.AnnounceAsync(context, time.GetUtcNow().UtcDateTime, cancellationToken);
        if (!(await SegmentDays.BoundariesAsync(context, cancellationToken)).SequenceEqual(comparison.Boundaries))
        {
            throw new FoldConflictException("The periods changed meanwhile.");
        }

        foreach (var chunk in comparison.Differences.OrderBy(d => d.Key.WaveId).ThenBy(d => d.Key.CollectionPointId).Chunk(WriteTogether))
        {
            var readable = chunk.Where(d => d.Missing is not null).ToDictionary(d => d.Key, d => d.Missing!);
            await CellWriter.AddAsync(context, readable, cancellationToken);
            await ReplaceAsync(context, chunk.Where(d => d.Missing is null).ToDictionary(d => d.Key), cancellationToken);
            context.ChangeTracker.Clear();
        }

        await DayRepair.RunAsync(context, comparison.Days, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Cells that could not be read cannot have been folded into since, either.</summary>
    private static async Task ReplaceAsync(SurveyDbContext context, Dictionary<CellKey, CellDifference> unreadable, CancellationToken cancellationToken)
    {
        if (unreadable.Count == 0)
        {
            return;
        }

        foreach (var (key, cell) in await CellWriter.StoredAsync(context, unreadable.Keys, cancellationToken))
        {
            var difference = unreadable[key];
            if (cell.Revision != difference.Revision)
            {
                throw new FoldConflictException("A cell changed meanwhile.");
            }

            CellWriter.Set(context, cell, difference.Counted.Tally, difference.Counted.LastDay);
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
