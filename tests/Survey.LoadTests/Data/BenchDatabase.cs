using Microsoft.EntityFrameworkCore;
using Survey.LoadTests.Processes;
using Survey.Web.Data;
using Survey.Web.Data.MySql;
using Survey.Web.Data.Sqlite;

namespace Survey.LoadTests.Data;

/// <summary>A database of the bench's own, migrated.</summary>
internal sealed record BenchDatabase(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>The name in the tables that the bench prints.</summary>
    public string Name => Provider == DatabaseProvider.Sqlite ? "SQLite" : "MariaDB";

    public static async Task<BenchDatabase> CreateAsync(string folder, MariaServer? maria, string name, CancellationToken cancellationToken)
    {
        var database = maria is null
            ? new BenchDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, name + ".db")}")
            : new BenchDatabase(DatabaseProvider.MySql, await maria.CreateDatabaseAsync("bench_" + name, cancellationToken));
        await using var context = database.CreateContext();
        await context.Database.MigrateAsync(cancellationToken);
        return database;
    }

    public SurveyDbContext CreateContext()
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteSurveyDbContext>();
            Provider.Configure(sqlite, ConnectionString);
            return new SqliteSurveyDbContext(sqlite.Options);
        }

        var mySql = new DbContextOptionsBuilder<MySqlSurveyDbContext>();
        Provider.Configure(mySql, ConnectionString);
        return new MySqlSurveyDbContext(mySql.Options);
    }
}
