using System.Buffers.Binary;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Responses;

/// <summary>
/// Forgets the spent keys of waves that closed a month ago. Long before that no sheet of theirs is taken any more, so that
/// a key tells nothing but how many answered. Any number of nodes may do it at once.
/// </summary>
public sealed partial class KeyPurge(
    IDbContextFactory<SurveyDbContext> contexts, LocalCalendar calendar, TimeProvider time, ILogger<KeyPurge> logger) : PurgeWorker(First, Interval, time)
{
    /// <summary>How long after closing a wave's keys are kept.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(30);

    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Deletes what is old enough and says how many keys that were.</summary>
    public override async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var until = calendar.UtcNow - Age;
        var waves = await context.Waves.AsNoTracking().Where(w => w.State == WaveState.Closed && w.ClosedAt < until)
            .Select(w => new { w.Id, ClosedAt = w.ClosedAt!.Value }).ToListAsync(cancellationToken);
        if (waves.Count == 0)
        {
            return 0;
        }

        // Keys lie by their day of issue, and none is later than the day after the last form was taken: recent days are never touched.
        var end = StartOf(calendar.DayOf(waves.Max(w => w.ClosedAt) + Wave.Grace).AddDays(2));
        await context.Database.OpenConnectionAsync(cancellationToken);
        return await PurgeAsync(context.Database.GetDbConnection(), [.. waves.Select(w => w.Id)], end, cancellationToken);
    }

    private static async Task<int> PurgeAsync(DbConnection connection, long[] waves, byte[] end, CancellationToken cancellationToken)
    {
        var deleted = 0;
        for (var from = new byte[SubmissionKey.Length]; ;)
        {
            var to = await BorderAsync(connection, from, end, cancellationToken);
            await using var command = connection.CreateCommand();
            ResponseSql.DeleteKeys(command, waves, from, to ?? end);
            deleted += await command.ExecuteNonQueryAsync(cancellationToken);
            if (to is null)
            {
                return deleted;
            }

            from = to;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    // The key behind the next batch; null where the batch is the last.
    private static async Task<byte[]?> BorderAsync(DbConnection connection, byte[] from, byte[] end, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        ResponseSql.KeyBehind(command, from, end);
        return await command.ExecuteScalarAsync(cancellationToken) as byte[];
    }

    private static byte[] StartOf(DateOnly day)
    {
        var bytes = new byte[SubmissionKey.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)RandomKey.DayIndex(day));
        return bytes;
    }

    [LoggerMessage(LogLevel.Warning, "Spent keys of closed waves could not be deleted; that is tried again tomorrow.")]
    protected override partial void LogFailed(Exception error);
}
