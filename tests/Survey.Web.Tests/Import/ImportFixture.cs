using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Survey.Web.Data;
using Survey.Web.Data.Examples;
using Survey.Web.Data.Import;

namespace Survey.Web.Tests.Import;

/// <summary>A database with the shipped example, against which imports are tried.</summary>
public sealed class ImportFixture : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public Importer Importer { get; private set; } = null!;

    public LocalCalendar Calendar { get; } = new(new FakeTimeProvider(new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero)), new SurveySettings());

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Importer = new Importer(new Contexts(Database), Calendar);
        var files = await SurveyLibrary.ReadAsync("organisation", "*.csv", CancellationToken.None);
        var report = await Importer.RunAsync(files, new ImportOptions(), CancellationToken.None);
        Assert.Empty(report.Problems);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    public Task<ImportReport> ImportAsync(string name, byte[] content, ImportOptions? options = null) =>
        Importer.RunAsync([new ImportFile(name, content)], options ?? new ImportOptions(), TestContext.Current.CancellationToken);

    /// <summary>How many rows stand in the tables that imports write.</summary>
    public async Task<string> CountsAsync()
    {
        await using var context = Database.CreateContext();
        return string.Join(' ', await context.Units.CountAsync(), await context.Services.CountAsync(), await context.CollectionPoints.CountAsync(),
            await context.Periods.CountAsync(), await context.Targets.CountAsync(), await context.TransactionCounts.CountAsync(),
            await context.Questionnaires.CountAsync(), await context.ScoringSchemes.CountAsync());
    }
}

/// <summary>Contexts over a test's database.</summary>
public sealed class Contexts(TestDatabase database) : IDbContextFactory<SurveyDbContext>
{
    public SurveyDbContext CreateDbContext() => database.CreateContext();
}
