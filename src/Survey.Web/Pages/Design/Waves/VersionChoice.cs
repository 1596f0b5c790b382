using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Design.Waves;

/// <summary>A published version that a wave may use.</summary>
public sealed record VersionChoice(long Id, string Title, string Code, int Number, DateTime PublishedAt, long OwnerUnitId)
{
    /// <summary>The latest version of each questionnaire of the person's units and of the units above them.</summary>
    public static async Task<List<VersionChoice>> AllAsync(SurveyDbContext context, StaffAccess access, CancellationToken cancellationToken)
    {
        var usable = context.UsableQuestionnaires(access);
        var rows = await context.QuestionnaireVersions.AsNoTracking()
            .Where(v => usable.Any(q => q.Id == v.QuestionnaireId && q.ArchivedAt == null)
                && !context.QuestionnaireVersions.Any(later => later.QuestionnaireId == v.QuestionnaireId && later.Number > v.Number))
            .Select(v => new { v.Id, v.Number, v.Json, v.PublishedAt, v.Questionnaire!.Code, v.Questionnaire.UnitId }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new VersionChoice(r.Id, TitleOf(r.Json, access.Language, r.Code), r.Code, r.Number, r.PublishedAt, r.UnitId))
            .OrderBy(v => v.Title, StringComparer.CurrentCulture)];
    }

    public static async Task<Dictionary<long, string>> TitlesAsync(SurveyDbContext context, List<long> versions, string language, CancellationToken cancellationToken)
    {
        var rows = await context.QuestionnaireVersions.AsNoTracking().Where(v => versions.Contains(v.Id))
            .Select(v => new { v.Id, v.Json, v.Questionnaire!.Code }).ToListAsync(cancellationToken);
        return rows.ToDictionary(r => r.Id, r => TitleOf(r.Json, language, r.Code));
    }

    /// <summary>The title in the language; the code where the document cannot be read.</summary>
    public static string TitleOf(string json, string language, string code) =>
        QuestionnaireJson.Read(json).Questionnaire?.Title.In(language) ?? code;
}

/// <summary>Words for how respondents came into the sample.</summary>
public static class SamplingText
{
    public static string In(this Microsoft.Extensions.Localization.IStringLocalizer<DesignTexts> texts, SamplingMode mode) => mode switch
    {
        SamplingMode.Convenience => texts["Tự nguyện (ai muốn thì trả lời)"],
        SamplingMode.Census => texts["Toàn bộ (mời tất cả người giao dịch)"],
        SamplingMode.Probability => texts["Ngẫu nhiên (rút thăm từ danh sách)"],
        _ => texts["Theo chỉ tiêu (đủ số ở mỗi nhóm)"],
    };
}
