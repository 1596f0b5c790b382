using Survey.Core.Questionnaires.Checking;

namespace Survey.Core.Questionnaires.Differences;

/// <summary>How indices are computed.</summary>
internal static class IndexDifference
{
    public static IEnumerable<QuestionnaireChange> Between(CodePairs codes)
    {
        var (old, now) = (ByCode(codes.Before), ByCode(codes.After));
        foreach (var code in now.Keys.Except(old.Keys))
        {
            yield return Of(ChangeKind.IndexAdded, code);
        }

        foreach (var code in old.Keys.Except(now.Keys))
        {
            yield return Of(ChangeKind.IndexRemoved, code);
        }

        foreach (var change in now.Where(n => old.ContainsKey(n.Key)).SelectMany(n => Method(old[n.Key], n.Value).Concat(Dimensions(codes, old[n.Key], n.Value))))
        {
            yield return change;
        }

        if (Orders.Moved(codes.Before.Indices.Select(i => i.Code), codes.After.Indices.Select(i => i.Code)).Count > 0)
        {
            yield return new(ChangeEffect.Order, ChangeKind.IndexOrder, "order");
        }
    }

    private static IEnumerable<QuestionnaireChange> Method(IndexDefinition old, IndexDefinition now)
    {
        if ((old.Method, old.MethodVersion) != (now.Method, now.MethodVersion))
        {
            yield return Of(ChangeKind.IndexMethod, now.Code, now.Code, $"{old.Method} {old.MethodVersion}", $"{now.Method} {now.MethodVersion}");
        }

        if (old.Composite != now.Composite)
        {
            yield return Of(ChangeKind.IndexComposite, now.Code, now.Code, $"{old.Composite}", $"{now.Composite}");
        }

        if (old.Factor != now.Factor)
        {
            yield return Of(ChangeKind.IndexFactor, now.Code, now.Code, $"{old.Factor}", $"{now.Factor}");
        }

        if (old.RollUp != now.RollUp)
        {
            yield return Of(ChangeKind.IndexRollUp, now.Code, now.Code, $"{old.RollUp}", $"{now.RollUp}");
        }

        if (old.MinimumBase != now.MinimumBase)
        {
            yield return Of(ChangeKind.IndexMinimumBase, now.Code, now.Code, Invariant.Of(old.MinimumBase), Invariant.Of(now.MinimumBase));
        }

        if (!SameRating(old.Rating, now.Rating))
        {
            yield return Of(ChangeKind.IndexRating, now.Code);
        }
    }

    private static IEnumerable<QuestionnaireChange> Dimensions(CodePairs codes, IndexDefinition before, IndexDefinition after)
    {
        var (old, now) = (ByCode(before), ByCode(after));
        foreach (var code in now.Keys.Except(old.Keys))
        {
            yield return Of(ChangeKind.DimensionAdded, after.Code, after.Code, code);
        }

        foreach (var code in old.Keys.Except(now.Keys))
        {
            yield return Of(ChangeKind.DimensionRemoved, after.Code, after.Code, code);
        }

        foreach (var (code, dimension) in now.Where(n => old.TryGetValue(n.Key, out var was) && was.Weight != n.Value.Weight))
        {
            yield return Of(ChangeKind.Weight, after.Code, after.Code, code, Invariant.Of(old[code].Weight), Invariant.Of(dimension.Weight));
        }

        foreach (var (code, dimension) in now.Where(n => old.ContainsKey(n.Key)))
        {
            var overall = old[code].Overall is { } item ? codes.ItemAfter(item) ?? item : "";
            if (overall != (dimension.Overall ?? ""))
            {
                yield return Of(ChangeKind.OverallItem, after.Code, after.Code, code, old[code].Overall ?? "", dimension.Overall ?? "");
            }
        }

        foreach (var change in Items(codes, before, after))
        {
            yield return change;
        }

        var order = Orders.Moved(before.Dimensions.Select(d => d.Code), after.Dimensions.Select(d => d.Code)).Count > 0
            || Orders.Moved(ItemsOf(before).Select(i => codes.ItemAfter(i.Item.Code) ?? ""), ItemsOf(after).Select(i => i.Item.Code)).Count > 0;
        if (order)
        {
            yield return new(ChangeEffect.Order, ChangeKind.IndexOrder, $"index:{after.Code}", after.Code);
        }
    }

    private static IEnumerable<QuestionnaireChange> Items(CodePairs codes, IndexDefinition before, IndexDefinition after)
    {
        var old = ItemsOf(before).Select(i => (Key: (codes.ItemAfter(i.Item.Code) ?? "", i.Dimension), i.Item)).DistinctBy(i => i.Key).ToDictionary(i => i.Key, i => i.Item);
        var now = ItemsOf(after).Select(i => (Key: (i.Item.Code, i.Dimension), i.Item)).DistinctBy(i => i.Key).ToDictionary(i => i.Key, i => i.Item);
        foreach (var (item, dimension) in now.Keys.Except(old.Keys))
        {
            yield return Of(ChangeKind.IndexItemAdded, after.Code, after.Code, item, dimension);
        }

        foreach (var key in old.Keys.Except(now.Keys))
        {
            yield return Of(ChangeKind.IndexItemRemoved, after.Code, after.Code, old[key].Code, key.Dimension);
        }

        foreach (var (key, item) in now.Where(n => old.ContainsKey(n.Key)))
        {
            var was = old[key];
            string Later(IReadOnlyList<string>? points) => string.Join(", ", (points ?? []).Select(p => codes.AnswerAfter(was.Code, p) ?? p));
            if (Later(was.Negative) != string.Join(", ", item.Negative ?? []))
            {
                yield return Of(ChangeKind.Negative, after.Code, after.Code, item.Code, string.Join(", ", was.Negative ?? []), string.Join(", ", item.Negative ?? []));
            }

            if (Later(was.Positive) != string.Join(", ", item.Positive ?? []))
            {
                yield return Of(ChangeKind.Positive, after.Code, after.Code, item.Code, string.Join(", ", was.Positive ?? []), string.Join(", ", item.Positive ?? []));
            }

            if (was.Reversed != item.Reversed)
            {
                yield return Of(ChangeKind.Reversed, after.Code, after.Code, item.Code, item.Reversed ? "true" : "false");
            }
        }
    }

    private static bool SameRating(RatingDefinition? a, RatingDefinition? b) => a is null || b is null
        ? a is null && b is null
        : a.Grades.Select(g => (g.Code, g.From)).SequenceEqual(b.Grades.Select(g => (g.Code, g.From)))
            && a.External.Select(c => (c.Code, c.Maximum)).SequenceEqual(b.External.Select(c => (c.Code, c.Maximum)));

    private static IEnumerable<(DimensionItem Item, string Dimension)> ItemsOf(IndexDefinition index) => index.Dimensions.SelectMany(d => d.Items.Select(i => (i, d.Code)));

    private static Dictionary<string, IndexDefinition> ByCode(Questionnaire q) => q.Indices.DistinctBy(i => i.Code).ToDictionary(i => i.Code, StringComparer.Ordinal);

    private static Dictionary<string, DimensionDefinition> ByCode(IndexDefinition index) =>
        index.Dimensions.DistinctBy(d => d.Code).ToDictionary(d => d.Code, StringComparer.Ordinal);

    private static QuestionnaireChange Of(ChangeKind kind, string index, params string[] arguments) =>
        new(ChangeEffect.Series, kind, $"index:{index}", arguments.Length == 0 ? [index] : arguments);
}
