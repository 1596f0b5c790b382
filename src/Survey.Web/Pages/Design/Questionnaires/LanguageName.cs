using Microsoft.Extensions.Localization;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Names of questionnaires' languages.</summary>
public static class LanguageName
{
    /// <summary>The languages that are offered; others come in with files.</summary>
    public static readonly string[] Known = ["vi", "en", "km", "jra", "bdq", "cjm", "tdd", "hmn", "lo", "zh", "fr"];

    public static string Of(string language, IStringLocalizer<DesignTexts> texts) => language switch
    {
        "vi" => texts["tiếng Việt"],
        "en" => texts["tiếng Anh"],
        "km" => texts["tiếng Khmer"],
        "jra" => texts["tiếng Jrai"],
        "bdq" => texts["tiếng Bahnar"],
        "cjm" => texts["tiếng Chăm"],
        "tdd" => texts["tiếng Thái"],
        "hmn" => texts["tiếng Mông"],
        "lo" => texts["tiếng Lào"],
        "zh" => texts["tiếng Trung"],
        "fr" => texts["tiếng Pháp"],
        _ => language,
    };
}
