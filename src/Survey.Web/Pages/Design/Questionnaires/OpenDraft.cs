using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>A questionnaire that the officer may edit, with its draft read.</summary>
public sealed record OpenDraft(StoredQuestionnaire Stored, Questionnaire Questionnaire)
{
    /// <summary>Null where there is none within the officer's units.</summary>
    public static async Task<OpenDraft?> FindAsync(SurveyDbContext context, StaffAccess access, long id, CancellationToken cancellationToken)
    {
        var stored = await context.QuestionnairesOf(access).Include(q => q.Unit).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        return stored is not null && Read(stored.Draft) is { } questionnaire ? new OpenDraft(stored, questionnaire) : null;
    }

    /// <summary>For reading only: also where the person approves what officers write.</summary>
    public static async Task<OpenDraft?> LookAtAsync(SurveyDbContext context, StaffAccess access, long id, CancellationToken cancellationToken)
    {
        var stored = await context.QuestionnairesSeenBy(access).Include(q => q.Unit).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        return stored is not null && Read(stored.Draft) is { } questionnaire ? new OpenDraft(stored, questionnaire) : null;
    }

    public static Questionnaire? Read(string json) => QuestionnaireJson.Read(Encoding.UTF8.GetBytes(json)).Questionnaire;
}
