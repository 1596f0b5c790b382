using System.Security.Cryptography;
using System.Text;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.LoadTests.References;

/// <summary>What the application stores of one submission: a response, a spent key, a pending fold.</summary>
internal sealed record StoredRows(long Id, byte[] Digest, int Day, string Answers)
{
    public const long Wave = 1;
    public const long Version = 1;
    public const long Point = 1;

    public static StoredRows Of(string key, string answers)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var digest = new byte[SubmissionKey.Length];
        BitConverter.TryWriteBytes(digest, (ushort)RandomKey.DayIndex(today));
        digest.AsSpan(0, 2).Reverse();
        SHA256.HashData(Encoding.UTF8.GetBytes(key), digest.AsSpan(2));
        return new StoredRows(RandomKey.ForDay(today), digest, today.DayNumber, answers);
    }
}

/// <summary>Commits the rows of a batch in one durable transaction, as plainly as the driver allows.</summary>
internal abstract class RowWriter : IAsyncDisposable
{
    public static RowWriter Open(DatabaseProvider provider, string connectionString) => provider == DatabaseProvider.Sqlite
        ? new SqliteRowWriter(connectionString)
        : new MySqlRowWriter(connectionString);

    public abstract ValueTask CommitAsync(IReadOnlyList<StoredRows> batch, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
