namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>What of a unit's cross-tab is hidden.</summary>
internal sealed record CrossSuppression(bool[] HiddenRows, bool[] HiddenColumns, bool[,] Cells)
{
    public bool IsHidden(int row, int column) => Cells[row, column];
}

/// <summary>
/// What of the cross-tabs by two characteristics may be shown, for all units of a tree together. The model of what a reader knows:
/// <list type="number">
/// <item>The tables of every unit that has one, at every level, and so what they leave of the units above.</item>
/// <item>The sums of their rows and columns: the unit page tells how many chose which answer, small numbers too, and the
/// figures of services, channels and parts of the unit as far as <see cref="Disclosure"/> shows them. The figure of an answer
/// (the index among women) stands in the sums only. It has a table of its own, of places by answers, whatever it is crossed with.</item>
/// <item>No third characteristic: a cross-tab has no filters, so that the tables by (a, b), (a, c) and (b, c) are all there is.</item>
/// </list>
/// A row or column whose own figure is hidden is hidden as a whole. Parts of the unit by something is no table of its own:
/// each cell is a figure that the part tells itself.
/// </summary>
internal sealed class CrossPatterns
{
    private readonly CrossAxis _rows;
    private readonly CrossAxis _columns;
    private readonly CrossMeasure _measure;
    private readonly bool _isTurned;
    private readonly Dictionary<string, CrossTree> _margins = [];
    private readonly Dictionary<string, Dictionary<(bool IsUnit, long Id), bool[,]>> _hiddenMargins = [];
    private readonly CrossTree? _tables;
    private readonly CrossTree? _parts;
    private readonly Disclosure _disclosure;
    private Dictionary<(bool IsUnit, long Id), bool[,]> _hidden = [];
    private Dictionary<(bool IsUnit, long Id), bool[,]> _hiddenParts = [];

    /// <param name="top">The highest place whose responses can be read at once; its table and those below hang together.</param>
    /// <param name="wide">The highest place there for which the table is not too wide.</param>
    /// <param name="place">The place asked for; of matter only where its parts are a side of the table.</param>
    /// <param name="rows">As they are at the highest place for which the table is not too wide.</param>
    /// <param name="columns">The same.</param>
    /// <param name="measure">What is shown.</param>
    /// <param name="disclosure">What the results pages show.</param>
    /// <param name="pieces">Days that a reader can single out.</param>
    public CrossPatterns(Place top, Place wide, Place place, CrossAxis rows, CrossAxis columns, CrossMeasure measure, Disclosure disclosure, IReadOnlyList<Remainder> pieces)
    {
        // The same table with its sides exchanged hides the same.
        _isTurned = !rows.IsMultiple && string.CompareOrdinal(rows.Code, columns.Code) > 0;
        (_rows, _columns, _measure, _disclosure) = (_isTurned ? columns : rows, _isTurned ? rows : columns, measure, disclosure);
        var ofParts = rows.IsParts || columns.IsParts;
        foreach (var axis in new[] { rows, columns }.Where(a => a.IsItem))
        {
            if (!measure.IsShare)
            {
                _margins[axis.Code] = new(top, _ => true, axis, null, measure, pieces);
            }
            else if (ofParts)
            {
                // The distributions of units stand on their pages.
                _parts = new(place, p => p.Parent == place && !Tells(p), axis, null, measure, pieces, leavesRest: false);
            }
        }

        _tables = ofParts ? null : new(wide, Tells, _rows, _columns, measure, pieces);
    }

    public void Add(ReleasedSheet sheet)
    {
        _tables?.Add(sheet);
        _parts?.Add(sheet);
        foreach (var margin in _margins.Values)
        {
            margin.Add(sheet);
        }
    }

    /// <summary>How much of a cache it takes, in cells of counts.</summary>
    public long Size => 1 + (_hidden.Values.Concat(_hiddenParts.Values).Concat(_hiddenMargins.Values.SelectMany(m => m.Values)).Sum(h => h.Length) / 100);

    /// <summary>Decides, once everything is added.</summary>
    public CrossPatterns Decided()
    {
        foreach (var (axis, tree) in _margins)
        {
            _hiddenMargins[axis] = tree.Hidden(MarginsKept);
        }

        _hiddenParts = _parts?.Hidden((_, bases) => new bool[bases.Rows.Length, 1]) ?? [];

        _hidden = _tables?.Hidden((node, _) => Lines(node.Place is { } p ? HiddenLines(p, _rows) : new bool[_rows.Values.Count],
            node.Place is { } q ? HiddenLines(q, _columns) : new bool[_columns.Values.Count])) ?? [];
        return this;
    }

    /// <summary>Which values' own figures are hidden at a place.</summary>
    private bool[] HiddenLines(Place place, CrossAxis axis) => _hiddenMargins.GetValueOrDefault(axis.Code)?.GetValueOrDefault(CrossTree.KeyOf(place)) is { } hidden
        ? [.. hidden.Cast<bool>()]
        : [.. axis.Keys.Select((_, v) => !axis.IsKnown(place, v, _measure.Column))];

    /// <summary>What is hidden in the table of a place whose axes are these.</summary>
    public CrossSuppression Of(Place place, CrossAxis rows, CrossAxis columns)
    {
        if (_tables is null)
        {
            return OfParts(place, rows, columns);
        }

        var (hiddenRows, hiddenColumns) = (HiddenLines(place, rows), HiddenLines(place, columns));
        var cells = Lines(hiddenRows, hiddenColumns);
        var table = _hidden.GetValueOrDefault(CrossTree.KeyOf(place));
        int[] rowOf = [.. rows.Keys.Select(k => _isTurned ? _columns.IndexOf(k) : _rows.IndexOf(k))];
        int[] columnOf = [.. columns.Keys.Select(k => _isTurned ? _rows.IndexOf(k) : _columns.IndexOf(k))];
        for (var r = 0; r < rowOf.Length; r++)
        {
            for (var c = 0; c < columnOf.Length; c++)
            {
                cells[r, c] |= table is null || (_isTurned ? table[columnOf[c], rowOf[r]] : table[rowOf[r], columnOf[c]]);
            }
        }

        return new(hiddenRows, hiddenColumns, cells);
    }

    private CrossSuppression OfParts(Place place, CrossAxis rows, CrossAxis columns)
    {
        var (hiddenRows, hiddenColumns) = (HiddenLines(place, rows), HiddenLines(place, columns));
        var cells = Lines(hiddenRows, hiddenColumns);
        var (parts, other) = rows.IsParts ? (rows, columns) : (columns, rows);
        foreach (var (p, part) in parts.Keys.Cast<Place>().Index())
        {
            var ofPart = _hiddenParts.GetValueOrDefault(CrossTree.KeyOf(part)) is { } lines ? [.. lines.Cast<bool>()] : HiddenLines(part, other);
            foreach (var (v, hidden) in ofPart.Index())
            {
                var (r, c) = parts == rows ? (p, v) : (v, p);
                cells[r, c] |= hidden;
            }
        }

        return new(hiddenRows, hiddenColumns, cells);
    }

    // A place whose own figure is hidden tells nothing.
    private bool[,] MarginsKept(CrossNode node, CrossBases bases)
    {
        var kept = new bool[bases.Rows.Length, 1];
        for (var r = 0; r < bases.Rows.Length; r++)
        {
            kept[r, 0] = node.Place is { } place && !_disclosure.IsShown(place, default, _measure.Column);
        }

        return kept;
    }

    private bool Tells(Place place) => place.Unit is not null && _disclosure.IsBrokenDown(place, default) && _disclosure.IsShown(place, default, _measure.Column)
        && new[] { _rows, _columns }.Where(a => a.IsItem).All(a => _disclosure.IsBrokenDown(place, default, a.Column));

    private static bool[,] Lines(bool[] rows, bool[] columns)
    {
        var cells = new bool[rows.Length, columns.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                cells[r, c] = rows[r] || columns[c];
            }
        }

        return cells;
    }
}
