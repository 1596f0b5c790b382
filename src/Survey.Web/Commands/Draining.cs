namespace Survey.Web.Commands;

/// <summary>
/// After SIGTERM the node says that it is not ready, still serves for a moment so that the balancer can turn away, and
/// then lets running requests end (the host's shutdown timeout).
/// </summary>
public sealed class Draining(SurveySettings settings) : IHostedLifecycleService
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public Task StoppingAsync(CancellationToken cancellationToken) =>
        settings.DrainSeconds > 0 ? Task.Delay(TimeSpan.FromSeconds(Math.Min(settings.DrainSeconds, Longest.TotalSeconds)), cancellationToken) : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
