namespace Survey.Core.Questionnaires.Differences;

/// <summary>Wordings that changed in parts that are in both versions.</summary>
internal static class TextDifference
{
    public static IEnumerable<QuestionnaireChange> Between(CodePairs codes)
    {
        var languages = codes.Before.Languages.Intersect(codes.After.Languages).ToList();
        var old = new Dictionary<string, QuestionnaireText>(StringComparer.Ordinal);
        foreach (var text in QuestionnaireTexts.Of(codes.Before))
        {
            if (KeyAfter(codes, text) is { } key)
            {
                old.TryAdd(key, text);
            }
        }

        var now = QuestionnaireTexts.Of(codes.After).DistinctBy(t => t.Key).ToDictionary(t => t.Key, StringComparer.Ordinal);
        var (oldPlaces, places) = (PlacesOf(codes.Before, old.Values.Select(t => PlaceAfter(codes, t.Place))), PlacesOf(codes.After, now.Values.Select(t => t.Place)));
        var changed = now.Values.Where(t => old.ContainsKey(t.Key) || (IsOptional(t) && oldPlaces.Contains(t.Place)))
            .Select(t => (t.Key, t.Place, Before: old.GetValueOrDefault(t.Key)?.Text, After: (LocalizedText?)t.Text));
        var gone = old.Where(o => !now.ContainsKey(o.Key) && IsOptional(o.Value) && places.Contains(PlaceAfter(codes, o.Value.Place)))
            .Select(o => (o.Key, Place: PlaceAfter(codes, o.Value.Place), Before: (LocalizedText?)o.Value.Text, After: (LocalizedText?)null));
        return changed.Concat(gone).SelectMany(t => languages.Select(l => new QuestionnaireChange(ChangeEffect.Words, ChangeKind.Wording, t.Place)
        {
            Language = l,
            TextKey = t.Key,
            Before = Words(t.Before, l),
            After = Words(t.After, l),
        })).Where(c => c.Before != c.After);
    }

    private static bool IsOptional(QuestionnaireText text) =>
        text.Kind is TextKind.Lead or TextKind.Thanks or TextKind.SectionTitle or TextKind.SectionText or TextKind.Hint or TextKind.Unit;

    // A section may have no text at all and still be there.
    private static HashSet<string> PlacesOf(Questionnaire q, IEnumerable<string> places) =>
        [.. places, .. q.Sections.Select(s => $"section:{s.Code}")];

    private static string? Words(LocalizedText? text, string language) => text is not null && text.Has(language) ? text.In(language) : null;

    private static string PlaceAfter(CodePairs codes, string place) =>
        place.StartsWith("item:", StringComparison.Ordinal) && codes.ItemAfter(place[5..]) is { } item ? $"item:{item}" : place;

    private static string? KeyAfter(CodePairs codes, QuestionnaireText text)
    {
        if (text.Kind == TextKind.ScalePoint)
        {
            var scale = codes.Before.Scales.First(s => $"scale:{s.Code}" == text.Place);
            return codes.PointAfter(scale, text.Code) is { } point ? $"scale.{scale.Code}.{point}" : null;
        }

        if (!text.Place.StartsWith("item:", StringComparison.Ordinal))
        {
            return text.Key;
        }

        var item = text.Place[5..];
        var later = codes.ItemAfter(item);
        return later is null ? null : text.Kind switch
        {
            TextKind.Option or TextKind.Band => codes.AnswerAfter(item, text.Code) is { } code ? $"item.{later}.{(text.Kind == TextKind.Band ? "band" : "option")}.{code}" : null,
            _ => $"item.{later}{text.Key[("item." + item).Length..]}",
        };
    }
}
