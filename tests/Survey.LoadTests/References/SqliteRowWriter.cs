using Microsoft.Data.Sqlite;

namespace Survey.LoadTests.References;

/// <summary>Three prepared statements, one row each: nothing travels, so many small calls are cheaper than long texts.</summary>
internal sealed class SqliteRowWriter : RowWriter
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _key;
    private readonly SqliteCommand _response;
    private readonly SqliteCommand _pending;

    public SqliteRowWriter(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        using (var pragmas = _connection.CreateCommand())
        {
            pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA wal_autocheckpoint=8000;";
            pragmas.ExecuteNonQuery();
        }

        _key = Prepare("INSERT INTO SubmissionKeys (Digest, WaveId) VALUES (@digest, @wave)", "@digest", "@wave");
        _response = Prepare(
            """
            INSERT INTO SurveyResponses (Id, WaveId, VersionId, CollectionPointId, ServiceId, Channel, Trust, Day, Flags, Answers)
            VALUES (@id, @wave, @version, @point, 0, 1, 0, @day, 0, @answers)
            """, "@id", "@wave", "@version", "@point", "@day", "@answers");
        _pending = Prepare("INSERT INTO PendingFolds (Id, WaveId, CollectionPointId) VALUES (@id, @wave, @point)", "@id", "@wave", "@point");
    }

    public override ValueTask CommitAsync(IReadOnlyList<StoredRows> batch, CancellationToken cancellationToken)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var rows in batch)
        {
            Execute(_key, transaction, rows.Digest, StoredRows.Wave);
            Execute(_response, transaction, rows.Id, StoredRows.Wave, StoredRows.Version, StoredRows.Point, rows.Day, rows.Answers);
            Execute(_pending, transaction, rows.Id, StoredRows.Wave, StoredRows.Point);
        }

        transaction.Commit();
        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await _key.DisposeAsync();
        await _response.DisposeAsync();
        await _pending.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The three constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private static void Execute(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
