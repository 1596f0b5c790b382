using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// The places of one index's numbers. With D dimensions a response is the vector
/// (a₁…a_D, p₁…p_D, s₁…s_D, t₁…t_D): valid answers, positive answers, score points above the scale's lowest, and negative
/// answers. Kept are its first moments (4D sums), the second moments of the pairs that some method's linearised variance
/// needs (a·a, a·p, a·s, p·p, s·s; a·t, p·t, t·t), and how many responses have nothing but positive answers, in the index
/// and in each dimension. Points are counted from the lowest score so that they are never negative and
/// 100·Σs/(Σa·(max − min)) is the mean score at once. What negative answers fill stands last: it is one run of zeros in
/// the many cells that have none.
/// </summary>
internal sealed class IndexSlots
{
    public const int A = 0, P = 1, S = 2, T = 3;

    private const int Families = 4;

    private readonly int[] _first = new int[Families];
    private readonly int[,] _second = new int[Families, Families];
    private readonly HashSet<string>[] _items;

    public IndexSlots(IndexDefinition definition, Dictionary<string, ItemSlots> items, int position, int scratch)
    {
        Definition = definition;
        Dimensions = definition.Dimensions.Count;
        Any = position;
        Scratch = scratch;
        (Lowest, Highest) = (new int[Dimensions], new int[Dimensions]);
        IsNumber = new bool[Dimensions];
        Signature = [];
        _items = new HashSet<string>[Dimensions];
        Length = Place() - position;
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

    /// <summary>Lowest score by dimension; of a number item the smallest number.</summary>
    public int[] Lowest { get; }

    /// <summary>Highest score by dimension; of a number item the largest number.</summary>
    public int[] Highest { get; }

    /// <summary>Whether the dimension counts a number item.</summary>
    public bool[] IsNumber { get; }

    public int VectorLength => Families * Dimensions;

    public int Length { get; }

    /// <summary>Everything that decides what is counted, spelled out.</summary>
    private List<string> Signature { get; }

    /// <summary>Responses with a valid answer in the dimension.</summary>
    public int Responses(int dimension) => Any + 1 + dimension;

    /// <summary>Responses whose every valid answer in the index is positive, of those that have one.</summary>
    public int AllPositive => Any + 1 + Dimensions;

    /// <summary>Responses whose every valid answer in the dimension is positive, of those that have one.</summary>
    public int AllPositiveIn(int dimension) => AllPositive + 1 + dimension;

    /// <summary>Σ of a dimension's element of the response vector.</summary>
    public int First(int family, int dimension) => _first[family] + dimension;

    /// <summary>Whether Σ of products of these two elements is kept; the first is not the later one of the two.</summary>
    public bool HasSecond(int family, int other) => _second[family, other] > 0;

    /// <summary>Σ of the product of an element of dimension d with one of dimension e; d ≤ e within one family.</summary>
    public int Second(int family, int d, int other, int e) => family == other
        ? _second[family, other] + (d * ((2 * Dimensions) - d - 1) / 2) + e
        : _second[family, other] + (d * Dimensions) + e;

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
            && definition.Dimensions.Zip(Definition.Dimensions).All(pair => SameDimension(pair.First, definition.Factor, pair.Second)));

    private bool SameDimension(DimensionDefinition a, FactorRule factor, DimensionDefinition b) =>
        a.Code == b.Code && a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(p => SameItem(p.First, p.Second))
        && a.Counted(factor).Select(i => i.Code).SequenceEqual(b.Counted(Definition.Factor).Select(i => i.Code), StringComparer.Ordinal);

    private static bool SameItem(DimensionItem a, DimensionItem b) =>
        a.Code == b.Code && a.Reversed == b.Reversed && SameCodes(a.Positive, b.Positive) && SameCodes(a.Negative, b.Negative);

    private static bool SameCodes(IReadOnlyList<string>? a, IReadOnlyList<string>? b) =>
        (a ?? []).Order(StringComparer.Ordinal).SequenceEqual((b ?? []).Order(StringComparer.Ordinal));

    private int Place()
    {
        var at = AllPositiveIn(Dimensions);
        foreach (var family in new[] { A, P, S })
        {
            at = PlaceFirst(family, at);
        }

        foreach (var (family, other) in new[] { (A, A), (A, P), (A, S), (P, P), (S, S) })
        {
            at = PlaceSecond(family, other, at);
        }

        at = PlaceFirst(T, at);
        foreach (var (family, other) in new[] { (A, T), (P, T), (T, T) })
        {
            at = PlaceSecond(family, other, at);
        }

        return at;
    }

    private int PlaceFirst(int family, int at)
    {
        _first[family] = at;
        return at + Dimensions;
    }

    private int PlaceSecond(int family, int other, int at)
    {
        _second[family, other] = at;
        return at + (family == other ? Dimensions * (Dimensions + 1) / 2 : Dimensions * Dimensions);
    }

    private void AddDimension(DimensionDefinition dimension, int d, Dictionary<string, ItemSlots> items)
    {
        _items[d] = new(StringComparer.Ordinal);
        Signature.Add("dimension " + dimension.Code);
        var counted = dimension.Counted(Definition.Factor).Select(i => i.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var item in dimension.Items)
        {
            if (!items.TryGetValue(item.Code, out var slots) || IndexFit.Problem(Definition.Method, slots.Item) is not null)
            {
                throw new ArgumentException($"The index {Definition.Code} cannot count the item {item.Code}.");
            }

            _items[d].Add(item.Code);
            if (slots.Item is ScaleItem { Scale: var scale })
            {
                (Lowest[d], Highest[d]) = (scale.MinScore, scale.MaxScore);
                AddItem(item, scale, d, slots, counted.Contains(item.Code));
            }
            else
            {
                AddNumber((NumberItem)slots.Item, d, slots);
            }
        }
    }

    private void AddItem(DimensionItem item, Scale scale, int d, ItemSlots slots, bool counted)
    {
        var scores = PointScore.Of(item, scale);
        for (var i = 0; i < scores.Length; i++)
        {
            slots.Contributions[i] = [.. slots.Contributions[i], new Contribution(this, d, scores[i], counted)];
            Signature.Add($"{item.Code} {scale.Points[i].Code} {scores[i].Positive} {scores[i].Points} {scores[i].Negative} {counted}");
        }
    }

    private void AddNumber(NumberItem item, int d, ItemSlots slots)
    {
        IsNumber[d] = true;
        (Lowest[d], Highest[d]) = ((int)item.Min, (int)item.Max);
        slots.Numbers = [.. slots.Numbers, (this, d)];
        Signature.Add($"{item.Code} number from {Lowest[d]}");
    }
}
