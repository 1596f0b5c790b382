using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Examples;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Data;

/// <summary>
/// Makes the database ready for a start. The embedded database is migrated here; MariaDB is migrated by its own verb,
/// once, before the nodes start.
/// </summary>
public sealed class DatabaseStart(IDbContextFactory<SurveyDbContext> contexts, DatabaseProvider provider, TallyStore tallies, ExampleProvince example, ApplicationStart start)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Schema, and on a first start the example.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await PrepareSchemaAsync(cancellationToken);
        await (start.Empty ? example.DeclineAsync(cancellationToken) : example.LoadAsync(cancellationToken));
    }

    /// <summary>The embedded database is migrated; MariaDB must have been. Counts packed by an older program are counted again.</summary>
    public async Task PrepareSchemaAsync(CancellationToken cancellationToken)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            await MigrateAsync(cancellationToken);
        }
        else
        {
            await RequireMigratedAsync(cancellationToken);
        }

        // On MariaDB the verb has done it; a node that starts in the middle of it waits for the same numbers.
        await tallies.UpgradeAsync(cancellationToken);
    }

    /// <summary>Applies what migrations are missing and returns their names.</summary>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (provider != DatabaseProvider.Sqlite)
        {
            return await MigrateAsync(context, cancellationToken);
        }

        await using var alone = await LockAsync(context, cancellationToken);
        if (File.Exists(FileOf(context)))
        {
            await ClearStaleLockAsync(context, cancellationToken);
        }

        var applied = await MigrateAsync(context, cancellationToken);
        // A process killed between making the file and this line would leave it in the other, less durable mode.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        return applied;
    }

    private async Task RequireMigratedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new StartException("The database is not migrated to this version of the program. Run the verb 'migrate' once, then start again.");
        }
    }

    private static async Task<IReadOnlyList<string>> MigrateAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        List<string> pending = [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)];
        if (pending.Count > 0)
        {
            await context.Database.MigrateAsync(cancellationToken);
        }

        return pending;
    }

    /// <summary>
    /// EF marks a running SQLite migration by a row, and waits for ever for the row of a process that was killed
    /// (dotnet/efcore 38958). Whoever holds our own lock file, which the system frees when its holder dies, is the only
    /// one migrating: a row that stands there anyway belongs to nobody.
    /// </summary>
    private static async Task ClearStaleLockAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var tables = await context.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'").SingleAsync(cancellationToken);
        if (tables > 0)
        {
            await context.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\";", cancellationToken);
        }
    }

    private static async Task<FileStream?> LockAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        if (FileOf(context) is not { } file)
        {
            return null;
        }

        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file + ".lock") && waited.Elapsed < LongestWait)
            {
                await Task.Delay(200, cancellationToken);
            }
        }
    }

    private static string? FileOf(SurveyDbContext context)
    {
        var source = new SqliteConnectionStringBuilder(context.Database.GetConnectionString());
        return source.DataSource is "" or ":memory:" || source.Mode == SqliteOpenMode.Memory ? null : Path.GetFullPath(source.DataSource);
    }
}
