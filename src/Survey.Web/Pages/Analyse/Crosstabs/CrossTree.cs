using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>A place that tells a table of its own, or what such places leave of the one above (no place).</summary>
internal sealed class CrossNode(Place? place)
{
    public Place? Place => place;
    public List<CrossNode> Children { get; } = [];

    /// <summary>The whole period, then its pieces.</summary>
    public List<CrossBases> Bases { get; } = [];

    public IEnumerable<CrossNode> Subtree() => Children.SelectMany(c => c.Subtree()).Prepend(this);
}

/// <summary>
/// The tables of all places of a tree by one or two characteristics, as they are, and which of their cells are hidden
/// (<see cref="TreeSuppression"/>). Where periods within this one can be subtracted from it, a cell is shown only where each piece
/// of it is shown in its own tables, or is empty and needs no hiding.
/// </summary>
internal sealed class CrossTree
{
    private readonly CrossAxis _rows;
    private readonly CrossAxis? _columns;
    private readonly CrossMeasure _measure;
    private readonly IReadOnlyList<Remainder> _pieces;
    private readonly bool _leavesRest;
    private readonly Dictionary<long, CrossNode> _leaves = [];

    /// <param name="top">The place that is the sum of all.</param>
    /// <param name="tells">Whether a place has a table; the others count in what is left of the one above.</param>
    /// <param name="rows">May overlap: then each is a table of those who chose it and those who did not.</param>
    /// <param name="columns">Null: only the rows' own sums.</param>
    /// <param name="measure">Which responses count.</param>
    /// <param name="pieces">Days that a reader can single out.</param>
    /// <param name="leavesRest">Whether responses of no place that has a table count; false where what is left is known anyway.</param>
    public CrossTree(Place top, Func<Place, bool> tells, CrossAxis rows, CrossAxis? columns, CrossMeasure measure, IReadOnlyList<Remainder> pieces,
        bool leavesRest = true)
    {
        (_rows, _columns, _measure, _pieces, _leavesRest) = (rows, columns, measure, pieces, leavesRest);
        Root = Build(top, tells);
    }

    /// <summary>By which a place is found again in a later reading of the same world.</summary>
    public static (bool IsUnit, long Id) KeyOf(Place place) => (place.Unit is not null, place.Id);

    public CrossNode Root { get; }

    public void Add(ReleasedSheet sheet)
    {
        if (!_leaves.TryGetValue(sheet.Response.CollectionPointId, out var leaf) || !_measure.Counts(sheet)
            || (_columns?.PlacesOf(sheet) ?? [0]) is not [var column])
        {
            return;
        }

        var rows = _rows.PlacesOf(sheet);
        if (rows.Count == 0 && !_rows.IsMultiple)
        {
            return;
        }

        leaf.Bases[0].Add(rows, column);
        for (var p = 0; p < _pieces.Count; p++)
        {
            if (_pieces[p].Contains(sheet.Response.Day))
            {
                leaf.Bases[1 + p].Add(rows, column);
            }
        }
    }

    /// <summary>The hidden cells by place.</summary>
    /// <param name="kept">Cells of a node that are hidden for another reason.</param>
    public Dictionary<(bool IsUnit, long Id), bool[,]> Hidden(Func<CrossNode, CrossBases, bool[,]> kept)
    {
        SumUp(Root);
        var inPieces = Root.Subtree().ToDictionary(n => n, n => new bool[_rows.Values.Count, Width]);
        for (var piece = 1; piece <= _pieces.Count; piece++)
        {
            foreach (var (node, hidden) in Protect(piece, kept))
            {
                Keep(node.Bases[piece], hidden, inPieces[node]);
            }
        }

        return Protect(0, (node, bases) => Either(kept(node, bases), inPieces[node]))
            .Where(h => h.Key.Place is not null).ToDictionary(h => KeyOf(h.Key.Place!), h => h.Value);
    }

    private int Width => _columns?.Values.Count ?? 1;

    private CrossNode Build(Place place, Func<Place, bool> tells)
    {
        var node = new CrossNode(place);
        node.Children.AddRange(Below(place, tells).Select(p => Build(p, tells)));
        var covered = node.Children.SelectMany(c => c.Place!.Subtree()).ToHashSet();
        var rest = node.Children.Count == 0 ? node : new CrossNode(null);
        foreach (var point in place.Subtree().Where(p => p.Point is not null && !covered.Contains(p) && (_leavesRest || rest == node)))
        {
            _leaves.Add(point.Id, rest);
        }

        if (rest != node && _leaves.ContainsValue(rest))
        {
            node.Children.Add(rest);
        }

        foreach (var n in new[] { node, rest }.Distinct())
        {
            n.Bases.AddRange(Enumerable.Range(0, 1 + _pieces.Count).Select(_ => new CrossBases(_rows.Values.Count, Width)));
        }

        return node;
    }

    private static IEnumerable<Place> Below(Place place, Func<Place, bool> tells) =>
        place.Children.SelectMany(c => tells(c) ? [c] : Below(c, tells));

    private static void SumUp(CrossNode node)
    {
        foreach (var child in node.Children)
        {
            SumUp(child);
            foreach (var (i, bases) in node.Bases.Index())
            {
                bases.Add(child.Bases[i]);
            }
        }
    }

    private Dictionary<CrossNode, bool[,]> Protect(int piece, Func<CrossNode, CrossBases, bool[,]> kept)
    {
        var hidden = Root.Subtree().ToDictionary(n => n, n => new bool[_rows.Values.Count, Width]);
        if (!_rows.IsMultiple)
        {
            ProtectOne(piece, n => n.Bases[piece].Cells, kept, (node, table) => Each(hidden[node], (r, c) => hidden[node][r, c] = table.IsHidden(r, c)));
            return hidden;
        }

        for (var option = 0; option < _rows.Values.Count; option++)
        {
            var row = option;
            ProtectOne(piece, n => Split(n.Bases[piece], row), (n, b) => OfOption(kept(n, b), row), (node, table) =>
            {
                for (var c = 0; c < Width; c++)
                {
                    // Those who did not choose are the rest of the column: what may not be told of them hides the cell, too.
                    hidden[node][row, c] = table.IsHidden(0, c) || (table.Bases[1, c] > 0 && table.IsHidden(1, c));
                }
            });
        }

        return hidden;
    }

    private void ProtectOne(int piece, Func<CrossNode, long[,]> cells, Func<CrossNode, CrossBases, bool[,]> kept, Action<CrossNode, TableNode> take)
    {
        var tables = new Dictionary<CrossNode, TableNode>();
        TableNode Table(CrossNode node) => tables[node] =
            new TableNode(cells(node), kept(node, node.Bases[piece]), isRest: node.Place is null).With(node.Children.Select(Table));
        TreeSuppression.Protect(Table(Root));
        foreach (var (node, table) in tables)
        {
            take(node, table);
        }
    }

    private static long[,] Split(CrossBases bases, int option)
    {
        var split = new long[2, bases.Columns.Length];
        for (var c = 0; c < bases.Columns.Length; c++)
        {
            (split[0, c], split[1, c]) = (bases.Cells[option, c], bases.Columns[c] - bases.Cells[option, c]);
        }

        return split;
    }

    private static bool[,] OfOption(bool[,] kept, int option)
    {
        var both = new bool[2, kept.GetLength(1)];
        Each(both, (r, c) => both[r, c] = kept[option, c]);
        return both;
    }

    private static bool[,] Either(bool[,] one, bool[,] other)
    {
        var either = (bool[,])one.Clone();
        Each(either, (r, c) => either[r, c] |= other[r, c]);
        return either;
    }

    // An empty cell is harmless where no other is kept apart.
    private static void Keep(CrossBases bases, bool[,] hidden, bool[,] kept)
    {
        var protects = false;
        Each(hidden, (r, c) => protects |= hidden[r, c] && bases.Cells[r, c] > 0);
        Each(hidden, (r, c) => kept[r, c] |= hidden[r, c] && protects);
    }

    private static void Each(bool[,] cells, Action<int, int> visit)
    {
        for (var r = 0; r < cells.GetLength(0); r++)
        {
            for (var c = 0; c < cells.GetLength(1); c++)
            {
                visit(r, c);
            }
        }
    }
}
