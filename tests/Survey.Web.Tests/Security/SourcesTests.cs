using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Survey.Web.Tests.Security;

/// <summary>Checks 27 and 40 on the sources: nothing evaluates text as a program, and a weak package breaks the build in CI.</summary>
public sealed partial class SourcesTests
{
    private static readonly string Sources = Path.Combine(Root(), "src");

    // What starts another program: the printer of PDFs and the scanner of evidence. A new one is a decision, and none of them goes through a shell.
    private static readonly string[] Starters = ["EvidenceRules.cs", "PdfPrinter.cs"];

    [Fact]
    public void ProgramsThatAreStarted_GetTheirArgumentsOneByOne_WithoutAShell()
    {
        var found = Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories).Where(f => !Built().IsMatch(f) && File.ReadAllText(f).Contains("ProcessStartInfo", StringComparison.Ordinal)).ToList();
        Assert.Equal(Starters, found.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach (var file in found)
        {
            var text = File.ReadAllText(file);
            Assert.Contains("UseShellExecute = false", text, StringComparison.Ordinal);
            Assert.Contains("new ProcessStartInfo(program, arguments)", text, StringComparison.Ordinal);
            Assert.DoesNotContain("string arguments", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\bArguments\s*=|UseShellExecute = true", text);
        }
    }

    [Fact]
    public void Sources_EvaluateNoTextAsAProgram()
    {
        var files = Directory.EnumerateFiles(Sources, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".cshtml" or ".csproj" or ".props" && !Built().IsMatch(f)).ToList();
        Assert.True(files.Count > 150);
        Assert.All(files.Where(f => !Starters.Contains(Path.GetFileName(f))), f => Assert.Equal((f, ""), (f, Dynamic().Match(File.ReadAllText(f)).Value)));
    }

    [Fact]
    public void Scripts_EvaluateNoText()
    {
        var scripts = Directory.GetFiles(Path.Combine(Root(), "wwwroot-assets", "js"), "*.js");
        Assert.NotEmpty(scripts);
        Assert.All(scripts, f => Assert.Equal((f, ""), (f, ScriptEval().Match(File.ReadAllText(f)).Value)));
    }

    [Fact]
    public void Packages_AreAudited_AndAWeakOneIsAnErrorInCi()
    {
        var props = XDocument.Load(Path.Combine(Sources, "Directory.Build.props"));
        string Setting(string name) => props.Descendants(name).Single().Value;
        Assert.Equal(("true", "all", "low"), (Setting("NuGetAudit"), Setting("NuGetAuditMode"), Setting("NuGetAuditLevel")));
        var strict = props.Descendants("TreatWarningsAsErrors").Single();
        Assert.Equal(("true", "'$(CI)' == 'true'"), (strict.Value, strict.Attribute("Condition")!.Value));
        foreach (var project in Directory.EnumerateFiles(Root(), "*.*proj", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Root(), "*.props", SearchOption.AllDirectories)).Where(f => !Built().IsMatch(f)))
        {
            var text = File.ReadAllText(project);
            Assert.False(text.Contains("NU190", StringComparison.Ordinal) || text.Contains("NuGetAuditSuppress", StringComparison.Ordinal), project);
            Assert.True(project.EndsWith("Directory.Build.props", StringComparison.Ordinal) || !text.Contains("<NuGetAudit", StringComparison.Ordinal), project);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Survey.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"Linq\.Dynamic|CSharpScript|CodeAnalysis\.Scripting|CSharpCompilation|CodeDom|\bDataTable\b|\bDataColumn\b|XPathNavigator|XPathDocument|XslCompiledTransform|DynamicMethod|Reflection\.Emit|AssemblyBuilder|BinaryFormatter|TypeNameHandling|JsonPolymorphic|JsonDerivedType|ReferenceHandler\.Preserve|RazorEngine|Process\.Start|Assembly\.Load|Type\.GetType\(|\bdynamic\s+\w+\s*=")]
    private static partial Regex Dynamic();

    [GeneratedRegex(@"\beval\s*\(|new Function|setTimeout\s*\(\s*['""`]|setInterval\s*\(\s*['""`]|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write")]
    private static partial Regex ScriptEval();

    [GeneratedRegex(@"[/\\](bin|obj|wwwroot)[/\\]")]
    private static partial Regex Built();
}
