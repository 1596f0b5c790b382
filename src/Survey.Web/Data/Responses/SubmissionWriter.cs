using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Data.Responses;

/// <summary>Writes batches over one connection of its own. One caller at a time.</summary>
internal sealed class SubmissionWriter(IDbContextFactory<SurveyDbContext> contexts) : IAsyncDisposable
{
    private const int IdDraws = 5;

    // SQLite looks each parameter up among all others by its name: many small commands are cheaper than a large one.
    // With MariaDB a round trip is dearer.
    private const int SqliteRows = 8;
    private SurveyDbContext? _context;

    /// <summary>Stores the batch in one durable transaction and says of each whether it was new.</summary>
    /// <exception cref="DbException">Nothing is known to be stored; where the error is transient the same batch may be written again.</exception>
    public async Task<SubmissionOutcome[]> WriteAsync(IReadOnlyList<Submission> batch, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await ConnectionAsync(cancellationToken);
            return await TryTogetherAsync(connection, batch, cancellationToken)
                ? [.. Enumerable.Repeat(SubmissionOutcome.Stored, batch.Count)]
                : await OneByOneAsync(connection, batch, cancellationToken);
        }
        catch
        {
            // Whatever happened, the connection is no longer trusted.
            await ForgetConnectionAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => ForgetConnectionAsync();

    private async Task<DbConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        if (_context is null)
        {
            _context = await contexts.CreateDbContextAsync(cancellationToken);
            await _context.Database.OpenConnectionAsync(cancellationToken);
        }

        return _context.Database.GetDbConnection();
    }

    private static async Task<bool> TryTogetherAsync(DbConnection connection, IReadOnlyList<Submission> batch, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            foreach (var part in batch.Chunk(connection is SqliteConnection ? SqliteRows : batch.Count))
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                ResponseSql.Batch(command, part, [.. part.Select(s => RandomKey.ForDay(s.Day))]);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch (DbException e) when (DatabaseErrors.IsDuplicate(e))
        {
            await transaction.RollbackAsync(cancellationToken);
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // Still one commit: the insert of a spent key fails alone and undoes nothing.
    private static async Task<SubmissionOutcome[]> OneByOneAsync(DbConnection connection, IReadOnlyList<Submission> batch, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var outcomes = new SubmissionOutcome[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            if (!await TrySpendKeyAsync(transaction, batch[i], cancellationToken))
            {
                outcomes[i] = SubmissionOutcome.Duplicate;
                continue;
            }

            await InsertResponseAsync(transaction, batch[i], cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return outcomes;
    }

    private static async Task<bool> TrySpendKeyAsync(DbTransaction transaction, Submission submission, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        ResponseSql.Key(command, submission);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (DbException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return false;
        }
    }

    private static async Task InsertResponseAsync(DbTransaction transaction, Submission submission, CancellationToken cancellationToken)
    {
        for (var draw = 1; ; draw++)
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            ResponseSql.Response(command, submission, RandomKey.ForDay(submission.Day));
            try
            {
                await command.ExecuteNonQueryAsync(cancellationToken);
                return;
            }
            catch (DbException e) when (DatabaseErrors.IsDuplicate(e) && draw < IdDraws)
            {
                // The drawn key is taken: the response's statement failed first and left nothing behind. Draw again.
            }
        }
    }

    private async ValueTask ForgetConnectionAsync()
    {
        if (_context is { } context)
        {
            _context = null;
            await context.DisposeAsync();
        }
    }
}
