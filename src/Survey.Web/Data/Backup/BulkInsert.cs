using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Survey.Web.Data.Backup;

/// <summary>Many rows into one table by few statements, within the context's transaction. Values are those the database stores.</summary>
internal sealed class BulkInsert(SurveyDbContext context, string table, IReadOnlyList<string> columns) : IAsyncDisposable
{
    // More are no faster in either database; SQLite searches a statement for each parameter by its name.
    private const int SqliteParameters = 60;
    private const int OtherParameters = 1_000;

    private readonly int _rowsPerStatement = Math.Max(1, (context.Database.IsSqlite() ? SqliteParameters : OtherParameters) / columns.Count);
    private readonly List<object?[]> _waiting = [];
    private DbCommand? _full;

    public async Task AddAsync(object?[] row, CancellationToken cancellationToken)
    {
        _waiting.Add(row);
        if (_waiting.Count == _rowsPerStatement)
        {
            _full ??= Command(_rowsPerStatement);
            await RunAsync(_full, cancellationToken);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count > 0)
        {
            await using var rest = Command(_waiting.Count);
            await RunAsync(rest, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_full is not null)
        {
            await _full.DisposeAsync();
        }
    }

    private async Task RunAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var i = 0;
        foreach (var value in _waiting.SelectMany(row => row))
        {
            command.Parameters[i++].Value = value ?? DBNull.Value;
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
        _waiting.Clear();
    }

    private DbCommand Command(int rows)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var text = new StringBuilder("INSERT INTO ").Append(sql.DelimitIdentifier(table))
            .Append(" (").AppendJoin(", ", columns.Select(sql.DelimitIdentifier)).Append(") VALUES ");
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        for (var r = 0; r < rows; r++)
        {
            text.Append(r == 0 ? "(" : ", (");
            for (var c = 0; c < columns.Count; c++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{command.Parameters.Count}";
                text.Append(c == 0 ? "" : ", ").Append(parameter.ParameterName);
                command.Parameters.Add(parameter);
            }

            text.Append(')');
        }

#pragma warning disable CA2100 // Table and columns come from the model, every value is a parameter.
        command.CommandText = text.ToString();
#pragma warning restore CA2100
        return command;
    }
}
