using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>A code of a published version that its successor does not have under the same name, or of which a mapping says
/// otherwise: before the next version is published, someone says what it became.</summary>
public sealed record CodeGap
{
    /// <summary>The published items it concerns; several where they share a scale and the same happened to all.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>The answer's code; null: the items themselves.</summary>
    public string? Code { get; init; }

    /// <summary>The codes it may have become.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>Whether the mapping says what became of it, and what it says is possible.</summary>
    public required bool Answered { get; init; }

    /// <summary>What it became; null where nothing is left of it, or nobody has said.</summary>
    public string? Became { get; init; }

    /// <summary>All gaps, in the published order: items first become known, then the answers of those that were kept.</summary>
    public static IReadOnlyList<CodeGap> Between(Questionnaire published, Questionnaire draft, CodeMapping mapping)
    {
        var targets = published.Items.Select(i => mapping.Item(i.Code)).OfType<string>().GroupBy(c => c, StringComparer.Ordinal)
            .Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var (gaps, answers) = (new List<CodeGap>(), new List<CodeGap>());
        foreach (var old in published.Items)
        {
            var now = mapping.Item(old.Code) is { } code ? draft.FindItem(code) : null;
            var fits = now is not null && now.GetType() == old.GetType() && !targets.Contains(now.Code);
            var named = mapping.Items.ContainsKey(old.Code);
            if (named || !fits)
            {
                gaps.Add(new CodeGap
                {
                    Items = [old],
                    Candidates = [.. draft.Items.Where(i => i.GetType() == old.GetType()
                        && (i.Code == old.Code || (fits && i.Code == now!.Code) || published.FindItem(i.Code) is null)).Select(i => i.Code)],
                    Answered = named && (fits || mapping.Item(old.Code) is null),
                    Became = fits ? now!.Code : null,
                });
            }

            if (fits)
            {
                answers.AddRange(AnswersOf(old, now!, mapping));
            }
        }

        return [.. gaps, .. Together(answers)];
    }

    private static IEnumerable<CodeGap> AnswersOf(Item old, Item now, CodeMapping mapping)
    {
        var codes = ItemSlots.CodesOf(now);
        foreach (var code in ItemSlots.CodesOf(old))
        {
            var named = mapping.Codes.TryGetValue(old.Code, out var answers) && answers.ContainsKey(code);
            var became = mapping.Code(old.Code, code);
            var fits = became is not null && codes.Contains(became);
            if (named || !fits)
            {
                yield return new CodeGap
                {
                    Items = [old],
                    Code = code,
                    Candidates = codes,
                    Answered = named && (fits || became is null),
                    Became = fits ? became : null,
                };
            }
        }
    }

    // What happened to a scale is asked once, not for each of the items that use it.
    private static IEnumerable<CodeGap> Together(IEnumerable<CodeGap> gaps) => gaps
        .GroupBy(g => (Scale: g.Items[0] is ScaleItem s ? "scale " + s.Scale.Code : "item " + g.Items[0].Code, g.Code, g.Answered, g.Became,
            Candidates: string.Join(' ', g.Candidates)))
        .Select(g => g.First() with { Items = [.. g.SelectMany(x => x.Items)] });
}
