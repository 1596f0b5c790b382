using Survey.Core.Indices;

namespace Survey.Core.Questionnaires.Differences;

/// <summary>What changed between two versions of a questionnaire, for people to read.</summary>
public static class QuestionnaireDifference
{
    /// <summary>Every change; empty exactly where both are the same document.</summary>
    /// <param name="before">The older version.</param>
    /// <param name="after">The newer version or draft.</param>
    /// <param name="mapping">What became of the older codes; null: every code kept.</param>
    public static IReadOnlyList<QuestionnaireChange> Between(Questionnaire before, Questionnaire after, CodeMapping? mapping = null)
    {
        var codes = new CodePairs(before, after, mapping ?? CodeMapping.Same);
        List<QuestionnaireChange> changes =
        [
            .. Head(before, after),
            .. SectionDifference.Between(before, after),
            .. ItemDifference.Between(codes),
            .. ScaleDifference.Between(codes),
            .. IndexDifference.Between(codes),
            .. TextDifference.Between(codes),
        ];
        if (changes.Count == 0 && QuestionnaireJson.Write(before) != QuestionnaireJson.Write(after))
        {
            changes.Add(new(ChangeEffect.Series, ChangeKind.Other, "head"));
        }

        return changes;
    }

    private static IEnumerable<QuestionnaireChange> Head(Questionnaire before, Questionnaire after)
    {
        if (before.Code != after.Code)
        {
            yield return new(ChangeEffect.Series, ChangeKind.Code, "head", before.Code, after.Code);
        }

        if (before.Overall != after.Overall)
        {
            yield return new(ChangeEffect.Series, ChangeKind.Overall, "head", before.Overall ?? "", after.Overall ?? "");
        }

        foreach (var language in after.Languages.Except(before.Languages))
        {
            var texts = QuestionnaireTexts.Of(after).Count(t => t.Text.Has(language));
            yield return new(ChangeEffect.Asking, ChangeKind.LanguageAdded, "head", language, Checking.Invariant.Of(texts));
        }

        foreach (var language in before.Languages.Except(after.Languages))
        {
            yield return new(ChangeEffect.Asking, ChangeKind.LanguageRemoved, "head", language);
        }

        if (!before.Languages.Where(after.Languages.Contains).SequenceEqual(after.Languages.Where(before.Languages.Contains)))
        {
            yield return new(ChangeEffect.Asking, ChangeKind.LanguageOrder, "head", string.Join(", ", before.Languages), string.Join(", ", after.Languages));
        }
    }
}
