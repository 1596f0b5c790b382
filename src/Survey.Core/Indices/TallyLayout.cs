using System.Runtime.CompilerServices;
using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// Which number stands where in a tally's vector. It depends on nothing but the questionnaire version's content, so
/// stored vectors of one version can be added number by number.
/// <para>Order: responses; for each item in the order asked: shown, (multiple choice: answered), each code's count in the
/// order the version lists them, not-applicable last; then for each index: responses with a valid answer anywhere in the
/// index, responses with a valid answer in each dimension, responses with positive answers only in the index and in each
/// dimension, first and second moments of valid answers, positive answers and points, then those of negative answers
/// (<see cref="Tally.Format"/> 2).</para>
/// </summary>
public sealed class TallyLayout
{
    private static readonly ConditionalWeakTable<Questionnaire, TallyLayout> Known = [];

    private readonly Dictionary<string, ItemSlots> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IndexSlots> _indices = new(StringComparer.Ordinal);

    private TallyLayout(Questionnaire questionnaire)
    {
        Questionnaire = questionnaire;
        HasConditions = questionnaire.Sections.Any(s => s.ShowIf is not null || s.Items.Any(i => i.ShowIf is not null));
        var position = 1;
        foreach (var item in questionnaire.Items)
        {
            var slots = new ItemSlots(item, position);
            _items.Add(item.Code, slots);
            position += slots.Length;
        }

        var scratch = 0;
        foreach (var index in questionnaire.Indices)
        {
            var slots = new IndexSlots(index, _items, position, scratch);
            _indices.Add(index.Code, slots);
            position += slots.Length;
            scratch += slots.VectorLength;
        }

        Items = [.. _items.Values];
        Indices = [.. _indices.Values];
        Length = position;
        ScratchLength = scratch;
    }

    /// <summary>The version the vector belongs to.</summary>
    public Questionnaire Questionnaire { get; }

    /// <summary>How many numbers a tally of this version holds.</summary>
    public int Length { get; }

    internal bool HasConditions { get; }

    internal int ScratchLength { get; }

    internal ItemSlots[] Items { get; }

    internal IndexSlots[] Indices { get; }

    /// <summary>The layout of a questionnaire version. Asking again with the same object gives the same layout.</summary>
    /// <exception cref="ArgumentException">An index refers to an item that is missing or that its method cannot count.</exception>
    public static TallyLayout For(Questionnaire q) => Known.GetValue(q, static key => new TallyLayout(key));

    /// <summary>Whether two layouts put the same numbers in the same places.</summary>
    public bool Fits(TallyLayout other) => ReferenceEquals(this, other)
        || (Length == other.Length
            && Items.AsSpan().SequenceEqual(other.Items, SameItem)
            && Indices.AsSpan().SequenceEqual(other.Indices, SameIndex));

    internal ItemSlots Item(string code) => _items.TryGetValue(code, out var slots)
        ? slots
        : throw new ArgumentException($"The questionnaire {Questionnaire.Code} has no item {code}.", nameof(code));

    internal ItemSlots? FindItem(string code) => _items.GetValueOrDefault(code);

    internal IndexSlots? FindIndex(string code) => _indices.GetValueOrDefault(code);

    /// <summary>The slots that count for a definition. Method, weights, factor rule, minimum base, composite and roll-up may differ
    /// from the version's own (a period can be computed again under another method); what is counted may not.</summary>
    /// <exception cref="ArgumentException">This layout does not count what the definition needs.</exception>
    internal IndexSlots Index(IndexDefinition definition)
    {
        if (Has(definition))
        {
            return _indices[definition.Code];
        }

        throw new ArgumentException(
            $"Tallies of {Questionnaire.Code} do not count what the index {definition.Code} needs.", nameof(definition));
    }

    /// <summary>Whether the definition's figures can be made from tallies of this layout.</summary>
    internal bool Has(IndexDefinition definition) =>
        _indices.TryGetValue(definition.Code, out var slots) && slots.Counts(definition) && Fits(slots, definition.Method);

    // Numbers know no negative and no score of a scale; scales know no percentage.
    private static bool Fits(IndexSlots slots, IndexMethod method) => Enumerable.Range(0, slots.Dimensions).All(d => slots.IsNumber[d]
        ? method is IndexMethod.ExpectationMet or IndexMethod.TopTwoBox or IndexMethod.AllPositive
        : method != IndexMethod.ExpectationMet && (method != IndexMethod.MeanOfMaximum || (slots.Lowest[d] >= 0 && slots.Highest[d] > 0)));

    private static readonly EqualityComparer<ItemSlots> SameItem = EqualityComparer<ItemSlots>.Create(
        (a, b) => a!.Code == b!.Code && a.Codes.SequenceEqual(b.Codes, StringComparer.Ordinal));

    private static readonly EqualityComparer<IndexSlots> SameIndex = EqualityComparer<IndexSlots>.Create(
        (a, b) => a!.Definition.Code == b!.Definition.Code && a.CountsTheSameAs(b));
}
