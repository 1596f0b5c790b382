using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Data.Responses;

/// <summary>Deletes names and ways to reach citizens a while after they were answered. Any number of nodes may do it at once.</summary>
public sealed partial class ContactPurge(
    IDbContextFactory<SurveyDbContext> contexts, LocalCalendar calendar, TimeProvider time, ILogger<ContactPurge> logger) : PurgeWorker(First, Interval, time)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Empties what is old enough and says of how many citizens that was. The code goes on leading to the answer.</summary>
    public override async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var today = calendar.Today;
        return await context.ContactRequests.Where(c => c.DeleteAfter < today && (c.Name != "" || c.Contact != ""))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Name, "").SetProperty(c => c.Contact, ""), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Contact data of answered citizens could not be deleted; that is tried again in six hours.")]
    protected override partial void LogFailed(Exception error);
}
