namespace Survey.Core.Questionnaires;

/// <summary>A bounded tree over earlier answers that says whether an item or section is asked.
/// Depth is at most <see cref="MaxDepth"/> and it has at most <see cref="MaxNodes"/> nodes; the reader refuses more.</summary>
public abstract record Condition
{
    /// <summary>The deepest tree that is read.</summary>
    public const int MaxDepth = 20;

    /// <summary>The largest tree that is read.</summary>
    public const int MaxNodes = 200;
}

/// <summary>Holds where the item was answered with one of the codes (multiple choice: with any of them).</summary>
public sealed record IsCondition(string Item, IReadOnlyList<string> Codes) : Condition;

/// <summary>Holds where the number item was answered with at least this number.</summary>
public sealed record AtLeastCondition(string Item, decimal Value) : Condition;

/// <summary>Holds where the number item was answered with at most this number.</summary>
public sealed record AtMostCondition(string Item, decimal Value) : Condition;

/// <summary>Holds where the item was answered at all (not-applicable is an answer).</summary>
public sealed record AnsweredCondition(string Item, bool Answered) : Condition;

/// <summary>Holds where all parts hold.</summary>
public sealed record AllCondition(IReadOnlyList<Condition> Parts) : Condition;

/// <summary>Holds where any part holds.</summary>
public sealed record AnyCondition(IReadOnlyList<Condition> Parts) : Condition;

/// <summary>Holds where the part does not.</summary>
public sealed record NotCondition(Condition Part) : Condition;
