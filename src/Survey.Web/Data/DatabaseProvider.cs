using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using MySqlConnector;
using Survey.Web.Data.MySql;
using Survey.Web.Data.Sqlite;

namespace Survey.Web.Data;

/// <summary>All that differs between the two databases when a context is made.</summary>
public sealed class DatabaseProvider
{
    public static readonly DatabaseProvider Sqlite = new("Sqlite", ConfigureSqlite);
    public static readonly DatabaseProvider MySql = new("MySql", ConfigureMySql);

    private readonly Action<DbContextOptionsBuilder, string> _configure;

    private DatabaseProvider(string name, Action<DbContextOptionsBuilder, string> configure) => (Name, _configure) = (name, configure);

    public string Name { get; }

    public static DatabaseProvider? Find(string name) =>
        new[] { Sqlite, MySql }.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    public void Configure(DbContextOptionsBuilder builder, string connectionString) => _configure(builder, connectionString);

    /// <summary>Registers the pooled factory, and a context per request made by it.</summary>
    public void AddTo(IServiceCollection services, string connectionString)
    {
        if (this == Sqlite)
        {
            services.AddPooledDbContextFactory<SqliteSurveyDbContext>(o => Configure(o, connectionString));
            services.AddSingleton<IDbContextFactory<SurveyDbContext>, Factory<SqliteSurveyDbContext>>();
        }
        else
        {
            services.AddPooledDbContextFactory<MySqlSurveyDbContext>(o => Configure(o, connectionString));
            services.AddSingleton<IDbContextFactory<SurveyDbContext>, Factory<MySqlSurveyDbContext>>();
        }

        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<SurveyDbContext>>().CreateDbContext());
        services.AddSingleton(this);
    }

    private static void ConfigureSqlite(DbContextOptionsBuilder builder, string connectionString) => builder
        .UseSqlite(connectionString, o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
        .ReplaceService<IMigrationsSqlGenerator, WithoutRowIdSqlGenerator>()
        .AddInterceptors(new SqlitePragmas());

    private static void ConfigureMySql(DbContextOptionsBuilder builder, string connectionString)
    {
        // Pomelo sets UseAffectedRows to false whatever stands here: an update that changes nothing counts the rows it found.
        var settings = new MySqlConnectionStringBuilder(connectionString) { GuidFormat = MySqlGuidFormat.Binary16 };
        builder.UseMySql(settings.ConnectionString, new MariaDbServerVersion(new Version(10, 6)), o => o
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
    }

    private sealed class Factory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<SurveyDbContext>
        where TContext : SurveyDbContext
    {
        public SurveyDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<SurveyDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
