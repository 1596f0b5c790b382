namespace Survey.Web.Data.Responses;

/// <summary>Deletes what is over, again and again. What goes wrong is logged and tried again at the next turn.</summary>
/// <param name="first">How long after the start it begins.</param>
/// <param name="interval">How long it rests between two turns.</param>
public abstract class PurgeWorker(TimeSpan first, TimeSpan interval, TimeProvider time) : BackgroundService
{
    /// <summary>Deletes what is over and says how much that was.</summary>
    public abstract Task<int> PurgeAsync(CancellationToken cancellationToken);

    protected abstract void LogFailed(Exception error);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(first, time, stoppingToken);
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await PurgeAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
