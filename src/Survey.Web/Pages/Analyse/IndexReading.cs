using System.Collections.Concurrent;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Analyse;

/// <summary>How one index is read: the version in whose codes all counts are told, the definition, the columns of bases.</summary>
internal sealed class IndexReading
{
    private readonly ConcurrentDictionary<TallyLayout, TallyBases> _bases = new();
    private readonly IReadOnlyDictionary<TallyLayout, CodeMapping> _mappings;

    /// <param name="mappings">What became of other versions' codes in this one; what is not named kept its codes.</param>
    public IndexReading(Questionnaire questionnaire, int number, IndexDefinition index, IReadOnlyDictionary<TallyLayout, CodeMapping>? mappings = null)
    {
        _mappings = mappings ?? new Dictionary<TallyLayout, CodeMapping>();
        (Questionnaire, Number, Index, Layout) = (questionnaire, number, index, TallyLayout.For(questionnaire));
        Items = [.. questionnaire.Items.Where(i => i is not TextItem)];
        DimensionOf = index.Dimensions.SelectMany(d => d.Items.Select(i => (i.Code, Dimension: d.Code)))
            .DistinctBy(i => i.Code).ToDictionary(i => i.Code, i => i.Dimension, StringComparer.Ordinal);
    }

    public Questionnaire Questionnaire { get; }
    public int Number { get; }
    public IndexDefinition Index { get; }
    public TallyLayout Layout { get; }
    public IReadOnlyList<Item> Items { get; }

    /// <summary>Item code → the dimension it belongs to.</summary>
    public IReadOnlyDictionary<string, string> DimensionOf { get; }

    // Column 0 is the index itself, then come its dimensions, then all items.
    public int ColumnOfItem(int item) => 1 + Index.Dimensions.Count + item;

    public TallyBases BasesOf(TallyLayout layout) =>
        _bases.GetOrAdd(layout, l => new TallyBases(l, Layout, MappingOf(l), Index, Items.Select(i => i.Code)));

    public CodeMapping MappingOf(TallyLayout layout) => _mappings.GetValueOrDefault(layout) ?? CodeMapping.Same;

    /// <summary>A version's counts in the reading's codes.</summary>
    public Tally Told(Tally counts)
    {
        var mapping = MappingOf(counts.Layout);
        return ReferenceEquals(mapping, CodeMapping.Same) && Layout.Fits(counts.Layout) ? counts : counts.Translate(Layout, mapping);
    }
}
