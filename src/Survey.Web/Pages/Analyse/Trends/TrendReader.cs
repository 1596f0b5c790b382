using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>Reads what a trend needs: one statement for the days, one for the periods' cells.</summary>
internal sealed class TrendReader(SurveyDbContext context, PublishedVersions versions, ResultsCache cache, ResultsWorld world, DateOnly today)
{
    /// <summary>The counts; null where the questionnaire or the index is unknown.</summary>
    public async Task<TrendCounts?> ReadAsync(string questionnaire, string? index, TrendRange range, CancellationToken cancellationToken)
    {
        var known = world.Versions.Where(v => v.Questionnaire == questionnaire).OrderBy(v => v.Number).ToList();
        var ids = known.Select(v => v.Id).ToHashSet();
        var waves = world.Waves.Values.Where(w => ids.Contains(w.VersionId)).Select(w => w.Id).ToList();
        var periods = Touching(world, new(range.First, range.Last), today);
        var all = periods.Count == 0 ? new Days(range.First, range.Last) : new Days(periods.Min(p => p.First), periods.Max(p => p.Last));
        // By wave: looking for distinct ones among the cells would read them all.
        var answered = await context.Waves.Where(w => waves.Contains(w.Id) && context.DayCells.Any(c => c.WaveId == w.Id && c.Day <= all.Last))
            .Select(w => w.Id).ToListAsync(cancellationToken);
        var answeredVersions = answered.Select(w => world.Waves[w].VersionId).ToHashSet();
        // The latest version that was answered by the end of those periods: one that is only published rewrites nothing.
        var version = known.FindLast(v => answeredVersions.Contains(v.Id)) ?? (known.Count > 0 ? known[^1] : null);
        if (version is null || await versions.FindAsync(context, version.Id, cancellationToken) is not { } model
            || model.Indices.FirstOrDefault(i => index is null || i.Code == index) is not { } definition)
        {
            return null;
        }

        var layouts = await versions.LayoutsAsync(context, answeredVersions, cancellationToken);
        var mappings = known.Where(v => v.Number < version.Number && layouts.ContainsKey(v.Id)).ToDictionary(v => layouts[v.Id], v =>
            VersionMappings.Between(known.Select(k => (k.Number, k.Mapping)), v.Number, version.Number).Apart(layouts[v.Id].Questionnaire));
        var reading = new IndexReading(model, version.Number, definition, mappings);
        return await CountsAsync(reading, waves, layouts, range, periods, all, cancellationToken);
    }

    /// <summary>The stored periods that have begun and touch these days, those that touch such periods, and so on: only then is
    /// what a reader can subtract from what all there.</summary>
    public static List<StoredPeriod> Touching(ResultsWorld world, Days days, DateOnly today)
    {
        var begun = world.Periods.Values.Where(p => p.First <= today).ToList();
        for (var window = days; ;)
        {
            var touching = begun.FindAll(p => p.First <= window.Last && p.Last >= window.First);
            var wider = touching.Aggregate(window, (w, p) => new(p.First < w.First ? p.First : w.First, p.Last > w.Last ? p.Last : w.Last));
            if (wider == window)
            {
                return touching;
            }

            window = wider;
        }
    }

    private async Task<TrendCounts> CountsAsync(IndexReading reading, List<long> waves, Dictionary<long, TallyLayout> layouts, TrendRange range,
        List<StoredPeriod> periods, Days all, CancellationToken cancellationToken)
    {
        var cut = world.Periods.Values.Select(p => new Days(p.First, p.Last)).ToList();
        var segments = TrendCalendar.SegmentsOf(cut, all).ToList();
        var asked = segments.FindAll(s => s.First <= range.Last && s.Last >= range.First);
        var window = asked.Count == 0 ? all : new Days(asked[0].First, asked[^1].Last);
        return new TrendCounts
        {
            World = world,
            Reading = reading,
            Calendar = new(segments, today),
            Window = window,
            Periods = await PeriodsAsync(reading, periods, all, waves, layouts, cancellationToken),
            Cells = await DaysAsync(reading, window, waves, layouts, cancellationToken),
            Transactions = await TransactionsAsync(periods, cancellationToken),
            WaveIds = waves,
        };
    }

    private async Task<ILookup<long, CountedCell>> DaysAsync(
        IndexReading reading, Days window, List<long> waves, Dictionary<long, TallyLayout> layouts, CancellationToken cancellationToken)
    {
        var bases = new WholeBases(reading);
        var counted = new List<(long Unit, CountedCell Cell)>();
        var cells = context.DayCells.AsNoTracking().Where(c => waves.Contains(c.WaveId) && c.Day >= window.First && c.Day <= window.Last).AsAsyncEnumerable();
        await foreach (var cell in cells.WithCancellation(cancellationToken))
        {
            if (world.Waves.TryGetValue(cell.WaveId, out var wave) && layouts.TryGetValue(wave.VersionId, out var layout))
            {
                counted.Add((cell.UnitId, new CountedCell(wave, cell.Day, 0, default, layout, cell.Vector, [bases.Of(layout, cell.Vector)])));
            }
        }

        return counted.ToLookup(c => c.Unit, c => c.Cell);
    }

    // Of the periods only the sum of each counter and segment is needed: no filter is asked for here.
    private async Task<List<PeriodCounts>> PeriodsAsync(IndexReading reading, List<StoredPeriod> periods, Days all,
        List<long> waves, Dictionary<long, TallyLayout> layouts, CancellationToken cancellationToken)
    {
        var bases = new WholeBases(reading);
        var sums = new Dictionary<(long Point, DateOnly Segment), (ResultWave Wave, TallyLayout Layout, long[] Bases)>();
        foreach (var cell in await new SegmentCells(context, cache, world).ReadAsync(waves, all.First, all.Last, cancellationToken))
        {
            if (world.Waves.TryGetValue(cell.WaveId, out var wave) && layouts.TryGetValue(wave.VersionId, out var layout))
            {
                if (!sums.TryGetValue((cell.CollectionPointId, cell.Segment), out var sum))
                {
                    sums[(cell.CollectionPointId, cell.Segment)] = sum = (wave, layout, new long[1 + reading.Index.Dimensions.Count + reading.Items.Count]);
                }

                sum.Bases[0] += bases.Of(layout, cell.Vector);
            }
        }

        var counted = sums.Select(s => (s.Key.Point, Cell: new CountedCell(s.Value.Wave, s.Key.Segment, 0, default, s.Value.Layout, [], s.Value.Bases))).ToList();
        IReadOnlyList<(DateOnly, DateOnly)> known = [.. world.Periods.Values.Select(p => (p.First, p.Last))];
        return periods.ConvertAll(p => new PeriodCounts(
            reading, p, counted.Where(c => p.First <= c.Cell.Segment && c.Cell.Segment <= p.Last).ToLookup(c => c.Point, c => c.Cell), known));
    }

    private async Task<List<TransactionCount>> TransactionsAsync(List<StoredPeriod> periods, CancellationToken cancellationToken)
    {
        var codes = periods.ConvertAll(p => p.Code);
        return await context.TransactionCounts.AsNoTracking().Where(t => codes.Contains(t.PeriodCode)).ToListAsync(cancellationToken);
    }

    /// <summary>Reads the base of the whole index out of packed cells.</summary>
    private sealed class WholeBases(IndexReading reading)
    {
        private readonly Dictionary<TallyLayout, (Tally Scratch, TallyBases Reader, long[] Bases)> _known = [];

        public long Of(TallyLayout layout, byte[] vector)
        {
            if (!_known.TryGetValue(layout, out var of))
            {
                var reader = new TallyBases(layout, reading.Layout, reading.MappingOf(layout), reading.Index, []);
                _known.Add(layout, of = (new(layout), reader, new long[reader.Count]));
            }

            of.Scratch.Clear();
            of.Scratch.AddBytes(vector);
            Array.Clear(of.Bases);
            of.Reader.AddTo(of.Scratch, of.Bases);
            return of.Bases[0];
        }
    }
}
