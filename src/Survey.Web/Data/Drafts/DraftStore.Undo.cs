using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Drafts;

/// <summary>One save of a draft.</summary>
/// <param name="Number">The revision it made.</param>
/// <param name="Action">What was done, as a code.</param>
/// <param name="Target">What it was done to; for undone and redone, revision:NUMBER, whose content came back.</param>
/// <param name="AccountId">Who did it; null: the program itself.</param>
/// <param name="Who">The person's name; null where there is none.</param>
/// <param name="At">When, UTC.</param>
public sealed record DraftStep(int Number, string Action, string Target, long? AccountId, string? Who, DateTime At);

/// <summary>The saves of a draft, the latest first, and what undo and redo would do now.</summary>
/// <param name="Steps">The last saves.</param>
/// <param name="ToUndo">The step that undo takes back, which may be someone else's; null: there is none.</param>
/// <param name="ToRedo">The step that redo brings back; null: there is none.</param>
public sealed record DraftHistory(IReadOnlyList<DraftStep> Steps, DraftStep? ToUndo, DraftStep? ToRedo);

public sealed partial class DraftStore
{
    /// <summary>The action of a revision that took a step back.</summary>
    public const string Undone = "undone";

    /// <summary>The action of a revision that brought a step back again.</summary>
    public const string Redone = "redone";

    /// <summary>Takes the last step back that was not taken back yet, as a new revision. Several in a row go further back; undoing
    /// what is no longer the present revision is a conflict, so that nobody takes back a step unseen.</summary>
    public Task<DraftOutcome> UndoAsync(StoredQuestionnaire stored, int baseRevision, long accountId, CancellationToken cancellationToken) =>
        BackAsync(stored, baseRevision, Undone, line => line.Before, accountId, cancellationToken);

    /// <summary>Brings back the step that was taken back last, as a new revision.</summary>
    public Task<DraftOutcome> RedoAsync(StoredQuestionnaire stored, int baseRevision, long accountId, CancellationToken cancellationToken) =>
        BackAsync(stored, baseRevision, Redone, line => line.After, accountId, cancellationToken);

    /// <summary>The last saves with who made them, and what undo and redo would do.</summary>
    public async Task<DraftHistory> HistoryAsync(StoredQuestionnaire stored, int most, CancellationToken cancellationToken)
    {
        var rows = await (from r in context.DraftRevisions.AsNoTracking()
                          join a in context.Users on r.AccountId equals a.Id into accounts
                          from a in accounts.DefaultIfEmpty()
                          where r.QuestionnaireId == stored.Id && r.Number <= stored.Revision
                          orderby r.Number descending
                          select new { r.Number, r.Action, r.Target, r.AccountId, Who = a == null ? null : a.DisplayName, r.At }).ToListAsync(cancellationToken);
        var steps = rows.ConvertAll(r => new DraftStep(r.Number, r.Action, r.Target, r.AccountId, r.Who, r.At));
        var line = new DraftLine(steps, stored.Revision);
        return new DraftHistory(
            [.. steps.Take(most)],
            line.Before is null ? null : steps.Find(s => s.Number == line.Present),
            steps.Find(s => s.Number == line.After));
    }

    private async Task<DraftOutcome> BackAsync(
        StoredQuestionnaire stored, int baseRevision, string action, Func<DraftLine, int?> aim, long accountId, CancellationToken cancellationToken)
    {
        if (baseRevision != stored.Revision)
        {
            return await ConflictAsync(stored, baseRevision, new DraftEdit(action, "", EditResult.Made), null, cancellationToken);
        }

        var steps = await context.DraftRevisions.AsNoTracking().Where(r => r.QuestionnaireId == stored.Id && r.Number <= stored.Revision)
            .OrderByDescending(r => r.Number).Select(r => new DraftStep(r.Number, r.Action, r.Target, r.AccountId, null, r.At)).ToListAsync(cancellationToken);
        if (aim(new DraftLine(steps, stored.Revision)) is not { } number)
        {
            return new DraftOutcome.Refused(new EditProblem(EditRefusal.Missing, [action]));
        }

        var row = await context.DraftRevisions.AsNoTracking().SingleAsync(r => r.QuestionnaireId == stored.Id && r.Number == number, cancellationToken);
        // What a revision says of codes is about the version that was published then; after a publication what is missing is asked again.
        var published = steps.Any(s => s.Action == DraftLine.Published && s.Number > number);
        var freshness = row.TranslatedFrom is null ? null : TranslationFreshness.Read(row.TranslatedFrom);
        var save = new DraftSave(row.Json, published ? null : row.Mapping, freshness, action, "revision:" + number.ToString(CultureInfo.InvariantCulture));
        return await TrySaveAsync(stored, save, accountId, cancellationToken)
            ? new DraftOutcome.Saved(stored.Revision, DraftState.Of(row.Json).Questionnaire)
            : await ConflictAsync(stored, baseRevision, new DraftEdit(action, "", EditResult.Made), null, cancellationToken);
    }
}

/// <summary>Where a draft stands in the line of its steps, undoing left out of account.</summary>
internal sealed class DraftLine
{
    /// <summary>The action of the revision that a publication makes; it changes nothing that could be undone.</summary>
    public const string Published = "questionnaire_published";

    private readonly Dictionary<int, int> _position = [];

    /// <param name="steps">All that are kept, in any order.</param>
    /// <param name="revision">The present revision.</param>
    public DraftLine(IEnumerable<DraftStep> steps, int revision)
    {
        var ascending = steps.OrderBy(s => s.Number).ToList();
        foreach (var step in ascending)
        {
            _position[step.Number] = IsStep(step) ? step.Number
                : step.Action == Published ? _position.GetValueOrDefault(step.Number - 1, step.Number)
                : Aim(step) ?? step.Number;
        }

        Present = _position.TryGetValue(revision, out var present) ? present : null;
        Before = Present is { } now ? Predecessor(now) : null;
        After = Present is null ? null : ascending.LastOrDefault(s => IsStep(s) && s.Number != Present && Predecessor(s.Number) == Present)?.Number;
    }

    /// <summary>The step whose content the draft has.</summary>
    public int? Present { get; }

    /// <summary>The step before it; null: it is the first that is kept.</summary>
    public int? Before { get; }

    /// <summary>The last step made after it that was taken back; null: none.</summary>
    public int? After { get; }

    private int? Predecessor(int step) =>
        _position.TryGetValue(step - 1, out var before) && _position.ContainsKey(before) ? before : null;

    private static bool IsStep(DraftStep step) => step.Action is not (DraftStore.Undone or DraftStore.Redone or Published);

    private static int? Aim(DraftStep step) =>
        int.TryParse(step.Target.AsSpan(step.Target.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
