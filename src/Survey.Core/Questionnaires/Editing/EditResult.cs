namespace Survey.Core.Questionnaires.Editing;

/// <summary>What came of an edit: the edited questionnaire, which is valid, or why it can't be made.
/// Edits are pure: making one without keeping it tells what it would do (<see cref="Consequences"/>).</summary>
public sealed record EditResult
{
    /// <summary>The edited questionnaire; null exactly when there is a problem.</summary>
    public Questionnaire? Questionnaire { get; init; }

    /// <summary>Why the edit was refused.</summary>
    public EditProblem? Problem { get; init; }

    /// <summary>The code of what was added or renamed, in a code that the edit made or took; null for other edits.</summary>
    public string? Code { get; init; }

    /// <summary>What had to go or change elsewhere along with the edit, such as conditions on a deleted item.</summary>
    public IReadOnlyList<Consequence> Consequences { get; init; } = [];

    /// <summary>The codes that were changed, in order, for the mapping of a published version's codes.</summary>
    public IReadOnlyList<CodeRename> Renames { get; init; } = [];

    /// <summary>An edit that was made.</summary>
    public static EditResult Made(Questionnaire questionnaire) => new() { Questionnaire = questionnaire };

    /// <summary>An edit that was refused.</summary>
    public static EditResult Refused(EditRefusal why, params string[] arguments) => new() { Problem = new EditProblem(why, arguments) };

    /// <summary>The questionnaire after an edit made elsewhere, or which rule of the format it breaks.</summary>
    public static EditResult Checked(Questionnaire questionnaire) => Edited.Finish(questionnaire);

    /// <summary>The same, after everything that refers to what is gone was dropped or reduced (<see cref="Consequences"/>).</summary>
    public static EditResult Reconciled(Questionnaire questionnaire) => Edited.FinishReconciled(questionnaire);

    /// <summary>The next edit on what this one made; refused when either is. Consequences and renames add up.</summary>
    public EditResult Then(Func<Questionnaire, EditResult> next)
    {
        if (Questionnaire is null)
        {
            return this;
        }

        var result = next(Questionnaire);
        return result.Questionnaire is null ? result : result with
        {
            Code = result.Code ?? Code,
            Consequences = [.. Consequences, .. result.Consequences],
            Renames = [.. Renames, .. result.Renames],
        };
    }
}

/// <summary>Why an edit was refused, for the page to put into words.</summary>
/// <param name="Why">The reason.</param>
/// <param name="Arguments">Codes and numbers that the words name, in the order the reason documents.</param>
public sealed record EditProblem(EditRefusal Why, IReadOnlyList<string> Arguments);

/// <summary>The reasons for which an edit is refused.</summary>
public enum EditRefusal
{
    /// <summary>The item, section, scale, option, point, band, index, dimension or language (argument 0) is not there any more.</summary>
    Missing,

    /// <summary>The code (argument 0) is taken or is no code.</summary>
    BadCode,

    /// <summary>A condition of the item or section (argument 0) would ask about an item (argument 1) that comes later.</summary>
    ConditionBeforeItem,

    /// <summary>The item, scale or option (argument 0) is still used by (argument 1: codes of items, separated by ", ").</summary>
    StillUsed,

    /// <summary>There would be more (argument 0: sections, items, options, bands, points, scales, indices, dimensions, languages,
    /// conditions or bytes) than allowed (argument 1).</summary>
    TooMany,

    /// <summary>A text (argument 0: its key, see <see cref="TextEdits"/>) is missing in the source language or is too long.</summary>
    BadText,

    /// <summary>The document would break a rule of the format: argument 0 the place, argument 1 the reason in English.</summary>
    Invalid,

    /// <summary>There would be fewer (argument 0, as in <see cref="TooMany"/>) than needed (argument 1).</summary>
    TooFew,

    /// <summary>The section (argument 0) would be left without an item; delete the section instead.</summary>
    LastItem,

    /// <summary>It (argument 0: its code) already stands first or last.</summary>
    AtEdge,

    /// <summary>A number (argument 0: min, max, decimals, maxChoices, maxLength, upTo, score, weight, minimumBase or methodVersion)
    /// lies outside what is allowed, argument 1 to argument 2, or two of the same stand where they must differ.</summary>
    BadNumber,

    /// <summary>The scale (argument 0) already has a point with the score (argument 1).</summary>
    ScoreTaken,

    /// <summary>The item's (argument 0) lowest or highest score differs from the others of the dimension (argument 1).</summary>
    DifferentScores,

    /// <summary>Only an item answered on a scale can do this (argument 0: the item's code, or empty where the questionnaire has none).</summary>
    NoScaleItem,

    /// <summary>The source language (argument 0) can't be removed, or (argument 1: how many) texts are missing in what would become it.</summary>
    SourceLanguage,

    /// <summary>Codes of the published version were changed and nobody said whether the new ones continue them (arguments: ITEM, or
    /// ITEM.ANSWER, under the old codes; see <see cref="CodeRename.Continues"/>).</summary>
    CodeUnsaid,
}

/// <summary>Something that goes or changes elsewhere along with an edit.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Target">Where, such as item:wait, section:b, index:sipas or head.</param>
/// <param name="Detail">The code concerned there (the item of an index, the dimension); empty where the target says it all.</param>
public sealed record Consequence(ConsequenceKind Kind, string Target, string Detail = "");

/// <summary>The kinds of <see cref="Consequence"/>.</summary>
public enum ConsequenceKind
{
    /// <summary>An item goes.</summary>
    ItemDropped,

    /// <summary>A section goes, since it would be left without items.</summary>
    SectionDropped,

    /// <summary>The condition of the item or section goes: it will always be asked.</summary>
    ConditionDropped,

    /// <summary>A part of the condition of the item or section goes.</summary>
    ConditionReduced,

    /// <summary>The item (detail) no longer counts in the index.</summary>
    IndexItemDropped,

    /// <summary>The positive or negative codes of the item (detail) in the index lose a code.</summary>
    PositiveReduced,

    /// <summary>A dimension of the index has no overall item any more (it was the detail); where the overall items alone
    /// counted, all items count now.</summary>
    OverallItemDropped,

    /// <summary>The dimension (detail) of the index goes, since it would be left without items.</summary>
    DimensionDropped,

    /// <summary>The index goes, since it would be left without dimensions.</summary>
    IndexDropped,

    /// <summary>No item says the general satisfaction any more; it was the detail.</summary>
    OverallCleared,

    /// <summary>The number of choices allowed in the item is lowered to the number of options left.</summary>
    MaxChoicesLowered,
}

/// <summary>A code that an edit changed.</summary>
/// <param name="Item">The item's code when it was changed (its old one where the item itself was renamed).</param>
/// <param name="Answer">The old code of the answer (point, option or band); null where the item itself was renamed.</param>
/// <param name="New">The new code of the answer or the item.</param>
public sealed record CodeRename(string Item, string? Answer, string New)
{
    /// <summary>Whether it is the same item or answer under another code, so that its results go on; false: another one, which
    /// starts anew; null: nobody has said.</summary>
    public bool? Continues { get; init; }
}
