using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>A day cell whose stored numbers are not what the responses say.</summary>
internal sealed record DayDifference
{
    public required DayKey Key { get; init; }

    /// <summary>What the responses say.</summary>
    public required Tally Counted { get; init; }

    /// <summary>Counted less stored; null where the stored cell cannot be read.</summary>
    public required Tally? Missing { get; init; }

    /// <summary>The stored cell's revision; 0 where there is none.</summary>
    public required int Revision { get; init; }

    /// <summary>The difference, or null where there is none.</summary>
    public static DayDifference? Between(DayCell cell, Tally counted)
    {
        if (cell.Responses == counted.Responses && !counted.IsEmpty && counted.ToBytes().AsSpan().SequenceEqual(cell.Vector))
        {
            return null;
        }

        return new() { Key = DayKey.Of(cell), Counted = counted, Missing = MissingOf(cell, counted), Revision = cell.Revision };
    }

    private static Tally? MissingOf(DayCell cell, Tally counted)
    {
        try
        {
            var missing = new Tally(counted.Layout);
            missing.Add(counted);
            missing.Subtract(Tally.FromBytes(missing.Layout, cell.Vector));
            return missing;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>Repairs day cells as <see cref="TallyStore"/> repairs the others: by adding what they lacked when they were compared.</summary>
internal static class DayRepair
{
    private const int WriteTogether = 500;

    public static async Task RunAsync(SurveyDbContext context, IEnumerable<DayDifference> differences, CancellationToken cancellationToken)
    {
        foreach (var chunk in differences.OrderBy(d => d.Key.WaveId).ThenBy(d => d.Key.UnitId).ThenBy(d => d.Key.Day).Chunk(WriteTogether))
        {
            await DayCellWriter.AddAsync(context, chunk.Where(d => d.Missing is not null).ToDictionary(d => d.Key, d => d.Missing!), cancellationToken);
            await ReplaceAsync(context, chunk.Where(d => d.Missing is null).ToDictionary(d => d.Key), cancellationToken);
            context.ChangeTracker.Clear();
        }
    }

    // Cells that could not be read cannot have been folded into since, either.
    private static async Task ReplaceAsync(SurveyDbContext context, Dictionary<DayKey, DayDifference> unreadable, CancellationToken cancellationToken)
    {
        foreach (var (key, cell) in await DayCellWriter.StoredAsync(context, unreadable.Keys, cancellationToken))
        {
            if (cell.Revision != unreadable[key].Revision)
            {
                throw new FoldConflictException("A cell changed meanwhile.");
            }

            DayCellWriter.Set(context, cell, unreadable[key].Counted);
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
