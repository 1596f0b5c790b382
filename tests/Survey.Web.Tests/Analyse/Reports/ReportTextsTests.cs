using System.Text.RegularExpressions;
using System.Xml.Linq;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Reports;

/// <summary>Papers go out in two languages.</summary>
public sealed partial class ReportTextsTests
{
    [Fact]
    public void EveryTextOfReports_HasItsEnglish()
    {
        var web = Path.Combine(StaffTextsTests.Root(), "src", "Survey.Web");
        var english = XDocument.Load(Path.Combine(web, "Resources", "Pages", "Analyse", "AnalyseTexts.en.resx")).Root!.Elements("data").Select(d => d.Attribute("name")!.Value).ToHashSet();

        var used = Directory.EnumerateFiles(Path.Combine(web, "Pages", "Analyse", "Reports"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(f => Key().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.True(used.Count > 100);
        Assert.Empty(used.Except(english));
    }

    [GeneratedRegex("""(?<![A-Za-z])(?:T|texts|_?text)\["([^"]*)"[,\]]""")]
    private static partial Regex Key();
}
