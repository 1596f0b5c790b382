using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Survey.Web.Data.Responses;

/// <summary>What an error of either database means for a write.</summary>
internal static class DatabaseErrors
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;
    private const int SqliteRowId = 2579;

    /// <summary>A row with this key is already there.</summary>
    public static bool IsDuplicate(Exception error) => error switch
    {
        SqliteException e => e.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique or SqliteRowId,
        MySqlException e => e.ErrorCode == MySqlErrorCode.DuplicateKeyEntry,
        _ => false,
    };

    /// <summary>Another transaction held or changed what this one wanted, and this one was undone. MariaDB 11.6 and later, or with
    /// innodb_snapshot_isolation, say "Record has changed since last read" where they waited before.</summary>
    public static bool IsDeadlock(Exception error) => error switch
    {
        SqliteException e => e.SqliteErrorCode is SqliteBusy or SqliteLocked,
        MySqlException e => e.ErrorCode is MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout or MySqlErrorCode.CheckRead,
        _ => false,
    };

    /// <summary>The same transaction may succeed when it is sent again on a fresh connection.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        SqliteException e => e.SqliteErrorCode is SqliteBusy or SqliteLocked,
        MySqlException e => e.IsTransient || IsTransient((int)e.ErrorCode) || e.InnerException is IOException or SocketException,
        DbException e => e.IsTransient,
        IOException or SocketException or TimeoutException or ObjectDisposedException => true,
        // MySqlConnector reports a connection that broke in between as an invalid operation.
        InvalidOperationException => true,
        _ => false,
    };

    // Lock wait, deadlock, changed since last read, node not ready, gone away, lost, cannot connect, shutting down, too many connections, killed.
    private static bool IsTransient(int code) => code is 1205 or 1213 or 1020 or 1047 or 2006 or 2013 or 1042 or 2002 or 2003 or 1053 or 1040 or 1927 or 1317;
}
