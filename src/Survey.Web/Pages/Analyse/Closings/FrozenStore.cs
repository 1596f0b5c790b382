using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>What closed periods were frozen with. A snapshot never changes, so what was read of it stays.</summary>
public sealed class FrozenStore(ResultsCache cache)
{
    internal async Task<(FrozenCounts Counts, ResultsWorld World)> FindAsync(SurveyDbContext context, ClosedPeriod closed, CancellationToken cancellationToken)
    {
        var kept = await cache.GetAsync(("frozen", closed.SnapshotId), () => ReadAsync(context, closed, cancellationToken), k => k.Counts.Cells.Count + 1);
        return (kept!.Counts, kept.World);
    }

    private static async Task<Kept?> ReadAsync(SurveyDbContext context, ClosedPeriod closed, CancellationToken cancellationToken)
    {
        var content = await context.SnapshotFiles.Where(f => f.SnapshotId == closed.SnapshotId && f.Name == FrozenCounts.FileName)
            .Select(f => f.Content).SingleAsync(cancellationToken);
        var counts = FrozenCounts.Read(content);
        return new(counts, ResultsWorld.Of(counts.World, [], closed.Mark));
    }

    private sealed record Kept(FrozenCounts Counts, ResultsWorld World);
}
