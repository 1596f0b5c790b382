namespace Survey.Core.Responses;

/// <summary>What came of checking a filled form.</summary>
public sealed record AnswerCheckResult
{
    /// <summary>The coded answers that are right. Store it only where there are no problems and no unknown fields.</summary>
    public required AnswerSheet Sheet { get; init; }

    /// <summary>The answers in words, in item order; to be kept apart from the sheet.</summary>
    public required IReadOnlyList<TextAnswer> Texts { get; init; }

    /// <summary>What is wrong, in item order, at most one for each item.</summary>
    public required IReadOnlyList<AnswerProblem> Problems { get; init; }

    /// <summary>Names of fields that are no item of the questionnaire, sorted; the form's own fields must be taken out before.</summary>
    public required IReadOnlyList<string> UnknownFields { get; init; }

    /// <summary>How much of what an index counts was answered; not-applicable is an answer. Where no index item was shown:
    /// complete if anything was answered, else broken off.</summary>
    public required Disposition Disposition { get; init; }

    /// <summary>Whether the answer to the overall item scores below the middle of its scale.</summary>
    public required bool LowOverall { get; init; }
}

/// <summary>An answer in words.</summary>
/// <param name="Item">The item's code.</param>
/// <param name="Text">NFC, trimmed, without control characters except line feeds in a long text.</param>
public sealed record TextAnswer(string Item, string Text);

/// <summary>Something wrong with the answer to an item.</summary>
/// <param name="Item">The item's code.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record AnswerProblem(string Item, AnswerProblemKind Kind);

/// <summary>What can be wrong with an answer.</summary>
public enum AnswerProblemKind
{
    /// <summary>A required item has no answer.</summary>
    Required,

    /// <summary>The item has no such point or option.</summary>
    UnknownCode,

    /// <summary>More options than the item allows.</summary>
    TooManyChoices,

    /// <summary>An option that excludes all others was chosen with others.</summary>
    ExclusiveWithOthers,

    /// <summary>No number, or one with more decimals than the item takes.</summary>
    NotANumber,

    /// <summary>A number below the smallest or above the largest allowed.</summary>
    OutOfRange,

    /// <summary>A text longer than the item takes.</summary>
    TooLong,

    /// <summary>Several answers where the item takes one.</summary>
    SeveralAnswers,
}
