using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Closing;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Data.Deliveries;

/// <summary>
/// Sends the files that wait, on every node. A delivery is claimed by its revision before it is sent; a node that dies in
/// between leaves it to another after the lease, under the same idempotency key, so that the receiver applies it once.
/// </summary>
public sealed partial class DeliveryWorker(
    IDbContextFactory<SurveyDbContext> contexts, IServiceScopeFactory scopes, DeliveryClient client, SurveySettings settings, TimeProvider time, ILogger<DeliveryWorker> logger)
    : BackgroundService
{
    private const int AtOnce = 100;
    private const int Receivers = 4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);
    private static readonly TimeSpan LongestWish = TimeSpan.FromHours(24);
    private readonly DeliverySettings _settings = settings.Deliveries;

    /// <summary>How long a claim holds: longer than one attempt can take.</summary>
    public TimeSpan Lease => TimeSpan.FromSeconds((2 * Math.Clamp(_settings.TimeoutSeconds, 1, 300)) + 60);

    /// <summary>Sends what is due and says how many files were taken. Receivers do not wait for one another; one receiver's files go in the order of their making.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        await Parallel.ForEachAsync(await DueAsync(cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = Receivers, CancellationToken = cancellationToken }, async (ids, token) =>
        {
            foreach (var id in ids)
            {
                if (await ClaimAsync(id, token) is { } claim && await SendAsync(claim, token))
                {
                    Interlocked.Increment(ref taken);
                }
            }
        });
        return taken;
    }

    /// <summary>A minute, then twice as long each time, at most six hours; a quarter more or less, so that files do not all come back at once.</summary>
    /// <param name="attempts">How often it was tried, at least once.</param>
    /// <param name="chance">From 0 to 1.</param>
    internal static TimeSpan PauseAfter(int attempts, double chance) =>
        TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Min(attempts - 1, 20)), LongestPause.TotalMinutes) * (0.75 + (chance / 2)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_settings.Seconds <= 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Min(_settings.Seconds, 3600)), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    // Ids by receiver.
    private async Task<List<List<long>>> DueAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var due = await context.Deliveries
            .Where(d => d.State == DeliveryState.Waiting && d.NextAttemptAt <= now && (d.LeaseUntil == null || d.LeaseUntil <= now)
                && context.Receivers.Any(r => r.Id == d.ReceiverId && r.IsActive))
            .OrderBy(d => d.NextAttemptAt).Take(AtOnce).Select(d => new { d.Id, d.ReceiverId, d.CreatedAt }).ToListAsync(cancellationToken);
        return [.. due.GroupBy(d => d.ReceiverId).Select(g => g.OrderBy(d => d.CreatedAt).ThenBy(d => d.Id).Select(d => d.Id).ToList())];
    }

    /// <summary>The delivery, now this node's until the lease ends; null where another node has it.</summary>
    private async Task<Claim?> ClaimAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var delivery = await context.Deliveries.SingleOrDefaultAsync(
            d => d.Id == id && d.State == DeliveryState.Waiting && d.NextAttemptAt <= now && (d.LeaseUntil == null || d.LeaseUntil <= now), cancellationToken);
        var address = delivery is null ? null : await context.Receivers.Where(r => r.Id == delivery.ReceiverId && r.IsActive).Select(r => r.Address).SingleOrDefaultAsync(cancellationToken);
        if (delivery is null || address is null)
        {
            return null;
        }

        delivery.Attempts++;
        delivery.Revision++;
        delivery.LeaseUntil = now + Lease;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return new(delivery, address);
        }
        catch (DbUpdateException e) when (LostRace.IsLost(e))
        {
            return null;
        }
    }

    private async Task<bool> SendAsync(Claim claim, CancellationToken cancellationToken)
    {
        var outcome = await TryAsync(claim, cancellationToken);
        var delivery = claim.Delivery;
        var now = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        if (outcome.IsTaken)
        {
            // Taken is taken, whatever became of the row meanwhile and however soon this node is to stop.
            await context.Deliveries.Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(s => s
                .SetProperty(d => d.State, DeliveryState.Delivered).SetProperty(d => d.DeliveredAt, now).SetProperty(d => d.LeaseUntil, (DateTime?)null)
                .SetProperty(d => d.LastStatus, outcome.Status).SetProperty(d => d.LastError, "").SetProperty(d => d.Receipt, outcome.Receipt)
                .SetProperty(d => d.Revision, d => d.Revision + 1), CancellationToken.None);
            return true;
        }

        var state = outcome.IsFinal || delivery.Attempts >= _settings.Attempts ? DeliveryState.Dead : DeliveryState.Waiting;
        var pause = PauseAfter(delivery.Attempts, Random.Shared.NextDouble());
        var wish = outcome.RetryAfter is { } wanted ? wanted < LongestWish ? wanted : LongestWish : TimeSpan.Zero;
        var next = now + (wish > pause ? wish : pause);
        await context.Deliveries.Where(d => d.Id == delivery.Id && d.Revision == delivery.Revision).ExecuteUpdateAsync(s => s
            .SetProperty(d => d.State, state).SetProperty(d => d.NextAttemptAt, next).SetProperty(d => d.LeaseUntil, (DateTime?)null)
            .SetProperty(d => d.LastStatus, outcome.Status).SetProperty(d => d.LastError, outcome.Error).SetProperty(d => d.Receipt, outcome.Receipt)
            .SetProperty(d => d.Revision, d => d.Revision + 1), CancellationToken.None);
        return false;
    }

    private async Task<Outcome> TryAsync(Claim claim, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var delivery = await WriteAsync(scope.ServiceProvider, claim.Delivery, cancellationToken);
            if (!ReceiverAddress.TryRead(claim.Address, out var address))
            {
                return new(null, DeliveryFailure.Address, "", null);
            }

            var answer = await client.PostAsync(address, delivery, scope.ServiceProvider.GetRequiredService<Signer>(), cancellationToken);
            return new(answer.Status, answer.Status is >= 200 and < 300 ? "" : answer.Status.ToString(CultureInfo.InvariantCulture), answer.Receipt, answer.RetryAfter);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            LogNotSent(claim.Delivery.Id, e);
            return new(null, (e as DeliveryException)?.Reason ?? DeliveryFailure.NotWritten, "", null);
        }
    }

    /// <summary>The delivery with its file. It is written at the first attempt, since only what is stored can be told, and is the same for all receivers.</summary>
    private async Task<Delivery> WriteAsync(IServiceProvider services, Delivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Payload.Length > 0 || delivery.SheetId is not { } sheet)
        {
            return delivery;
        }

        var file = await services.GetRequiredService<ScoringBytes>().OfSheetAsync(sheet, cancellationToken) ?? throw new DeliveryException(DeliveryFailure.NotWritten);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Deliveries.Where(d => d.SheetId == sheet && d.Payload == Deliveries.Unwritten).ExecuteUpdateAsync(s => s.SetProperty(d => d.Payload, file), cancellationToken);
        // Another node may have written it first; what is stored is what goes.
        return await context.Deliveries.AsNoTracking().SingleAsync(d => d.Id == delivery.Id, cancellationToken);
    }

    private sealed record Claim(Delivery Delivery, string Address);

    private sealed record Outcome(int? Status, string Error, string Receipt, TimeSpan? RetryAfter)
    {
        public bool IsTaken => Status is >= 200 and < 300;

        // The same bytes would be refused again.
        public bool IsFinal => Status is 400 or 410 or 413 or 415 or 422;
    }

    [LoggerMessage(LogLevel.Warning, "Waiting deliveries could not be looked at; the next round tries again.")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(LogLevel.Warning, "Delivery {Id} met no answer.")]
    private partial void LogNotSent(long id, Exception error);
}
