namespace Survey.Core.Scoring;

/// <summary>The codes of the formula kinds, as files and pages use them.</summary>
public static class FormulaWords
{
    /// <summary>All codes, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["linear", "threshold_linear", "steps", "ratio", "year_on_year", "checklist", "choice", "sum", "manual"];

    /// <summary>The code of a formula's kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind has no code.</exception>
    public static string Kind(Formula formula) => formula switch
    {
        ThresholdLinearFormula => "threshold_linear",
        LinearFormula => "linear",
        StepsFormula => "steps",
        RatioFormula => "ratio",
        YearOnYearFormula => "year_on_year",
        ChecklistFormula => "checklist",
        ChoiceFormula => "choice",
        SumFormula => "sum",
        ManualFormula => "manual",
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "A formula without a code."),
    };
}
