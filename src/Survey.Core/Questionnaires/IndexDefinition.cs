namespace Survey.Core.Questionnaires;

/// <summary>A named, versioned way of turning counts into an index. <see cref="IndexWords"/> holds the words of the format.</summary>
public enum IndexMethod
{
    /// <summary>Share of positive answers among valid ones, 0 to 100.</summary>
    TopTwoBox,

    /// <summary>100·(x̄ − min)/(max − min) over valid answers, 0 to 100.</summary>
    MeanScore,

    /// <summary>100·x̄/max over valid answers, the older x̄/5; 100·min/max to 100. For scores of 0 and more.</summary>
    MeanOfMaximum,

    /// <summary>Criteria of points with grades: a dimension is a criterion and its weight the most points it gives. Figures
    /// are the share of those points that were earned, 0 to 100; <see cref="Indices.PointsRating"/> gives points and grade.</summary>
    Points,

    /// <summary>The mean of percentages that people state, of number items; 100 says that expectations were met.</summary>
    ExpectationMet,

    /// <summary>Share of responses of which every valid answer is positive, 0 to 100.</summary>
    AllPositive,

    /// <summary>Share of positive answers less share of negative ones, −100 to 100.</summary>
    NetShare,
}

/// <summary>How items make the index of their dimension (factor, yếu tố).</summary>
public enum FactorRule
{
    /// <summary>The answers to all items together.</summary>
    Pooled,

    /// <summary>The plain mean of the items' indices.</summary>
    MeanOfItems,

    /// <summary>The dimension's overall item alone; the others are shown as items.</summary>
    OverallItem,
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

    /// <summary>How dimensions make the composite. All-answers-positive looks at the whole response and points add up over
    /// the criteria, whatever this says.</summary>
    public CompositeRule Composite { get; init; }

    /// <summary>How items make their dimension's index. A pooled composite takes the answers of all items together
    /// whether the dimensions are pooled or means of items; all-answers-positive knows no mean of items and pools.</summary>
    public FactorRule Factor { get; init; }

    /// <summary>How units make their parent's figure.</summary>
    public RollUpRule RollUp { get; init; }

    /// <summary>The smallest number of responses with a valid answer for a figure to exist, 1 or more.</summary>
    public required int MinimumBase { get; init; }

    /// <summary>The dimensions (yếu tố), at least one.</summary>
    public required IReadOnlyList<DimensionDefinition> Dimensions { get; init; }

    /// <summary>Grades and outside criteria; with the method of points only.</summary>
    public RatingDefinition? Rating { get; init; }
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

    /// <summary>Its items, at least one; scale items whose scales share lowest and highest score. Where stated percentages
    /// count, one number item.</summary>
    public required IReadOnlyList<DimensionItem> Items { get; init; }

    /// <summary>The code of the item that says the whole; one of the items. Needed where the overall item alone counts.</summary>
    public string? Overall { get; init; }

    /// <summary>The items whose answers the dimension's index counts.</summary>
    public IEnumerable<DimensionItem> Counted(FactorRule factor) =>
        factor == FactorRule.OverallItem ? Items.Where(i => i.Code == Overall) : Items;
}

/// <summary>One item of a dimension.</summary>
public sealed record DimensionItem
{
    /// <summary>The item's code.</summary>
    public required string Code { get; init; }

    /// <summary>Codes that count as positive; null: the two best-scored points (after reversal).</summary>
    public IReadOnlyList<string>? Positive { get; init; }

    /// <summary>Codes that count as negative; null: the two worst-scored points (after reversal) that are not positive.</summary>
    public IReadOnlyList<string>? Negative { get; init; }

    /// <summary>Whether a high score is bad: the score counts as min + max − score.</summary>
    public bool Reversed { get; init; }

    /// <summary>The codes of the scale that count as positive.</summary>
    public IReadOnlyList<string> PositiveOn(Scale scale) => Positive ?? [.. BestFirst(scale).Take(2)];

    /// <summary>The codes of the scale that count as negative; none of them is positive.</summary>
    public IReadOnlyList<string> NegativeOn(Scale scale) => Negative ?? [.. BestFirst(scale).Reverse().Take(2).Except(PositiveOn(scale))];

    private IEnumerable<string> BestFirst(Scale scale) =>
        (Reversed ? scale.Points.OrderBy(p => p.Score) : scale.Points.OrderByDescending(p => p.Score)).Select(p => p.Code);
}
