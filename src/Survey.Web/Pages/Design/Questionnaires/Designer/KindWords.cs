using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>The kinds of items: the format's words, the officer's words, the sign in the outline.</summary>
public static class KindWords
{
    public static readonly string[] All = ["scale", "single", "multiple", "number", "short_text", "long_text"];

    public static string Of(Item item) => item switch
    {
        ScaleItem => "scale",
        SingleChoiceItem => "single",
        MultipleChoiceItem => "multiple",
        NumberItem => "number",
        TextItem { Multiline: false } => "short_text",
        _ => "long_text",
    };

    public static string Of(string kind, IStringLocalizer<DesignTexts> texts) => kind switch
    {
        "scale" => texts["Thang trả lời"],
        "single" => texts["Chọn một"],
        "multiple" => texts["Chọn nhiều"],
        "number" => texts["Số"],
        "short_text" => texts["Câu ngắn"],
        _ => texts["Đoạn văn"],
    };
}
