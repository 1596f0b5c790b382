using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Web.Commands;
using YamlDotNet.RepresentationModel;

namespace Survey.Web.Tests.Deploy;

/// <summary>What docker-compose.yml and the files it mounts promise: durable, healthy, without a default secret, without a trace of citizens.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Text = File.ReadAllText(Path.Combine(Root, "docker-compose.yml"));
    private static readonly YamlMappingNode Services = Map(Parse(Text), "services");

    [Fact]
    public void Services_AreTheFourOfTheTopology() =>
        Assert.Equal(["database", "migrate", "proxy", "web"], Services.Children.Keys.Select(k => k.ToString()).Order());

    [Theory]
    [InlineData("database")]
    [InlineData("web")]
    [InlineData("proxy")]
    public void LongRunningServices_AreWatchedAndRestarted(string name)
    {
        Assert.True(List(Map(Map(Services, name), "healthcheck"), "test").Count > 1);
        Assert.Equal("unless-stopped", Map(Services, name).Children["restart"].ToString());
    }

    [Fact]
    public void Web_StartsEmptyAfterTheDatabaseAndItsMigration()
    {
        var web = Map(Services, "web");
        Assert.Contains("--empty", List(web, "command"));
        Assert.Equal(["migrate"], List(Map(Services, "migrate"), "command"));
        Assert.Equal("service_completed_successfully", Map(Map(web, "depends_on"), "migrate").Children["condition"].ToString());
        Assert.Equal("service_healthy", Map(Map(web, "depends_on"), "database").Children["condition"].ToString());
        Assert.Contains(List(Map(web, "healthcheck"), "test"), t => t.EndsWith("/health/ready", StringComparison.Ordinal));
    }

    [Fact]
    public void Web_MayDrainBeforeItIsKilled_AndCanBeScaled()
    {
        var web = Map(Services, "web");
        Assert.True(int.Parse(web.Children["stop_grace_period"].ToString().TrimEnd('s'), CultureInfo.InvariantCulture) > Draining.Longest.TotalSeconds);
        Assert.DoesNotContain(web.Children.Keys.Select(k => k.ToString()), k => k is "container_name" or "ports" or "volumes");
    }

    [Fact]
    public void OnlyTheProxy_IsReachableFromOutside() =>
        Assert.Equal(["proxy"], Services.Children.Where(s => ((YamlMappingNode)s.Value).Children.ContainsKey("ports")).Select(s => s.Key.ToString()));

    [Fact]
    public void Secrets_ComeFromTheEnvironmentAndHaveNoDefault()
    {
        var passwords = Text.Split('\n').Where(l => l.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase) && !l.TrimStart().StartsWith('#')).ToList();
        Assert.NotEmpty(passwords);
        Assert.All(passwords, l => Assert.Matches(RequiredVariable(), l));
        Assert.DoesNotMatch(DefaultedSecret(), Text);
    }

    [Fact]
    public void ForwardedHeaders_AreBelievedFromTheProxyOnly()
    {
        var address = Map(Map(Map(Services, "proxy"), "networks"), "inside").Children["ipv4_address"].ToString();
        var settings = Map(Map(Services, "web"), "environment");
        Assert.Equal(address, settings.Children["Survey__KnownProxies__0"].ToString());
        Assert.DoesNotContain("*", settings.Children["AllowedHosts"].ToString(), StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-For $remote_addr;", Deployed("survey-proxy.conf"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("innodb_flush_log_at_trx_commit = 1")]
    [InlineData("sync_binlog = 1")]
    [InlineData("skip-log-bin")]
    [InlineData("innodb_doublewrite = 1")]
    [InlineData("general_log = 0")]
    public void Database_KeepsWhatItAcknowledgesAndNoLogOfIt(string setting)
    {
        Assert.Contains(setting, Deployed("mariadb.cnf").Split('\n').Select(l => l.Trim()));
        Assert.Contains(List(Map(Services, "database"), "volumes"), v => v.StartsWith("./src/Survey.Web/Deploy/mariadb.cnf:", StringComparison.Ordinal));
    }

    [Fact]
    public void Proxy_KeepsNoRecordOfCitizens()
    {
        Assert.Contains("access_log off;", CitizensBlock().Match(Deployed("survey-proxy.conf")).Value, StringComparison.Ordinal);
        var format = Deployed("nginx.conf").Split('\n').Single(l => l.TrimStart().StartsWith("log_format", StringComparison.Ordinal));
        Assert.DoesNotMatch("remote_addr|user_agent|referer|args|request_uri|cookie|\\$request[ ']", format);
        Assert.Contains("gzip off;", Deployed("nginx.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public void MountedFiles_Exist()
    {
        var mounts = Services.Children.Values.Cast<YamlMappingNode>().Where(s => s.Children.ContainsKey("volumes"))
            .SelectMany(s => List(s, "volumes")).Where(v => v.StartsWith("./", StringComparison.Ordinal)).Select(v => v.Split(':')[0]);
        Assert.All(mounts, m => Assert.True(File.Exists(Path.Combine(Root, m)), m));
    }

    private static YamlMappingNode Map(YamlMappingNode node, string key) => (YamlMappingNode)node.Children[key];

    private static List<string> List(YamlMappingNode node, string key) => [.. ((YamlSequenceNode)node.Children[key]).Children.Select(c => c.ToString())];

    private static string Deployed(string file) => File.ReadAllText(Path.Combine(Root, "src", "Survey.Web", "Deploy", file));

    private static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "docker-compose.yml")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\$\{[A-Z_]+:\?")]
    private static partial Regex RequiredVariable();

    [GeneratedRegex(@"\$\{[A-Z_]*(PASSWORD|SECRET|KEY)[A-Z_]*(:?-|\})")]
    private static partial Regex DefaultedSecret();

    [GeneratedRegex(@"location /r/ \{[^}]*\}")]
    private static partial Regex CitizensBlock();
}
