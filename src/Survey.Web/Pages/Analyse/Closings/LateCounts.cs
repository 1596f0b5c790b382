using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>How many sheets of a closed period's days a unit got after the closing: a number, never a list.</summary>
/// <param name="Count">Null below five: then only that it is fewer is said.</param>
public sealed record LateCount(string Code, string Name, string NameEn, long? Count);

/// <summary>Counts what came late.</summary>
public sealed class LateCounts(SurveyDbContext context, FrozenStore frozen)
{
    private const int Least = 5;

    /// <summary>The closed unit first, then each unit right below it that has any.</summary>
    internal async Task<IReadOnlyList<LateCount>> OfAsync(ClosedPeriod closed, CancellationToken cancellationToken)
    {
        var (counts, world) = await frozen.FindAsync(context, closed, cancellationToken);
        var period = world.Periods[closed.Period];
        var now = (await context.TallyCells.AsNoTracking().Where(c => c.Segment >= period.First && c.Segment <= period.Last)
            .GroupBy(c => c.CollectionPointId).Select(g => new { Point = g.Key, Responses = g.Sum(c => c.Responses) }).ToListAsync(cancellationToken))
            .ToDictionary(g => g.Point, g => (long)g.Responses);
        var then = counts.Cells.Where(c => period.First <= c.Segment && c.Segment <= period.Last)
            .GroupBy(c => c.CollectionPointId).ToDictionary(g => g.Key, g => g.Sum(c => (long)c.Responses));
        var unit = world.UnitsByCode[closed.Unit];
        return [.. unit.Children.Where(c => c.Unit is not null).Prepend(unit)
            .Select(p => (Place: p, Late: Late(p, now, then))).Where(p => p.Place == unit || p.Late > 0)
            .Select(p => new LateCount(p.Place.Code, p.Place.Name, p.Place.NameEn, p.Late is 0 or >= Least ? p.Late : null))];
    }

    private static long Late(Place place, Dictionary<long, long> now, Dictionary<long, long> then) => Math.Max(0, place.Subtree().Where(p => p.Point is not null)
        .Sum(p => now.GetValueOrDefault(p.Id) - then.GetValueOrDefault(p.Id)));
}
