using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Data.Responses;

/// <summary>Makes the words that searching looks at for comments that were stored before there were any. Any number of nodes may
/// do it at once: they write the same.</summary>
public sealed partial class CommentWords(
    IDbContextFactory<SurveyDbContext> contexts, TimeProvider time, ILogger<CommentWords> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(5);

    /// <summary>Makes what is missing and says for how many comments that was.</summary>
    public async Task<int> MakeAsync(CancellationToken cancellationToken)
    {
        for (var made = 0; ;)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var bare = await context.Comments.Where(c => c.Plain == null).OrderBy(c => c.Id).Take(Batch).ToListAsync(cancellationToken);
            bare.ForEach(c => c.Plain = SearchWords.OfComment(c.Text));
            await context.SaveChangesAsync(cancellationToken);
            made += bare.Count;
            if (bare.Count < Batch)
            {
                return made;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await MakeAsync(stoppingToken);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
            {
                LogFailed(e);
                await Task.Delay(Retry, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Some older comments could not be made ready for searching; that is tried again in five minutes.")]
    private partial void LogFailed(Exception error);
}
