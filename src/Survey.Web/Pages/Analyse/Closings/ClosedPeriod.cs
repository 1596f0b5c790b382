using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>Which closing the figures of a report were frozen by.</summary>
/// <param name="SnapshotId">The snapshot.</param>
/// <param name="Unit">Code of the unit that closed the period, for itself and all below it.</param>
/// <param name="Number">The revision, 1 for the first.</param>
/// <param name="ClosedAt">UTC.</param>
public sealed record ClosedMark(long SnapshotId, string Unit, int Number, DateTime ClosedAt);

/// <summary>A closed period of a unit: its latest revision.</summary>
internal sealed record ClosedPeriod(long SnapshotId, string Unit, string Path, string Period, int Number, DateTime ClosedAt)
{
    public ClosedMark Mark => new(SnapshotId, Unit, Number, ClosedAt);

    public static async Task<IReadOnlyList<ClosedPeriod>> ListAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var all = await context.Snapshots.Join(context.PeriodClosings.Where(c => c.State == ClosingState.Closed), s => s.ClosingId, c => c.Id,
            (s, c) => new ClosedPeriod(s.Id, c.Unit!.Code, c.Unit.Path, c.PeriodCode, c.Number, c.ClosedAt!.Value)).ToListAsync(cancellationToken);
        return [.. all.GroupBy(c => (c.Unit, c.Period)).Select(g => g.MaxBy(c => c.Number)!)];
    }
}
