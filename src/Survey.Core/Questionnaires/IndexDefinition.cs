namespace Survey.Core.Questionnaires;

/// <summary>A named, versioned way of turning counts into an index.</summary>
public enum IndexMethod
{
    /// <summary>Share of positive answers among valid ones, 0 to 100.</summary>
    TopTwoBox,

    /// <summary>100·(x̄ − min)/(max − min) over valid answers, 0 to 100.</summary>
    MeanScore,
}

/// <summary>How dimensions make a composite.</summary>
public enum CompositeRule
{
    /// <summary>The answers of all dimensions together.</summary>
    Pooled,

    /// <summary>The weighted mean of the dimension indices.</summary>
    Weighted,
}

/// <summary>How units make their parent's index.</summary>
public enum RollUpRule
{
    /// <summary>All responses of the subtree together.</summary>
    Pooled,

    /// <summary>The unweighted mean of the direct children with at least five responses.</summary>
    MeanOfUnits,

    /// <summary>The mean of the direct children weighted by their transactions.</summary>
    WeightedByTransactions,
}

/// <summary>The definition of one index of a questionnaire.</summary>
public sealed record IndexDefinition
{
    /// <summary>Stable code; targets and scoring schemes refer to it.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>The method.</summary>
    public required IndexMethod Method { get; init; }

    /// <summary>The method's version, 1 or more.</summary>
    public required int MethodVersion { get; init; }

    /// <summary>How dimensions make the composite.</summary>
    public CompositeRule Composite { get; init; }

    /// <summary>How units make their parent's figure.</summary>
    public RollUpRule RollUp { get; init; }

    /// <summary>The smallest number of responses with a valid answer for a figure to exist, 1 or more.</summary>
    public required int MinimumBase { get; init; }

    /// <summary>The dimensions (yếu tố), at least one.</summary>
    public required IReadOnlyList<DimensionDefinition> Dimensions { get; init; }
}

/// <summary>One dimension (yếu tố) of an index.</summary>
public sealed record DimensionDefinition
{
    /// <summary>Stable code, unique in the index.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Weight in a weighted composite, above 0, at most four decimals.</summary>
    public required decimal Weight { get; init; }

    /// <summary>Its items, at least one; scale items whose scales share lowest and highest score.</summary>
    public required IReadOnlyList<DimensionItem> Items { get; init; }
}

/// <summary>One item of a dimension.</summary>
public sealed record DimensionItem
{
    /// <summary>The scale item's code.</summary>
    public required string Code { get; init; }

    /// <summary>Codes that count as positive; null: the two best-scored points (after reversal).</summary>
    public IReadOnlyList<string>? Positive { get; init; }

    /// <summary>Whether a high score is bad: the score counts as min + max − score.</summary>
    public bool Reversed { get; init; }
}
