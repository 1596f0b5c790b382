using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Conditions;

/// <summary>Joins parts of a condition: constants fall away, neighbours of a kind become one, contradictions are named.</summary>
internal static class ConditionJoin
{
    public static ConditionPart Not(ConditionPart part) => part switch
    {
        { Constant: { } constant } => !constant,
        { Problem: not null } => part,
        { Condition: NotCondition not } => not.Part,
        { Condition: AnsweredCondition a } => new AnsweredCondition(a.Item, !a.Answered),
        _ => new NotCondition(part.Condition!),
    };

    public static ConditionPart All(IReadOnlyList<ConditionPart> parts)
    {
        if (Settled(parts, whole: false) is { } settled)
        {
            return settled;
        }

        var conditions = parts.Select(p => p.Condition).OfType<Condition>().SelectMany(c => c is AllCondition all ? all.Parts : [c]).Distinct().ToList();
        return Contradiction(conditions) is { } why ? ConditionPart.Never(why) : conditions switch
        {
            [] => true,
            [var only] => only,
            _ => new AllCondition(conditions),
        };
    }

    public static ConditionPart Any(IReadOnlyList<ConditionPart> parts)
    {
        if (Settled(parts, whole: true) is { } settled)
        {
            return settled;
        }

        var conditions = new List<Condition>();
        foreach (var condition in parts.Select(p => p.Condition).OfType<Condition>().SelectMany(c => c is AnyCondition any ? any.Parts : [c]))
        {
            Add(conditions, condition);
        }

        return conditions switch
        {
            [] => parts.FirstOrDefault(p => p.Problem is not null) is { Problem: not null } never ? never : false,
            [var only] => only,
            _ => new AnyCondition(conditions),
        };
    }

    // A problem anywhere, or the constant that decides the whole.
    private static ConditionPart? Settled(IReadOnlyList<ConditionPart> parts, bool whole)
    {
        foreach (var part in parts)
        {
            if (part is { Problem: not null, Constant: null })
            {
                return part;
            }
        }

        // Written out: null alone would become an empty part.
        return parts.Any(p => p.Constant == whole) ? parts.First(p => p.Constant == whole) : default(ConditionPart?);
    }

    // "a is x or a is y" is "a is one of x, y".
    private static void Add(List<Condition> conditions, Condition condition)
    {
        var same = condition is IsCondition added ? conditions.FindIndex(c => c is IsCondition one && one.Item == added.Item) : -1;
        if (same >= 0)
        {
            var one = (IsCondition)conditions[same];
            conditions[same] = one with { Codes = [.. one.Codes.Union(((IsCondition)condition).Codes)] };
        }
        else if (!conditions.Contains(condition))
        {
            conditions.Add(condition);
        }
    }

    private static Sentence? Contradiction(List<Condition> conditions)
    {
        var empty = conditions.OfType<AnsweredCondition>().Where(a => !a.Answered).Select(a => a.Item).ToHashSet();
        foreach (var about in conditions.Where(c => ItemOf(c) is not null).GroupBy(c => ItemOf(c)!))
        {
            var least = about.OfType<AtLeastCondition>().Select(c => c.Value).DefaultIfEmpty(decimal.MinValue).Max();
            var most = about.OfType<AtMostCondition>().Select(c => c.Value).DefaultIfEmpty(decimal.MaxValue).Min();
            var needed = about.Any(c => c is not AnsweredCondition { Answered: false });
            if (least > most || (needed && empty.Contains(about.Key)))
            {
                return new($"Các phần của điều kiện về câu “{about.Key}” trái ngược nhau.", $"The parts of the condition about the item '{about.Key}' contradict each other.");
            }
        }

        return null;
    }

    private static string? ItemOf(Condition condition) => condition switch
    {
        IsCondition c => c.Item,
        AtLeastCondition c => c.Item,
        AtMostCondition c => c.Item,
        AnsweredCondition c => c.Item,
        _ => null,
    };
}
