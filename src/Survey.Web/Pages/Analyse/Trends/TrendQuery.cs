using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>
/// The index of a unit over time. What it returns may be shown (<see cref="TrendDisclosure"/>); whether the reader may see the
/// unit is the caller's question.
/// </summary>
public sealed class TrendQuery(IDbContextFactory<SurveyDbContext> contexts, PublishedVersions versions, ResultsCache cache, LocalCalendar calendar)
{
    /// <summary>For how many days a bucket waits for responses that are held back (steps of five at each counter): released after
    /// it was shown, they would move its figure alone. Counters with few visitors hold some for longer, and a province always has
    /// such counters, so after that a week or more is shown. A day is not, before its week is folded in whole: who came back
    /// would see which of five belong to which day.</summary>
    public const int SettleDays = 7;

    // A series holds some fifty figures; a cell about as many numbers.
    private const int SizeOfSeries = 20;

    /// <summary>The series; null where a code is unknown.</summary>
    /// <param name="unit">The unit's code.</param>
    /// <param name="questionnaire">The questionnaire's code.</param>
    /// <param name="index">An index of it; null: its first.</param>
    /// <param name="grain">The length of the buckets.</param>
    /// <param name="range">Which days; <see cref="TrendRange.Until"/> gives what a page shows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<TrendSeries?> GetAsync(
        string unit, string questionnaire, string? index, TrendGrain grain, TrendRange range, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var world = await ResultsWorld.LoadAsync(context, cancellationToken);
        var today = calendar.Today;
        if (!world.UnitsByCode.ContainsKey(unit))
        {
            return null;
        }

        var counts = await cache.GetAsync(
            ("trend", world.Key, today, questionnaire, index, range),
            () => new TrendReader(context, versions, cache, world, today).ReadAsync(questionnaire, index, range, cancellationToken),
            c => c.Cells.Sum(u => u.Count()) + 1);
        if (counts is null)
        {
            return null;
        }

        var place = counts.World.UnitsByCode[unit];
        var waiting = await WaitingAsync(context, counts, place, today, cancellationToken);
        return await cache.GetAsync(
            ("series", world.Key, today, unit, questionnaire, index, grain, range, string.Join(' ', waiting)),
            () => Task.FromResult<TrendSeries?>(new TrendBuilder(counts, place, grain, range, today, waiting).Build()), _ => SizeOfSeries);
    }

    /// <summary>The days of which responses of the unit still wait.</summary>
    private static async Task<SortedSet<DateOnly>> WaitingAsync(
        SurveyDbContext context, TrendCounts counts, Place place, DateOnly today, CancellationToken cancellationToken)
    {
        var points = place.Subtree().Where(p => p.Point is not null).Select(p => p.Id).ToHashSet();
        var waves = counts.WaveIds;
        // The key tells the day.
        var (first, last) = RandomKey.RangeOf(counts.Window.First, today.AddDays(-1));
        var waiting = await context.PendingFolds.Where(p => p.Id >= first && p.Id <= last && waves.Contains(p.WaveId))
            .Select(p => new { p.Id, p.CollectionPointId }).ToListAsync(cancellationToken);
        return [.. waiting.Where(p => points.Contains(p.CollectionPointId)).Select(p => RandomKey.DayOf(p.Id))];
    }
}
