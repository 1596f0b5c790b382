using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Analyse.Closings;

namespace Survey.Web.Pages.Analyse;

/// <summary>The counts of one questionnaire in a period and in those before it, with the world as it was then:
/// all that reports of any unit of that period need.</summary>
internal sealed record ResultsChain
{
    public required ResultsWorld World { get; init; }
    public required IndexReading Reading { get; init; }

    /// <summary>Oldest first; the last is the period asked for.</summary>
    public required IReadOnlyList<PeriodCounts> Periods { get; init; }
    public required IReadOnlyList<TransactionCount> Transactions { get; init; }
    public required IReadOnlyList<long> WaveIds { get; init; }
    public required long Size { get; init; }

    /// <summary>Exact intervals that were kept when the period was closed.</summary>
    public IReadOnlyList<FrozenInterval> Intervals { get; init; } = [];
}

/// <summary>Reads a chain: one statement for all of its cells that are not known yet.</summary>
/// <param name="kept">What the world was frozen with; null: the present counts.</param>
/// <param name="cache">Where present cells are kept for other chains; of a frozen world none are.</param>
internal sealed class ResultsChainReader(
    SurveyDbContext context, PublishedVersions versions, FrozenStore frozen, ResultsWorld world, FrozenCounts? kept, ResultsCache? cache = null)
{
    private const int LongestTrend = 5;

    /// <summary>The chain; null where the questionnaire or the index is unknown.</summary>
    /// <param name="questionnaire">The questionnaire's code.</param>
    /// <param name="index">An index of it; null: its first.</param>
    /// <param name="period">The period asked for.</param>
    /// <param name="against">The period it is compared with; null: its own predecessors.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ResultsChain?> ReadAsync(
        string questionnaire, string? index, StoredPeriod period, StoredPeriod? against, CancellationToken cancellationToken)
    {
        var known = world.Versions.Where(v => v.Questionnaire == questionnaire).OrderBy(v => v.Number).ToList();
        var versionIds = known.Select(v => v.Id).ToHashSet();
        var waves = world.Waves.Values.Where(w => versionIds.Contains(w.VersionId)).Select(w => w.Id).ToList();
        List<StoredPeriod> periods = against is null ? world.PeriodsUpTo(period, LongestTrend) : [against, period];
        var byPeriod = await CellsAsync(waves, periods, cancellationToken);
        var cells = byPeriod.SelectMany(c => c).ToList();
        // The latest version that the period's responses answer: a version published since does not rewrite old reports.
        var answered = byPeriod[^1].Select(c => world.Waves[c.WaveId].VersionId).ToHashSet();
        var version = known.FindLast(v => answered.Contains(v.Id)) ?? (known.Count > 0 ? known[^1] : null);
        if (version is null || await versions.FindAsync(context, version.Id, cancellationToken) is not { } model
            || model.Indices.FirstOrDefault(i => index is null || i.Code == index) is not { } definition)
        {
            return null;
        }

        var layouts = await versions.LayoutsAsync(context, cells.Select(c => world.Waves[c.WaveId].VersionId), cancellationToken);
        var mappings = known.Where(v => v.Number < version.Number && layouts.ContainsKey(v.Id)).ToDictionary(v => layouts[v.Id], v =>
            VersionMappings.Between(known.Select(k => (k.Number, k.Mapping)), v.Number, version.Number).Apart(layouts[v.Id].Questionnaire));
        var reading = new IndexReading(model, version.Number, definition, mappings);
        return new ResultsChain
        {
            World = world,
            Reading = reading,
            Periods = [.. periods.Select((p, i) => Counts(reading, p, byPeriod[i], layouts))],
            Transactions = await TransactionsAsync(periods, cancellationToken),
            WaveIds = waves,
            Size = cells.Count + 1,
            Intervals = kept?.Intervals ?? [],
        };
    }

    /// <summary>The cells of each period.</summary>
    private async Task<List<List<TallyCell>>> CellsAsync(List<long> waves, List<StoredPeriod> periods, CancellationToken cancellationToken)
    {
        var (first, last) = (periods.Min(p => p.First), periods.Max(p => p.Last));
        var wanted = waves.ToHashSet();
        var all = kept is not null
            ? kept.Cells.Where(c => wanted.Contains(c.WaveId)).ToList()
            : await new SegmentCells(context, cache, world).ReadAsync(waves, first, last, cancellationToken);
        var closings = new PeriodCells(context, versions, frozen, world);
        var byPeriod = new List<List<TallyCell>>();
        foreach (var period in periods)
        {
            byPeriod.Add(await closings.OfAsync(waves, period, all.FindAll(c => Contains(period, c)), cancellationToken));
        }

        return byPeriod;
    }

    private async Task<List<TransactionCount>> TransactionsAsync(List<StoredPeriod> periods, CancellationToken cancellationToken)
    {
        var codes = periods.ConvertAll(p => p.Code);
        return kept is not null ? kept.Transactions.FindAll(t => codes.Contains(t.PeriodCode)) : await context.TransactionCounts.AsNoTracking().Where(t => codes.Contains(t.PeriodCode)).ToListAsync(cancellationToken);
    }

    private PeriodCounts Counts(IndexReading reading, StoredPeriod period, List<TallyCell> cells, Dictionary<long, TallyLayout> layouts)
    {
        var scratch = new Dictionary<TallyLayout, Tally>();
        var counted = cells.Where(c => layouts.ContainsKey(world.Waves[c.WaveId].VersionId))
            .Select(c => (c.CollectionPointId, Cell: Counted(reading, c, world.Waves[c.WaveId], layouts, scratch)));
        return new PeriodCounts(reading, period, counted.ToLookup(c => c.CollectionPointId, c => c.Cell), [.. world.Periods.Values.Select(p => (p.First, p.Last))]);
    }

    private static CountedCell Counted(IndexReading reading, TallyCell cell, ResultWave wave, Dictionary<long, TallyLayout> layouts,
        Dictionary<TallyLayout, Tally> scratch)
    {
        var layout = layouts[wave.VersionId];
        if (!scratch.TryGetValue(layout, out var tally))
        {
            scratch.Add(layout, tally = new Tally(layout));
        }

        tally.Clear();
        tally.AddBytes(cell.Vector);
        var reader = reading.BasesOf(layout);
        var bases = new long[reader.Count];
        reader.AddTo(tally, bases);
        return new CountedCell(wave, cell.Segment, cell.ServiceId, cell.Channel, layout, cell.Vector, bases);
    }

    // No period cuts a segment, so its first day decides.
    private static bool Contains(StoredPeriod period, TallyCell cell) => period.First <= cell.Segment && cell.Segment <= period.Last;
}
