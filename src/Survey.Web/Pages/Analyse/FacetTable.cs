using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// Which cells are hidden in the table of a parent's children (rows) by the values of one filter (columns).
/// A row adds up to the child's own figure, a column to the parent's filtered one, and readers see both
/// (<see cref="TwoWaySuppression"/>).
/// </summary>
internal sealed class FacetTable<TRow, TColumn>
    where TRow : notnull
    where TColumn : notnull
{
    private readonly Dictionary<TRow, int> _rows;
    private readonly Dictionary<TColumn, int> _columns;
    private readonly TwoWaySuppression _cells;
    private readonly bool _protects;

    /// <param name="rows">The children that hold responses.</param>
    /// <param name="columns">The filter's values.</param>
    /// <param name="bases">The cell's responses.</param>
    /// <param name="rowIsShown">Whether the child's own figure is shown; if not, its row is hidden and its sum unknown.</param>
    /// <param name="columnIsShown">Whether the parent's filtered figure is shown; if not, its column is hidden and its sum unknown.</param>
    /// <param name="isKept">Whether a cell is hidden for another reason; null: none is.</param>
    /// <param name="least">The fewest responses of a cell that is shown.</param>
    public FacetTable(IReadOnlyList<TRow> rows, IReadOnlyList<TColumn> columns, Func<TRow, TColumn, long> bases,
        Func<TRow, bool> rowIsShown, Func<TColumn, bool> columnIsShown, Func<TRow, TColumn, bool>? isKept = null, int least = Suppression.MinimumShown)
    {
        _rows = rows.Index().ToDictionary(r => r.Item, r => r.Index);
        _columns = columns.Index().ToDictionary(c => c.Item, c => c.Index);
        var (counts, kept) = (new long[rows.Count, columns.Count], new bool[rows.Count, columns.Count]);
        foreach (var (row, r) in _rows)
        {
            foreach (var (column, c) in _columns)
            {
                (counts[r, c], kept[r, c]) = (bases(row, column), isKept?.Invoke(row, column) == true);
            }
        }

        _cells = new(counts, [.. rows.Select(r => !rowIsShown(r))], [.. columns.Select(c => !columnIsShown(c))], kept, least);
        _protects = _cells.Protects;
    }

    public bool IsHidden(TRow row, TColumn column) =>
        !_rows.TryGetValue(row, out var r) || !_columns.TryGetValue(column, out var c) || _cells.IsHidden(r, c);

    /// <summary>Whether the cell is one of a table in which something is kept apart.</summary>
    public bool Protects(TRow row, TColumn column) => _rows.ContainsKey(row) && _columns.ContainsKey(column) && _protects;
}
