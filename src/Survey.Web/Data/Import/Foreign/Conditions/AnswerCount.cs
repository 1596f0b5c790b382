using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Conditions;

/// <summary>Conditions on how many answers are chosen: ours cannot count, but "at least two of these" can be spelled out as long as it stays small.</summary>
internal static class AnswerCount
{
    /// <summary>So many answers of the item are chosen.</summary>
    public static ConditionPart Of(ForeignVariable variable, ForeignOperator comparison, decimal number)
    {
        return (comparison, number) switch
        {
            (ForeignOperator.Greater or ForeignOperator.NotEqual, 0) or (ForeignOperator.AtLeast, 1) => AnswerComparison.Given(variable, true),
            (ForeignOperator.Equal or ForeignOperator.AtMost, 0) or (ForeignOperator.Less, 1) => AnswerComparison.Given(variable, false),
            _ when variable.Item is MultipleChoiceItem multiple && variable.Option is null => Of([.. multiple.Options.Select(o => (ConditionPart)new IsCondition(multiple.Code, [o.Code]))], comparison, number),
            _ => new Sentence(
                $"Câu “{variable.Item.Code}” không phải câu chọn nhiều nên không đếm được số đáp án.",
                $"The item '{variable.Item.Code}' takes one answer, so its choices cannot be counted."),
        };
    }

    /// <summary>So many of the parts hold.</summary>
    public static ConditionPart Of(IReadOnlyList<ConditionPart> parts, ForeignOperator comparison, decimal number)
    {
        if (comparison == ForeignOperator.NotEqual)
        {
            return ConditionJoin.Not(Of(parts, ForeignOperator.Equal, number));
        }

        var (least, most) = comparison switch
        {
            ForeignOperator.Less => (0, decimal.Ceiling(number) - 1),
            ForeignOperator.AtMost => (0, decimal.Floor(number)),
            ForeignOperator.Greater => (decimal.Floor(number) + 1, parts.Count),
            ForeignOperator.AtLeast => (decimal.Ceiling(number), parts.Count),
            _ => (decimal.Ceiling(number), decimal.Floor(number)),
        };
        if (least > most || least > parts.Count || most < 0)
        {
            return ConditionPart.Never(new($"Không bao giờ chọn đúng số đáp án này: chỉ có {parts.Count}.", $"So many are never chosen: there are {parts.Count}."));
        }

        return Size(parts.Count, least) + Size(parts.Count, most + 1) > Condition.MaxNodes
            ? new Sentence($"Điều kiện đếm số đáp án trong {parts.Count} đáp án là quá dài ở đây.", $"Counting the choices among {parts.Count} makes too large a condition here.")
            : ConditionJoin.All([AtLeast(parts, 0, (int)least), ConditionJoin.Not(AtLeast(parts, 0, (int)most + 1))]);
    }

    // "At least k of these" is: one of them, and at least k - 1 of those after it.
    private static ConditionPart AtLeast(IReadOnlyList<ConditionPart> parts, int from, int least) => least switch
    {
        <= 0 => true,
        _ when least > parts.Count - from => false,
        1 => ConditionJoin.Any([.. parts.Skip(from)]),
        _ => ConditionJoin.Any([.. Enumerable.Range(from, parts.Count - from - least + 1).Select(i => ConditionJoin.All([parts[i], AtLeast(parts, i + 1, least - 1)]))]),
    };

    // How many combinations are written out, roughly; a number beyond every limit where there are many.
    private static decimal Size(int count, decimal least)
    {
        var size = 1m;
        for (var i = 0; i < least - 1 && i < count && size <= Condition.MaxNodes; i++)
        {
            size = size * (count - i) / (i + 1);
        }

        return least > count ? 0 : size;
    }
}
