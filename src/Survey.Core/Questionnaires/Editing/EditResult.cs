namespace Survey.Core.Questionnaires.Editing;

/// <summary>What came of an edit: the edited questionnaire, which is valid, or why it can't be made.</summary>
public sealed record EditResult
{
    /// <summary>The edited questionnaire; null exactly when there is a problem.</summary>
    public Questionnaire? Questionnaire { get; init; }

    /// <summary>Why the edit was refused.</summary>
    public EditProblem? Problem { get; init; }

    /// <summary>An edit that was made.</summary>
    public static EditResult Made(Questionnaire questionnaire) => new() { Questionnaire = questionnaire };

    /// <summary>An edit that was refused.</summary>
    public static EditResult Refused(EditRefusal why, params string[] arguments) => new() { Problem = new EditProblem(why, arguments) };
}

/// <summary>Why an edit was refused, for the page to put into words.</summary>
/// <param name="Why">The reason.</param>
/// <param name="Arguments">Codes and numbers that the words name, in the order the reason documents.</param>
public sealed record EditProblem(EditRefusal Why, IReadOnlyList<string> Arguments);

/// <summary>The reasons for which an edit is refused.</summary>
public enum EditRefusal
{
    /// <summary>The item, section, scale, option, point, index or dimension (argument 0) is not there any more.</summary>
    Missing,

    /// <summary>The code (argument 0) is taken or is no code.</summary>
    BadCode,

    /// <summary>A condition of the item or section (argument 0) would ask about an item (argument 1) that comes later.</summary>
    ConditionBeforeItem,

    /// <summary>The item, scale or option (argument 0) is still used by (argument 1).</summary>
    StillUsed,

    /// <summary>There would be more (argument 0: of what) than allowed (argument 1).</summary>
    TooMany,

    /// <summary>A text (argument 0: its key) is missing in the source language or is too long.</summary>
    BadText,

    /// <summary>The document would break a rule of the format: argument 0 the place, argument 1 the reason in English.</summary>
    Invalid,
}
