namespace Survey.Core.Questionnaires.Checking;

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity
{
    /// <summary>The questionnaire must not be published so.</summary>
    Error,

    /// <summary>Most likely a mistake.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Note,
}

/// <summary>What was found. The arguments are named in the order of <see cref="Finding.Arguments"/>.</summary>
public enum FindingKind
{
    /// <summary>A code (0) stands twice among the parts of one sort (1: item, section, scale, option, point, band, index or dimension).</summary>
    DuplicateCode,

    /// <summary>A section without items, a scale or choice with too few answers, an index or dimension with nothing in it.</summary>
    Empty,

    /// <summary>An item answered on a scale (0) that the questionnaire does not have.</summary>
    UnknownScale,

    /// <summary>A condition about an item (0) that is not there.</summary>
    ConditionOnMissingItem,

    /// <summary>A condition about the item itself or a later one (0).</summary>
    ConditionOnLaterItem,

    /// <summary>A condition about an item (0) answered in words.</summary>
    ConditionOnWords,

    /// <summary>A condition about an answer (1) that the item (0) does not have.</summary>
    ConditionOnMissingAnswer,

    /// <summary>No answers that the questionnaire takes make the condition hold.</summary>
    Unreachable,

    /// <summary>The same, and the condition is about an item (0) that is never asked.</summary>
    DependsOnUnreachable,

    /// <summary>One part of the condition, about an item (0), never holds.</summary>
    UnreachablePart,

    /// <summary>A band (0) of a number that no allowed number falls into.</summary>
    UnusedBand,

    /// <summary>A scale whose scores neither rise nor fall in the order shown.</summary>
    ScaleNotMonotone,

    /// <summary>A scale whose scores are not equally far apart.</summary>
    ScaleUneven,

    /// <summary>A scale with more scores on one side (0 above, 1 below) of its middle.</summary>
    ScaleUnbalanced,

    /// <summary>A scale with more words of praise (0) than of blame (1) or the other way round.</summary>
    ScaleWordsUnbalanced,

    /// <summary>A point or option (0) without a word: only digits, signs or pictures.</summary>
    WithoutWords,

    /// <summary>A label (0) that stands twice among the answers of one scale or choice.</summary>
    DuplicateLabel,

    /// <summary>An index that counts an item (0) that is not there.</summary>
    IndexOfMissingItem,

    /// <summary>An index that counts an item (0) which is not answered on a scale.</summary>
    IndexOfOtherKind,

    /// <summary>An index that counts an item (0) twice.</summary>
    IndexItemTwice,

    /// <summary>An index whose item (0) names a positive point (1) that its scale does not have.</summary>
    IndexOfMissingPoint,

    /// <summary>A dimension (0) whose items' scales differ in lowest or highest score.</summary>
    IndexMixedRanges,

    /// <summary>A weighted index whose weights differ and sum (0) neither to 1 nor to 100.</summary>
    WeightsDoNotSum,

    /// <summary>A text that is missing in the source language.</summary>
    TextMissing,

    /// <summary>A text with control characters or broken ones.</summary>
    TextBroken,

    /// <summary>A text that is not in Unicode NFC.</summary>
    TextNotNfc,

    /// <summary>A text in a language (0) that the questionnaire does not have.</summary>
    UnknownLanguage,

    /// <summary>A text that is not translated.</summary>
    TranslationMissing,

    /// <summary>A heading that is too long (0 characters, 1 the most) for a small phone.</summary>
    LongTitle,

    /// <summary>An item's wording that is too long (0 characters, 1 the most) for a small phone.</summary>
    LongItem,

    /// <summary>An answer's label that is too long (0 characters, 1 the most) for a small phone.</summary>
    LongLabel,

    /// <summary>A hint or lead that is too long (0 characters, 1 the most) for a small phone.</summary>
    LongHint,

    /// <summary>A word (0) that cannot break and is wider than a small phone.</summary>
    LongWord,

    /// <summary>It takes longer (0 seconds) to answer than people stand at a counter (1 seconds).</summary>
    LongToAnswer,

    /// <summary>Many items (0) must be answered.</summary>
    ManyRequired,

    /// <summary>No item says the general satisfaction.</summary>
    NoOverall,

    /// <summary>The item (0) that should say the general satisfaction is not there or is not answered on a scale.</summary>
    OverallMissing,

    /// <summary>The page weighs more (0 bytes) than the budget (1 bytes). Found by whoever renders the page.</summary>
    HeavyPage,
}

/// <summary>Something found in a questionnaire before it is published.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Place">The part: head, section:CODE, item:CODE, scale:CODE or index:CODE.</param>
/// <param name="Arguments">Codes, words and numbers (invariant), as the kind says.</param>
public sealed record Finding(FindingSeverity Severity, FindingKind Kind, string Place, params IReadOnlyList<string> Arguments)
{
    /// <summary>The language of the text in question; null where it is about no text.</summary>
    public string? Language { get; init; }

    /// <summary>The key of the text in question, see <see cref="QuestionnaireText.Key"/>; null where it is about no text.</summary>
    public string? TextKey { get; init; }
}
