using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Core.Tests.Questionnaires;

public sealed class ConditionEvaluationTests
{
    private static readonly Dictionary<string, Answer> Answers = new()
    {
        ["one"] = new CodeAnswer("a"),
        ["many"] = new CodesAnswer(["b", "c"]),
        ["n"] = new NumberAnswer(2.5m),
    };

    public static TheoryData<bool, Condition> Conditions => new()
    {
        { true, new IsCondition("one", ["x", "a"]) },
        { false, new IsCondition("one", ["x"]) },
        { true, new IsCondition("many", ["a", "c"]) },
        { false, new IsCondition("many", ["a"]) },
        { false, new IsCondition("absent", ["a"]) },
        { false, new IsCondition("n", ["2.5"]) },
        { true, new AtLeastCondition("n", 2.5m) },
        { false, new AtLeastCondition("n", 2.6m) },
        { true, new AtMostCondition("n", 2.5m) },
        { false, new AtMostCondition("n", 2.4m) },
        { false, new AtLeastCondition("absent", -9) },
        { false, new AtMostCondition("absent", 9) },
        { true, new AnsweredCondition("many", true) },
        { false, new AnsweredCondition("absent", true) },
        { true, new AnsweredCondition("absent", false) },
        { false, new AnsweredCondition("one", false) },
        { true, new AllCondition([new AnsweredCondition("one", true), new AnsweredCondition("n", true)]) },
        { false, new AllCondition([new AnsweredCondition("one", true), new AnsweredCondition("absent", true)]) },
        { true, new AnyCondition([new AnsweredCondition("absent", true), new AnsweredCondition("n", true)]) },
        { false, new AnyCondition([new AnsweredCondition("absent", true)]) },
        { true, new NotCondition(new IsCondition("absent", ["a"])) },
        { false, new NotCondition(new IsCondition("one", ["a"])) },
    };

    [Theory]
    [MemberData(nameof(Conditions), DisableDiscoveryEnumeration = true)]
    public void Holds_ForEachForm_FollowsTheAnswers(bool expected, Condition condition)
    {
        Assert.Equal(expected, ConditionEvaluation.Holds(condition, Answers));
    }
}
