using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Reports;

namespace Survey.Web.Tests.Analyse.Reports;

/// <summary>The syntax file for SPSS, whatever codes and words a questionnaire has.</summary>
public sealed class SpssSyntaxTests(SharedProvince shared) : IClassFixture<SharedProvince>
{
    private static readonly string[] Reserved = ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"];

    [Fact]
    public void Names_AreOnesThatSpssTakes_EachOnce()
    {
        var syntax = Write(json => json.Replace("\"access\"", "\"and\"", StringComparison.Ordinal).Replace("\"procedure\"", "\"1st\"", StringComparison.Ordinal)
            .Replace("\"officer\"", "\"unit\"", StringComparison.Ordinal).Replace("\"result\"", "\"end_\"", StringComparison.Ordinal), "and", "1st", "unit", "end_", "overall");

        string[] names = [.. Block(syntax, "VARIABLE LABELS").Select(l => l.Trim().TrimStart('/').Split(' ')[0])];
        Assert.Equal(16, names.Length);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, n => Assert.Matches("^[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9]$", n));
        Assert.All(names, n => Assert.True(Encoding.UTF8.GetByteCount(n) <= SpssSyntax.NameBytes));
        Assert.Empty(names.Intersect(Reserved, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(["q_and", "q_1st", "unit_2", "end", "overall"], names[11..]);
    }

    [Fact]
    public void Codes_BecomeScores_AndNoOpinionIsMissing()
    {
        var syntax = Write(j => j, "result", "overall");

        Assert.Contains("RECODE result_t ('5'=5) ('4'=4) ('3'=3) ('2'=2) ('1'=1) ('na'=99) (ELSE=SYSMIS) INTO result.", syntax, StringComparison.Ordinal);
        Assert.Contains("MISSING VALUES result (99).", syntax, StringComparison.Ordinal);
        Assert.DoesNotContain("MISSING VALUES overall", syntax, StringComparison.Ordinal);
        Assert.Contains("  1 'Rất không hài lòng'", syntax, StringComparison.Ordinal);
        Assert.Contains("  99 'Không có ý kiến'.", syntax, StringComparison.Ordinal);
        Assert.Contains("(ORDINAL).", syntax, StringComparison.Ordinal);
        Assert.StartsWith("\ufeff* Encoding: UTF-8.\r\n", syntax, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_EndNoCommandAndNoLiteral()
    {
        var syntax = Write(json => json.Replace("Nơi đón tiếp: biển chỉ dẫn, chỗ ngồi, thiết bị", "Nơi 'đón'. EXECUTE. " + new string('ế', 300), StringComparison.Ordinal), "access");

        var label = Assert.Single(Block(syntax, "VARIABLE LABELS"), l => l.Contains("Nơi", StringComparison.Ordinal));
        Assert.Contains("'Nơi ''đón''. EXECUTE. ế", label, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(label) < 290);
        Assert.All(syntax.Split("\r\n"), l => Assert.True(l.Count(c => c == '\'') % 2 == 0, l));
    }

    private string Write(Func<string, string> change, params string[] items) => Encoding.UTF8.GetString(SpssSyntax.Write(
        shared.Province.Host.Services.GetRequiredService<ReportText>(), [Sample.QuestionnaireOf(change(Sample.QuestionnaireJsonOf("sipas_short")))], items, "phieu.csv", "Sở A. Quý III"));

    private static List<string> Block(string syntax, string command)
    {
        var lines = syntax.Split("\r\n");
        var first = Array.IndexOf(lines, command) + 1;
        var last = Array.FindIndex(lines, first, l => Regex.IsMatch(l, "'\\.$"));
        return [.. lines[first..(last + 1)]];
    }
}
