using Survey.Web.Data.Import.Foreign.XlsForm;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>The part of XPath that forms use, in the spellings that people give it.</summary>
public sealed class XPathGrammarTests
{
    [Theory]
    [InlineData("${a} = 'x'", "(${a} = 'x')")]
    [InlineData("${a}='x'", "(${a} = 'x')")]
    [InlineData("${ a } = \"x\"", "(${a} = 'x')")]
    [InlineData("${a} = ‘x’", "(${a} = 'x')")]
    [InlineData("/data/group/a = 'x'", "(${a} = 'x')")]
    [InlineData("../a = 'x'", "(${a} = 'x')")]
    [InlineData("${n} <= -4.26", "(${n} <= -4.26)")]
    [InlineData("${n}>=.5", "(${n} >= .5)")]
    [InlineData("${n} != 1 and ${m} < 2 or ${k} > 3", "(((${n} != 1) and (${m} < 2)) or (${k} > 3))")]
    [InlineData("(${n} = 1 or ${m} = 2) AND ${k} = 3", "(((${n} = 1) or (${m} = 2)) and (${k} = 3))")]
    [InlineData("selected(${a}, 'x')", "selected(${a}, 'x')")]
    [InlineData("not(selected(${a},'x'))", "not(selected(${a}, 'x'))")]
    [InlineData("count-selected(.) > 1", "(count-selected(.) > 1)")]
    [InlineData("string-length(.)<=10", "(string-length(.) <= 10)")]
    [InlineData("${a} + 1 > 2", "((${a} + 1) > 2)")]
    [InlineData("${a}-1 > 2", "((${a} - 1) > 2)")]
    [InlineData("${and_more} = 1", "(${and_more} = 1)")]
    [InlineData("if(${a} = 1, true(), false())", "if((${a} = 1), true(), false())")]
    [InlineData(". >= 0\u00a0and . <= 120", "((. >= 0) and (. <= 120))")]
    public void Read_OfWhatFormsWrite_GivesTheTree(string text, string expected)
    {
        var (node, problem) = XPathGrammar.Read(text);
        Assert.True(problem is null, problem?.En);
        Assert.Equal(expected, Shown(node!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("${a} =")]
    [InlineData("${a} = 'x")]
    [InlineData("(${a} = 'x'")]
    [InlineData("${a} 'x'")]
    [InlineData("and")]
    [InlineData("${a} = 'x' and")]
    [InlineData("selected(${a} 'x')")]
    [InlineData("# {}")]
    public void Read_OfWhatIsNoExpression_SaysWhere(string text)
    {
        var (node, problem) = XPathGrammar.Read(text);
        Assert.Null(node);
        Assert.Contains("not understood from character", problem!.Value.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", 1_900)]
    [InlineData("not(", 900)]
    [InlineData("-", 3_000)]
    public void Read_OfDeepNesting_IsRefusedBeforeItDescends(string opening, int times) =>
        Assert.Contains("nested", XPathGrammar.Read(string.Concat(Enumerable.Repeat(opening, times)) + "1").Problem!.Value.En, StringComparison.Ordinal);

    [Fact]
    public void Read_OfAVeryLongExpression_IsRefused() =>
        Assert.Contains("longer than", XPathGrammar.Read(new string('1', 5_000)).Problem!.Value.En, StringComparison.Ordinal);

    [Fact]
    public void Read_OfALongChain_DoesNotDescend() =>
        Assert.NotNull(XPathGrammar.Read(string.Join("=", Enumerable.Repeat("1", 1_900))).Node);

    private static string Shown(XPathNode node) => node switch
    {
        XPathNode.Operation o => $"({string.Join($" {o.Operator} ", o.Operands.Select(Shown))})",
        XPathNode.Call c => $"{c.Function}({string.Join(", ", c.Arguments.Select(Shown))})",
        _ => node.Words,
    };
}
