namespace Survey.Core.Questionnaires.Differences;

/// <summary>The answers of one item or scale, before and after.</summary>
/// <param name="Place">Where they stand.</param>
/// <param name="Owner">The code of the item or scale.</param>
/// <param name="Before">The codes before.</param>
/// <param name="After">The codes after.</param>
/// <param name="Later">What became of a code; null: dropped.</param>
internal sealed record AnswerPairs(string Place, string Owner, IReadOnlyList<string> Before, IReadOnlyList<string> After, Func<string, string?> Later)
{
    public IEnumerable<(string Before, string After)> Both =>
        Before.Distinct(StringComparer.Ordinal).Select(c => (c, Later(c))).Where(p => p.Item2 is not null && After.Contains(p.Item2)).Select(p => (p.c, p.Item2!));

    public IEnumerable<QuestionnaireChange> Changes()
    {
        var both = Both.ToList();
        foreach (var code in Before.Except(both.Select(p => p.Before)))
        {
            yield return new(ChangeEffect.Series, ChangeKind.AnswerRemoved, Place, code, Owner);
        }

        foreach (var code in After.Except(both.Select(p => p.After)))
        {
            yield return new(ChangeEffect.Series, ChangeKind.AnswerAdded, Place, code, Owner);
        }

        foreach (var (before, after) in both.Where(p => p.Before != p.After))
        {
            yield return new(ChangeEffect.Asking, ChangeKind.AnswerRecoded, Place, before, after, Owner);
        }

        var order = both.DistinctBy(p => p.After).ToDictionary(p => p.Before, p => p.After, StringComparer.Ordinal);
        if (Orders.Moved(Before.Where(order.ContainsKey).Select(c => order[c]), After).Count > 0)
        {
            yield return new(ChangeEffect.Order, ChangeKind.AnswerOrder, Place, Owner);
        }
    }
}
