using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>A questionnaire with its draft read.</summary>
public sealed record OpenDraft(StoredQuestionnaire Stored, Questionnaire Questionnaire)
{
    /// <summary>Null where there is none among what the person may reach, see <see cref="OfficerScope"/>.</summary>
    public static async Task<OpenDraft?> FindAsync(IQueryable<StoredQuestionnaire> reachable, long id, CancellationToken cancellationToken)
    {
        var stored = await reachable.Include(q => q.Unit).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        return stored is not null && QuestionnaireJson.Read(stored.Draft).Questionnaire is { } questionnaire ? new OpenDraft(stored, questionnaire) : null;
    }
}
