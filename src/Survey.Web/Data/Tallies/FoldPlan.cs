using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>A waiting response, as far as releasing it needs.</summary>
public readonly record struct WaitingResponse(long ResponseId, long WaveId, long CollectionPointId);

/// <summary>
/// Which waiting responses may be folded now. Folding is the release: in an open wave a collection point's figures move
/// only by five responses or more at once, so that whoever saw one citizen leave learns nothing by looking again.
/// A wave that is over, or a made-up one, holds nothing back.
/// </summary>
public static class FoldPlan
{
    public const int SmallestStep = 5;

    /// <summary>Batches of at most <paramref name="batch"/> responses (at least two steps), a wave's and a point's together.</summary>
    public static IEnumerable<WaitingResponse[]> Batches(
        IEnumerable<WaitingResponse> waiting, IReadOnlyDictionary<long, bool> releasedAtOnce, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 2 * SmallestStep);
        var filling = new List<WaitingResponse>(batch);
        foreach (var group in waiting.GroupBy(w => (w.WaveId, w.CollectionPointId)).OrderBy(g => g.Key))
        {
            var atOnce = releasedAtOnce.GetValueOrDefault(group.Key.WaveId);
            foreach (var step in Steps(group.ToArray(), atOnce, batch))
            {
                if (filling.Count + step.Count > batch)
                {
                    yield return [.. filling];
                    filling.Clear();
                }

                filling.AddRange(step);
            }
        }

        if (filling.Count > 0)
        {
            yield return [.. filling];
        }
    }

    /// <summary>Waves that hold nothing back: made-up ones, and closed ones once no form that was open at closing is taken any
    /// more. Released earlier, each late sheet would move the figures alone.</summary>
    public static bool ReleasesAtOnce(WaveState state, DateTime? closedAt, bool synthetic, DateTime utcNow) =>
        synthetic || (state == WaveState.Closed && (closedAt is null || utcNow > closedAt + Wave.Grace));

    // Every step is committed as a whole, so every step holds enough responses by itself.
    private static IEnumerable<ArraySegment<WaitingResponse>> Steps(WaitingResponse[] group, bool atOnce, int batch)
    {
        for (var from = 0; from < group.Length;)
        {
            var left = group.Length - from;
            if (left < SmallestStep && !atOnce)
            {
                yield break;
            }

            var take = Math.Min(left, batch);
            yield return new(group, from, take);
            from += take;
        }
    }
}
