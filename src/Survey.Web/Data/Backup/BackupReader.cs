using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Survey.Web.Data.Backup;

/// <summary>Restores an archive of <see cref="BackupWriter"/> in one transaction: all of it, or nothing.</summary>
public sealed class BackupReader(IDbContextFactory<SurveyDbContext> contexts, DatabaseProvider provider)
{
    private const int LongestManifest = 1024 * 1024;
    private const int LongestLine = 16 * 1024 * 1024;
    private const int LineBuffer = 1024 * 1024;
    private const long LargestUnpacked = 64L * 1024 * 1024 * 1024;

    // Every row holds random bits and packs far worse; what unpacks to more than this was made to fill a disk.
    private const int LargestRatio = 500;
    private const long FreeOfRatio = 16 * 1024 * 1024;

    /// <param name="path">The archive.</param>
    /// <param name="replace">Whether rows that are there already may be deleted; else the database must be empty.</param>
    /// <param name="cancellationToken">Stops the work; nothing is kept then.</param>
    /// <exception cref="StartException">The archive is damaged or does not fit, or the database is not empty.</exception>
    public async Task<BackupManifest> RestoreAsync(string path, bool replace, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var tables = StoredTable.Of(context);
            var manifest = await ManifestAsync(context, zip, tables, cancellationToken);
            CheckEntries(zip, tables);
            await VerifyAsync(zip, manifest, cancellationToken);
            await RestoreAsync(context, zip, tables, replace, cancellationToken);
            return manifest;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or FormatException)
        {
            throw new StartException($"{path} is damaged or is no backup: {e.Message}", e);
        }
    }

    // What comes out of an entry is cut at the length that it declares, so that this may be believed.
    private static void CheckEntries(ZipArchive zip, IReadOnlyList<StoredTable> tables)
    {
        if (zip.Entries.Count > tables.Count + 1)
        {
            throw new InvalidDataException("it holds more than a backup does.");
        }

        var names = tables.Select(t => BackupManifest.EntryOf(t.Name)).Append(BackupManifest.EntryName).ToHashSet(StringComparer.Ordinal);
        if (!zip.Entries.All(e => names.Remove(e.FullName)))
        {
            throw new InvalidDataException("it holds an entry that no backup has, or one twice.");
        }

        if (zip.Entries.Sum(e => e.Length) > LargestUnpacked || zip.Entries.Any(e => e.Length > FreeOfRatio && e.Length / Math.Max(1, e.CompressedLength) > LargestRatio))
        {
            throw new InvalidDataException("it unpacks to far too much.");
        }
    }

    private static async Task<BackupManifest> ManifestAsync(SurveyDbContext context, ZipArchive zip, IReadOnlyList<StoredTable> tables, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry(BackupManifest.EntryName) ?? throw new InvalidDataException("it has no manifest.json.");
        if (entry.Length > LongestManifest)
        {
            throw new InvalidDataException("its manifest is too long.");
        }

        await using var stream = entry.Open();
        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(stream, BackupManifest.Json, cancellationToken) ?? throw new InvalidDataException("its manifest is empty.");
        if (manifest.Format != BackupManifest.CurrentFormat)
        {
            throw new StartException($"The backup has format {manifest.Format}; this program reads format {BackupManifest.CurrentFormat}.");
        }

        var schema = await BackupWriter.SchemaAsync(context, cancellationToken);
        if (!manifest.Schema.SequenceEqual(schema))
        {
            throw new StartException($"The backup's schema ({string.Join(", ", manifest.Schema)}) is not the database's ({string.Join(", ", schema)}). Restore it with the version of the program that wrote it, then migrate.");
        }

        var fits = manifest.Tables.Select(t => t.Name).SequenceEqual(tables.Select(t => t.Name))
            && manifest.Tables.Zip(tables).All(p => p.First.Columns.SequenceEqual(p.Second.Columns.Select(c => c.Name)));
        return fits ? manifest : throw new InvalidDataException("its tables are not those of this program.");
    }

    private static async Task VerifyAsync(ZipArchive zip, BackupManifest manifest, CancellationToken cancellationToken)
    {
        foreach (var table in manifest.Tables)
        {
            await using var stream = Open(zip, table.Name);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
            if (hash != table.Sha256)
            {
                throw new InvalidDataException($"the table {table.Name} is not what was written.");
            }
        }
    }

    private async Task RestoreAsync(SurveyDbContext context, ZipArchive zip, IReadOnlyList<StoredTable> tables, bool replace, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await SetForeignKeysAsync(context, check: false, cancellationToken);
        try
        {
            if (!replace && await HasContentAsync(context, cancellationToken))
            {
                throw new StartException("The database is not empty. Restore into a new one, or say --replace to delete what is there.");
            }

            foreach (var table in tables)
            {
                await ClearAsync(context, table, cancellationToken);
                await InsertAsync(context, zip, table, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            await SetForeignKeysAsync(context, check: true, CancellationToken.None);
        }
    }

    // A unit may stand before its parent in the order of keys. SQLite then checks at the commit; MariaDB cannot defer,
    // and the archive was a whole database under the same keys.
    private async Task SetForeignKeysAsync(SurveyDbContext context, bool check, CancellationToken cancellationToken)
    {
        if (provider != DatabaseProvider.Sqlite)
        {
            await (check
                ? context.Database.ExecuteSqlRawAsync("SET FOREIGN_KEY_CHECKS = 1", cancellationToken)
                : context.Database.ExecuteSqlRawAsync("SET FOREIGN_KEY_CHECKS = 0", cancellationToken));
        }
        else if (!check)
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON", cancellationToken);
        }
    }

    private static async Task<bool> HasContentAsync(SurveyDbContext context, CancellationToken cancellationToken) =>
        await context.Units.AnyAsync(cancellationToken) || await context.Users.AnyAsync(cancellationToken)
        || await context.SurveyResponses.AnyAsync(cancellationToken) || await context.Questionnaires.AnyAsync(cancellationToken);

    private static async Task ClearAsync(SurveyDbContext context, StoredTable table, CancellationToken cancellationToken)
    {
#pragma warning disable EF1002 // The name comes from the model.
        await context.Database.ExecuteSqlRawAsync($"DELETE FROM {context.GetService<ISqlGenerationHelper>().DelimitIdentifier(table.Name)}", cancellationToken);
#pragma warning restore EF1002
    }

    private static async Task InsertAsync(SurveyDbContext context, ZipArchive zip, StoredTable table, CancellationToken cancellationToken)
    {
        await using var insert = new BulkInsert(context, table.Name, [.. table.Columns.Select(c => c.Name)]);
        await using var stream = Open(zip, table.Name);
        await foreach (var line in LinesAsync(stream, table.Name, cancellationToken))
        {
            await insert.AddAsync(table.ReadRow(line), cancellationToken);
        }

        await insert.FlushAsync(cancellationToken);
    }

    // A line without end is refused before it is all in memory.
    private static async IAsyncEnumerable<byte[]> LinesAsync(Stream stream, string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: LineBuffer));
        for (var done = false; !done;)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return rest.Slice(0, end).ToArray();
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            done = read.IsCompleted;
            if (rest.Length > LongestLine)
            {
                throw new InvalidDataException($"a row of {table} is too long.");
            }

            if (done && !rest.IsEmpty)
            {
                yield return rest.ToArray();
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static Stream Open(ZipArchive zip, string table) =>
        (zip.GetEntry(BackupManifest.EntryOf(table)) ?? throw new InvalidDataException($"the table {table} is missing.")).Open();
}
