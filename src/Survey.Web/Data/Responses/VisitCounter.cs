using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Responses;

/// <summary>Counts visits that could not be answered in memory and adds them to the database each minute, so that a GET writes nothing.</summary>
public sealed partial class VisitCounter(
    IDbContextFactory<SurveyDbContext> contexts, DatabaseProvider provider, LocalCalendar calendar, TimeProvider time, ILogger<VisitCounter> logger) : BackgroundService
{
    /// <summary>The point of visits to codes that lead nowhere.</summary>
    public const long NoPoint = 0;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ResponseSql _sql = new(provider);
    private readonly ConcurrentDictionary<(long Point, DateOnly Day, VisitKind Kind), long> _counts = new();

    public void Count(long point, VisitKind kind) => _counts.AddOrUpdate((point, calendar.Today, kind), 1, (_, n) => n + 1);

    /// <summary>Adds what was counted so far to the database; what cannot be written is kept for the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_counts.IsEmpty)
        {
            return;
        }

        var taken = _counts.Keys.Select(k => (Key: k, Count: _counts.TryRemove(k, out var n) ? n : 0)).Where(c => c.Count > 0).ToList();
        try
        {
            await WriteAsync(taken, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogFailed(e);
            foreach (var (key, count) in taken)
            {
                _counts.AddOrUpdate(key, count, (_, n) => n + count);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task WriteAsync(List<((long Point, DateOnly Day, VisitKind Kind) Key, long Count)> counts, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        var connection = context.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var (key, count) in counts)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            _sql.AddVisits(command, key.Point, key.Day, key.Kind, count);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Counts of visits could not be written; they are kept for the next minute.")]
    private partial void LogFailed(Exception error);
}
