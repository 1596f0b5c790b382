namespace Survey.Core.Questionnaires.Differences;

/// <summary>A condition as a text that is the same exactly where the conditions are.</summary>
internal static class ConditionForm
{
    public static string Of(Condition? condition) => condition switch
    {
        null => "",
        IsCondition x => $"{x.Item}={string.Join(',', x.Codes)}",
        AtLeastCondition x => $"{x.Item}>={Checking.Invariant.Of(x.Value)}",
        AtMostCondition x => $"{x.Item}<={Checking.Invariant.Of(x.Value)}",
        AnsweredCondition x => $"{x.Item}?{x.Answered}",
        AllCondition x => $"all({string.Join(';', x.Parts.Select(Of))})",
        AnyCondition x => $"any({string.Join(';', x.Parts.Select(Of))})",
        NotCondition x => $"not({Of(x.Part)})",
        _ => condition.ToString(),
    };
}
