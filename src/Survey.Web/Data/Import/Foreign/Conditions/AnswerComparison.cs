using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Conditions;

/// <summary>Comparisons of items that are answered with codes: scales, single and multiple choices, and single boxes of the latter.</summary>
internal static class AnswerComparison
{
    private static readonly string[] Ticked = ["y", "yes", "1", "true", "on"];
    private static readonly string[] Unticked = ["", "n", "no", "0", "false", "off"];

    public static ConditionPart Of(ForeignVariable variable, ForeignOperator comparison, string value) => comparison switch
    {
        _ when variable.Option is not null => OfBox(variable, comparison, value),
        ForeignOperator.Equal when variable.Item is MultipleChoiceItem => Exactly(variable, value),
        ForeignOperator.Equal => AnyOf(variable, [value]),
        _ => Ordered(variable, comparison, value),
    };

    public static ConditionPart AnyOf(ForeignVariable variable, IReadOnlyList<string> values)
    {
        if (variable.Option is not null)
        {
            return ConditionJoin.Any([.. values.Select(v => OfBox(variable, ForeignOperator.Equal, v))]);
        }

        if (variable.Item is NumberItem number)
        {
            return ConditionJoin.Any([.. values.Select(v => NumberComparison.Of(number, ForeignOperator.Equal, v))]);
        }

        var unknown = values.FirstOrDefault(v => variable.Find(v) is null);
        return unknown is not null ? Unknown(variable, unknown)
            : values.Count == 0 ? false
            : new IsCondition(variable.Item.Code, [.. values.Select(v => variable.Find(v)!).Distinct()]);
    }

    public static ConditionPart Given(ForeignVariable variable, bool given) => variable.Option is { } option
        ? Box(variable, option, given)
        : new AnsweredCondition(variable.Item.Code, given);

    /// <summary>There is an answer that is neither 0 nor false.</summary>
    public static ConditionPart Holding(ForeignVariable variable)
    {
        var hollow = variable.Option is null && variable.Item is SingleChoiceItem or ScaleItem ? variable.Answers.Where(a => a.Source is "0" or "false").Select(a => a.Code).ToList() : [];
        return variable switch
        {
            { Item: NumberItem { Min: <= 0, Max: >= 0 } number } => ConditionJoin.All([Given(variable, true), ConditionJoin.Not(NumberComparison.Of(number, ForeignOperator.Equal, "0"))]),
            _ when hollow.Count == 0 => Given(variable, true),
            _ => new IsCondition(variable.Item.Code, [.. variable.Answers.Select(a => a.Code).Except(hollow)]),
        };
    }

    private static ConditionPart OfBox(ForeignVariable variable, ForeignOperator comparison, string value)
    {
        var option = variable.Option!;
        var word = value.Trim().ToLowerInvariant();
        return comparison != ForeignOperator.Equal ? new Sentence("Ô chọn chỉ so được bằng hoặc khác.", "A box can only be compared by being equal or not.")
            : Ticked.Contains(word) || variable.Find(value) == option ? Box(variable, option, true)
            : Unticked.Contains(word) ? Box(variable, option, false)
            : Unknown(variable, value);
    }

    private static ConditionPart Box(ForeignVariable variable, string option, bool ticked) =>
        ticked ? new IsCondition(variable.Item.Code, [option]) : new NotCondition(new IsCondition(variable.Item.Code, [option]));

    // A whole list of choices compared with a text: these and no other.
    private static ConditionPart Exactly(ForeignVariable variable, string value)
    {
        var wanted = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (wanted.FirstOrDefault(v => variable.Find(v) is null) is { } unknown)
        {
            return Unknown(variable, unknown);
        }

        var codes = wanted.Select(v => variable.Find(v)!).Distinct().ToList();
        var others = variable.Answers.Select(a => a.Code).Except(codes).ToList();
        List<ConditionPart> parts = [.. codes.Select(c => (ConditionPart)new IsCondition(variable.Item.Code, [c]))];
        return ConditionJoin.All(others.Count == 0 ? parts : [.. parts, new NotCondition(new IsCondition(variable.Item.Code, others))]);
    }

    private static ConditionPart Ordered(ForeignVariable variable, ForeignOperator comparison, string value)
    {
        var numbers = variable.Item is MultipleChoiceItem ? [] : variable.Numbers();
        if (numbers.Count == 0 || ForeignVariable.Number(value) is not { } bound)
        {
            return new Sentence($"Đáp án của câu “{variable.Item.Code}” không so lớn, nhỏ được.", $"The answers of the item '{variable.Item.Code}' cannot be compared by size.");
        }

        var codes = numbers.Where(n => Holds(n.Number, comparison, bound)).Select(n => n.Code).Distinct().ToList();
        return codes.Count == 0
            ? ConditionPart.Never(new($"Không đáp án nào của câu “{variable.Item.Code}” thỏa điều kiện.", $"No answer of the item '{variable.Item.Code}' fulfils the condition."))
            : new IsCondition(variable.Item.Code, codes);
    }

    private static bool Holds(decimal number, ForeignOperator comparison, decimal bound) => comparison switch
    {
        ForeignOperator.Less => number < bound,
        ForeignOperator.AtMost => number <= bound,
        ForeignOperator.Greater => number > bound,
        ForeignOperator.AtLeast => number >= bound,
        _ => number == bound,
    };

    private static Sentence Unknown(ForeignVariable variable, string value) => new(
        $"Câu “{variable.Item.Code}” không có đáp án “{ConditionConverter.Short(value)}”.",
        $"The item '{variable.Item.Code}' has no answer '{ConditionConverter.Short(value)}'.");
}
