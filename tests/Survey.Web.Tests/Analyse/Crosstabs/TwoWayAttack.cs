using Survey.Web.Tests.Analyse.Results;

namespace Survey.Web.Tests.Analyse.Crosstabs;

/// <summary>
/// Someone who reads a table of which some cells are hidden, with its total and the sums of the lines that are known, and
/// reckons: what follows by algebra, and what follows because no number is below zero.
/// </summary>
internal sealed class TwoWayAttack
{
    private readonly long[,] _bases;
    private readonly Func<int, int, bool> _hidden;
    private readonly List<(int R, int C)> _unknown = [];
    private readonly RowSpace _sums = new();
    private readonly int[] _rowNode;
    private readonly int[] _columnNode;

    /// <param name="bases">The numbers as they are; what is not hidden is known.</param>
    /// <param name="hidden">Which cells are hidden.</param>
    /// <param name="freeRows">Rows whose sum is not known.</param>
    /// <param name="freeColumns">Columns whose sum is not known.</param>
    public TwoWayAttack(long[,] bases, Func<int, int, bool> hidden, bool[] freeRows, bool[] freeColumns)
    {
        (_bases, _hidden) = (bases, hidden);
        for (var r = 0; r < freeRows.Length; r++)
        {
            for (var c = 0; c < freeColumns.Length; c++)
            {
                if (hidden(r, c))
                {
                    _unknown.Add((r, c));
                }
            }
        }

        foreach (var (r, _) in freeRows.Index().Where(f => !f.Item))
        {
            _sums.Add(Row(x => x.R == r));
        }

        foreach (var (c, _) in freeColumns.Index().Where(f => !f.Item))
        {
            _sums.Add(Row(x => x.C == c));
        }

        _sums.Add(Row(_ => true));
        // Of lines whose sums are not known the sum of all together is: to the mover of responses they are one line.
        _rowNode = [.. freeRows.Select((f, r) => f ? freeRows.Length : r)];
        _columnNode = [.. freeColumns.Select((f, c) => f ? freeColumns.Length : c)];
    }

    public IEnumerable<(int R, int C)> Hidden => _unknown.Where(x => _bases[x.R, x.C] > 0);

    /// <summary>Whether a cell is a combination of known sums.</summary>
    public bool Follows((int R, int C) cell) => _sums.Contains(Row(x => x == cell));

    /// <summary>Whether only one number is possible in a cell. The tables with given sums are a flow between rows and
    /// columns, so that a cell can change exactly where a way leads round it: up in one cell, down in the next that is not empty.</summary>
    public bool IsPinned((int R, int C) cell)
    {
        var (row, column) = (_rowNode[cell.R], _columnNode[cell.C]);
        // Cells between the same two lines stand for each other.
        if (_unknown.Exists(x => x != cell && _rowNode[x.R] == row && _columnNode[x.C] == column))
        {
            return false;
        }

        return !Leads(cell, upFirst: false) && !Leads(cell, upFirst: true);
    }

    /// <summary>
    /// The least sum above zero of hidden cells that follows. The sums that follow, each cell counted once or not at all, are those
    /// of some rows less those of columns whose hidden cells lie in these rows altogether.
    /// </summary>
    public long LeastGroup()
    {
        var (rows, columns) = (_unknown.Select(x => _rowNode[x.R]).Distinct().ToList(), _unknown.ToLookup(x => _columnNode[x.C]));
        var least = long.MaxValue;
        for (var chosen = 1; chosen < 1 << rows.Count; chosen++)
        {
            long rest = 0;
            foreach (var column in columns)
            {
                var inside = column.Where(x => (chosen >> rows.IndexOf(_rowNode[x.R]) & 1) == 1).Sum(x => _bases[x.R, x.C]);
                var isWhole = column.All(x => (chosen >> rows.IndexOf(_rowNode[x.R]) & 1) == 1);
                least = isWhole && inside > 0 ? Math.Min(least, inside) : least;
                rest += isWhole ? 0 : inside;
            }

            least = rest > 0 ? Math.Min(least, rest) : least;
        }

        return least;
    }

    // From the cell's column back to its row, over other cells: going down in a column's cell, up in a row's (or the other way round).
    private bool Leads((int R, int C) cell, bool upFirst)
    {
        var (rows, columns) = (new HashSet<int>(), new HashSet<int> { _columnNode[cell.C] });
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var x in _unknown.Where(x => x != cell))
            {
                var (r, c, some) = (_rowNode[x.R], _columnNode[x.C], _bases[x.R, x.C] > 0);
                grew |= columns.Contains(c) && (upFirst || some) && rows.Add(r);
                grew |= rows.Contains(r) && (!upFirst || some) && columns.Add(c);
            }
        }

        return rows.Contains(_rowNode[cell.R]);
    }

    private long[] Row(Func<(int R, int C), bool> of) => [.. _unknown.Select(x => of(x) ? 1L : 0L)];
}
