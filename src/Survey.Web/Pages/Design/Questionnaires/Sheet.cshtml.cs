using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Respond;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The draft or a version as a citizen would see it: the same document, that cannot be sent. It stands in a frame of the preview and of the designer.</summary>
public sealed class SheetModel(SurveyDbContext context, RazorRenderer renderer, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    public async Task<IActionResult> OnGetAsync(long id, int? version, string? lang, CancellationToken cancellationToken)
    {
        var (usable, seen) = (context.UsableQuestionnaires(Access), context.QuestionnairesSeenBy(Access));
        var unit = await context.Questionnaires.AsNoTracking().Where(q => q.Id == id && (usable.Any(u => u.Id == id) || seen.Any(s => s.Id == id)))
            .Select(q => q.Unit).SingleOrDefaultAsync(cancellationToken);
        var json = unit is null ? null : await FindAsync(context, Access, id, version, cancellationToken);
        if (json is null || QuestionnaireJson.Read(json).Questionnaire is not { } questionnaire)
        {
            return NotFound();
        }

        var language = questionnaire.Languages.Contains(lang) ? lang! : questionnaire.Languages[0];
        var html = await renderer.RenderAsync("/Pages/Respond/_Form.cshtml", FormOf(questionnaire, unit!, language, id, version));
        Response.Headers.ContentSecurityPolicy = InlineAssets.Instance.SharedFormPolicy.Replace("form-action 'self'", "form-action 'none'", StringComparison.Ordinal)
            .Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal);
        return Content(html, "text/html; charset=utf-8");
    }

    /// <summary>The document of a version; without one the draft where the person may edit or approve it, else the latest version.</summary>
    public static async Task<string?> FindAsync(SurveyDbContext context, StaffAccess access, long id, int? version, CancellationToken cancellationToken)
    {
        var (usable, seen) = (context.UsableQuestionnaires(access), context.QuestionnairesSeenBy(access));
        var draft = version is null ? await seen.Where(q => q.Id == id).Select(q => q.Draft).SingleOrDefaultAsync(cancellationToken) : null;
        return draft ?? await context.QuestionnaireVersions
            .Where(v => v.QuestionnaireId == id && (version == null || v.Number == version) && (usable.Any(u => u.Id == id) || seen.Any(s => s.Id == id)))
            .OrderByDescending(v => v.Number).Select(v => v.Json).FirstOrDefaultAsync(cancellationToken);
    }

    private FormModel FormOf(Questionnaire questionnaire, Unit unit, string language, long id, int? version) => new()
    {
        Language = language,
        Languages = [.. questionnaire.Languages.Select(l => (l, $"/design/questionnaires/{id}/sheet?lang={l}{(version is null ? "" : $"&version={version}")}"))],
        Point = RespondPoint.StandIn(unit, new([new("vi", texts["Xem thử, không gửi được"]), new("en", "Preview, cannot be sent")]), sharedDevice: true),
        Title = questionnaire.Title,
        Questionnaire = questionnaire,
        WaveId = 0,
        ServiceCode = "",
        Channel = "qr",
        Key = "",
        IsPreview = true,
    };
}
