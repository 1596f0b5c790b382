using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Data.Drafts;

/// <summary>One thing an officer does to a draft.</summary>
/// <param name="Action">What is done, as a code such as item_added; the history shows it in words.</param>
/// <param name="Target">What it is done to: item:CODE, scale:CODE, section:CODE (without its items), index:CODE, head, order (of
/// sections and items; what is added goes here, too), texts:LANGUAGE; empty for the whole. An edit of what nobody else touched
/// meanwhile is merged.</param>
/// <param name="Apply">Does it to whatever the draft is by then; it may be called several times, the last call counts.</param>
public sealed record DraftEdit(string Action, string Target, Func<Questionnaire, EditResult> Apply);

/// <summary>What came of an edit of a draft.</summary>
public abstract record DraftOutcome
{
    /// <summary>Kept as this revision; the present one where nothing changed.</summary>
    public sealed record Saved(int Revision, Questionnaire Questionnaire) : DraftOutcome
    {
        /// <summary>Codes of the last published version of which nothing is left since this edit.</summary>
        public IReadOnlyList<CodePlace> GivenUp { get; init; } = [];
    }

    /// <summary>It can't be done.</summary>
    public sealed record Refused(EditProblem Problem) : DraftOutcome;

    /// <summary>Someone else changed the same place since <c>Mine</c> was opened; nothing was kept.</summary>
    /// <param name="Revision">The present revision.</param>
    /// <param name="By">Who changed the place last; null: the program itself.</param>
    /// <param name="At">When.</param>
    /// <param name="Theirs">The present draft.</param>
    /// <param name="Mine">The edit made on what it started from; null where that can't be told any more.</param>
    public sealed record Conflict(int Revision, long? By, DateTime At, Questionnaire Theirs, Questionnaire? Mine) : DraftOutcome;
}
