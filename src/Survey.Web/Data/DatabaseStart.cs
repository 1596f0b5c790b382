using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Data;

/// <summary>Brings the embedded database to the program's schema. MariaDB is migrated by its own verb, before the nodes start.</summary>
public sealed class DatabaseStart(IDbContextFactory<SurveyDbContext> contexts, DatabaseProvider provider)
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            await MigrateAsync(cancellationToken);
        }
    }

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }
}
