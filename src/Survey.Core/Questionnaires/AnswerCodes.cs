namespace Survey.Core.Questionnaires;

/// <summary>The codes that an item can be answered with.</summary>
internal static class AnswerCodes
{
    /// <summary>Points with the not-applicable code, or options; empty for numbers and words.</summary>
    public static IReadOnlyList<string> Of(Item item) => item switch
    {
        ScaleItem { Scale: var scale } => scale.NotApplicable is { } na
            ? [.. scale.Points.Select(p => p.Code), na.Code]
            : [.. scale.Points.Select(p => p.Code)],
        SingleChoiceItem single => [.. single.Options.Select(o => o.Code)],
        MultipleChoiceItem multiple => [.. multiple.Options.Select(o => o.Code)],
        _ => [],
    };
}
