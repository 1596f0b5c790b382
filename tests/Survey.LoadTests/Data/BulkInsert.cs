using System.Data;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.LoadTests.Data;

/// <summary>Puts responses into a database, faster than any citizen could.</summary>
internal static class BulkInsert
{
    private const int Chunk = 50_000;

    private static readonly string[] ResponseColumns =
        ["Id", "WaveId", "VersionId", "CollectionPointId", "ServiceId", "Channel", "Trust", "Day", "Flags", "Answers"];

    private static readonly string[] PendingColumns = ["Id", "WaveId", "CollectionPointId"];

    /// <param name="database">Where to.</param>
    /// <param name="responses">What.</param>
    /// <param name="waiting">Whether they wait to be folded.</param>
    /// <param name="cancellationToken">Stops after a chunk.</param>
    public static async Task RunAsync(BenchDatabase database, IEnumerable<SurveyResponse> responses, bool waiting, CancellationToken cancellationToken)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            RunSqlite(database, responses, waiting, cancellationToken);
            return;
        }

        await using var connection = new MySqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        foreach (var chunk in responses.Chunk(Chunk))
        {
            // In the key's order: a page of the table is filled once.
            Array.Sort(chunk, (a, b) => a.Id.CompareTo(b.Id));
            await CopyAsync(connection, "SurveyResponses", ResponseColumns, chunk.Select(ResponseValues), cancellationToken);
            await CopyAsync(connection, "PendingFolds", PendingColumns, chunk.Where(_ => waiting).Select(PendingValues), cancellationToken);
        }
    }

    private static object[] ResponseValues(SurveyResponse r) =>
        [r.Id, r.WaveId, r.VersionId, r.CollectionPointId, r.ServiceId, (int)r.Channel, (int)r.Trust, r.Day.DayNumber, (int)r.Flags, r.Answers];

    private static object[] PendingValues(SurveyResponse r) => [r.Id, r.WaveId, r.CollectionPointId];

    private static async Task CopyAsync(
        MySqlConnection connection, string table, string[] columns, IEnumerable<object[]> rows, CancellationToken cancellationToken)
    {
        using var data = new DataTable();
        foreach (var column in columns)
        {
            data.Columns.Add(column, column switch
            {
                "Answers" => typeof(string),
                "Channel" or "Trust" or "Day" or "Flags" => typeof(int),
                _ => typeof(long),
            });
        }

        foreach (var row in rows)
        {
            data.Rows.Add(row);
        }

        var copy = new MySqlBulkCopy(connection) { DestinationTableName = table };
        copy.ColumnMappings.AddRange(columns.Select((c, i) => new MySqlBulkCopyColumnMapping(i, c)));
        await copy.WriteToServerAsync(data, cancellationToken);
    }

    private static void RunSqlite(BenchDatabase database, IEnumerable<SurveyResponse> responses, bool waiting, CancellationToken cancellationToken)
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        foreach (var chunk in responses.Chunk(Chunk))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Sort(chunk, (a, b) => a.Id.CompareTo(b.Id));
            using var transaction = connection.BeginTransaction();
            Insert(connection, transaction, "SurveyResponses", ResponseColumns, chunk.Select(ResponseValues));
            Insert(connection, transaction, "PendingFolds", PendingColumns, chunk.Where(_ => waiting).Select(PendingValues));
            transaction.Commit();
        }
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, string table, string[] columns, IEnumerable<object[]> rows)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The names above.
        command.CommandText = $"INSERT INTO {table} ({string.Join(',', columns)}) VALUES ({string.Join(',', columns.Select(c => "@" + c))})";
#pragma warning restore CA2100
        var parameters = columns.Select(c => command.Parameters.Add(new SqliteParameter { ParameterName = "@" + c })).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                parameters[i].Value = row[i];
            }

            command.ExecuteNonQuery();
        }
    }
}
