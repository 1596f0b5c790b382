using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;

namespace Survey.Web.Tests.Commands;

/// <summary>The program as a newcomer meets it: one command, an empty folder, five addresses.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task FirstStart_PrintsAddressesThatAnswer_AndDrainsWhenTold()
    {
        ProgramRun.SkipOnMySql();
        var folder = ProgramRun.NewFolder();
        await using var run = ProgramRun.Start(folder, null, "--urls", "http://127.0.0.1:0");
        var addresses = await run.AddressesAsync();

        Assert.Equal(["Answer", "Answer long", "Poster", "Results", "Staff"], addresses.Keys.Order());
        Assert.DoesNotContain(":0/", string.Concat(addresses.Values), StringComparison.Ordinal);
        Assert.Contains("/setup/", addresses["Staff"], StringComparison.Ordinal);
        using var client = new HttpClient();
        foreach (var address in addresses.Values)
        {
            using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {address}");
        }

        await AssertExampleAsync(folder);
        // The example is folded behind the first pages; what a stop leaves waiting is the next start's.
        for (var i = 0; i < 600 && await CountAsync(folder, "PendingFolds") > 0; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        using var stop = Process.Start("kill", ["-TERM", run.Process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await run.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, run.Process.ExitCode);

        var verified = await ProgramRun.EndAsync(folder, null, "tally", "verify");
        Assert.Matches("^[0-9]{5} responses, 0 differing cells\\s*$", verified.Output);
        Assert.Equal(0, verified.Code);
        await AssertExportsAsync(folder);

        await ExecuteAsync(folder, "UPDATE TallyCells SET Responses = Responses + 1 WHERE WaveId = (SELECT min(WaveId) FROM TallyCells)");
        var spoiled = await ProgramRun.EndAsync(folder, null, "tally", "verify");
        Assert.DoesNotMatch(" 0 differing cells", spoiled.Output);
        Assert.Equal(1, spoiled.Code);
        Assert.Equal(0, (await ProgramRun.EndAsync(folder, null, "tally", "rebuild")).Code);
        Assert.Equal(0, (await ProgramRun.EndAsync(folder, null, "tally", "verify")).Code);
    }

    [Fact]
    public async Task FirstStart_KilledHalfWay_IsCompletedByTheNext()
    {
        ProgramRun.SkipOnMySql();
        var folder = ProgramRun.NewFolder();
        await using (var killed = ProgramRun.Start(folder, null, "--urls", "http://127.0.0.1:0"))
        {
            var database = Path.Combine(folder, "survey.db");
            while (!File.Exists(database) || await CountAsync(folder, "Settings") == 0)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
        }

        // What a process killed in the middle of a migration leaves behind.
        await ExecuteAsync(folder, "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT OR REPLACE INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01'); DELETE FROM \"__EFMigrationsHistory\" WHERE 1 = 0;");
        await using var next = ProgramRun.Start(folder, null, "--urls", "http://127.0.0.1:0");
        await next.AddressesAsync();
        await AssertExampleAsync(folder);
    }

    [Fact]
    public async Task Start_WithEmpty_HasNoExample_NowOrLater()
    {
        ProgramRun.SkipOnMySql();
        var folder = ProgramRun.NewFolder();
        await using (var run = ProgramRun.Start(folder, null, "--empty", "--urls", "http://127.0.0.1:0"))
        {
            Assert.Equal(["Results", "Staff"], (await run.AddressesAsync()).Keys.Order());
        }

        await using var again = ProgramRun.Start(folder, null, "--urls", "http://127.0.0.1:0");
        await again.AddressesAsync();
        Assert.Equal(0, await CountAsync(folder, "Units"));
    }

    [Fact]
    public async Task Start_WithAPublicAddress_PrintsThatOne()
    {
        ProgramRun.SkipOnMySql();
        await using var run = ProgramRun.Start(
            ProgramRun.NewFolder(), new Dictionary<string, string> { ["Survey__PublicBaseUrl"] = "https://khaosat.example.vn/" }, "--empty", "--urls", "http://127.0.0.1:0");
        Assert.Equal("https://khaosat.example.vn/analyse", (await run.AddressesAsync())["Results"]);
    }

    private static async Task AssertExportsAsync(string folder)
    {
        var period = (string)(await ExecuteAsync(folder, "SELECT Code FROM Periods WHERE Code LIKE '%-q_' AND LastDay < (SELECT max(OpenedAt) FROM Waves) ORDER BY LastDay DESC LIMIT 1"))!;
        foreach (var (kind, file, start) in new[] { ("quarter", "q.xlsx", "PK"), ("responses", "r.csv", "\uFEFF"), ("scoring", "s.json", "{"), ("scoring", "s.csv", "\uFEFF") })
        {
            var path = Path.Combine(folder, file);
            var run = await ProgramRun.EndAsync(folder, null, "export", kind, "--unit", "snv", "--period", period, "--questionnaire", "sipas_short", "--out", path);
            Assert.Equal((0, ""), (run.Code, run.Errors.Trim()));
            Assert.StartsWith(start, System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path)), StringComparison.Ordinal);
        }
    }

    private static async Task AssertExampleAsync(string folder)
    {
        Assert.Equal(3, await CountAsync(folder, "Settings WHERE Name LIKE 'Example.%'"));
        Assert.Equal(3, await CountAsync(folder, "Waves WHERE State = 'Open' AND Synthetic = 0"));
        Assert.Equal(4, await CountAsync(folder, "Waves WHERE State = 'Closed' AND Synthetic = 1 AND Name LIKE 'Dữ liệu mô phỏng%'"));
        Assert.Equal(0, await CountAsync(folder, "SurveyResponses r JOIN Waves w ON w.Id = r.WaveId WHERE w.Synthetic = 0"));
        Assert.InRange(await CountAsync(folder, "SurveyResponses"), 10_000, 25_000);
    }

    private static async Task<long> CountAsync(string folder, string from)
    {
        try
        {
            return (long)(await ExecuteAsync(folder, "SELECT count(*) FROM " + from))!;
        }
        catch (SqliteException)
        {
            return 0; // not made yet
        }
    }

    private static async Task<object?> ExecuteAsync(string folder, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "survey.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
