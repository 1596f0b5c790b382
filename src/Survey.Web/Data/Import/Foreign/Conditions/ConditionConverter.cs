using Survey.Core.Questionnaires;
using static Survey.Web.Data.Import.Foreign.Conditions.ForeignExpression;

namespace Survey.Web.Data.Import.Foreign.Conditions;

/// <summary>What came of a foreign condition: ours, or why it can't be said; neither where it always holds.</summary>
internal readonly record struct ConvertedCondition(Condition? Condition, Sentence? Problem);

/// <summary>Turns a foreign expression into our condition over the items that are asked earlier.</summary>
/// <param name="variables">What each name stands for; a name that is asked later or not at all is missing.</param>
internal sealed class ConditionConverter(IReadOnlyDictionary<string, ForeignVariable> variables)
{
    public static readonly Sentence TooLarge = new(
        $"Điều kiện quá dài: nhiều nhất {Condition.MaxDepth} bậc và {Condition.MaxNodes} phần.",
        $"The condition is too large: at most {Condition.MaxDepth} levels and {Condition.MaxNodes} parts.");

    private static readonly Sentence NeverHolds = new("Điều kiện này không bao giờ đúng.", "This condition never holds.");

    public ConvertedCondition Convert(ForeignExpression expression) => Checked(Visit(expression, 1));

    /// <summary>Both conditions together, as where a group stands within a group; null: none.</summary>
    public static ConvertedCondition Both(Condition? outer, Condition? inner) =>
        outer is null || inner is null ? new(outer ?? inner, null) : Checked(ConditionJoin.All([outer, inner]));

    private static ConvertedCondition Checked(ConditionPart part) => part switch
    {
        { Constant: false } => new(null, part.Problem ?? NeverHolds),
        { Problem: { } why } => new(null, why),
        { Condition: { } condition } when Size(condition) > Condition.MaxNodes || Depth(condition) > Condition.MaxDepth => new(null, TooLarge),
        _ => new(part.Condition, null),
    };

    private ConditionPart Visit(ForeignExpression expression, int depth) => expression switch
    {
        _ when depth > 2 * Condition.MaxDepth => TooLarge,
        And and => ConditionJoin.All([.. and.Parts.Select(p => Visit(p, depth + 1))]),
        Or or => ConditionJoin.Any([.. or.Parts.Select(p => Visit(p, depth + 1))]),
        Not not => ConditionJoin.Not(Visit(not.Part, depth + 1)),
        Constant constant => constant.Value,
        Unsupported unsupported => new Sentence($"Điều kiện không diễn đạt được “{Short(unsupported.What)}”.", $"Conditions cannot say '{Short(unsupported.What)}'."),
        Comparison c => Leaf(c.Variable, v => Compare(v, c)),
        Selected s => Leaf(s.Variable, v => AnswerComparison.AnyOf(v, [s.Value])),
        AnyOf a => Leaf(a.Variable, v => AnswerComparison.AnyOf(v, a.Values)),
        Counted c => AnswerCount.Of([.. c.Parts.Select(p => Visit(p, depth + 1))], c.Operator, c.Number),
        Chosen c => Leaf(c.Variable, v => AnswerCount.Of(v, c.Operator, c.Number)),
        Answered a => Leaf(a.Variable, v => AnswerComparison.Given(v, true)),
        Holds h => Leaf(h.Variable, AnswerComparison.Holding),
        Empty e => Leaf(e.Variable, v => AnswerComparison.Given(v, false)),
        _ => throw new ArgumentException($"Unknown expression {expression.GetType().Name}.", nameof(expression)),
    };

    private ConditionPart Leaf(string name, Func<ForeignVariable, ConditionPart> convert)
    {
        if (!variables.TryGetValue(name, out var variable))
        {
            return new Sentence($"Không có câu “{Short(name)}” ở trước chỗ này.", $"No item '{Short(name)}' is asked before this place.");
        }

        return variable.Item is TextItem
            ? new Sentence($"Câu “{variable.Item.Code}” trả lời bằng lời; điều kiện không xét được.", $"The item '{variable.Item.Code}' is answered in words, which are kept apart; a condition cannot look at it.")
            : convert(variable);
    }

    private static ConditionPart Compare(ForeignVariable variable, Comparison c) => c switch
    {
        { Value: "", Operator: ForeignOperator.Equal } => AnswerComparison.Given(variable, false),
        { Value: "", Operator: ForeignOperator.NotEqual or ForeignOperator.Greater } => AnswerComparison.Given(variable, true),
        { Operator: ForeignOperator.NotEqual } => ConditionJoin.Not(Compare(variable, c with { Operator = ForeignOperator.Equal })),
        _ when variable.Item is NumberItem number => NumberComparison.Of(number, c.Operator, c.Value),
        _ => AnswerComparison.Of(variable, c.Operator, c.Value),
    };

    // Both walk a tree whose depth Visit has bounded.
    private static int Size(Condition condition) => 1 + PartsOf(condition).Sum(Size);

    private static int Depth(Condition condition) => 1 + PartsOf(condition).Select(Depth).DefaultIfEmpty().Max();

    private static IEnumerable<Condition> PartsOf(Condition condition) => condition switch
    {
        AllCondition all => all.Parts,
        AnyCondition any => any.Parts,
        NotCondition not => [not.Part],
        _ => [],
    };

    public static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

/// <summary>A part of a condition on its way: a condition, a constant (with why it never holds), or why it can't be said.</summary>
internal readonly record struct ConditionPart(Condition? Condition, bool? Constant, Sentence? Problem)
{
    public static implicit operator ConditionPart(Condition condition) => new(condition, null, null);

    public static implicit operator ConditionPart(bool constant) => new(null, constant, null);

    /// <summary>A part that never holds: among alternatives it falls away.</summary>
    public static ConditionPart Never(Sentence why) => new(null, false, why);

    public static implicit operator ConditionPart(Sentence why) => new(null, null, why);
}
