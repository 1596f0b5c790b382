using System.Globalization;
using System.Text;
using MySqlConnector;

namespace Survey.LoadTests.References;

/// <summary>Three statements of many rows in one command: every round trip counts.</summary>
internal sealed class MySqlRowWriter : RowWriter
{
    private readonly MySqlConnection _connection;
    private readonly Dictionary<int, string> _texts = [];

    public MySqlRowWriter(string connectionString)
    {
        _connection = new MySqlConnection(connectionString);
        _connection.Open();
    }

    public override async ValueTask CommitAsync(IReadOnlyList<StoredRows> batch, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        await using var command = _connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Built below from constants and row numbers.
        command.CommandText = TextOf(batch.Count);
#pragma warning restore CA2100
        for (var i = 0; i < batch.Count; i++)
        {
            command.Parameters.AddWithValue($"@k{i}", batch[i].Digest);
            command.Parameters.AddWithValue($"@i{i}", batch[i].Id);
            command.Parameters.AddWithValue($"@d{i}", batch[i].Day);
            command.Parameters.AddWithValue($"@a{i}", batch[i].Answers);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public override ValueTask DisposeAsync() => _connection.DisposeAsync();

    private string TextOf(int rows)
    {
        if (!_texts.TryGetValue(rows, out var text))
        {
            _texts[rows] = text = new StringBuilder()
                .Append("INSERT INTO SubmissionKeys (Digest, WaveId) VALUES ")
                .AppendJoin(',', Numbers(rows).Select(i => $"(@k{i},{StoredRows.Wave})"))
                .Append(";INSERT INTO SurveyResponses (Id, WaveId, VersionId, CollectionPointId, ServiceId, Channel, Trust, Day, Flags, Answers) VALUES ")
                .AppendJoin(',', Numbers(rows).Select(i => $"(@i{i},{StoredRows.Wave},{StoredRows.Version},{StoredRows.Point},0,1,0,@d{i},0,@a{i})"))
                .Append(";INSERT INTO PendingFolds (Id, WaveId, CollectionPointId) VALUES ")
                .AppendJoin(',', Numbers(rows).Select(i => $"(@i{i},{StoredRows.Wave},{StoredRows.Point})"))
                .ToString();
        }

        return text;
    }

    private static IEnumerable<string> Numbers(int rows) =>
        Enumerable.Range(0, rows).Select(i => i.ToString(CultureInfo.InvariantCulture));
}
