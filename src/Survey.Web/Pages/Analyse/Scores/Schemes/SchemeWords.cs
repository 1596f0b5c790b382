using Survey.Core.Scoring;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>The lines of a formula that have points of their own.</summary>
public static class SchemeWords
{
    public static IEnumerable<ScoringOption> Options(Formula formula) => formula switch
    {
        ChoiceFormula choice => choice.Options,
        ChecklistFormula list => list.Parts,
        SumFormula sum => sum.Parts.Select(p => new ScoringOption(p.Code, p.Title, p.Max)),
        _ => [],
    };
}
