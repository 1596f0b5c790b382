namespace Survey.Core.Questionnaires;

/// <summary>What came of reading a questionnaire: the questionnaire, or what is wrong with the document.</summary>
public sealed record QuestionnaireReadResult
{
    /// <summary>The questionnaire; null exactly when there are problems.</summary>
    public Questionnaire? Questionnaire { get; init; }

    /// <summary>What is wrong, in reading order, at most 50 of them.</summary>
    public required IReadOnlyList<JsonProblem> Problems { get; init; }
}

/// <summary>Something wrong in a JSON document.</summary>
/// <param name="Path">The place, such as <c>$.sections[0].items[2].scale</c>.</param>
/// <param name="Reason">An English sentence that says what to change.</param>
public sealed record JsonProblem(string Path, string Reason);
