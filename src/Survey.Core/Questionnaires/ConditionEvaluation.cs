using Survey.Core.Responses;

namespace Survey.Core.Questionnaires;

/// <summary>Decides conditions over answers.</summary>
public static class ConditionEvaluation
{
    /// <summary>Whether the condition holds for these answers, by item code; an item that is absent is unanswered,
    /// and nothing but <c>not</c> and <c>answered: false</c> holds for it.</summary>
    /// <exception cref="ArgumentException">A kind of condition that the format does not have.</exception>
    public static bool Holds(Condition c, IReadOnlyDictionary<string, Answer> answers) => c switch
    {
        IsCondition x => Find(answers, x.Item) switch
        {
            CodeAnswer one => x.Codes.Contains(one.Code),
            CodesAnswer many => many.Codes.Any(x.Codes.Contains),
            _ => false,
        },
        AtLeastCondition x => Find(answers, x.Item) is NumberAnswer number && number.Value >= x.Value,
        AtMostCondition x => Find(answers, x.Item) is NumberAnswer number && number.Value <= x.Value,
        AnsweredCondition x => answers.ContainsKey(x.Item) == x.Answered,
        AllCondition x => x.Parts.All(p => Holds(p, answers)),
        AnyCondition x => x.Parts.Any(p => Holds(p, answers)),
        NotCondition x => !Holds(x.Part, answers),
        _ => throw new ArgumentException($"Unknown condition {c.GetType().Name}.", nameof(c)),
    };

    private static Answer? Find(IReadOnlyDictionary<string, Answer> answers, string item) =>
        answers.TryGetValue(item, out var answer) ? answer : null;
}
