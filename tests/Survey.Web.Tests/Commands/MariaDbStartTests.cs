using System.Net;

namespace Survey.Web.Tests.Commands;

/// <summary>The program over MariaDB: migrated by its verb, then started.</summary>
public sealed class MariaDbStartTests
{
    [Fact]
    public async Task Start_OverMariaDb_NeedsTheVerbMigrateFirst_ThenServesTheExample()
    {
        Assert.SkipUnless(TestDatabase.IsMySql, "Runs in the suite on MariaDB.");
        await using var database = await TestDatabase.CreateMySqlAsync(migrated: false);
        var environment = new Dictionary<string, string> { ["Survey__Database__Provider"] = "MySql", ["Survey__Database__ConnectionString"] = database.ConnectionString };
        var folder = ProgramRun.NewFolder();

        var early = await ProgramRun.EndAsync(folder, environment, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, early.Code);
        Assert.Contains("'migrate'", early.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await ProgramRun.EndAsync(folder, environment, "migrate")).Code);
        Assert.Contains("Nothing to migrate", (await ProgramRun.EndAsync(folder, environment, "migrate")).Output, StringComparison.Ordinal);

        await using (var run = ProgramRun.Start(folder, environment, "--urls", "http://127.0.0.1:0"))
        {
            using var client = new HttpClient();
            foreach (var address in (await run.AddressesAsync()).Values)
            {
                using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {address}");
            }
        }

        Assert.Empty(Directory.GetFiles(folder));
    }
}
