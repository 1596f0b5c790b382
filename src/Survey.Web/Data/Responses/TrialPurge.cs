using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Data.Responses;

/// <summary>Deletes test links that are over, with what was answered through them. Any number of nodes may do it at once.</summary>
public sealed partial class TrialPurge(
    IDbContextFactory<SurveyDbContext> contexts, LocalCalendar calendar, TimeProvider time, ILogger<TrialPurge> logger) : PurgeWorker(First, Interval, time)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Deletes what is over and says how many links that were.</summary>
    public override async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = calendar.UtcNow;
        var over = context.TestLinks.Where(l => l.ExpiresAt <= now);
        await context.TestAnswers.Where(a => over.Any(l => l.Id == a.TestLinkId)).ExecuteDeleteAsync(cancellationToken);
        return await over.ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Test links that are over could not be deleted; that is tried again in an hour.")]
    protected override partial void LogFailed(Exception error);
}
