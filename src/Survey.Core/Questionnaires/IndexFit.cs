namespace Survey.Core.Questionnaires;

/// <summary>Which items a method can count.</summary>
public static class IndexFit
{
    /// <summary>A stated percentage is at most this; beyond it a typing slip would outweigh a hundred sheets.</summary>
    public const int LargestPercentage = 1000;

    /// <summary>Why the method cannot count the item, as a sentence for the maker of a file; null where it can.</summary>
    public static string? Problem(IndexMethod method, Item item) => (method, item) switch
    {
        (IndexMethod.ExpectationMet, NumberItem number) => ProblemOf(number),
        (IndexMethod.ExpectationMet, _) => $"The item \"{item.Code}\" is not answered with a number; expectation_met takes the mean of stated percentages.",
        (IndexMethod.MeanOfMaximum, ScaleItem { Scale: var scale }) when !HasMaximum(scale) =>
            $"The scores of \"{item.Code}\" begin below 0; a part of the maximum needs scores of 0 and more.",
        (_, ScaleItem) => null,
        _ => $"The item \"{item.Code}\" is not answered on a scale; the index counts scale items only.",
    };

    /// <summary>Whether a mean can be a part of the scale's highest score.</summary>
    public static bool HasMaximum(Scale scale) => scale is { MinScore: >= 0, MaxScore: > 0 };

    private static string? ProblemOf(NumberItem item) => item.Decimals == 0 && item.Min >= 0 && item.Max <= LargestPercentage
        ? null
        : $"The item \"{item.Code}\" takes other numbers than whole percentages from 0 to {LargestPercentage}.";
}
