namespace Survey.Core.Questionnaires.Differences;

/// <summary>What a change means for those who compare answers over time.</summary>
public enum ChangeEffect
{
    /// <summary>Figures before and after may not be comparable.</summary>
    Series,

    /// <summary>Citizens are asked differently; codes and figures go on.</summary>
    Asking,

    /// <summary>Words only.</summary>
    Words,

    /// <summary>Order only.</summary>
    Order,
}

/// <summary>What changed. The arguments are named in the order of <see cref="QuestionnaireChange.Arguments"/>.</summary>
public enum ChangeKind
{
    /// <summary>An item (0) is new.</summary>
    ItemAdded,

    /// <summary>An item (0) is gone.</summary>
    ItemRemoved,

    /// <summary>An item's code (0 before, 1 after), by the mapping.</summary>
    ItemRecoded,

    /// <summary>An item (0) stands elsewhere (1: its section after).</summary>
    ItemMoved,

    /// <summary>An item (0) is answered in another kind.</summary>
    ItemKind,

    /// <summary>An item (0) is answered on another scale (1 before, 2 after).</summary>
    ItemScale,

    /// <summary>An item (0) must be answered (1: true) or need not (1: false).</summary>
    Required,

    /// <summary>The item or section (0) has another condition.</summary>
    Condition,

    /// <summary>An answer (0) of an item or scale (1) is new.</summary>
    AnswerAdded,

    /// <summary>An answer (0) of an item or scale (1) is gone.</summary>
    AnswerRemoved,

    /// <summary>The code of an answer (0 before, 1 after) of an item or scale (2), by the mapping.</summary>
    AnswerRecoded,

    /// <summary>The answers of an item or scale (0) stand in another order.</summary>
    AnswerOrder,

    /// <summary>The score of a point (0) of a scale (1): 2 before, 3 after.</summary>
    Score,

    /// <summary>An option (0) of an item (1) excludes the others (2: true) or no longer does (2: false).</summary>
    Exclusive,

    /// <summary>How many options may be chosen of an item (0): 1 before, 2 after, empty for any number.</summary>
    MaxChoices,

    /// <summary>The bounds of a number item (0), as "min–max, decimals": 1 before, 2 after.</summary>
    NumberRange,

    /// <summary>The upper bound of a band (0) of an item (1): 2 before, 3 after, empty for none.</summary>
    BandBound,

    /// <summary>The most characters of a text item (0): 1 before, 2 after.</summary>
    MaxLength,

    /// <summary>A scale (0) is new.</summary>
    ScaleAdded,

    /// <summary>A scale (0) is gone.</summary>
    ScaleRemoved,

    /// <summary>A scale (0) is drawn otherwise.</summary>
    ScaleLook,

    /// <summary>The scales stand in another order in the document.</summary>
    ScaleOrder,

    /// <summary>A section (0) is new.</summary>
    SectionAdded,

    /// <summary>A section (0) is gone.</summary>
    SectionRemoved,

    /// <summary>A section (0) stands elsewhere.</summary>
    SectionMoved,

    /// <summary>An index (0) is new.</summary>
    IndexAdded,

    /// <summary>An index (0) is gone.</summary>
    IndexRemoved,

    /// <summary>The indices, or the parts of one (0), stand in another order.</summary>
    IndexOrder,

    /// <summary>The method of an index (0): 1 before, 2 after.</summary>
    IndexMethod,

    /// <summary>How dimensions make an index (0): 1 before, 2 after.</summary>
    IndexComposite,

    /// <summary>How items make the dimensions of an index (0): 1 before, 2 after.</summary>
    IndexFactor,

    /// <summary>Grades or outside criteria of an index (0).</summary>
    IndexRating,

    /// <summary>The overall item of a dimension (1) of an index (0): 2 before, 3 after, empty for none.</summary>
    OverallItem,

    /// <summary>How units make their parent's index (0): 1 before, 2 after.</summary>
    IndexRollUp,

    /// <summary>The minimum base of an index (0): 1 before, 2 after.</summary>
    IndexMinimumBase,

    /// <summary>A dimension (1) of an index (0) is new.</summary>
    DimensionAdded,

    /// <summary>A dimension (1) of an index (0) is gone.</summary>
    DimensionRemoved,

    /// <summary>The weight of a dimension (1) of an index (0): 2 before, 3 after.</summary>
    Weight,

    /// <summary>An index (0) counts an item (1) in a dimension (2) where it did not.</summary>
    IndexItemAdded,

    /// <summary>An index (0) no longer counts an item (1) in a dimension (2).</summary>
    IndexItemRemoved,

    /// <summary>The positive codes of an item (1) in an index (0): 2 before, 3 after, empty for the two best.</summary>
    Positive,

    /// <summary>The negative codes of an item (1) in an index (0): 2 before, 3 after, empty for the two worst.</summary>
    Negative,

    /// <summary>An item (1) of an index (0) is reversed (2: true) or no longer is (2: false).</summary>
    Reversed,

    /// <summary>The item that says the general satisfaction: 0 before, 1 after, empty for none.</summary>
    Overall,

    /// <summary>A language (0) is new, with this many texts (1).</summary>
    LanguageAdded,

    /// <summary>A language (0) is gone.</summary>
    LanguageRemoved,

    /// <summary>The languages stand in another order (0 before, 1 after); the first is the source.</summary>
    LanguageOrder,

    /// <summary>The questionnaire's code: 0 before, 1 after.</summary>
    Code,

    /// <summary>A text in one language.</summary>
    Wording,

    /// <summary>Something that has no kind of its own.</summary>
    Other,
}

/// <summary>One change between two versions of a questionnaire.</summary>
/// <param name="Effect">What it means for comparing.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Place">The part: head, section:CODE, item:CODE, scale:CODE or index:CODE; by its new code where it still is.</param>
/// <param name="Arguments">Codes and numbers (invariant), as the kind says.</param>
public sealed record QuestionnaireChange(ChangeEffect Effect, ChangeKind Kind, string Place, params IReadOnlyList<string> Arguments)
{
    /// <summary>Of a wording: its language.</summary>
    public string? Language { get; init; }

    /// <summary>Of a wording: its key afterwards, see <see cref="QuestionnaireText.Key"/>.</summary>
    public string? TextKey { get; init; }

    /// <summary>Of a wording: the words before; null where there were none.</summary>
    public string? Before { get; init; }

    /// <summary>Of a wording: the words after; null where there are none.</summary>
    public string? After { get; init; }

    /// <summary>Of a condition: the one before; null for "always asked".</summary>
    public Condition? ConditionBefore { get; init; }

    /// <summary>Of a condition: the one after; null for "always asked".</summary>
    public Condition? ConditionAfter { get; init; }
}
