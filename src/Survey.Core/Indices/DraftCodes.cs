using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Core.Indices;

/// <summary>An item, or one of its answers.</summary>
/// <param name="Item">The item's code.</param>
/// <param name="Answer">The code of the point, option or band; null: the item itself.</param>
public readonly record struct CodePlace(string Item, string? Answer)
{
    /// <summary>ITEM or ITEM.ANSWER.</summary>
    public override string ToString() => Answer is null ? Item : $"{Item}.{Answer}";
}

/// <summary>Follows the codes of a published version through the edits of a draft.</summary>
public static class DraftCodes
{
    /// <summary>The codes of the draft that continue one of the published version: its results go on under them.</summary>
    /// <param name="published">The last published version.</param>
    /// <param name="draft">The draft that descends from it.</param>
    /// <param name="mapping">What became of the published codes in the draft.</param>
    public static IReadOnlySet<CodePlace> Continuing(Questionnaire published, Questionnaire draft, CodeMapping mapping)
    {
        var places = new HashSet<CodePlace>();
        foreach (var old in published.Items)
        {
            if (mapping.Item(old.Code) is not { } code || draft.FindItem(code) is not { } item || item.GetType() != old.GetType())
            {
                continue;
            }

            places.Add(new(code, null));
            var left = CodesOf(item);
            places.UnionWith(CodesOf(old).Select(a => mapping.Code(old.Code, a)).OfType<string>().Where(left.Contains).Select(a => new CodePlace(code, a)));
        }

        return places;
    }

    /// <summary>The changed codes that continue a published one although nobody said whether they shall, under their old names.</summary>
    /// <param name="continuing">See <see cref="Continuing"/>, before the edit.</param>
    /// <param name="renames">What the edit changed, in order.</param>
    public static IReadOnlyList<CodePlace> Unsaid(IReadOnlySet<CodePlace> continuing, IReadOnlyList<CodeRename> renames)
    {
        var (asked, known) = (new List<CodePlace>(), continuing.ToHashSet());
        foreach (var rename in renames)
        {
            var place = new CodePlace(rename.Item, rename.Answer);
            if (known.Remove(place) && rename.Continues is null)
            {
                asked.Add(place);
            }

            // An item that was renamed takes its answers along, for the renames after it.
            if (rename.Answer is null)
            {
                known.UnionWith(known.Where(k => k.Item == rename.Item).Select(k => k with { Item = rename.New }).ToList());
            }
        }

        return asked;
    }

    /// <summary>The published codes of which nothing is left after an edit, and something was before it; those of a dropped item
    /// are not named.</summary>
    public static IReadOnlyList<CodePlace> GivenUp(CodeMapping before, CodeMapping after) =>
    [
        .. after.Items.Where(i => i.Value is null && before.Item(i.Key) is not null).Select(i => new CodePlace(i.Key, null)),
        .. after.Codes.Where(c => after.Item(c.Key) is not null)
            .SelectMany(c => c.Value.Where(a => a.Value is null && before.Code(c.Key, a.Key) is not null).Select(a => new CodePlace(c.Key, a.Key))),
    ];

    /// <summary>What an edit did to the codes of the draft.</summary>
    public static CodeMapping Step(Questionnaire before, Questionnaire after, IReadOnlyList<CodeRename> renames)
    {
        var renamed = renames.Aggregate(CodeMapping.Same, (mapping, r) => mapping.Then(Of(r)));
        var (items, codes) = (new Dictionary<string, string?>(), new Dictionary<string, IReadOnlyDictionary<string, string?>>());
        foreach (var old in before.Items)
        {
            if (renamed.Item(old.Code) is not { } now)
            {
                continue;
            }

            if (after.FindItem(now) is not { } item)
            {
                items[now] = null;
                continue;
            }

            var left = CodesOf(item);
            var gone = CodesOf(old).Select(c => renamed.Code(old.Code, c)).OfType<string>().Where(c => !left.Contains(c)).ToDictionary(c => c, _ => (string?)null, StringComparer.Ordinal);
            if (gone.Count > 0 && item.GetType() == old.GetType())
            {
                codes[now] = gone;
            }
        }

        return renamed.Then(new CodeMapping { Items = items, Codes = codes });
    }

    /// <summary>The mapping after that step, about codes of the published version only.</summary>
    /// <param name="published">The last published version.</param>
    /// <param name="before">The draft before the edit.</param>
    /// <param name="mapping">What had become of the published codes until then.</param>
    /// <param name="step">See <see cref="Step"/>.</param>
    /// <param name="renames">What the edit renamed.</param>
    public static CodeMapping Follow(Questionnaire published, Questionnaire before, CodeMapping mapping, CodeMapping step, IReadOnlyList<CodeRename> renames)
    {
        var followed = mapping.Then(Freed(published, before, mapping, renames)).Then(step);
        return new CodeMapping
        {
            Items = followed.Items.Where(i => published.FindItem(i.Key) is not null).ToDictionary(StringComparer.Ordinal),
            Codes = followed.Codes.Where(c => published.FindItem(c.Key) is not null).ToDictionary(
                c => c.Key, c => (IReadOnlyDictionary<string, string?>)Known(CodesOf(published.FindItem(c.Key)!), c.Value), StringComparer.Ordinal),
        };
    }

    /// <summary>Published codes that the draft lost earlier without a word, and whose names the edit gives to others: they do not come back.</summary>
    private static CodeMapping Freed(Questionnaire published, Questionnaire before, CodeMapping mapping, IReadOnlyList<CodeRename> renames)
    {
        var given = renames.Where(r => r.Answer is null).Select(r => r.New).ToHashSet(StringComparer.Ordinal);
        var items = published.Items.Select(i => mapping.Item(i.Code)).OfType<string>().Where(c => given.Contains(c) && before.FindItem(c) is null)
            .Distinct().ToDictionary(c => c, _ => (string?)null, StringComparer.Ordinal);
        var codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>(StringComparer.Ordinal);
        foreach (var old in published.Items)
        {
            if (mapping.Item(old.Code) is { } now && before.FindItem(now) is { } item)
            {
                var left = CodesOf(item);
                var taken = renames.Where(r => r.Item == now && r.Answer is not null).Select(r => r.New).Where(c => !left.Contains(c)).ToHashSet(StringComparer.Ordinal);
                codes[now] = CodesOf(old).Select(c => mapping.Code(old.Code, c)).OfType<string>()
                    .Where(taken.Contains).Distinct().ToDictionary(c => c, _ => (string?)null, StringComparer.Ordinal);
            }
        }

        return new CodeMapping { Items = items, Codes = codes };
    }

    private static Dictionary<string, string?> Known(IReadOnlyList<string> codes, IReadOnlyDictionary<string, string?> answers) =>
        answers.Where(a => codes.Contains(a.Key)).ToDictionary(StringComparer.Ordinal);

    private static CodeMapping Of(CodeRename rename)
    {
        var now = rename.Continues == false ? null : rename.New;
        return rename.Answer is null
            ? new CodeMapping { Items = new Dictionary<string, string?> { [rename.Item] = now } }
            : new CodeMapping
            {
                Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>> { [rename.Item] = new Dictionary<string, string?> { [rename.Answer] = now } },
            };
    }

    private static IReadOnlyList<string> CodesOf(Item item) => item is NumberItem number
        ? [.. number.Bands.Select(b => b.Code)]
        : [.. ConditionBuilder.AnswersOf(item).Select(a => a.Code)];
}
