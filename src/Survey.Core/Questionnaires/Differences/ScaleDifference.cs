using Survey.Core.Questionnaires.Checking;

namespace Survey.Core.Questionnaires.Differences;

/// <summary>Scales that came or went, and their points and scores.</summary>
internal static class ScaleDifference
{
    public static IEnumerable<QuestionnaireChange> Between(CodePairs codes)
    {
        var (old, now) = (ByCode(codes.Before), ByCode(codes.After));
        foreach (var code in now.Keys.Except(old.Keys))
        {
            yield return new(ChangeEffect.Asking, ChangeKind.ScaleAdded, $"scale:{code}", code);
        }

        foreach (var code in old.Keys.Except(now.Keys))
        {
            yield return new(ChangeEffect.Asking, ChangeKind.ScaleRemoved, $"scale:{code}", code);
        }

        foreach (var change in now.Where(n => old.ContainsKey(n.Key)).SelectMany(n => Of(codes, old[n.Key], n.Value)))
        {
            yield return change;
        }

        if (Orders.Moved(codes.Before.Scales.Select(s => s.Code), codes.After.Scales.Select(s => s.Code)).Count > 0)
        {
            yield return new(ChangeEffect.Order, ChangeKind.ScaleOrder, "order");
        }
    }

    private static IEnumerable<QuestionnaireChange> Of(CodePairs codes, Scale old, Scale now)
    {
        var place = $"scale:{now.Code}";
        if (old.Look != now.Look)
        {
            yield return new(ChangeEffect.Asking, ChangeKind.ScaleLook, place, now.Code);
        }

        var pairs = new AnswerPairs(place, now.Code, [.. old.Points.Select(p => p.Code)], [.. now.Points.Select(p => p.Code)], c => codes.PointAfter(old, c));
        var beside = new AnswerPairs(place, now.Code, old.NotApplicable is { } a ? [a.Code] : [], now.NotApplicable is { } b ? [b.Code] : [], c => codes.PointAfter(old, c));
        foreach (var change in pairs.Changes().Concat(beside.Changes()))
        {
            yield return change;
        }

        foreach (var (before, after) in pairs.Both)
        {
            var (was, score) = (old.Points.First(p => p.Code == before).Score, now.Points.First(p => p.Code == after).Score);
            if (was != score)
            {
                yield return new(ChangeEffect.Series, ChangeKind.Score, place, after, now.Code, Invariant.Of(was), Invariant.Of(score));
            }
        }
    }

    private static Dictionary<string, Scale> ByCode(Questionnaire q) => q.Scales.DistinctBy(s => s.Code).ToDictionary(s => s.Code, StringComparer.Ordinal);
}
