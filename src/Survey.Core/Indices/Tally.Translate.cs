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
        }

        if (source is not null)
        {
            CopyMoments(source, target, matches, result);
        }
    }

    private void CopyMoments(IndexSlots source, IndexSlots target, int?[] matches, Tally result)
    {
        int? Element(int i) => matches[i % target.Dimensions] is { } d ? (i / target.Dimensions * source.Dimensions) + d : null;

        for (var d = 0; d < target.Dimensions; d++)
        {
            result._counts[target.Responses(d)] = matches[d] is { } from ? _counts[source.Responses(from)] : 0;
        }

        for (var i = 0; i < target.VectorLength; i++)
        {
            result._counts[target.First(i)] = Element(i) is { } first ? _counts[source.First(first)] : 0;
            for (var j = i; j < target.VectorLength; j++)
            {
                result._counts[target.Second(i, j)] = Element(i) is { } a && Element(j) is { } b
                    ? _counts[source.Second(Math.Min(a, b), Math.Max(a, b))]
                    : 0;
            }
        }
    }

    /// <summary>The place of the dimension that counted before what this one counts; null where none did.</summary>
    internal static int? MatchingDimension(
        IndexSlots source, IndexSlots target, int d, Dictionary<string, ItemSlots> sources, CodeMapping mapping, TallyLayout layout)
    {
        var items = target.Definition.Dimensions[d].Items;
        for (var e = 0; e < source.Dimensions; e++)
        {
            if (source.Definition.Dimensions[e].Items.Count == items.Count
                && source.Ranges[e] == target.Ranges[d]
                && items.All(i => sources.TryGetValue(i.Code, out var old)
                    && source.HasItem(e, old.Code)
                    && CountsAlike(old, layout.Item(i.Code), (source, e), (target, d), mapping)))
            {
                return e;
            }
        }

        return null;
    }

    /// <summary>Whether every old code became a code that adds just as much to the dimension.</summary>
    private static bool CountsAlike(
        ItemSlots old, ItemSlots now, (IndexSlots Index, int D) from, (IndexSlots Index, int D) to, CodeMapping mapping)
    {
        foreach (var code in old.Codes)
        {
            if (mapping.Code(old.Code, code) is not { } target || now.FindPosition(target) is not { } position)
            {
                return false;
            }

            if (Adds(old.ContributionsAt(old.PositionOf(code)), from) != Adds(now.ContributionsAt(position), to))
            {
                return false;
            }
        }

        return true;
    }

    private static (int Positive, int Points)? Adds(ReadOnlySpan<Contribution> contributions, (IndexSlots Index, int D) to)
    {
        foreach (var contribution in contributions)
        {
            if (contribution.Dimension == to.D && ReferenceEquals(contribution.Index, to.Index))
            {
                return (contribution.Positive, contribution.Points);
            }
        }

        return null;
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
