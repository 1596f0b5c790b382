using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Survey.Web.Data.MySql;

/// <summary>MariaDB, alone or as a Galera cluster.</summary>
public sealed class MySqlSurveyDbContext(DbContextOptions<MySqlSurveyDbContext> options) : SurveyDbContext(options);

/// <summary>Lets <c>dotnet ef migrations add</c> work without a running database.</summary>
public sealed class MySqlDesignFactory : IDesignTimeDbContextFactory<MySqlSurveyDbContext>
{
    public MySqlSurveyDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<MySqlSurveyDbContext>();
        DatabaseProvider.MySql.Configure(builder, "Server=127.0.0.1;Database=design");
        return new MySqlSurveyDbContext(builder.Options);
    }
}
