using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Tests.Commands;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_OverAMigratedDurableDatabase_Is200ForAnybody()
    {
        await using var host = await SurveyHost.StartAsync();
        using var live = await host.Client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        using var ready = await host.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        Assert.Equal("{\"status\":\"ok\"}", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(ready.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Ready_OverADatabaseWithoutTheSchema_NamesTheCheckAndNothingElse()
    {
        await using var database = TestDatabase.IsMySql ? await TestDatabase.CreateMySqlAsync(migrated: false) : await TestDatabase.CreateSqliteAsync(migrated: false);
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Database = database });
        using var ready = await host.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("{\"status\":\"not ready\",\"failing\":[\"migrations\"]}", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ready_WithADatabaseThatForgets_IsNot()
    {
        Assert.SkipWhen(TestDatabase.IsMySql, "The private server of the suite is shared; its settings stay.");
        await using var database = await TestDatabase.CreateSqliteAsync();
        await using (var context = database.CreateContext())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE", TestContext.Current.CancellationToken);
        }

        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Database = database });
        using var ready = await host.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal("{\"status\":\"not ready\",\"failing\":[\"durability\"]}", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
