using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Survey.Web.Data.Sqlite;

/// <summary>The embedded database.</summary>
public sealed class SqliteSurveyDbContext(DbContextOptions<SqliteSurveyDbContext> options) : SurveyDbContext(options);

/// <summary>Lets <c>dotnet ef migrations add</c> work without a running application.</summary>
public sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteSurveyDbContext>
{
    public SqliteSurveyDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqliteSurveyDbContext>();
        DatabaseProvider.Sqlite.Configure(builder, "Data Source=design.db");
        return new SqliteSurveyDbContext(builder.Options);
    }
}
