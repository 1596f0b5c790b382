using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Comments;

/// <summary>
/// How many responses came in a month at each collection point, as far as they are released: the groups whose words may be read
/// are made of them. Kept for a while, since a month of a province is half a million rows; a count that is too old is too small, and
/// so only ever hides. Who asks for one gets it at once, and it is counted anew behind their back.
/// </summary>
public sealed partial class CommentBases(IDbContextFactory<SurveyDbContext> contexts, LocalCalendar calendar, IHostApplicationLifetime lifetime, ILogger<CommentBases> logger)
{
    private static readonly TimeSpan Running = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Over = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<int, Counted> _months = new();
    private readonly ConcurrentDictionary<int, bool> _counting = new();

    /// <summary>Responses by collection point; a point without any is left out.</summary>
    public async Task<IReadOnlyDictionary<long, int>> OfAsync(int month, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var generation = await context.TallyStates.Select(s => s.Generation).SingleOrDefaultAsync(cancellationToken);
        var now = calendar.UtcNow;
        var life = month < CommentMonth.Of(calendar.Today) ? Over : Running;
        if (_months.TryGetValue(month, out var known) && (known.Generation == generation || now - known.At < life))
        {
            return known.ByPoint;
        }

        if (known is not null && (life == Over || now - known.At < Longest))
        {
            if (_counting.TryAdd(month, true))
            {
                _ = Task.Run(() => RecountAsync(month, generation, now), CancellationToken.None);
            }

            return known.ByPoint;
        }

        var counted = new Counted(now, generation, await CountAsync(context, month, cancellationToken));
        _months[month] = counted;
        return counted.ByPoint;
    }

    private async Task RecountAsync(int month, long generation, DateTime now)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(lifetime.ApplicationStopping);
            _months[month] = new Counted(now, generation, await CountAsync(context, month, lifetime.ApplicationStopping));
        }
        catch (Exception e) when (e is not OutOfMemoryException && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            LogFailed(e);
        }
        finally
        {
            _counting.TryRemove(month, out _);
        }
    }

    private static async Task<Dictionary<long, int>> CountAsync(SurveyDbContext context, int month, CancellationToken cancellationToken)
    {
        var (first, last) = RandomKey.RangeOf(CommentMonth.First(month), CommentMonth.Last(month));
        // What waits is read first: released meanwhile, it is counted as waiting still.
        var waiting = await context.PendingFolds.Where(p => p.Id >= first && p.Id <= last)
            .GroupBy(p => new { p.WaveId, p.CollectionPointId }).Select(g => new { g.Key.WaveId, g.Key.CollectionPointId, Count = g.Count() })
            .ToDictionaryAsync(g => (g.WaveId, g.CollectionPointId), g => g.Count, cancellationToken);
        var all = await context.SurveyResponses.Where(r => r.Id >= first && r.Id <= last && (r.Flags & QualityFlags.Excluded) == 0)
            .GroupBy(r => new { r.WaveId, r.CollectionPointId }).Select(g => new { g.Key.WaveId, g.Key.CollectionPointId, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var madeUp = (await context.Waves.Where(w => w.Synthetic).Select(w => w.Id).ToListAsync(cancellationToken)).ToHashSet();
        // Made-up responses stand for nobody; where a point has nothing else, its words are made up, too.
        return all.GroupBy(r => r.CollectionPointId).ToDictionary(g => g.Key, g =>
        {
            var real = g.Where(r => !madeUp.Contains(r.WaveId)).ToList();
            return (real.Count > 0 ? real : [.. g]).Sum(r => Math.Max(0, r.Count - waiting.GetValueOrDefault((r.WaveId, r.CollectionPointId))));
        });
    }

    private sealed record Counted(DateTime At, long Generation, Dictionary<long, int> ByPoint);

    [LoggerMessage(LogLevel.Warning, "The responses of a month could not be counted for its comments; the next reader asks again.")]
    private partial void LogFailed(Exception error);
}
