using System.Text.RegularExpressions;

namespace Survey.Web.Tests.Admin;

public sealed partial class AuditWordsTests
{
    [Fact]
    public void EveryActionThatIsWrittenDown_HasItsWords()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(StaffTextsTests.Root(), "src", "Survey.Web"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        var known = Known().Matches(File.ReadAllText(sources.Single(f => Path.GetFileName(f) == "AuditWords.cs"))).Select(m => m.Groups[1].Value).ToHashSet();
        var written = sources.SelectMany(f => Written().Matches(File.ReadAllText(f))).SelectMany(m => m.Groups[1].Captures).Select(c => c.Value).ToHashSet();

        Assert.Contains("wave_opened", written);
        Assert.Empty(written.Except(known));
    }

    [GeneratedRegex("""^\s*"([a-z_]+)" => texts""", RegexOptions.Multiline)]
    private static partial Regex Known();

    [GeneratedRegex("""(?:\.Audit\(|ChangeAsync\(id|DoneAsync\(|SaveAsync\(|StepAsync\()[^;"]*(?:"([a-z]+_[a-z_]+)"(?: : )?)+""")]
    private static partial Regex Written();
}
