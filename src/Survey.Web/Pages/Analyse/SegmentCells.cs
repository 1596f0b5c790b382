using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse;

/// <summary>The stored cells of runs of days that no period cuts, kept by run: a quarter's chain, the next quarter's and a trend
/// read nearly the same ones, and reading them is most of what a first visitor waits for.</summary>
internal sealed class SegmentCells(SurveyDbContext context, ResultsCache? cache, ResultsWorld world)
{
    /// <summary>The cells of these waves whose segment begins within the days, in the order of their keys. Not to be changed.</summary>
    public async Task<List<TallyCell>> ReadAsync(List<long> waves, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var wanted = string.Join(' ', waves);
        var runs = RunsOf(first, last).Select(r => (Key: ("cells", world.Generation, wanted, r.First, r.Last), r.First, r.Last)).ToList();
        var known = runs.ConvertAll(r => cache?.Find<List<TallyCell>>(r.Key));
        var missing = runs.Where((_, i) => known[i] is null).ToList();
        if (missing.Count > 0)
        {
            var (from, to) = (missing[0].First, missing[^1].Last);
            var cells = (await context.TallyCells.AsNoTracking().Where(c => waves.Contains(c.WaveId) && c.Segment >= from && c.Segment <= to)
                .ToListAsync(cancellationToken)).ToLookup(c => runs.FindIndex(r => r.First <= c.Segment && c.Segment <= r.Last));
            for (var i = 0; i < runs.Count; i++)
            {
                if (known[i] is null)
                {
                    known[i] = [.. cells[i]];
                    cache?.Keep(runs[i].Key, known[i]!, 1 + known[i]!.Count);
                }
            }
        }

        return known.Count == 1 ? known[0]! : InOrder([.. known.SelectMany(k => k!)]);
    }

    private IEnumerable<(DateOnly First, DateOnly Last)> RunsOf(DateOnly first, DateOnly last)
    {
        foreach (var boundary in SegmentDays.Boundaries(world.Periods.Values).Where(b => b > first && b <= last))
        {
            yield return (first, boundary.AddDays(-1));
            first = boundary;
        }

        yield return (first, last);
    }

    // Of equally small groups the first is hidden: the order must not hang on what was read before.
    private static List<TallyCell> InOrder(List<TallyCell> cells)
    {
        cells.Sort((a, b) => (a.WaveId.CompareTo(b.WaveId), a.CollectionPointId.CompareTo(b.CollectionPointId), a.ServiceId.CompareTo(b.ServiceId), a.Channel.CompareTo(b.Channel)) switch
        {
            (not 0 and var wave, _, _, _) => wave,
            (_, not 0 and var point, _, _) => point,
            (_, _, not 0 and var service, _) => service,
            (_, _, _, not 0 and var channel) => channel,
            _ => a.Segment.CompareTo(b.Segment),
        });
        return cells;
    }
}
