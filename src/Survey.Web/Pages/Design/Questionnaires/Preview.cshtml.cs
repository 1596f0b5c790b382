using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The draft or a version as a citizen sees it, in each language, as wide as a phone or a desktop.</summary>
public sealed class PreviewModel(SurveyDbContext context) : StaffPage
{
    public long Id { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>Whether the person may edit or approve it.</summary>
    public bool Mine { get; private set; }
    public int? Version { get; private set; }

    /// <summary>phone or desktop.</summary>
    public string Frame { get; private set; } = "phone";

    /// <summary>The language of the sheet.</summary>
    public string Sheet { get; private set; } = "";
    public IReadOnlyList<string> Languages { get; private set; } = [];

    public string Query => $"?lang={Sheet}{(Version is null ? "" : $"&version={Version}")}";

    public string Link(string language, string frame) => $"?lang={language}&frame={frame}{(Version is null ? "" : $"&version={Version}")}";

    public async Task<IActionResult> OnGetAsync(long id, int? version, string? lang, string? frame, CancellationToken cancellationToken)
    {
        var mine = await context.QuestionnairesSeenBy(Access).AnyAsync(q => q.Id == id, cancellationToken);
        if (await SheetModel.FindAsync(context, Access, id, version, cancellationToken) is not { } json
            || QuestionnaireJson.Read(json).Questionnaire is not { } questionnaire)
        {
            return NotFound();
        }

        (Id, Mine, Version, Languages) = (id, mine, version, questionnaire.Languages);
        Title = questionnaire.Title.In(Language);
        Frame = frame == "desktop" ? "desktop" : "phone";
        Sheet = questionnaire.Languages.Contains(lang) ? lang! : questionnaire.Languages[0];
        return Page();
    }
}
