using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// Reads the bases of an index from tallies without computing figures: responses with at least one valid answer, in the
/// order index, its dimensions, then the items named. What a tally's version lacks reads as 0, and codes are followed by a
/// mapping, so that tallies of several versions can be read into one row. Bases add up like tallies do.
/// </summary>
public sealed class TallyBases
{
    private readonly int[][] _positions;

    /// <summary>Prepares reading tallies of one version.</summary>
    /// <param name="layout">The version that the tallies belong to.</param>
    /// <param name="target">The version in whose codes index and items are named; it may be the same.</param>
    /// <param name="mapping">What became of the first version's codes in the second.</param>
    /// <param name="index">The second version's index whose bases are wanted. What it cannot be compared in is found by
    /// code in the first.</param>
    /// <param name="items">Codes of the items whose bases are wanted.</param>
    /// <exception cref="ArgumentException">The mapping makes one item of two.</exception>
    public TallyBases(TallyLayout layout, TallyLayout target, CodeMapping mapping, IndexDefinition index, IEnumerable<string> items)
    {
        var (from, to) = (layout.FindIndex(index.Code), target.FindIndex(index.Code));
        var sources = Tally.SourcesOf(layout, target, mapping);
        int? Place(string dimension)
        {
            var place = PlaceOf(to, dimension);
            return (from is null || to is null || place is null ? null : Tally.MatchingDimension(from, to, place.Value, sources, mapping, target))
                ?? PlaceOf(from, dimension);
        }

        _positions =
        [
            from is null ? [] : [from.Any],
            .. index.Dimensions.Select(d => Place(d.Code) is { } place && from is not null ? new[] { from.Responses(place) } : []),
            .. items.Select(code => Item(sources.GetValueOrDefault(code), target.FindItem(code), mapping)),
        ];
    }

    /// <summary>How many bases are read.</summary>
    public int Count => _positions.Length;

    /// <summary>Adds a tally's bases to sums.</summary>
    /// <param name="tally">A tally of the version this was prepared for.</param>
    /// <param name="sums">As many numbers as <see cref="Count"/>.</param>
    public void AddTo(Tally tally, Span<long> sums)
    {
        var counts = tally.Counts;
        for (var i = 0; i < _positions.Length; i++)
        {
            foreach (var position in _positions[i])
            {
                sums[i] += counts[position];
            }
        }
    }

    private static int? PlaceOf(IndexSlots? slots, string dimension) =>
        slots?.Definition.Dimensions.Select((d, place) => (d.Code, Place: (int?)place)).FirstOrDefault(d => d.Code == dimension).Place;

    // Only answers that have become valid answers of the later version make a base there.
    private static int[] Item(ItemSlots? source, ItemSlots? target, CodeMapping mapping) => (source, target) switch
    {
        (null, _) or (_, null) => [],
        ({ Answered: { } answered }, _) => [answered],
        _ => [.. source.Codes.Where(c => mapping.Code(source.Code, c) is { } now && target.FindPosition(now) is { } position && position != target.NotApplicable)
            .Select(source.PositionOf)],
    };
}
