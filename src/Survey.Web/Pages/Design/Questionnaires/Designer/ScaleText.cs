using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>How scales are called: they have no names of their own, their ends say what they are.</summary>
public static class ScaleText
{
    /// <summary>The words of its ends in the source language, and its code where another scale has the same.</summary>
    public static string NameOf(Questionnaire questionnaire, Scale scale)
    {
        var name = EndsOf(scale, questionnaire.Languages[0]);
        return questionnaire.Scales.Any(s => s.Code != scale.Code && EndsOf(s, questionnaire.Languages[0]) == name) ? $"{name} ({scale.Code})" : name;
    }

    private static string EndsOf(Scale scale, string language) => $"{scale.Points[0].Label.In(language)} … {scale.Points[^1].Label.In(language)}";

    public static IReadOnlyList<(string Code, LocalizedText Label)> Coded(Scale scale) =>
        [.. scale.Points.Select(p => (p.Code, p.Label)), .. scale.NotApplicable is { } na ? [(na.Code, na.Label)] : Array.Empty<(string, LocalizedText)>()];

    public static IReadOnlyList<(string Code, LocalizedText Label)> Coded(IndexDefinition index) => [.. index.Dimensions.Select(d => (d.Code, d.Title))];

    public static IReadOnlyList<(string Value, string Words)> Presets(IStringLocalizer<DesignTexts> texts) =>
    [
        (nameof(ScalePreset.Satisfaction5), texts["Hài lòng, năm mức"]),
        (nameof(ScalePreset.Agreement5), texts["Đồng ý, năm mức"]),
        (nameof(ScalePreset.Expectation5), texts["So với mong đợi, năm mức"]),
        (nameof(ScalePreset.YesNo2), texts["Có, không"]),
        (nameof(ScalePreset.Points0To2), texts["Đạt, đạt một phần, không đạt"]),
        (nameof(ScalePreset.Points0To10), texts["Từ 10 đến 0"]),
    ];
}
