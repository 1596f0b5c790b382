using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>
/// The counts of a period as they are to be read now: what a unit has closed stands as it was closed, and what came for closed
/// days afterwards counts in the next open period.
/// </summary>
internal sealed class PeriodCells(SurveyDbContext context, PublishedVersions versions, FrozenStore frozen, ResultsWorld world)
{
    /// <summary>The cells of one period.</summary>
    /// <param name="waves">The questionnaire's waves.</param>
    /// <param name="period">The period.</param>
    /// <param name="present">The stored cells of its days.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<TallyCell>> OfAsync(IReadOnlyList<long> waves, StoredPeriod period, List<TallyCell> present, CancellationToken cancellationToken)
    {
        if (world.Closed.Count == 0 || world.Mark is not null)
        {
            return present;
        }

        var wanted = waves.ToHashSet();
        var cells = present.Where(c => ClosingOf(c.CollectionPointId, period.Code) is null).ToList();
        foreach (var closed in world.Closed.Where(c => c.Period == period.Code))
        {
            var (counts, _) = await frozen.FindAsync(context, closed, cancellationToken);
            cells.AddRange(counts.Cells.Where(c => Contains(period, c.Segment) && wanted.Contains(c.WaveId) && ClosingOf(c.CollectionPointId, period.Code) == closed));
        }

        cells.AddRange(await LateAsync(wanted, period, cancellationToken));
        return cells;
    }

    private ClosedPeriod? ClosingOf(long point, string period) =>
        world.PointsById.TryGetValue(point, out var place) ? world.ClosingOf(place.Parent!.Unit!.Path, period) : null;

    /// <summary>What came after their closing for days whose every period is closed, where this is the first open period after them.</summary>
    private async Task<List<TallyCell>> LateAsync(HashSet<long> waves, StoredPeriod period, CancellationToken cancellationToken)
    {
        var late = new List<TallyCell>();
        foreach (var closed in world.Closed.Where(c => world.Periods.TryGetValue(c.Period, out var before) && before.First < period.First))
        {
            var days = world.Periods[closed.Period];
            var unit = world.UnitsByCode.GetValueOrDefault(closed.Unit);
            if (unit is null || !HandsOver(closed, days, period))
            {
                continue;
            }

            var points = unit.Subtree().Where(p => p.Point is not null && ClosingOf(p.Id, closed.Period) == closed).Select(p => p.Id).ToHashSet();
            var present = await context.TallyCells.AsNoTracking()
                .Where(c => waves.Contains(c.WaveId) && c.Segment >= days.First && c.Segment <= days.Last).ToListAsync(cancellationToken);
            var (counts, _) = await frozen.FindAsync(context, closed, cancellationToken);
            var kept = counts.Cells.Where(c => waves.Contains(c.WaveId) && points.Contains(c.CollectionPointId) && IsLost(closed, c.Segment)).ToLookup(Key);
            var layouts = await versions.LayoutsAsync(context, present.Select(c => world.Waves[c.WaveId].VersionId), cancellationToken);
            late.AddRange(present.Where(c => points.Contains(c.CollectionPointId) && IsLost(closed, c.Segment)).GroupBy(Key)
                .Select(g => Rest(layouts[world.Waves[g.Key.Wave].VersionId], [.. g], [.. kept[g.Key]], period.First)).OfType<TallyCell>());
        }

        return late;
    }

    // A day of the closed period of which no period is open any more, and of whose periods this one was closed last.
    private bool IsLost(ClosedPeriod closed, DateOnly day) => world.Periods.Values.Where(p => Contains(p, day))
        .All(p => world.ClosingOf(closed.Path, p.Code) is { } other && (other.ClosedAt, other.SnapshotId).CompareTo((closed.ClosedAt, closed.SnapshotId)) <= 0);

    private bool HandsOver(ClosedPeriod closed, StoredPeriod days, StoredPeriod to)
    {
        var next = world.Periods.Values.Where(p => p.First > days.First && world.ClosingOf(closed.Path, p.Code) is null)
            .Select(p => p.First).DefaultIfEmpty(DateOnly.MaxValue).Min();
        return to.First <= next && next <= to.Last && world.ClosingOf(closed.Path, to.Code) is null;
    }

    private static (long Wave, long Point, long Service, Channel Channel) Key(TallyCell cell) => (cell.WaveId, cell.CollectionPointId, cell.ServiceId, cell.Channel);

    // An exclusion after the closing may leave fewer than were frozen: then nothing is handed over.
    private static TallyCell? Rest(TallyLayout layout, TallyCell[] now, TallyCell[] then, DateOnly day)
    {
        var (sum, frozen) = (Sum(layout, now), Sum(layout, then));
        if (sum.Responses <= frozen.Responses || !sum.Covers(frozen))
        {
            return null;
        }

        sum.Subtract(frozen);
        return new TallyCell
        {
            WaveId = now[0].WaveId,
            CollectionPointId = now[0].CollectionPointId,
            ServiceId = now[0].ServiceId,
            Channel = now[0].Channel,
            Segment = day,
            Responses = (int)sum.Responses,
            LastDay = now.Max(c => c.LastDay),
            Revision = 0,
            Vector = sum.ToBytes(),
        };
    }

    private static Tally Sum(TallyLayout layout, TallyCell[] cells)
    {
        var sum = new Tally(layout);
        foreach (var cell in cells)
        {
            sum.AddBytes(cell.Vector);
        }

        return sum;
    }

    private static bool Contains(StoredPeriod period, DateOnly day) => period.First <= day && day <= period.Last;
}
