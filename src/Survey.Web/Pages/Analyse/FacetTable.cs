using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// Which cells are hidden in the table of a parent's children (rows) by the values of one filter (columns).
/// A row adds up to the child's own figure, a column to the parent's filtered one, and readers see both. The hypercube method
/// (A. Hundepool et al., Statistical Disclosure Control, 2012, 4.4): each small cell becomes a corner of a rectangle of hidden
/// cells, so that a response moved around it leaves every shown sum as it is, and the cheapest such rectangle is taken.
/// </summary>
internal sealed class FacetTable<TRow, TColumn>
    where TRow : notnull
    where TColumn : notnull
{
    private const long Zero = 1_000_000_000_000; // an empty corner protects badly: taken only where there is no other

    private readonly Dictionary<TRow, int> _rows;
    private readonly Dictionary<TColumn, int> _columns;
    private readonly long[,] _bases;
    private readonly bool[,] _hidden;
    private readonly long[] _rowSums;
    private readonly long[] _columnSums;
    private readonly bool[] _freeRows;
    private readonly bool[] _freeColumns;
    private readonly bool _protects;

    /// <param name="rows">The children that hold responses.</param>
    /// <param name="columns">The filter's values.</param>
    /// <param name="bases">The cell's responses.</param>
    /// <param name="rowIsShown">Whether the child's own figure is shown; if not, its row is hidden and its sum unknown.</param>
    /// <param name="columnIsShown">Whether the parent's filtered figure is shown; if not, its column is hidden and its sum unknown.</param>
    public FacetTable(IReadOnlyList<TRow> rows, IReadOnlyList<TColumn> columns, Func<TRow, TColumn, long> bases,
        Func<TRow, bool> rowIsShown, Func<TColumn, bool> columnIsShown)
    {
        _rows = rows.Index().ToDictionary(r => r.Item, r => r.Index);
        _columns = columns.Index().ToDictionary(c => c.Item, c => c.Index);
        (_bases, _hidden) = (new long[rows.Count, columns.Count], new bool[rows.Count, columns.Count]);
        (_rowSums, _columnSums) = (new long[rows.Count], new long[columns.Count]);
        _freeRows = [.. rows.Select(r => !rowIsShown(r))];
        _freeColumns = [.. columns.Select(c => !columnIsShown(c))];
        foreach (var (r, c) in All())
        {
            _bases[r, c] = bases(rows[r], columns[c]);
            _rowSums[r] += _bases[r, c];
            _columnSums[c] += _bases[r, c];
        }

        foreach (var (r, c) in All())
        {
            _hidden[r, c] = IsFree(r, c) || _bases[r, c] == 0 || IsSensitive((r, c));
        }

        Protect([.. All().Where(IsSensitive)]);
        _protects = All().Any(x => _hidden[x.R, x.C] && _bases[x.R, x.C] > 0);
    }

    public bool IsHidden(TRow row, TColumn column) =>
        !_rows.TryGetValue(row, out var r) || !_columns.TryGetValue(column, out var c) || _hidden[r, c];

    /// <summary>Whether the cell is one of a table in which something is kept apart.</summary>
    public bool Protects(TRow row, TColumn column) => _rows.ContainsKey(row) && _columns.ContainsKey(column) && _protects;

    private IEnumerable<(int R, int C)> All() =>
        from r in Enumerable.Range(0, _freeRows.Length) from c in Enumerable.Range(0, _freeColumns.Length) select (r, c);

    private bool IsFree(int r, int c) => _freeRows[r] || _freeColumns[c];

    // Small, or part of a group too small to be broken down; a cell that is all of its row or column tells nothing new,
    // and hiding it would leave what lies below it unprotected: its sum is known.
    private bool IsSensitive((int R, int C) cell)
    {
        var n = _bases[cell.R, cell.C];
        var (row, column) = (_rowSums[cell.R], _columnSums[cell.C]);
        return n > 0 && !IsFree(cell.R, cell.C)
            && (n < Suppression.MinimumShown
                || (row < Suppression.MinimumBreakdown && n < row) || (column < Suppression.MinimumBreakdown && n < column));
    }


    private void Protect(List<(int R, int C)> sensitive)
    {
        while (sensitive.Count > 0)
        {
            foreach (var cell in sensitive)
            {
                _hidden[cell.R, cell.C] = true;
            }

            foreach (var cell in sensitive)
            {
                HideRectangle(cell.R, cell.C);
            }

            // Hidden cells of a line that make up fewer than five together would be a small figure themselves.
            sensitive = [.. SmallRemainders().Distinct()];
        }
    }

    private void HideRectangle(int row, int column)
    {
        (long Cost, int R, int C) best = (long.MaxValue, -1, -1);
        for (var r = 0; r < _freeRows.Length; r++)
        {
            // The dearer half of the way decides for most rows that no corner of theirs can be the cheapest.
            var down = r == row ? long.MaxValue : Cost(r, column);
            for (var c = 0; c < _freeColumns.Length && down < best.Cost; c++)
            {
                var cost = c == column ? long.MaxValue : down + Cost(row, c) + Cost(r, c);
                best = cost < best.Cost ? (cost, r, c) : best;
            }
        }

        if (best.R >= 0)
        {
            _hidden[row, best.C] = _hidden[best.R, column] = _hidden[best.R, best.C] = true;
        }
    }

    private long Cost(int r, int c) => _bases[r, c] == 0 ? Zero : _hidden[r, c] ? 0 : _bases[r, c];

    private IEnumerable<(int R, int C)> SmallRemainders()
    {
        var (rows, columns) = (Enumerable.Range(0, _freeRows.Length), Enumerable.Range(0, _freeColumns.Length));
        var lines = rows.Where(r => !_freeRows[r]).Select(r => columns.Select(c => (R: r, C: c)).ToList())
            .Concat(columns.Where(c => !_freeColumns[c]).Select(c => rows.Select(r => (R: r, C: c)).ToList()));
        foreach (var line in lines)
        {
            var hidden = line.Where(x => _hidden[x.R, x.C]).Sum(x => _bases[x.R, x.C]);
            var shown = line.Where(x => !_hidden[x.R, x.C]).ToList();
            if (hidden is > 0 and < Suppression.MinimumShown && shown.Count > 0)
            {
                yield return shown.MinBy(x => _bases[x.R, x.C]);
            }
        }
    }
}
