using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;
using Survey.Web.Data;
using Survey.Web.Data.Sqlite;

namespace Survey.Web.Tests;

/// <summary>
/// A fresh, migrated database of its own for each host: SQLite, or MariaDB where the environment says
/// SURVEY_TEST_DATABASE=MySql and SURVEY_TEST_MYSQL=connection string of a server on which databases may be made.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);

    private readonly string? _folder;
    private readonly string? _mySqlName;

    private TestDatabase(DatabaseProvider provider, string connectionString, string? folder, string? mySqlName) =>
        (Provider, ConnectionString, _folder, _mySqlName) = (provider, connectionString, folder, mySqlName);

    public static bool IsMySql { get; } =
        string.Equals(Environment.GetEnvironmentVariable("SURVEY_TEST_DATABASE"), "MySql", StringComparison.OrdinalIgnoreCase);

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    /// <summary>Makes the database that the environment asks for.</summary>
    public static Task<TestDatabase> CreateAsync() => IsMySql ? CreateMySqlAsync() : CreateSqliteAsync();

    public static async Task<TestDatabase> CreateSqliteAsync(bool migrated = true)
    {
        var folder = Directory.CreateTempSubdirectory("survey-test-").FullName;
        var file = Path.Combine(folder, "survey.db");
        if (migrated)
        {
            File.Copy(await SqliteTemplate.Value, file);
        }

        return new TestDatabase(DatabaseProvider.Sqlite, $"Data Source={file}", folder, null);
    }

    public static async Task<TestDatabase> CreateMySqlAsync(bool migrated = true)
    {
        var server = Environment.GetEnvironmentVariable("SURVEY_TEST_MYSQL")
            ?? throw new InvalidOperationException("SURVEY_TEST_MYSQL is not set.");
        var name = $"survey_test_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name} CHARACTER SET utf8mb4");
        var database = new TestDatabase(DatabaseProvider.MySql, new MySqlConnectionStringBuilder(server) { Database = name, ConnectionIdleTimeout = 10 }.ConnectionString, null, name);
        if (migrated)
        {
            await using var context = database.CreateContext();
            await context.Database.MigrateAsync();
        }

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

        var mySql = new DbContextOptionsBuilder<Data.MySql.MySqlSurveyDbContext>();
        Provider.Configure(mySql, ConnectionString);
        return new Data.MySql.MySqlSurveyDbContext(mySql.Options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            using (var connection = new SqliteConnection(ConnectionString))
            {
                SqliteConnection.ClearPool(connection);
            }

            Directory.Delete(_folder, recursive: true);
        }
        else if (_mySqlName is not null)
        {
            await using (var connection = new MySqlConnection(ConnectionString))
            {
                await MySqlConnection.ClearPoolAsync(connection);
            }

            await ExecuteAsync(Environment.GetEnvironmentVariable("SURVEY_TEST_MYSQL")!, $"DROP DATABASE {_mySqlName}");
        }
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("survey-template-").FullName, "survey.db");
        var builder = new DbContextOptionsBuilder<SqliteSurveyDbContext>();
        DatabaseProvider.Sqlite.Configure(builder, $"Data Source={file};Pooling=False");
        await using (var context = new SqliteSurveyDbContext(builder.Options))
        {
            await context.Database.MigrateAsync();
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return file;
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new MySqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is drawn above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
