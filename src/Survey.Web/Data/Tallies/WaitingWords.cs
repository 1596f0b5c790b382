using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Data.Tallies;

/// <summary>Words become readable together with the figures of their collection point, never alone: whoever saw one citizen
/// leave must not find the one comment that is new.</summary>
internal static class WaitingWords
{
    /// <summary>Moves the words that wait at the collection points of the batch, within the transaction that folds it.</summary>
    /// <exception cref="FoldConflictException">Another node moved some of them first.</exception>
    public static async Task ReleaseAsync(SurveyDbContext context, WaitingResponse[] batch, CancellationToken cancellationToken)
    {
        var groups = batch.Select(w => (w.WaveId, w.CollectionPointId)).ToHashSet();
        var waves = groups.Select(g => g.WaveId).Distinct().ToList();
        var points = groups.Select(g => g.CollectionPointId).Distinct().ToList();
        var waiting = await context.PendingFolds.AsNoTracking()
            .Where(p => p.Text != null && waves.Contains(p.WaveId) && points.Contains(p.CollectionPointId)).ToListAsync(cancellationToken);
        var words = waiting.FindAll(p => groups.Contains((p.WaveId, p.CollectionPointId)));
        if (words.Count == 0)
        {
            return;
        }

        var ids = words.Select(p => p.Id).ToList();
        if (await context.PendingFolds.Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(cancellationToken) != ids.Count)
        {
            throw new FoldConflictException("Words that waited were moved by another.");
        }

        context.Comments.AddRange(words.Select(CommentOf));
        await context.SaveChangesAsync(cancellationToken);
    }

    // A fresh key: a row's place among the comments says nothing of its place among those that waited.
    private static Comment CommentOf(PendingFold words) => new()
    {
        Id = RandomKey.New63(),
        Month = words.Month!.Value,
        CollectionPointId = words.CollectionPointId,
        Item = words.Item!,
        Text = words.Text!,
        LowOverall = words.LowOverall!.Value,
        Plain = SearchWords.OfComment(words.Text!),
    };
}
