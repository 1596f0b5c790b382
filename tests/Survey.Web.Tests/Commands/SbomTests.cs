using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Survey.Web.Tests.Commands;

/// <summary>Check 40: what the program says that it is made of is what its build resolved.</summary>
public sealed partial class SbomTests
{
    private static readonly string List = Path.ChangeExtension(typeof(Application).Assembly.Location, ".deps.json");

    [Fact]
    public async Task Sbom_NamesEveryLibraryOnceWithItsHashAndNeeds_AndIsTheSameEachTime()
    {
        ProgramRun.SkipOnMySql();
        var folder = ProgramRun.NewFolder();
        var file = Path.Combine(folder, "survey.cdx.json");
        var (printed, written) = (await ProgramRun.EndAsync(folder, null, "sbom"), await ProgramRun.EndAsync(folder, null, "sbom", "--out", file));

        Assert.Equal((0, "", 0, "", ""), (printed.Code, printed.Errors.Trim(), written.Code, written.Errors.Trim(), written.Output.Trim()));
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(text.Trim(), printed.Output.Trim().ReplaceLineEndings("\n"));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder));

        var bom = JsonNode.Parse(text)!;
        Assert.Equal(("CycloneDX", "1.6", 1), ((string?)bom["bomFormat"], (string?)bom["specVersion"], (int?)bom["version"]));
        Assert.Null(bom["serialNumber"]);
        Assert.Null(bom["metadata"]!["timestamp"]);
        Assert.Equal(("application", "Survey.Web"), ((string?)bom["metadata"]!["component"]!["type"], (string?)bom["metadata"]!["component"]!["name"]));
        var components = bom["components"]!.AsArray().Append(bom["metadata"]!["component"]).Select(c => c!).ToList();
        AssertLibraries([.. components.Where(c => (string?)c["type"] != "framework")]);
        var frameworks = components.Where(c => (string?)c["type"] == "framework").ToList();
        Assert.Equal(["Microsoft.AspNetCore.App", "Microsoft.NETCore.App"], frameworks.Select(f => ((string)f["name"]!).Split(".Runtime.")[0]));
        Assert.Equal(Environment.Version.ToString(), (string?)frameworks[1]["version"]);
        AssertDependencies(bom["dependencies"]!.AsArray(), components);
    }

    private static void AssertLibraries(List<JsonNode> components)
    {
        var resolved = JsonNode.Parse(File.ReadAllText(List))!["libraries"]!.AsObject();
        Assert.True(resolved.Count > 20);
        Assert.Equal(resolved.Select(l => l.Key).Order(StringComparer.Ordinal), components.Select(c => $"{c["name"]}/{c["version"]}").Order(StringComparer.Ordinal));
        foreach (var component in components)
        {
            var library = resolved[$"{component["name"]}/{component["version"]}"]!;
            var purl = (string)component["purl"]!;
            Assert.Matches(Purl(), purl);
            Assert.Equal((string?)library["type"] == "package", purl.StartsWith("pkg:nuget/", StringComparison.Ordinal));
            Assert.Equal(purl, (string?)component["bom-ref"]);
            var hash = (string)library["sha512"]! is { Length: > 0 } given ? Convert.ToHexStringLower(Convert.FromBase64String(given["sha512-".Length..])) : null;
            Assert.Equal(hash, (string?)component["hashes"]?[0]!["content"]);
        }
    }

    private static void AssertDependencies(JsonArray dependencies, List<JsonNode> components)
    {
        var known = components.Select(c => (string)c["bom-ref"]!).ToHashSet();
        Assert.Equal(components.Count, known.Count);
        Assert.Equal(dependencies.Count, dependencies.Select(d => (string)d!["ref"]!).Distinct().Count());
        Assert.All(dependencies, d => Assert.Contains((string)d!["ref"]!, known));
        Assert.All(dependencies.SelectMany(d => d!["dependsOn"]!.AsArray()), d => Assert.Contains((string)d!, known));
        var own = dependencies.Single(d => ((string)d!["ref"]!).StartsWith("pkg:generic/Survey.Web@", StringComparison.Ordinal))!["dependsOn"]!.AsArray();
        Assert.Contains(own, d => ((string)d!).StartsWith("pkg:generic/Survey.Core@", StringComparison.Ordinal));
        Assert.Contains(own, d => ((string)d!).StartsWith("pkg:nuget/EPPlus@", StringComparison.Ordinal));
    }

    [GeneratedRegex("^pkg:(nuget|generic)/[A-Za-z0-9._-]+@[A-Za-z0-9.%_-]+$")]
    private static partial Regex Purl();
}
