using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Survey.Web.Data.Sqlite;

/// <summary>Each connection commits durably and waits for the one writer.</summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    // Pages that many commits touch go from the log into the file once in 32 MB, not once in 4: a third more answers a second.
    internal const string Sql =
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=8000;";

    private const int Busy = 5;

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Open(connection);
        return InterceptionResult.Suppress();
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Open(connection);
        return ValueTask.FromResult(InterceptionResult.Suppress());
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    // A pooled connection whose last request was cut off may still hold a statement that nothing refers to any more. It goes with
    // the finalizers; until then the connection can neither be set up nor given back.
    private static void Open(DbConnection connection)
    {
        try
        {
            connection.Open();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Busy)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            connection.Close();
            SqliteConnection.ClearPool((SqliteConnection)connection);
            connection.Open();
        }
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }
}
