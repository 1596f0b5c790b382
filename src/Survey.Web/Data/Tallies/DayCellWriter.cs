using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>Adds sums to the stored day cells within the transaction that adds the same responses to the cells.</summary>
internal static class DayCellWriter
{
    /// <exception cref="FormatException">A stored cell is not readable; <c>tally rebuild</c> repairs it.</exception>
    public static async Task AddAsync(SurveyDbContext context, IReadOnlyDictionary<DayKey, Tally> sums, CancellationToken cancellationToken)
    {
        var stored = await StoredAsync(context, sums.Keys, cancellationToken);
        foreach (var (key, sum) in sums)
        {
            if (stored.TryGetValue(key, out var cell))
            {
                sum.AddBytes(cell.Vector);
                Set(context, cell, sum);
            }
            else if (!sum.IsEmpty)
            {
                context.Add(NewCell(key, sum));
            }
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Stores new numbers in a tracked cell; a cell without any is dropped.</summary>
    public static void Set(SurveyDbContext context, DayCell cell, Tally tally)
    {
        cell.Revision++;
        if (tally.IsEmpty)
        {
            context.Remove(cell);
            return;
        }

        cell.Vector = tally.ToBytes();
        cell.Responses = checked((int)tally.Responses);
    }

    /// <summary>The stored cells among these keys, tracked, in one statement.</summary>
    public static async Task<Dictionary<DayKey, DayCell>> StoredAsync(
        SurveyDbContext context, IEnumerable<DayKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        var waves = wanted.Select(k => k.WaveId).Distinct().ToList();
        var units = wanted.Select(k => k.UnitId).Distinct().ToList();
        var days = wanted.Select(k => k.Day).Distinct().ToList();
        var found = new Dictionary<DayKey, DayCell>();
        var cells = context.DayCells.Where(c => waves.Contains(c.WaveId) && units.Contains(c.UnitId) && days.Contains(c.Day)).AsAsyncEnumerable();
        await foreach (var cell in cells.WithCancellation(cancellationToken))
        {
            if (wanted.Contains(DayKey.Of(cell)))
            {
                found.Add(DayKey.Of(cell), cell);
            }
            else
            {
                context.Entry(cell).State = EntityState.Detached;
            }
        }

        return found;
    }

    private static DayCell NewCell(DayKey key, Tally tally) => new()
    {
        WaveId = key.WaveId,
        UnitId = key.UnitId,
        Day = key.Day,
        Responses = checked((int)tally.Responses),
        Revision = 1,
        Vector = tally.ToBytes(),
    };
}
