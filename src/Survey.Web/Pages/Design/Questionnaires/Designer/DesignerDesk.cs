using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>One questionnaire on the officer's desk: opened, shown, edited.</summary>
public sealed class DesignerDesk(SurveyDbContext context, DraftStore store, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts)
{
    private const int StepsShown = 10;
    private const int MostTold = 12;
    private static readonly TimeSpan OneSitting = TimeSpan.FromMinutes(15);

    public StoredQuestionnaire Stored { get; private set; } = null!;

    public Questionnaire Draft { get; private set; } = null!;

    /// <summary>False where there is no such questionnaire, or none that this person may edit.</summary>
    public async Task<bool> OpenAsync(long id, StaffAccess access, CancellationToken cancellationToken)
    {
        var stored = await context.QuestionnairesOf(access).Include(q => q.Unit).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        if (stored is null || QuestionnaireJson.Read(stored.Draft).Questionnaire is not { } draft)
        {
            return false;
        }

        (Stored, Draft) = (stored, draft);
        return true;
    }

    public async Task<DesignerView> ViewAsync(Selection at, DesignerAddress address, StaffAccess access, CancellationToken cancellationToken)
    {
        var history = await store.HistoryAsync(Stored, StepsShown, cancellationToken);
        var words = new StepWords(Draft, texts);
        var gone = await GoneAsync([.. history.Steps.Append(history.ToUndo).Append(history.ToRedo).OfType<DraftStep>()], cancellationToken);
        HistoryStep? Step(DraftStep? step) => step is null ? null
            : new HistoryStep(gone.GetValueOrDefault(step.Number, words).Of(step.Action, step.Target), step.AccountId == access.AccountId ? null : step.Who, calendar.ToLocal(step.At));
        return new()
        {
            Id = Stored.Id,
            Questionnaire = Draft,
            Shown = Draft,
            At = at,
            Address = address with { At = at.ToString() },
            Revision = Stored.Revision,
            Staff = access.Language,
            SavedAt = calendar.ToLocal(Stored.ChangedAt),
            Undo = Step(history.ToUndo),
            Redo = Step(history.ToRedo),
            Steps = [.. history.Steps.Select(s => Step(s)!)],
            Continuing = at.Kind is "item" or "section" or "scale" ? await store.ContinuingAsync(Stored, Draft, cancellationToken) : new HashSet<CodePlace>(),
        };
    }

    /// <summary>The words for steps that deleted something: only the revision before still knows what it was called.</summary>
    private async Task<Dictionary<int, StepWords>> GoneAsync(IReadOnlyList<DraftStep> steps, CancellationToken cancellationToken)
    {
        var before = steps.Where(s => StepWords.Deleted(s.Action)).Select(s => s.Number - 1).Distinct().ToList();
        var rows = before.Count == 0 ? [] : await context.DraftRevisions.AsNoTracking().Where(r => r.QuestionnaireId == Stored.Id && before.Contains(r.Number))
            .Select(r => new { r.Number, r.Json }).ToListAsync(cancellationToken);
        return rows.Select(r => (r.Number, QuestionnaireJson.Read(r.Json).Questionnaire)).Where(r => r.Questionnaire is not null)
            .ToDictionary(r => r.Number + 1, r => new StepWords(r.Questionnaire!, texts));
    }

    public async Task<DraftOutcome> ApplyAsync(int revision, long account, DraftEdit edit, CancellationToken cancellationToken)
    {
        // The history names every step; the audit says once that someone was at work.
        var recently = calendar.UtcNow - OneSitting;
        if (!await context.DraftRevisions.AnyAsync(r => r.QuestionnaireId == Stored.Id && r.AccountId == account && r.At > recently, cancellationToken))
        {
            context.Audit(calendar, account, "questionnaire_edited", Stored.Code);
        }

        return await store.ApplyAsync(Stored, revision, edit, account, cancellationToken);
    }

    /// <summary>Takes the last step back; a sentence where it could not be taken.</summary>
    public async Task<string?> UndoAsync(int revision, long account, CancellationToken cancellationToken) =>
        Refusal(await store.UndoAsync(Stored, revision, account, cancellationToken));

    /// <summary>Makes the step again that was taken back last; a sentence where it could not be made.</summary>
    public async Task<string?> RedoAsync(int revision, long account, CancellationToken cancellationToken) =>
        Refusal(await store.RedoAsync(Stored, revision, account, cancellationToken));

    /// <summary>Why a step can't be made, with the field it is about where there is one.</summary>
    public IEnumerable<(string Field, string Words)> ProblemsOf(DesignerStep step, EditProblem problem)
    {
        var words = new RefusalWords(DesignerView.PlacesOf(Draft), texts);
        return (step.Codes?.PlacesOf(problem) ?? [("", problem)]).Select(p => (p.Field, words.Of(p.Problem)));
    }

    /// <summary>What the step changed elsewhere, in terms of the questionnaire as it was opened, and whose results it ends; null: nothing.</summary>
    public string[]? LossesOf(DesignerStep step, DraftOutcome.Saved saved)
    {
        string[] losses = [.. Losses.OfResults(saved.GivenUp, texts), .. Losses.Of(Draft, DesignerView.PlacesOf(Draft), step.Result?.Consequences ?? [], texts)];
        return losses.Length == 0 ? null : losses[..Math.Min(losses.Length, MostTold)];
    }

    /// <summary>What someone else saved at the same place, beside what was typed.</summary>
    public async Task<Clash> ClashAsync(DraftOutcome.Conflict conflict, DesignerStep step, Selection at, CancellationToken cancellationToken)
    {
        Draft = conflict.Theirs;
        var (theirs, mine) = (WordingsAt(conflict.Theirs, at), WordingsAt(conflict.Mine ?? step.Typed, at));
        var differences = theirs.Keys.Union(mine.Keys).Where(k => !Equals(theirs.GetValueOrDefault(k), mine.GetValueOrDefault(k)))
            .Select(k => (Words(theirs.GetValueOrDefault(k)), Words(mine.GetValueOrDefault(k)))).ToList();
        var who = conflict.By is { } by ? await context.Users.Where(u => u.Id == by).Select(u => u.DisplayName).SingleOrDefaultAsync(cancellationToken) : null;
        return new Clash(who, calendar.ToLocal(conflict.At), differences, IsGone: !at.IsIn(Draft));
    }

    /// <summary>What was typed for a thing that someone else deleted in the meantime.</summary>
    public Clash ClashOf(PostedFields fields) =>
        new(null, calendar.ToLocal(Stored.ChangedAt), [.. fields.Wordings().Select(w => ("–", w))], IsGone: true);

    private string? Refusal(DraftOutcome outcome) => outcome switch
    {
        DraftOutcome.Conflict => texts["Người khác vừa lưu phiếu này; xem lại rồi hãy hoàn tác."].Value,
        DraftOutcome.Refused => texts["Không còn bước nào để hoàn tác."].Value,
        _ => null,
    };

    // Keys of texts are places, as those of the head are the only ones without a dot.
    private static Dictionary<string, LocalizedText> WordingsAt(Questionnaire questionnaire, Selection at) => TextEdits.All(questionnaire)
        .Where(t => at.Kind == "head" ? !t.Key.Contains('.', StringComparison.Ordinal) : t.Key.StartsWith($"{at.Kind}.{at.Code}.", StringComparison.Ordinal))
        .ToDictionary(t => t.Key, t => t.Text);

    private static string Words(LocalizedText? text) => text is null ? "–" : string.Join(" / ", text.Entries.Select(e => e.Value));
}
