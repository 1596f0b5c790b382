using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>A cell whose stored numbers are not what the responses say.</summary>
internal sealed record CellDifference
{
    public required CellKey Key { get; init; }

    /// <summary>What the responses say.</summary>
    public required CellSum Counted { get; init; }

    /// <summary>Counted less stored; null where the stored cell cannot be read.</summary>
    public required CellSum? Missing { get; init; }

    /// <summary>The stored cell's revision; 0 where there is none.</summary>
    public required int Revision { get; init; }
}

/// <summary>
/// Counts the responses again and compares with the cells, both as of one moment.
/// A response counts when it neither waits nor is excluded.
/// </summary>
internal sealed class TallyComparison(SurveyDbContext context, PublishedVersions versions)
{
    private const int PageSize = 20_000;

    public List<CellDifference> Differences { get; } = [];

    /// <summary>The same of the day cells.</summary>
    public List<DayDifference> Days { get; } = [];

    public int Differing => Differences.Count + Days.Count;

    public long Responses { get; private set; }

    public DateOnly[] Boundaries { get; private set; } = [];

    /// <param name="first">Only cells whose segment begins on this day or later, and responses since.</param>
    /// <param name="last">Only cells whose segment begins on this day or earlier, and responses until then.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        await using var snapshot = await Snapshot.BeginAsync(context, cancellationToken);
        Boundaries = await SegmentDays.BoundariesAsync(context, cancellationToken);
        var waves = await context.Waves.ToDictionaryAsync(w => w.Id, w => w.VersionId, cancellationToken);
        var versionIds = await context.SurveyResponses.Select(r => r.VersionId).Distinct().ToListAsync(cancellationToken);
        var layouts = await versions.LayoutsAsync(context, versionIds.Concat(waves.Values), cancellationToken);
        var sums = await CountAsync(layouts, first, last, cancellationToken);
        Responses = sums.Responses;
        await CompareAsync(sums, waves, layouts, first, last, cancellationToken);
        await CompareDaysAsync(sums, waves, layouts, first, last, cancellationToken);
        await snapshot.CommitAsync(cancellationToken);
    }

    private async Task<CellSums> CountAsync(
        Dictionary<long, TallyLayout> layouts, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var waiting = await context.PendingFolds.Where(p => p.Text == null).Select(p => p.Id).ToHashSetAsync(cancellationToken);
        var sums = new CellSums(layouts, Boundaries, await PointUnits.AllAsync(context, cancellationToken));
        for (var after = long.MinValue; ;)
        {
            var page = await CountedResponse.From(context.SurveyResponses.Where(r => r.Id > after && r.Day >= first && r.Day <= last)
                .OrderBy(r => r.Id).Take(PageSize)).ToListAsync(cancellationToken);
            foreach (var response in page.Where(r => !r.IsExcluded && !waiting.Contains(r.Id)))
            {
                sums.TryAdd(response);
            }

            if (page.Count < PageSize)
            {
                return sums;
            }

            after = page[^1].Id;
        }
    }

    private async Task CompareAsync(CellSums sums, Dictionary<long, long> waves, Dictionary<long, TallyLayout> layouts,
        DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var seen = new HashSet<CellKey>();
        var cells = context.TallyCells.AsNoTracking().Where(c => c.Segment >= first && c.Segment <= last).AsAsyncEnumerable();
        await foreach (var cell in cells.WithCancellation(cancellationToken))
        {
            var key = CellKey.Of(cell);
            seen.Add(key);
            if (waves.TryGetValue(cell.WaveId, out var version) && layouts.TryGetValue(version, out var layout))
            {
                Compare(key, cell, sums.Cells.GetValueOrDefault(key) ?? new CellSum(new Tally(layout)));
            }
        }

        Differences.AddRange(sums.Cells.Where(c => !seen.Contains(c.Key) && !c.Value.Tally.IsEmpty).Select(c => new CellDifference
        {
            Key = c.Key,
            Counted = c.Value,
            Missing = c.Value,
            Revision = 0,
        }));
    }

    private async Task CompareDaysAsync(CellSums sums, Dictionary<long, long> waves, Dictionary<long, TallyLayout> layouts,
        DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var seen = new HashSet<DayKey>();
        var cells = context.DayCells.AsNoTracking().Where(c => c.Day >= first && c.Day <= last).AsAsyncEnumerable();
        await foreach (var cell in cells.WithCancellation(cancellationToken))
        {
            seen.Add(DayKey.Of(cell));
            if (waves.TryGetValue(cell.WaveId, out var version) && layouts.TryGetValue(version, out var layout)
                && DayDifference.Between(cell, sums.Days.GetValueOrDefault(DayKey.Of(cell)) ?? new Tally(layout)) is { } difference)
            {
                Days.Add(difference);
            }
        }

        Days.AddRange(sums.Days.Where(d => !seen.Contains(d.Key) && !d.Value.IsEmpty)
            .Select(d => new DayDifference { Key = d.Key, Counted = d.Value, Missing = d.Value, Revision = 0 }));
    }

    private void Compare(CellKey key, TallyCell cell, CellSum counted)
    {
        if (cell.Responses == counted.Tally.Responses && !counted.Tally.IsEmpty && counted.Tally.ToBytes().AsSpan().SequenceEqual(cell.Vector))
        {
            return;
        }

        Differences.Add(new CellDifference { Key = key, Counted = counted, Missing = Missing(cell, counted), Revision = cell.Revision });
    }

    private static CellSum? Missing(TallyCell cell, CellSum counted)
    {
        try
        {
            var missing = new Tally(counted.Tally.Layout);
            missing.Add(counted.Tally);
            missing.Subtract(Tally.FromBytes(missing.Layout, cell.Vector));
            return new CellSum(missing) { LastDay = counted.LastDay };
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
