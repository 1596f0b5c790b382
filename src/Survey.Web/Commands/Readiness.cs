using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Survey.Web.Data;

namespace Survey.Web.Commands;

/// <summary>
/// Whether this node may be sent visitors: it is not stopping, the database answers, carries this program's schema, and
/// keeps what it acknowledges. Answers for a moment from memory, so that asking often costs nothing.
/// </summary>
public sealed class Readiness(IDbContextFactory<SurveyDbContext> contexts, DatabaseProvider provider, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private IReadOnlyList<string> _failing = [];
    private DateTimeOffset _checkedAt;

    /// <summary>Names of the failing checks (stopping, database, migrations, durability); empty: ready.</summary>
    public async Task<IReadOnlyList<string>> FailingAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return ["stopping"];
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() - _checkedAt > Fresh)
            {
                _failing = await CheckAsync(cancellationToken);
                _checkedAt = time.GetUtcNow();
            }

            return _failing;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(patience.Token);
            if ((await context.Database.GetPendingMigrationsAsync(patience.Token)).Any())
            {
                return ["migrations"];
            }

            var durable = provider == DatabaseProvider.Sqlite ? await SqliteKeepsAsync(context, patience.Token) : await MariaDbKeepsAsync(context, patience.Token);
            return durable ? [] : ["durability"];
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever went wrong, the database is not there for this node; what it was stands in the log of the part that met it.
            return ["database"];
        }
    }

    private static async Task<bool> SqliteKeepsAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var journal = await ScalarAsync(context, "PRAGMA journal_mode", cancellationToken);
        var synchronous = await ScalarAsync(context, "PRAGMA synchronous", cancellationToken);
        return journal is "wal" && int.Parse(synchronous, CultureInfo.InvariantCulture) >= 2;
    }

    private static async Task<bool> MariaDbKeepsAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var flush = await ScalarAsync(context, "SELECT @@GLOBAL.innodb_flush_log_at_trx_commit", cancellationToken);
        var log = await ScalarAsync(context, "SELECT @@GLOBAL.log_bin", cancellationToken);
        var sync = await ScalarAsync(context, "SELECT @@GLOBAL.sync_binlog", cancellationToken);
        return flush is "1" && (log is "0" || sync is "1");
    }

    private static async Task<string> ScalarAsync(SurveyDbContext context, string sql, CancellationToken cancellationToken)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // The statements stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) ?? "";
    }
}
