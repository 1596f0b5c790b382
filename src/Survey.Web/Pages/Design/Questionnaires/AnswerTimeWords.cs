using Microsoft.Extensions.Localization;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>How long answering takes, as one says it.</summary>
public static class AnswerTimeWords
{
    public static string Of(int seconds, IStringLocalizer<DesignTexts> texts) => (seconds / 60, seconds % 60) switch
    {
        (0, var rest) => texts["{0} giây", rest],
        (var minutes, 0) => texts["{0} phút", minutes],
        (var minutes, 30) => texts["{0} phút rưỡi", minutes],
        var (minutes, rest) => texts["{0} phút {1} giây", minutes, rest],
    };
}
