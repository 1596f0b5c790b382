using System.Collections.Concurrent;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// Which children of a unit a longer period may show beside the shorter ones within it. Whoever reads them all, and the unit's
/// own figures, knows sums of pieces of time; a child is shown only where nothing on too few responses of any sibling follows.
/// </summary>
internal sealed class SubtractedPeriods(Remainders remainders, PartsOfPeriod parts, Func<Place, bool> isFit, int least)
{
    // Beyond that a child is shown only where each of its pieces could be: that hides more, and costs nothing.
    private const int MostUnknowns = 240;
    private const int MostPieces = 8;
    private readonly ConcurrentDictionary<Place, HashSet<Place>> _among = new();

    public bool Hides(Place place) =>
        (place.Parent is { } parent ? _among.GetOrAdd(parent, p => HiddenAmong(p.Children)) : HiddenAmong([place])).Contains(place);

    private HashSet<Place> HiddenAmong(List<Place> children)
    {
        var pieces = remainders.Pieces.Select(parts.Of).ToArray();
        var weak = children.Where(c => Array.Exists(pieces, p => p.Base(c) > 0 && !p.IsFit(c))).ToHashSet();
        return weak.Count == 0 || children.Count * pieces.Length > MostUnknowns || pieces.Length > MostPieces
            ? weak
            : Audit([.. children.OrderBy(weak.Contains).ThenByDescending(c => pieces.Sum(p => p.Base(c)))], pieces);
    }

    /// <summary>Adds one child after the other to what the reader knows, the most visited first, and leaves out those with whom too much follows.</summary>
    private HashSet<Place> Audit(List<Place> children, Disclosure[] pieces)
    {
        long[] Row(Func<int, bool> child, Func<int, bool> piece) =>
            [.. from c in Enumerable.Range(0, children.Count) from p in Enumerable.Range(0, pieces.Length) select child(c) && piece(p) ? 1L : 0L];

        var known = new KnownSums();
        foreach (var (first, last) in remainders.Inner)
        {
            var inner = parts.Of((first, last));
            bool Within(int piece) => remainders.Pieces[piece].Runs[0].First >= first && remainders.Pieces[piece].Runs[0].Last <= last;
            known.Add(Row(_ => children[0].Parent is { } parent && inner.IsShown(parent, default), Within));
            foreach (var (c, _) in children.Index().Where(c => inner.IsShown(c.Item, default)))
            {
                known.Add(Row(x => x == c, Within));
            }
        }

        known.Add(Row(_ => children[0].Parent is not null, _ => true));
        var small = SmallOnes(children, pieces).Select(s => Row(x => x == s.Child, x => (s.Pieces >> x & 1) == 1)).ToList();
        var hidden = new HashSet<Place>();
        foreach (var (c, child) in children.Index())
        {
            if (isFit(child) && known.With(Row(x => x == c, _ => true)) is var more && !small.Exists(more.Tell))
            {
                known = more;
            }
            else
            {
                hidden.Add(child);
            }
        }

        return hidden;
    }

    /// <summary>A child and a choice of its pieces that too few responses make up.</summary>
    private IEnumerable<(int Child, int Pieces)> SmallOnes(List<Place> children, Disclosure[] pieces) =>
        from c in Enumerable.Range(0, children.Count)
        let bases = pieces.Select(p => p.Base(children[c])).ToArray()
        from chosen in Enumerable.Range(1, (1 << pieces.Length) - 1)
        let n = bases.Index().Sum(b => (chosen >> b.Index & 1) == 1 ? b.Item : 0)
        where n > 0 && n < least
        select (c, chosen);
}
