using System.Text.Json;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign.Conditions;
using static Survey.Web.Data.Import.Foreign.Conditions.ForeignExpression;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>What foreign expressions become over a scale, choices and numbers, and what is refused with a reason.</summary>
public sealed class ConditionConverterTests
{
    private static readonly Scale Agree = new()
    {
        Code = "agree",
        Points = [.. Enumerable.Range(1, 5).Select(n => new ScalePoint { Code = $"p{n}", Score = n, Label = Text("x") })],
        NotApplicable = new NotApplicablePoint { Code = "na", Label = Text("x") },
    };

    private static readonly Dictionary<string, ForeignVariable> Variables = new(StringComparer.Ordinal)
    {
        ["q"] = ForeignVariable.Of(new ScaleItem { Code = "q", Text = Text("x"), Scale = Agree }),
        ["Sex"] = new ForeignVariable
        {
            Item = new SingleChoiceItem { Code = "sex", Text = Text("x"), Options = [Option("f"), Option("m"), Option("other")] },
            Answers = [("1", "f"), ("2", "m"), ("96", "other")],
        },
        ["wishes"] = ForeignVariable.Of(Wishes()),
        ["wishes_a"] = ForeignVariable.Of(Wishes()) with { Option = "a" },
        ["n"] = ForeignVariable.Of(new NumberItem { Code = "n", Text = Text("x"), Min = 0, Max = 100, Bands = [] }),
        ["money"] = ForeignVariable.Of(new NumberItem { Code = "money", Text = Text("x"), Min = 0, Max = 100, Decimals = 2, Bands = [] }),
        ["words"] = ForeignVariable.Of(new TextItem { Code = "words", Text = Text("x"), Multiline = false, MaxLength = 10 }),
    };

    public static TheoryData<string, string> Comparisons => new()
    {
        { "n > 3", "atLeast n 4" },
        { "n >= 3.5", "atLeast n 3.5" },
        { "n < 3", "atMost n 2" },
        { "n < 3.5", "atMost n 3" },
        { "n > -3.5", "atLeast n -3" },
        { "n = 3", "(atLeast n 3 and atMost n 3)" },
        { "n != 3", "not (atLeast n 3 and atMost n 3)" },
        { "n != ", "answered n" },
        { "n = ", "empty n" },
        { "money > 3", "atLeast money 3.01" },
        { "money < 3", "atMost money 2.99" },
        { "Sex = 1", "sex is f" },
        { "Sex = 01", "sex is f" },
        { "Sex != 2", "not sex is m" },
        { "Sex > 1", "sex is m|other" },
        { "q >= 4", "q is p4|p5" },
        { "q = na", "q is na" },
        { "wishes = a", "(wishes is a and not wishes is b|c)" },
        { "wishes_a = Y", "wishes is a" },
        { "wishes_a = ", "not wishes is a" },
        { "wishes_a != Y", "not wishes is a" },
    };

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Convert_OfAComparison_MeansTheSame(string source, string expected)
    {
        var parts = source.Split(' ');
        var comparison = Array.IndexOf(["=", "!=", "<", "<=", ">", ">="], parts[1]);
        Assert.Equal(expected, Shown(new Comparison(parts[0], (ForeignOperator)comparison, parts[2])));
    }

    [Fact]
    public void Convert_OfAlternativesAboutOneItem_BecomesOneList() =>
        Assert.Equal("q is p1|p2", Shown(new Or([new Comparison("q", ForeignOperator.Equal, "p1"), new Or([new Selected("q", "p2"), new Selected("q", "p1")])])));

    [Fact]
    public void Convert_OfConstants_LeavesThemOut() =>
        Assert.Equal("answered n", Shown(new And([new Constant(true), new Or([new Constant(false), new Answered("n")])])));

    [Fact]
    public void Convert_OfWhatAlwaysHolds_IsNoCondition() =>
        Assert.Equal(new ConvertedCondition(null, null), Convert(new Or([new Constant(true), new Answered("n")])));

    public static TheoryData<string, string> Refusals => new()
    {
        { "n2 = 1", "No item 'n2' is asked before" },
        { "words = x", "answered in words" },
        { "Sex = 3", "no answer '3'" },
        { "q > 5", "No answer of the item 'q'" },
        { "wishes > 1", "compared by size" },
        { "n = x", "no number" },
        { "n = 3.5", "is never" },
        { "n = 99999999999999999999999999999999999999", "no number" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Convert_OfWhatCannotBeSaid_SaysWhy(string source, string reason)
    {
        var parts = source.Split(' ');
        var converted = Convert(new Comparison(parts[0], parts[1] == "=" ? ForeignOperator.Equal : ForeignOperator.Greater, parts[2]));
        Assert.Null(converted.Condition);
        Assert.Contains(reason, converted.Problem!.Value.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OfAContradiction_SaysWhy() =>
        Assert.Contains("contradict", Convert(new And([new Comparison("n", ForeignOperator.Greater, "5"), new Comparison("n", ForeignOperator.Less, "5")])).Problem!.Value.En, StringComparison.Ordinal);

    [Fact]
    public void Convert_OfAThousandLevels_IsRefused()
    {
        ForeignExpression deep = new Answered("n");
        for (var i = 0; i < 100_000; i++)
        {
            deep = new And([deep, new Not(new Answered("q"))]);
        }

        Assert.Contains("too large", Convert(deep).Problem!.Value.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OfThreeHundredParts_IsRefused() =>
        Assert.Contains("too large", Convert(new And([.. Enumerable.Range(0, 300).Select(i => new Comparison("money", ForeignOperator.AtLeast, $"{i / 100m}"))])).Problem!.Value.En, StringComparison.Ordinal);

    private static ConvertedCondition Convert(ForeignExpression expression) => new ConditionConverter(Variables).Convert(expression);

    private static string Shown(ForeignExpression expression)
    {
        var converted = Convert(expression);
        Assert.True(converted.Problem is null, JsonSerializer.Serialize(converted.Problem));
        return Shown(converted.Condition!);
    }

    internal static string Shown(Condition condition) => condition switch
    {
        IsCondition c => $"{c.Item} is {string.Join('|', c.Codes)}",
        AtLeastCondition c => FormattableString.Invariant($"atLeast {c.Item} {c.Value}"),
        AtMostCondition c => FormattableString.Invariant($"atMost {c.Item} {c.Value}"),
        AnsweredCondition c => $"{(c.Answered ? "answered" : "empty")} {c.Item}",
        AllCondition c => $"({string.Join(" and ", c.Parts.Select(Shown))})",
        AnyCondition c => $"({string.Join(" or ", c.Parts.Select(Shown))})",
        NotCondition c => $"not {Shown(c.Part)}",
        _ => throw new ArgumentException(condition.GetType().Name),
    };

    private static MultipleChoiceItem Wishes() => new() { Code = "wishes", Text = Text("x"), Options = [Option("a"), Option("b"), Option("c")] };

    private static ChoiceOption Option(string code) => new() { Code = code, Label = Text("x") };

    private static LocalizedText Text(string text) => LocalizedText.Of("vi", text);
}
