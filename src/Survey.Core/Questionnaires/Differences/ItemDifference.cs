using Survey.Core.Questionnaires.Checking;

namespace Survey.Core.Questionnaires.Differences;

/// <summary>Items that came, went or moved, and what else than words changed in the others.</summary>
internal static class ItemDifference
{
    public static IEnumerable<QuestionnaireChange> Between(CodePairs codes)
    {
        var (stayed, followed) = (codes.Items.Select(p => p.Before.Code).ToHashSet(StringComparer.Ordinal), codes.Items.Select(p => p.After.Code).ToHashSet(StringComparer.Ordinal));
        return codes.Before.Items.Where(i => !stayed.Contains(i.Code)).Select(i => Of(ChangeEffect.Series, ChangeKind.ItemRemoved, i))
            .Concat(codes.After.Items.Where(i => !followed.Contains(i.Code)).Select(i => Of(ChangeEffect.Asking, ChangeKind.ItemAdded, i)))
            .Concat(Moves(codes))
            .Concat(codes.Items.SelectMany(p => Common(p.Before, p.After)))
            .Concat(codes.Items.SelectMany(p => Answering(codes, p.Before, p.After)));
    }

    private static IEnumerable<QuestionnaireChange> Moves(CodePairs codes)
    {
        var later = codes.Items.DistinctBy(p => p.Before.Code).ToDictionary(p => p.Before.Code, p => p.After.Code, StringComparer.Ordinal);
        var (old, now) = (SectionsOf(codes.Before), SectionsOf(codes.After));
        var order = codes.After.Sections.SelectMany(s => Orders.Moved(
            codes.Before.Items.Where(i => old[i.Code] == s.Code && later.ContainsKey(i.Code)).Select(i => later[i.Code]), s.Items.Select(i => i.Code)));
        var elsewhere = later.Where(p => old[p.Key] != now[p.Value]).Select(p => p.Value);
        return order.Union(elsewhere).Select(c => new QuestionnaireChange(ChangeEffect.Order, ChangeKind.ItemMoved, $"item:{c}", c, now[c]));
    }

    private static Dictionary<string, string> SectionsOf(Questionnaire q) =>
        q.Sections.SelectMany(s => s.Items.Select(i => (i.Code, Section: s.Code))).DistinctBy(i => i.Code).ToDictionary(i => i.Code, i => i.Section, StringComparer.Ordinal);

    private static IEnumerable<QuestionnaireChange> Common(Item before, Item after)
    {
        if (before.Code != after.Code)
        {
            yield return Of(ChangeEffect.Asking, ChangeKind.ItemRecoded, after, before.Code, after.Code);
        }

        if (before.Required != after.Required)
        {
            yield return Of(ChangeEffect.Asking, ChangeKind.Required, after, after.Code, after.Required ? "true" : "false");
        }

        if (ConditionForm.Of(before.ShowIf) != ConditionForm.Of(after.ShowIf))
        {
            yield return Of(ChangeEffect.Series, ChangeKind.Condition, after) with { ConditionBefore = before.ShowIf, ConditionAfter = after.ShowIf };
        }
    }

    private static IEnumerable<QuestionnaireChange> Answering(CodePairs codes, Item before, Item after) => (before, after) switch
    {
        (ScaleItem old, ScaleItem now) => old.Scale.Code == now.Scale.Code ? []
            : [Of(ChangeEffect.Series, ChangeKind.ItemScale, after, after.Code, old.Scale.Code, now.Scale.Code)],
        (SingleChoiceItem old, SingleChoiceItem now) => Options(codes, before, after, old.Options, now.Options),
        (MultipleChoiceItem old, MultipleChoiceItem now) => Options(codes, before, after, old.Options, now.Options).Concat(Most(old, now)),
        (NumberItem old, NumberItem now) => Bands(codes, old, now).Concat(Range(old, now)),
        (TextItem old, TextItem now) => Text(old, now),
        _ => [Of(ChangeEffect.Series, ChangeKind.ItemKind, after)],
    };

    private static IEnumerable<QuestionnaireChange> Options(CodePairs codes, Item before, Item after, IReadOnlyList<ChoiceOption> old, IReadOnlyList<ChoiceOption> now)
    {
        var pairs = new AnswerPairs($"item:{after.Code}", after.Code, [.. old.Select(o => o.Code)], [.. now.Select(o => o.Code)], c => codes.AnswerAfter(before.Code, c));
        return pairs.Changes().Concat(
            from pair in pairs.Both
            let exclusive = now.First(o => o.Code == pair.After).Exclusive
            where old.First(o => o.Code == pair.Before).Exclusive != exclusive
            select Of(ChangeEffect.Asking, ChangeKind.Exclusive, after, pair.After, after.Code, exclusive ? "true" : "false"));
    }

    private static IEnumerable<QuestionnaireChange> Most(MultipleChoiceItem old, MultipleChoiceItem now) => old.MaxChoices == now.MaxChoices ? []
        : [Of(ChangeEffect.Asking, ChangeKind.MaxChoices, now, now.Code, old.MaxChoices is { } b ? Invariant.Of(b) : "", now.MaxChoices is { } a ? Invariant.Of(a) : "")];

    private static IEnumerable<QuestionnaireChange> Range(NumberItem old, NumberItem now) => (old.Min, old.Max, old.Decimals) == (now.Min, now.Max, now.Decimals) ? []
        : [Of(ChangeEffect.Series, ChangeKind.NumberRange, now, now.Code, RangeOf(old), RangeOf(now))];

    private static string RangeOf(NumberItem item) => $"{Invariant.Of(item.Min)}–{Invariant.Of(item.Max)}, {item.Decimals}";

    private static IEnumerable<QuestionnaireChange> Bands(CodePairs codes, NumberItem old, NumberItem now)
    {
        var pairs = new AnswerPairs($"item:{now.Code}", now.Code, [.. old.Bands.Select(b => b.Code)], [.. now.Bands.Select(b => b.Code)], c => codes.AnswerAfter(old.Code, c));
        return pairs.Changes().Concat(
            from pair in pairs.Both
            let was = old.Bands.First(b => b.Code == pair.Before).UpTo
            let upTo = now.Bands.First(b => b.Code == pair.After).UpTo
            where was != upTo
            select Of(ChangeEffect.Series, ChangeKind.BandBound, now, pair.After, now.Code, was is { } b ? Invariant.Of(b) : "", upTo is { } a ? Invariant.Of(a) : ""));
    }

    private static IEnumerable<QuestionnaireChange> Text(TextItem old, TextItem now)
    {
        if (old.Multiline != now.Multiline)
        {
            yield return Of(ChangeEffect.Asking, ChangeKind.ItemKind, now);
        }

        if (old.MaxLength != now.MaxLength)
        {
            yield return Of(ChangeEffect.Asking, ChangeKind.MaxLength, now, now.Code, Invariant.Of(old.MaxLength), Invariant.Of(now.MaxLength));
        }
    }

    private static QuestionnaireChange Of(ChangeEffect effect, ChangeKind kind, Item item, params string[] arguments) =>
        new(effect, kind, $"item:{item.Code}", arguments.Length == 0 ? [item.Code] : arguments);
}
