namespace Survey.Core.Indices;

public sealed partial class Tally
{
    // Index and dimension (null: the composite) whose numbers could not be carried over from an older version.
    private HashSet<(string Index, string? Dimension)>? _incomparable;

    /// <summary>
    /// Whether a figure of this tally may stand beside the version's own figures. False only in a translated tally, where
    /// a dimension gained or lost items or its codes count otherwise than before ("không so sánh được").
    /// </summary>
    /// <param name="index">The index's code.</param>
    /// <param name="dimension">The dimension's code; null: the composite.</param>
    public bool IsComparable(string index, string? dimension = null) =>
        _incomparable is null || !_incomparable.Contains((index, dimension));

    /// <summary>
    /// An older version's counts in a later version's codes. Item counts always go over, as far as their codes do. An
    /// index or dimension goes over only where it counts exactly what it counted before (the same items, the same
    /// positive codes and scores); elsewhere its figures are absent and <see cref="IsComparable"/> says so.
    /// </summary>
    /// <exception cref="ArgumentException">The mapping makes one item of two.</exception>
    public Tally Translate(TallyLayout target, CodeMapping mapping)
    {
        var result = new Tally(target);
        result._counts[0] = Responses;
        var sources = SourcesOf(Layout, target, mapping);
        foreach (var (code, source) in sources)
        {
            TranslateItem(source, target.Item(code), mapping, result);
        }

        foreach (var index in target.Indices)
        {
            TranslateIndex(index, sources, mapping, result);
        }

        return result;
    }

    /// <summary>The later version's items that were there before under some code, with what they were.</summary>
    internal static Dictionary<string, ItemSlots> SourcesOf(TallyLayout from, TallyLayout target, CodeMapping mapping)
    {
        var sources = new Dictionary<string, ItemSlots>(StringComparer.Ordinal);
        foreach (var source in from.Items)
        {
            if (mapping.Item(source.Code) is { } code
                && target.FindItem(code) is { } slots
                && slots.Item.GetType() == source.Item.GetType()
                && !sources.TryAdd(code, source))
            {
                throw new ArgumentException($"Two items became {code}; a mapping keeps items apart.", nameof(mapping));
            }
        }

        return sources;
    }

    private void TranslateItem(ItemSlots source, ItemSlots target, CodeMapping mapping, Tally result)
    {
        result._counts[target.Shown] += _counts[source.Shown];
        if (source.Answered is { } from && target.Answered is { } to)
        {
            result._counts[to] += _counts[from];
        }

        foreach (var code in source.Codes)
        {
            if (mapping.Code(source.Code, code) is { } targetCode && target.FindPosition(targetCode) is { } position)
            {
                result._counts[position] += _counts[source.PositionOf(code)];
            }
        }
    }

    private void TranslateIndex(
        IndexSlots target, Dictionary<string, ItemSlots> sources, CodeMapping mapping, Tally result)
    {
        var source = Layout.FindIndex(target.Definition.Code);
        var matches = new int?[target.Dimensions];
        for (var d = 0; d < target.Dimensions; d++)
        {
            matches[d] = source is null ? null : MatchingDimension(source, target, d, sources, mapping, result.Layout);
            if (matches[d] is null)
            {
                result.MarkIncomparable(target, target.Definition.Dimensions[d].Code);
            }
        }

        if (source is null || matches.Contains(null) || source.Dimensions != target.Dimensions)
        {
            result.MarkIncomparable(target, null);
        }
        else
        {
            result._counts[target.Any] = _counts[source.Any];
            result._counts[target.AllPositive] = _counts[source.AllPositive];
        }

        if (source is not null)
        {
            CopyMoments(source, target, matches, result);
        }
    }

    private void CopyMoments(IndexSlots source, IndexSlots target, int?[] matches, Tally result)
    {
        for (var d = 0; d < target.Dimensions; d++)
        {
            if (matches[d] is not { } from)
            {
                continue;
            }

            result._counts[target.Responses(d)] = _counts[source.Responses(from)];
            result._counts[target.AllPositiveIn(d)] = _counts[source.AllPositiveIn(from)];
            for (var family = IndexSlots.A; family <= IndexSlots.T; family++)
            {
                result._counts[target.First(family, d)] = _counts[source.First(family, from)];
                CopySecond(source, target, (family, d), matches, result);
            }
        }
    }

    private void CopySecond(IndexSlots source, IndexSlots target, (int Family, int D) element, int?[] matches, Tally result)
    {
        var (family, d) = element;
        var from = matches[d]!.Value;
        for (var other = family; other <= IndexSlots.T; other++)
        {
            for (var e = family == other ? d : 0; target.HasSecond(family, other) && e < target.Dimensions; e++)
            {
                if (matches[e] is { } to)
                {
                    result._counts[target.Second(family, d, other, e)] = _counts[family == other
                        ? source.Second(family, Math.Min(from, to), other, Math.Max(from, to))
                        : source.Second(family, from, other, to)];
                }
            }
        }
    }

    /// <summary>The place of the dimension that counted before what this one counts; null where none did.</summary>
    internal static int? MatchingDimension(
        IndexSlots source, IndexSlots target, int d, Dictionary<string, ItemSlots> sources, CodeMapping mapping, TallyLayout layout)
    {
        var items = Counted(target, d);
        for (var e = 0; e < source.Dimensions; e++)
        {
            if (Counted(source, e).Count == items.Count
                && (source.Lowest[e] - source.Highest[e], source.IsNumber[e]) == (target.Lowest[d] - target.Highest[d], target.IsNumber[d])
                && items.All(i => sources.TryGetValue(i.Code, out var old)
                    && Counted(source, e).Any(x => x.Code == old.Code)
                    && CountsAlike(old, layout.Item(i.Code), (source, e), (target, d), mapping)))
            {
                return e;
            }
        }

        return null;
    }

    private static IReadOnlyList<Questionnaires.DimensionItem> Counted(IndexSlots slots, int d) =>
        [.. slots.Definition.Dimensions[d].Counted(slots.Definition.Factor)];

    /// <summary>Whether every old code became a code that adds just as much to the dimension.</summary>
    private static bool CountsAlike(
        ItemSlots old, ItemSlots now, (IndexSlots Index, int D) from, (IndexSlots Index, int D) to, CodeMapping mapping)
    {
        if (from.Index.IsNumber[from.D])
        {
            // The number itself is counted, from the smallest up; its bands are of no matter.
            return from.Index.Lowest[from.D] == to.Index.Lowest[to.D];
        }

        foreach (var code in old.Codes)
        {
            if (mapping.Code(old.Code, code) is not { } target || now.FindPosition(target) is not { } position)
            {
                return false;
            }

            if (old.ScoreAt(old.PositionOf(code), from.Index, from.D) != now.ScoreAt(position, to.Index, to.D))
            {
                return false;
            }
        }

        return true;
    }

    private void MarkIncomparable(IndexSlots index, string? dimension)
    {
        if (Responses != 0)
        {
            (_incomparable ??= []).Add((index.Definition.Code, dimension));
        }
    }

    private void MergeIncomparable(Tally other)
    {
        if (other._incomparable is { Count: > 0 })
        {
            (_incomparable ??= []).UnionWith(other._incomparable);
        }
    }
}
