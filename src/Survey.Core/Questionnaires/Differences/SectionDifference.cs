namespace Survey.Core.Questionnaires.Differences;

/// <summary>Sections that came, went or moved, and whether they are asked.</summary>
internal static class SectionDifference
{
    public static IEnumerable<QuestionnaireChange> Between(Questionnaire before, Questionnaire after)
    {
        var (old, now) = (ByCode(before), ByCode(after));
        foreach (var code in now.Keys.Except(old.Keys))
        {
            yield return new(ChangeEffect.Asking, ChangeKind.SectionAdded, $"section:{code}", code);
        }

        foreach (var code in old.Keys.Except(now.Keys))
        {
            yield return new(ChangeEffect.Asking, ChangeKind.SectionRemoved, $"section:{code}", code);
        }

        foreach (var code in Orders.Moved(before.Sections.Select(s => s.Code), after.Sections.Select(s => s.Code)))
        {
            yield return new(ChangeEffect.Order, ChangeKind.SectionMoved, $"section:{code}", code);
        }

        foreach (var (code, section) in now.Where(n => ConditionForm.Of(old.GetValueOrDefault(n.Key)?.ShowIf) != ConditionForm.Of(n.Value.ShowIf)))
        {
            yield return new(ChangeEffect.Series, ChangeKind.Condition, $"section:{code}", code)
            {
                ConditionBefore = old.GetValueOrDefault(code)?.ShowIf,
                ConditionAfter = section.ShowIf,
            };
        }
    }

    private static Dictionary<string, Section> ByCode(Questionnaire q) =>
        q.Sections.DistinctBy(s => s.Code).ToDictionary(s => s.Code, StringComparer.Ordinal);
}
