using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// What became of an older version's codes in a later version, for trends across versions. What is not named keeps its
/// code; a null says that nothing of it is left.
/// </summary>
public sealed record CodeMapping
{
    /// <summary>Every code kept.</summary>
    public static CodeMapping Same { get; } = new();

    /// <summary>Old item code → new item code, or null where the item was dropped. No two items may become one.</summary>
    public IReadOnlyDictionary<string, string?> Items { get; init; } = new Dictionary<string, string?>();

    /// <summary>Old item code → (old answer code → new answer code, or null where the answer was dropped). Several old
    /// answers may become one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string?>> Codes { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string?>>();

    /// <summary>What became of this mapping's old codes where <paramref name="next"/> follows it. Nothing that was dropped
    /// comes back. The result names no code that keeps its name, and no answer of a dropped item.</summary>
    public CodeMapping Then(CodeMapping next)
    {
        var items = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var old in Items.Keys.Concat(next.Items.Keys))
        {
            var now = Item(old) is { } middle ? next.Item(middle) : null;
            if (now != old)
            {
                items[old] = now;
            }
        }

        var codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>(StringComparer.Ordinal);
        foreach (var old in Codes.Keys.Concat(Items.Keys).Concat(next.Codes.Keys).Distinct(StringComparer.Ordinal))
        {
            if (Item(old) is { } middle && next.Item(middle) is not null && CodesThen(old, next, middle) is { Count: > 0 } changed)
            {
                codes.Add(old, changed);
            }
        }

        return new CodeMapping { Items = items, Codes = codes };
    }

    /// <summary>The way back: what was renamed gets its old name. What was dropped or merged has no way back and is not named.</summary>
    /// <param name="older">The version whose codes this mapping renames.</param>
    public CodeMapping Back(Questionnaire older)
    {
        var codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>(StringComparer.Ordinal);
        foreach (var item in older.Items)
        {
            if (Item(item.Code) is { } now)
            {
                codes[now] = Reversed(ItemSlots.CodesOf(item), code => Code(item.Code, code));
            }
        }

        return new CodeMapping { Items = Reversed(older.Items.Select(i => i.Code), Item), Codes = codes }.Then(Same);
    }

    /// <summary>The same without names for codes that the older version does not have, for a mapping that outlived edits.</summary>
    /// <param name="older">The version whose codes this mapping renames.</param>
    public CodeMapping Within(Questionnaire older)
    {
        var codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>(StringComparer.Ordinal);
        foreach (var (code, answers) in Codes)
        {
            if (older.FindItem(code) is { } item)
            {
                var known = ItemSlots.CodesOf(item);
                codes.Add(code, answers.Where(a => known.Contains(a.Key)).ToDictionary(StringComparer.Ordinal));
            }
        }

        return new CodeMapping { Items = Items.Where(i => older.FindItem(i.Key) is not null).ToDictionary(StringComparer.Ordinal), Codes = codes }.Then(Same);
    }

    /// <summary>The same, where items that would become one are dropped, so that nothing is told twice: over several
    /// versions a code may have been given up and taken again.</summary>
    /// <param name="older">The version whose codes this mapping renames.</param>
    public CodeMapping Apart(Questionnaire older)
    {
        var twice = older.Items.GroupBy(i => Item(i.Code), StringComparer.Ordinal).Where(g => g.Key is not null && g.Count() > 1).SelectMany(g => g).ToList();
        return twice.Count == 0 ? this : this with
        {
            Items = Items.Where(i => twice.TrueForAll(t => t.Code != i.Key)).Concat(twice.Select(t => KeyValuePair.Create(t.Code, (string?)null)))
                .ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>The item's later code; null where it was dropped.</summary>
    /// <param name="item">The item's code in the older version.</param>
    public string? Item(string item) => Items.TryGetValue(item, out var target) ? target : item;

    /// <summary>The answer's later code; null where it was dropped.</summary>
    /// <param name="item">The item's code in the older version.</param>
    /// <param name="code">The answer's code in the older version.</param>
    public string? Code(string item, string code) =>
        Codes.TryGetValue(item, out var codes) && codes.TryGetValue(code, out var target) ? target : code;

    private Dictionary<string, string?> CodesThen(string old, CodeMapping next, string middle)
    {
        var changed = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var code in Named(this, old).Concat(Named(next, middle)))
        {
            var now = Code(old, code) is { } between ? next.Code(middle, between) : null;
            if (now != code)
            {
                changed[code] = now;
            }
        }

        return changed;
    }

    private static Dictionary<string, string?> Reversed(IEnumerable<string> codes, Func<string, string?> now) => codes
        .Where(c => now(c) is not null).GroupBy(c => now(c)!, StringComparer.Ordinal).Where(g => g.Count() == 1)
        .ToDictionary(g => g.Key, g => (string?)g.Single(), StringComparer.Ordinal);

    private static IEnumerable<string> Named(CodeMapping mapping, string item) =>
        mapping.Codes.TryGetValue(item, out var codes) ? codes.Keys : [];
}
