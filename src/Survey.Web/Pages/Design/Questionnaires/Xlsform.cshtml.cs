using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Import.Foreign.XlsForm;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The draft or a version as a form that ODK and KoBo read.</summary>
public sealed class XlsformModel(SurveyDbContext context) : StaffPage
{
    public async Task<IActionResult> OnGetAsync(long id, int? number, CancellationToken cancellationToken)
    {
        var usable = context.UsableQuestionnaires(Access);
        var found = number is null
            ? await context.QuestionnairesOf(Access).Where(q => q.Id == id).Select(q => new { q.Code, Json = q.Draft }).SingleOrDefaultAsync(cancellationToken)
            : await context.QuestionnaireVersions.Where(v => v.QuestionnaireId == id && v.Number == number && usable.Any(q => q.Id == id))
                .Select(v => new { v.Questionnaire!.Code, v.Json }).SingleOrDefaultAsync(cancellationToken);
        return found is null || QuestionnaireJson.Read(found.Json).Questionnaire is not { } questionnaire
            ? NotFound()
            : File(XlsFormWriter.Write(questionnaire), XlsFormWriter.ContentType, number is null ? $"{found.Code}-draft.xlsx" : $"{found.Code}-v{number}.xlsx");
    }
}
