using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// The places of one index's numbers. With D dimensions a response is the vector
/// (a₁…a_D, p₁…p_D, s₁…s_D): valid answers, positive answers, and score points above the scale's lowest.
/// Kept are its first moments (3D sums) and second moments (3D(3D+1)/2 sums of products), which is all that a pooled or
/// weighted index and its linearised variance need. Points are counted from the lowest score so that they are never
/// negative and 100·Σs/(Σa·(max − min)) is the mean score at once.
/// </summary>
internal sealed class IndexSlots
{
    private readonly HashSet<string>[] _items;

    public IndexSlots(IndexDefinition definition, Dictionary<string, ItemSlots> items, int position, int scratch)
    {
        Definition = definition;
        Dimensions = definition.Dimensions.Count;
        Any = position;
        Scratch = scratch;
        Ranges = new int[Dimensions];
        Signature = [];
        _items = new HashSet<string>[Dimensions];
        for (var d = 0; d < Dimensions; d++)
        {
            AddDimension(definition.Dimensions[d], d, items);
        }
    }

    public IndexDefinition Definition { get; }

    public int Dimensions { get; }

    /// <summary>Responses with a valid answer anywhere in the index.</summary>
    public int Any { get; }

    /// <summary>Where this index's response vector stands in the scratch of a layout.</summary>
    public int Scratch { get; }

    /// <summary>Highest less lowest score, by dimension.</summary>
    public int[] Ranges { get; }

    public int VectorLength => 3 * Dimensions;

    public int Length => 1 + Dimensions + VectorLength + (VectorLength * (VectorLength + 1) / 2);

    /// <summary>Everything that decides what is counted, spelled out.</summary>
    private List<string> Signature { get; }

    /// <summary>Responses with a valid answer in the dimension.</summary>
    public int Responses(int dimension) => Any + 1 + dimension;

    /// <summary>Σ of element i of the response vector.</summary>
    public int First(int i) => Any + 1 + Dimensions + i;

    /// <summary>Σ of the product of elements i ≤ j.</summary>
    public int Second(int i, int j) => First(VectorLength) + (i * ((2 * VectorLength) - i + 1) / 2) + (j - i);

    public bool HasItem(int dimension, string item) => _items[dimension].Contains(item);

    public int DimensionOf(string code)
    {
        for (var d = 0; d < Dimensions; d++)
        {
            if (Definition.Dimensions[d].Code == code)
            {
                return d;
            }
        }

        throw new ArgumentException($"The index {Definition.Code} has no dimension {code}.", nameof(code));
    }

    public bool CountsTheSameAs(IndexSlots other) => Signature.SequenceEqual(other.Signature, StringComparer.Ordinal);

    public bool Counts(IndexDefinition definition) => ReferenceEquals(definition, Definition)
        || (definition.Dimensions.Count == Dimensions
            && definition.Dimensions.Zip(Definition.Dimensions).All(pair => SameDimension(pair.First, pair.Second)));

    private static bool SameDimension(DimensionDefinition a, DimensionDefinition b) =>
        a.Code == b.Code && a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(p => SameItem(p.First, p.Second));

    private static bool SameItem(DimensionItem a, DimensionItem b) =>
        a.Code == b.Code && a.Reversed == b.Reversed
        && (a.Positive ?? []).Order(StringComparer.Ordinal).SequenceEqual((b.Positive ?? []).Order(StringComparer.Ordinal));

    private void AddDimension(DimensionDefinition dimension, int d, Dictionary<string, ItemSlots> items)
    {
        _items[d] = new(StringComparer.Ordinal);
        Signature.Add("dimension " + dimension.Code);
        foreach (var item in dimension.Items)
        {
            if (!items.TryGetValue(item.Code, out var slots) || slots.Item is not ScaleItem { Scale: var scale })
            {
                throw new ArgumentException($"The index {Definition.Code} needs a scale item {item.Code}.");
            }

            _items[d].Add(item.Code);
            Ranges[d] = Math.Max(Ranges[d], scale.MaxScore - scale.MinScore);
            AddItem(item, scale, d, slots);
        }
    }

    private void AddItem(DimensionItem item, Scale scale, int d, ItemSlots slots)
    {
        var positive = PositiveCodes(item, scale);
        for (var i = 0; i < scale.Points.Count; i++)
        {
            var point = scale.Points[i];
            // min + max − score for a reversed item, and min taken off: max − score.
            var points = item.Reversed ? scale.MaxScore - point.Score : point.Score - scale.MinScore;
            var isPositive = positive.Contains(point.Code) ? 1 : 0;
            slots.Contributions[i] = [.. slots.Contributions[i], new Contribution(this, d, isPositive, points)];
            Signature.Add($"{item.Code} {point.Code} {isPositive} {points}");
        }
    }

    private static HashSet<string> PositiveCodes(DimensionItem item, Scale scale)
    {
        var best = item.Reversed ? scale.Points.OrderBy(p => p.Score) : scale.Points.OrderByDescending(p => p.Score);
        return (item.Positive ?? best.Take(2).Select(p => p.Code)).ToHashSet(StringComparer.Ordinal);
    }
}
