using Survey.Core.Scoring;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>What the unit chose, ticked or typed, in words.</summary>
public static class ScoreAnswers
{
    public static IReadOnlyList<string> Of(ComputedRow row, ReportText text) => row.Criterion?.Formula switch
    {
        null => [],
        SumFormula sum => [.. sum.Parts.SelectMany(p => Of(p.Formula, row.Answer?.Parts.GetValueOrDefault(p.Code), text).Select(w => $"{text.In(p.Title)}: {w}"))],
        var formula => [.. Of(formula, row.Answer, text)],
    };

    private static IEnumerable<string> Of(Formula formula, ScoreAnswer? answer, ReportText text) => formula switch
    {
        ChoiceFormula choice => choice.Options.Where(o => o.Code == answer?.Option).Select(o => text.In(o.Title)),
        ChecklistFormula list when answer?.Ticked is { } ticked => ticked.Count == 0
            ? [text["Đã xem, không đạt mục nào"]]
            : list.Parts.Where(p => ticked.Contains(p.Code)).Select(p => $"☑ {text.In(p.Title)} ({text.Plain(p.Points)})"),
        ManualFormula when answer?.Points is { } points => [text.Plain(points)],
        _ => [],
    };
}
