using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;

namespace Survey.Web.Pages.Analyse.Comments;

/// <summary>Counts the months of the past year that have comments soon after the start, so that the first reader does not wait for it.</summary>
public sealed partial class CommentWarmth(
    IDbContextFactory<SurveyDbContext> contexts, CommentBases bases, TimeProvider time, ILogger<CommentWarmth> logger) : BackgroundService
{
    private const int MostMonths = 13;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(stoppingToken);
            var months = await context.Comments.Select(c => c.Month).Distinct().OrderByDescending(m => m).Take(MostMonths).ToListAsync(stoppingToken);
            foreach (var month in months)
            {
                await bases.OfAsync(month, stoppingToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The months of comments could not be counted at the start; the first readers wait for it.")]
    private partial void LogFailed(Exception error);
}
