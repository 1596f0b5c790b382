using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Survey.Web.Commands;

namespace Survey.Web.Tests.Commands;

/// <summary>What cannot start says one sentence and ends with 1.</summary>
public sealed class FailedStartTests
{
    [Fact]
    public async Task Start_OnAPortInUse_SaysSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        await AssertSentenceAsync(null, "already in use", "--empty", "--urls", url);
    }

    [Theory]
    [InlineData("Survey__Database__Provider", "Oracle", "Sqlite or MySql")]
    [InlineData("Survey__DataFolder", "/proc/survey", "cannot be used")]
    [InlineData("Survey__FoldSeconds", "soon", "FoldSeconds")]
    [InlineData("Survey__TimeZone", "Mars/Base", "Mars/Base")]
    public async Task Start_WithASettingThatCannotBe_SaysWhich(string name, string value, string words) =>
        await AssertSentenceAsync(new() { [name] = value }, words, "--empty", "--urls", "http://127.0.0.1:0");

    [Fact]
    public async Task Start_WithoutItsDatabase_SaysSoWithoutThePassword()
    {
        var errors = await AssertSentenceAsync(
            new() { ["Survey__Database__Provider"] = "MySql", ["Survey__Database__ConnectionString"] = "Server=127.0.0.1;Port=1;User ID=survey;Password=khong-noi-ra;Database=x" },
            "cannot be reached",
            "--empty",
            "--urls",
            "http://127.0.0.1:0");
        Assert.DoesNotContain("khong-noi-ra", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_WithABrokenSettingsFile_NamesItAndThePlace()
    {
        var file = Path.Combine(ProgramRun.NewFolder(), "appsettings.json");
        File.WriteAllText(file, "{ \"Survey\": {\n \"DataFolder\": App } }");
        var broken = Assert.Throws<InvalidDataException>(() => new ConfigurationBuilder().AddJsonFile(file).Build());
        var sentence = Sentences.Of(broken);
        Assert.Contains(file, sentence, StringComparison.Ordinal);
        Assert.Contains("LineNumber: 1", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sentence);
    }

    [Fact]
    public async Task UnknownVerb_ShowsTheVerbs()
    {
        ProgramRun.SkipOnMySql();
        var run = await ProgramRun.EndAsync(ProgramRun.NewFolder(), null, "fly");
        Assert.Equal(1, run.Code);
        Assert.DoesNotContain("   at ", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    [InlineData("import")]
    [InlineData("tally verify")]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task Help_ShowsExamples(string verb)
    {
        ProgramRun.SkipOnMySql();
        var run = await ProgramRun.EndAsync(ProgramRun.NewFolder(), null, [.. verb.Split(' '), "--help"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"-- {verb}", run.Output, StringComparison.Ordinal);
    }

    private static async Task<string> AssertSentenceAsync(Dictionary<string, string>? environment, string words, params string[] arguments)
    {
        ProgramRun.SkipOnMySql();
        var run = await ProgramRun.EndAsync(ProgramRun.NewFolder(), environment, arguments);
        Assert.Equal(1, run.Code);
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", run.Output + run.Errors, StringComparison.Ordinal);
        return run.Errors;
    }
}
