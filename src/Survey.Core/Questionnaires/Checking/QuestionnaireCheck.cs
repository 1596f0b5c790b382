namespace Survey.Core.Questionnaires.Checking;

/// <summary>
/// Looks for what would trouble citizens or analysts once a questionnaire is published. Works on any value, also on one
/// that the reader would refuse, and says of each finding where it is.
/// </summary>
public static class QuestionnaireCheck
{
    /// <summary>The most items that may be required before a note says so.</summary>
    public const int MostRequired = 5;

    /// <summary>How long people stand at a counter to answer, in seconds.</summary>
    public const int CounterSeconds = 90;

    /// <summary>All findings: errors first, then warnings, then notes, each in the questionnaire's order.</summary>
    public static IReadOnlyList<Finding> Run(Questionnaire questionnaire) =>
    [
        .. CodeCheck.Run(questionnaire)
            .Concat(ConditionCheck.Run(questionnaire))
            .Concat(ScaleCheck.Run(questionnaire))
            .Concat(IndexCheck.Run(questionnaire))
            .Concat(TextCheck.Run(questionnaire))
            .Concat(Whole(questionnaire))
            .OrderBy(f => f.Severity),
    ];

    private static IEnumerable<Finding> Whole(Questionnaire q)
    {
        if (q.Overall is not { } overall)
        {
            yield return new(FindingSeverity.Note, FindingKind.NoOverall, "head");
        }
        else if (q.FindItem(overall) is not ScaleItem)
        {
            yield return new(FindingSeverity.Error, FindingKind.OverallMissing, "head", overall);
        }

        var required = q.Items.Count(i => i.Required);
        if (required > MostRequired)
        {
            yield return new(FindingSeverity.Note, FindingKind.ManyRequired, "head", Invariant.Of(required));
        }

        var seconds = q.Languages.Count == 0 ? 0 : AnswerTime.Seconds(q, q.Languages[0]);
        if (seconds > CounterSeconds)
        {
            yield return new(FindingSeverity.Note, FindingKind.LongToAnswer, "head", Invariant.Of(seconds), Invariant.Of(CounterSeconds));
        }
    }
}
