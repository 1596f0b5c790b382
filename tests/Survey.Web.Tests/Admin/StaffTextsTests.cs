using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Survey.Web.Tests.Admin;

public sealed partial class StaffTextsTests
{
    [Theory]
    [InlineData("Shared")]
    [InlineData("Admin")]
    [InlineData("Design")]
    public void EveryText_HasItsEnglish(string area)
    {
        var web = Path.Combine(Root(), "src", "Survey.Web");
        var english = XDocument.Load(Path.Combine(web, "Resources", area + "Texts.en.resx")).Root!.Elements("data").Select(d => d.Attribute("name")!.Value).ToHashSet();

        var used = Directory.EnumerateFiles(Path.Combine(web, "Pages", area), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(f => Key().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(english));
        Assert.Empty(english.Except(used));
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Survey.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("""(?:\bT|texts)\["([^"]*)"[,\]]""")]
    private static partial Regex Key();
}
