using System.Data;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Survey.Web.Data.Backup;

/// <summary>
/// Writes the whole database into one archive that either database can be restored from. Rows are read in one snapshot
/// and streamed. It holds password hashes and keys: only its owner may read the file.
/// </summary>
public sealed class BackupWriter(IDbContextFactory<SurveyDbContext> contexts, DatabaseProvider provider)
{
    /// <summary>Makes the file; it must not exist. Nothing is left behind where it fails.</summary>
    public async Task<BackupManifest> WriteAsync(string path, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        try
        {
            await using (file)
            {
                var manifest = await WriteAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
                return manifest;
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private async Task<BackupManifest> WriteAsync(FileStream file, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        var schema = await SchemaAsync(context, cancellationToken);
        await using var snapshot = await SnapshotAsync(context, cancellationToken);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var tables = new List<BackupTable>();
        foreach (var table in StoredTable.Of(context))
        {
            tables.Add(await WriteTableAsync(context, zip, table, cancellationToken));
        }

        var manifest = new BackupManifest { Format = BackupManifest.CurrentFormat, Schema = schema, Tables = tables };
        await using var entry = Entry(zip, BackupManifest.EntryName);
        await JsonSerializer.SerializeAsync(entry, manifest, BackupManifest.Json, cancellationToken);
        return manifest;
    }

    /// <summary>Applied migrations by name, without the time stamp in which the two databases differ.</summary>
    internal static async Task<IReadOnlyList<string>> SchemaAsync(SurveyDbContext context, CancellationToken cancellationToken) =>
        [.. (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..])];

    // SQLite reads one snapshot from the first statement of a transaction on; MariaDB is asked for one.
    private Task<IDbContextTransaction> SnapshotAsync(SurveyDbContext context, CancellationToken cancellationToken) => provider == DatabaseProvider.Sqlite
        ? context.Database.BeginTransactionAsync(cancellationToken)
        : context.Database.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken);

    private static async Task<BackupTable> WriteTableAsync(SurveyDbContext context, ZipArchive zip, StoredTable table, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        var rows = 0L;
        await using (var entry = Entry(zip, $"tables/{table.Name}.jsonl"))
        await using (var hashed = new CryptoStream(entry, hash, CryptoStreamMode.Write))
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // Names come from the model.
            command.CommandText = table.SelectAll(context.GetService<ISqlGenerationHelper>());
#pragma warning restore CA2100
            command.CommandTimeout = 3600;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await using var json = new Utf8JsonWriter(hashed, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            for (; await reader.ReadAsync(cancellationToken); rows++)
            {
                table.WriteRow(json, reader);
                await json.FlushAsync(cancellationToken);
                json.Reset();
                hashed.WriteByte((byte)'\n');
            }
        }

        return new BackupTable { Name = table.Name, Columns = [.. table.Columns.Select(c => c.Name)], Rows = rows, Sha256 = Convert.ToHexStringLower(hash.Hash!) };
    }

    // All entries carry the same time: an archive tells nothing about when which table was read.
    private static Stream Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }
}
