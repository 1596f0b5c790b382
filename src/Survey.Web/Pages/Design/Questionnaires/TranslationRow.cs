using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Drafts;

namespace Survey.Web.Pages.Design.Questionnaires;

public enum TranslationState
{
    Fresh,
    Missing,
    Stale,
}

/// <summary>One text beside its translation.</summary>
public sealed record TranslationRow(QuestionnaireText Text, string Source, string Translation, TranslationState State)
{
    public string Key => Text.Key;

    /// <summary>What the translator sees, so that a save knows what it started from.</summary>
    public string Seen => TranslationFreshness.HashOf(Source) + TranslationFreshness.HashOf(Translation);

    public bool IsShort => Text.Kind is TextKind.Option or TextKind.ScalePoint or TextKind.Unit or TextKind.Band;

    public static List<TranslationRow> Of(Questionnaire questionnaire, string? translatedFrom, string language)
    {
        var (freshness, source) = (TranslationFreshness.Read(translatedFrom), questionnaire.Languages[0]);
        return [.. QuestionnaireTexts.Of(questionnaire).Select(t => new TranslationRow(t, t.Text.In(source), t.Text.Has(language) ? t.Text.In(language) : "",
            !t.Text.Has(language) ? TranslationState.Missing : freshness.IsStale(t, language, source) ? TranslationState.Stale : TranslationState.Fresh))];
    }

    public static string Name(TextKind kind, IStringLocalizer<DesignTexts> texts) => kind switch
    {
        TextKind.Title => texts["Câu hỏi lớn ở đầu phiếu"],
        TextKind.Lead => texts["Lời dẫn"],
        TextKind.Thanks => texts["Lời cảm ơn"],
        TextKind.SectionTitle => texts["Tên phần"],
        TextKind.SectionText => texts["Lời dẫn của phần"],
        TextKind.ItemText => texts["Câu hỏi"],
        TextKind.Hint => texts["Gợi ý dưới câu"],
        TextKind.Unit => texts["Đơn vị tính"],
        TextKind.Option => texts["Đáp án"],
        TextKind.Band => texts["Khoảng số"],
        TextKind.ScalePoint => texts["Mức"],
        TextKind.IndexTitle => texts["Tên chỉ số"],
        _ => texts["Tên yếu tố"],
    };

    public static string Name(TranslationState state, IStringLocalizer<DesignTexts> texts) => state switch
    {
        TranslationState.Missing => texts["còn thiếu"],
        TranslationState.Stale => texts["cũ hơn bản gốc"],
        _ => texts["đã dịch"],
    };
}
