using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Drafts;

/// <summary>One thing an officer does to a draft.</summary>
/// <param name="Action">What is done, as a code such as item_added; the history shows it in words.</param>
/// <param name="Target">What it is done to, such as item:overall, scale:agree5, section:a, index:sipas, head or order; empty for the whole.</param>
/// <param name="Apply">Does it to whatever the draft is by then.</param>
public sealed record DraftEdit(string Action, string Target, Func<Questionnaire, EditResult> Apply);

/// <summary>What came of an edit of a draft.</summary>
public abstract record DraftOutcome
{
    /// <summary>Kept as this revision.</summary>
    public sealed record Saved(int Revision, Questionnaire Questionnaire) : DraftOutcome;

    /// <summary>It can't be done.</summary>
    public sealed record Refused(EditProblem Problem) : DraftOutcome;

    /// <summary>Someone else changed the same place since <c>Mine</c> was opened; nothing was kept.</summary>
    public sealed record Conflict(int Revision, long? By, DateTime At, Questionnaire Theirs, Questionnaire? Mine) : DraftOutcome;
}

/// <summary>The only writer of drafts: every save is a revision that can be undone and merged with.</summary>
public sealed class DraftStore(SurveyDbContext context, LocalCalendar calendar)
{
    /// <summary>Adds a questionnaire with its first revision; the caller saves the context.</summary>
    public StoredQuestionnaire Add(Questionnaire questionnaire, long unitId, long? accountId, string action)
    {
        var stored = new StoredQuestionnaire { Id = RandomKey.New(), Code = questionnaire.Code, UnitId = unitId, Draft = QuestionnaireJson.Write(questionnaire), TranslatedFrom = TranslationFreshness.Fill(questionnaire).ToJson(), Revision = 1, ChangedAt = calendar.UtcNow };
        context.Questionnaires.Add(stored);
        Keep(stored, accountId, action, "");
        return stored;
    }

    /// <summary>Puts another draft in the place of the present one, as a revision; the caller saves the context.</summary>
    /// <param name="freshness">Which translations are fresh, where the caller knows better than their having been worded anew.</param>
    public void Replace(StoredQuestionnaire stored, string json, long? accountId, string action, string target = "", TranslationFreshness? freshness = null)
    {
        stored.TranslatedFrom = freshness?.ToJson() ?? Followed(stored, json);
        (stored.Draft, stored.ChangedAt) = (json, calendar.UtcNow);
        stored.Revision++;
        Keep(stored, accountId, action, target);
    }

    private static string? Followed(StoredQuestionnaire stored, string json) => Read(stored.Draft) is { } before && Read(json) is { } after
        ? TranslationFreshness.Follow(stored.TranslatedFrom, before, after).ToJson()
        : stored.TranslatedFrom;

    private static Questionnaire? Read(string json) => QuestionnaireJson.Read(Encoding.UTF8.GetBytes(json)).Questionnaire;

    private void Keep(StoredQuestionnaire stored, long? accountId, string action, string target) => context.DraftRevisions.Add(new DraftRevision
    {
        QuestionnaireId = stored.Id,
        Number = stored.Revision,
        Json = stored.Draft,
        Mapping = stored.Mapping,
        TranslatedFrom = stored.TranslatedFrom,
        AccountId = accountId,
        At = stored.ChangedAt,
        Action = action,
        Target = target,
    });
}
