namespace Survey.Core.Questionnaires.Editing;

/// <summary>What edits need to know of and do to condition trees.</summary>
internal static class ConditionTree
{
    /// <summary>The codes of the items that a condition asks about.</summary>
    public static IEnumerable<string> ItemsOf(Condition? c) => c switch
    {
        IsCondition x => [x.Item],
        AtLeastCondition x => [x.Item],
        AtMostCondition x => [x.Item],
        AnsweredCondition x => [x.Item],
        AllCondition x => x.Parts.SelectMany(ItemsOf),
        AnyCondition x => x.Parts.SelectMany(ItemsOf),
        NotCondition x => ItemsOf(x.Part),
        _ => [],
    };

    public static Condition RenameItem(Condition c, string old, string code)
    {
        string To(string item) => item == old ? code : item;
        return c switch
        {
            IsCondition x => x with { Item = To(x.Item) },
            AtLeastCondition x => x with { Item = To(x.Item) },
            AtMostCondition x => x with { Item = To(x.Item) },
            AnsweredCondition x => x with { Item = To(x.Item) },
            _ => Inside(c, p => RenameItem(p, old, code))!,
        };
    }

    /// <summary>The condition with an answer's code changed where it asks about one of these items.</summary>
    public static Condition RenameAnswer(Condition c, IReadOnlySet<string> items, string old, string code) => c switch
    {
        IsCondition x => items.Contains(x.Item) ? x with { Codes = [.. x.Codes.Select(a => a == old ? code : a)] } : x,
        AtLeastCondition or AtMostCondition or AnsweredCondition => c,
        _ => Inside(c, p => RenameAnswer(p, items, old, code))!,
    };

    /// <summary>What is left of the condition where items or answers are gone; the same object where nothing is, null where all is.</summary>
    public static Condition? Prune(Condition c, IReadOnlyDictionary<string, Item> items)
    {
        bool Has<T>(string code) => items.TryGetValue(code, out var item) && item is T;
        return c switch
        {
            IsCondition x => PruneCodes(x, items),
            AtLeastCondition x => Has<NumberItem>(x.Item) ? c : null,
            AtMostCondition x => Has<NumberItem>(x.Item) ? c : null,
            AnsweredCondition x => Has<Item>(x.Item) && !Has<TextItem>(x.Item) ? c : null,
            _ => Inside(c, p => Prune(p, items)),
        };
    }

    private static IsCondition? PruneCodes(IsCondition c, IReadOnlyDictionary<string, Item> items)
    {
        var known = items.TryGetValue(c.Item, out var item) ? AnswerCodes.Of(item) : [];
        var left = c.Codes.Where(known.Contains).ToList();
        return left.Count == c.Codes.Count ? c : left.Count == 0 ? null : c with { Codes = left };
    }

    /// <summary>The parts changed; parts that become null go, and what is left with none of them is null itself.</summary>
    private static Condition? Inside(Condition c, Func<Condition, Condition?> change)
    {
        if (c is NotCondition not)
        {
            var part = change(not.Part);
            return part is null ? null : ReferenceEquals(part, not.Part) ? c : new NotCondition(part);
        }

        var parts = c is AllCondition all ? all.Parts : ((AnyCondition)c).Parts;
        var left = parts.Select(change).OfType<Condition>().ToList();
        if (left.Count == parts.Count && left.Zip(parts).All(p => ReferenceEquals(p.First, p.Second)))
        {
            return c;
        }

        return left.Count switch
        {
            0 => null,
            1 when parts.Count > 1 => left[0],
            _ => c is AllCondition ? new AllCondition(left) : new AnyCondition(left),
        };
    }
}
