using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The draft or a version, byte for byte as it is stored.</summary>
public sealed class JsonModel(SurveyDbContext context) : StaffPage
{
    public async Task<IActionResult> OnGetAsync(long id, int? number, CancellationToken cancellationToken)
    {
        var usable = context.UsableQuestionnaires(Access);
        var found = number is null
            ? await context.QuestionnairesOf(Access).Where(q => q.Id == id).Select(q => new { q.Code, Json = q.Draft }).SingleOrDefaultAsync(cancellationToken)
            : await context.QuestionnaireVersions.Where(v => v.QuestionnaireId == id && v.Number == number && usable.Any(q => q.Id == id))
                .Select(v => new { v.Questionnaire!.Code, v.Json }).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? NotFound()
            : File(Encoding.UTF8.GetBytes(found.Json), "application/json", number is null ? $"{found.Code}-draft.json" : $"{found.Code}-v{number}.json");
    }
}
