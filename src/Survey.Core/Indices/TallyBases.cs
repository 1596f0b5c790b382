using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// Reads the bases of an index from tallies without computing figures: responses with at least one valid answer, in the
/// order index, its dimensions, then the items named. What a tally's version lacks reads as 0, so that tallies of several
/// versions can be read into one row. Bases add up like tallies do.
/// </summary>
public sealed class TallyBases
{
    private readonly int[][] _positions;

    /// <summary>Prepares reading tallies of one version.</summary>
    /// <param name="layout">The version that the tallies belong to.</param>
    /// <param name="index">The index whose bases are wanted, found in the version by code.</param>
    /// <param name="items">Codes of the items whose bases are wanted.</param>
    public TallyBases(TallyLayout layout, IndexDefinition index, IEnumerable<string> items)
    {
        var slots = layout.FindIndex(index.Code);
        _positions =
        [
            slots is null ? [] : [slots.Any],
            .. index.Dimensions.Select(d => Dimension(slots, d.Code)),
            .. items.Select(code => Item(layout.FindItem(code))),
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

    private static int[] Dimension(IndexSlots? slots, string code)
    {
        var place = slots is null ? -1 : slots.Definition.Dimensions.ToList().FindIndex(d => d.Code == code);
        return place < 0 ? [] : [slots!.Responses(place)];
    }

    private static int[] Item(ItemSlots? item) => item switch
    {
        null => [],
        { Answered: { } answered } => [answered],
        _ => [.. item.Codes.Select(item.PositionOf).Where(p => p != item.NotApplicable)],
    };
}
