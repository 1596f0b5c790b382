using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>Adds sums to the stored cells within the caller's transaction.</summary>
internal static class CellWriter
{
    /// <summary>
    /// Says that cells change, first in every transaction that does so: the row's lock makes writers wait for one another,
    /// so that they neither deadlock nor read what another is about to change (in a Galera cluster the later one fails at commit).
    /// </summary>
    public static Task<int> AnnounceAsync(SurveyDbContext context, DateTime now, CancellationToken cancellationToken) =>
        context.TallyStates.Where(s => s.Id == TallyState.OnlyId).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Generation, x => x.Generation + 1).SetProperty(x => x.FoldedAt, now), cancellationToken);

    /// <exception cref="FormatException">A stored cell is not readable; <c>tally rebuild</c> repairs it.</exception>
    public static async Task AddAsync(SurveyDbContext context, IReadOnlyDictionary<CellKey, CellSum> sums, CancellationToken cancellationToken)
    {
        var stored = await StoredAsync(context, sums.Keys, cancellationToken);
        foreach (var (key, sum) in sums)
        {
            if (stored.TryGetValue(key, out var cell))
            {
                sum.Tally.AddBytes(cell.Vector);
                Set(context, cell, sum.Tally, sum.LastDay > cell.LastDay ? sum.LastDay : cell.LastDay);
            }
            else if (!sum.Tally.IsEmpty)
            {
                context.Add(NewCell(key, sum.Tally, sum.LastDay));
            }
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Stores new numbers in a tracked cell; a cell without any is dropped.</summary>
    public static void Set(SurveyDbContext context, TallyCell cell, Tally tally, DateOnly lastDay)
    {
        cell.Revision++;
        if (tally.IsEmpty)
        {
            context.Remove(cell);
            return;
        }

        cell.Vector = tally.ToBytes();
        cell.Responses = checked((int)tally.Responses);
        cell.LastDay = lastDay;
    }

    public static TallyCell NewCell(CellKey key, Tally tally, DateOnly lastDay) => new()
    {
        WaveId = key.WaveId,
        CollectionPointId = key.CollectionPointId,
        ServiceId = key.ServiceId,
        Channel = key.Channel,
        Segment = key.Segment,
        Responses = checked((int)tally.Responses),
        LastDay = lastDay,
        Revision = 1,
        Vector = tally.ToBytes(),
    };

    /// <summary>The stored cells among these keys, tracked, in one statement.</summary>
    public static async Task<Dictionary<CellKey, TallyCell>> StoredAsync(
        SurveyDbContext context, IEnumerable<CellKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        var waves = wanted.Select(k => k.WaveId).Distinct().ToList();
        var points = wanted.Select(k => k.CollectionPointId).Distinct().ToList();
        var services = wanted.Select(k => k.ServiceId).Distinct().ToList();
        var segments = wanted.Select(k => k.Segment).Distinct().ToList();
        var found = new Dictionary<CellKey, TallyCell>();
        var cells = context.TallyCells.Where(c => waves.Contains(c.WaveId) && points.Contains(c.CollectionPointId)
            && services.Contains(c.ServiceId) && segments.Contains(c.Segment)).AsAsyncEnumerable();
        await foreach (var cell in cells.WithCancellation(cancellationToken))
        {
            if (wanted.Contains(CellKey.Of(cell)))
            {
                found.Add(CellKey.Of(cell), cell);
            }
            else
            {
                context.Entry(cell).State = EntityState.Detached;
            }
        }

        return found;
    }
}
