namespace Survey.Core.Questionnaires.Editing;

/// <summary>What a row of a condition says of an item.</summary>
public enum ConditionOperator
{
    /// <summary>It was answered with one of the codes (several choices: with any of them).</summary>
    IsAnyOf,

    /// <summary>It was not answered with any of the codes; blank counts as that, too.</summary>
    IsNoneOf,

    /// <summary>The number is at least this.</summary>
    AtLeast,

    /// <summary>The number is at most this.</summary>
    AtMost,

    /// <summary>It was answered at all.</summary>
    Answered,

    /// <summary>It was left blank or not asked.</summary>
    NotAnswered,
}

/// <summary>A part of a condition as an officer sees it: a row or a group of rows.</summary>
public abstract record ConditionPart;

/// <summary>One row, made from lists.</summary>
/// <param name="Item">The item's code.</param>
/// <param name="Operator">What is said of it.</param>
/// <param name="Codes">The codes of <see cref="ConditionOperator.IsAnyOf"/> and IsNoneOf; empty otherwise.</param>
/// <param name="Number">The bound of AtLeast and AtMost; null otherwise.</param>
public sealed record ConditionRow(string Item, ConditionOperator Operator, IReadOnlyList<string> Codes, decimal? Number) : ConditionPart;

/// <summary>Rows that count as one part.</summary>
/// <param name="MatchAny">Whether one row is enough; else all must hold.</param>
/// <param name="Rows">The rows, at least one.</param>
public sealed record ConditionGroup(bool MatchAny, IReadOnlyList<ConditionRow> Rows) : ConditionPart;

/// <summary>A whole condition as an officer sees it.</summary>
/// <param name="MatchAny">Whether one part is enough; else all must hold.</param>
/// <param name="Parts">Rows and groups; none: always.</param>
public sealed record ConditionView(bool MatchAny, IReadOnlyList<ConditionPart> Parts);

/// <summary>Shows conditions as rows that are made from lists, one level of groups deep, and makes conditions of them.</summary>
public static class ConditionBuilder
{
    /// <summary>The condition as rows and groups with the same meaning; null where it is too deep for that, and must be kept untouched.
    /// No condition is a view without parts.</summary>
    public static ConditionView? View(Condition? condition)
    {
        switch (condition)
        {
            case null:
                return new ConditionView(false, []);
            case AllCondition all:
                return Parts(all.Parts) is { } both ? new ConditionView(false, both) : null;
            case AnyCondition any:
                return Parts(any.Parts) is { } either ? new ConditionView(true, either) : null;
            default:
                return Row(condition) is { } row ? new ConditionView(false, [row]) : null;
        }
    }

    /// <summary>The condition that a view means; null where it has no parts. Rows without what their operator needs are left out.</summary>
    public static Condition? Build(ConditionView view) =>
        Join(view.MatchAny, [.. view.Parts.Select(p => p is ConditionGroup group
            ? Join(group.MatchAny, [.. group.Rows.Select(Leaf).OfType<Condition>()])
            : Leaf((ConditionRow)p)).OfType<Condition>()]);

    /// <summary>The items that a condition of this item may ask about: those before it, but for answers in words.</summary>
    public static IReadOnlyList<Item> EarlierItems(Questionnaire q, string item) =>
        [.. q.Items.TakeWhile(i => i.Code != item).Where(i => i is not TextItem)];

    /// <summary>The items that a condition of this section may ask about.</summary>
    public static IReadOnlyList<Item> ItemsBeforeSection(Questionnaire q, string section) =>
        [.. q.Sections.TakeWhile(s => s.Code != section).SelectMany(s => s.Items).Where(i => i is not TextItem)];

    /// <summary>What can be said of an item.</summary>
    public static IReadOnlyList<ConditionOperator> OperatorsFor(Item item) => item switch
    {
        NumberItem => [ConditionOperator.AtLeast, ConditionOperator.AtMost, ConditionOperator.Answered, ConditionOperator.NotAnswered],
        TextItem => [],
        _ => [ConditionOperator.IsAnyOf, ConditionOperator.IsNoneOf, ConditionOperator.Answered, ConditionOperator.NotAnswered],
    };

    /// <summary>The answers of an item with their codes, in display order; empty for numbers and words.</summary>
    public static IReadOnlyList<(string Code, LocalizedText Label)> AnswersOf(Item item) => item switch
    {
        ScaleItem { Scale: var scale } => [.. scale.Points.Select(p => (p.Code, p.Label)),
            .. scale.NotApplicable is { } na ? [(na.Code, na.Label)] : Array.Empty<(string, LocalizedText)>()],
        SingleChoiceItem single => [.. single.Options.Select(o => (o.Code, o.Label))],
        MultipleChoiceItem multiple => [.. multiple.Options.Select(o => (o.Code, o.Label))],
        _ => [],
    };

    private static List<ConditionPart>? Parts(IReadOnlyList<Condition> parts)
    {
        var view = new List<ConditionPart>();
        foreach (var part in parts)
        {
            if (((ConditionPart?)Row(part) ?? Group(part)) is not { } shown)
            {
                return null;
            }

            view.Add(shown);
        }

        return view;
    }

    private static ConditionGroup? Group(Condition condition)
    {
        var parts = condition switch { AllCondition all => all.Parts, AnyCondition any => any.Parts, _ => null };
        var rows = parts?.Select(Row).ToList();
        return rows is null || rows.Contains(null) ? null : new ConditionGroup(condition is AnyCondition, [.. rows.OfType<ConditionRow>()]);
    }

    private static ConditionRow? Row(Condition condition) => condition switch
    {
        IsCondition c => new ConditionRow(c.Item, ConditionOperator.IsAnyOf, c.Codes, null),
        NotCondition { Part: IsCondition c } => new ConditionRow(c.Item, ConditionOperator.IsNoneOf, c.Codes, null),
        AtLeastCondition c => new ConditionRow(c.Item, ConditionOperator.AtLeast, [], c.Value),
        AtMostCondition c => new ConditionRow(c.Item, ConditionOperator.AtMost, [], c.Value),
        AnsweredCondition c => new ConditionRow(c.Item, c.Answered ? ConditionOperator.Answered : ConditionOperator.NotAnswered, [], null),
        _ => null,
    };

    private static Condition? Leaf(ConditionRow row) => row.Operator switch
    {
        ConditionOperator.IsAnyOf => row.Codes.Count == 0 ? null : new IsCondition(row.Item, row.Codes),
        ConditionOperator.IsNoneOf => row.Codes.Count == 0 ? null : new NotCondition(new IsCondition(row.Item, row.Codes)),
        ConditionOperator.AtLeast => row.Number is { } least ? new AtLeastCondition(row.Item, least) : null,
        ConditionOperator.AtMost => row.Number is { } most ? new AtMostCondition(row.Item, most) : null,
        _ => new AnsweredCondition(row.Item, row.Operator == ConditionOperator.Answered),
    };

    private static Condition? Join(bool any, IReadOnlyList<Condition> parts) => parts.Count switch
    {
        0 => null,
        1 => parts[0],
        _ => any ? new AnyCondition(parts) : new AllCondition(parts),
    };
}
