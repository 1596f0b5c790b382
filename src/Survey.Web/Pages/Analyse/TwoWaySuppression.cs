using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// Which cells of a table of responses by two characteristics are hidden, when a reader also knows what its rows and its
/// columns add up to (A. Hundepool et al., Statistical Disclosure Control, 2012, 4.4: the hypercube method). Each cell that
/// must not be told becomes a corner of a rectangle of hidden cells around which one response can be moved, so that every
/// known sum stays as it is and no number falls below zero; the cheapest such rectangle is taken. Empty and hidden look the same.
/// </summary>
internal sealed class TwoWaySuppression
{
    private const long Zero = 1_000_000_000_000; // an empty corner protects badly: taken only where there is no other
    private const long Stuck = 16 * Zero; // a rectangle in which nothing can be moved protects from algebra alone

    private readonly long[,] _bases;
    private readonly bool[,] _hidden;
    private readonly bool[,] _kept;
    private readonly long[] _rowSums;
    private readonly long[] _columnSums;
    private readonly bool[] _freeRows;
    private readonly bool[] _freeColumns;
    private readonly int _least;

    /// <param name="bases">Responses by cell, each 0 or more; every response lies in one cell.</param>
    /// <param name="freeRows">Rows whose sum no reader knows: they are hidden, and need no more than that.</param>
    /// <param name="freeColumns">The same of columns.</param>
    /// <param name="kept">Cells that are hidden for another reason and must not follow from the others; null: none.</param>
    /// <param name="least">The fewest responses that may be told of.</param>
    public TwoWaySuppression(long[,] bases, bool[] freeRows, bool[] freeColumns, bool[,]? kept = null, int least = Suppression.MinimumShown)
    {
        _least = least;
        _bases = bases;
        (_rowSums, _columnSums) = (new long[freeRows.Length], new long[freeColumns.Length]);
        (_hidden, _kept) = (new bool[freeRows.Length, freeColumns.Length], (bool[,]?)kept?.Clone() ?? new bool[freeRows.Length, freeColumns.Length]);
        (_freeRows, _freeColumns) = (freeRows, freeColumns);
        for (var r = 0; r < freeRows.Length; r++)
        {
            for (var c = 0; c < freeColumns.Length; c++)
            {
                _rowSums[r] += bases[r, c];
                _columnSums[c] += bases[r, c];
            }
        }

        (_freeRows, _freeColumns) = (Several(freeRows, _rowSums), Several(freeColumns, _columnSums));
        Protect(FirstHidden(freeRows, freeColumns));
    }

    public bool IsHidden(int row, int column) => _hidden[row, column];

    /// <summary>Whether anything but empty cells is hidden.</summary>
    public bool Protects
    {
        get
        {
            for (var r = 0; r < _freeRows.Length; r++)
            {
                for (var c = 0; c < _freeColumns.Length; c++)
                {
                    if (_hidden[r, c] && _bases[r, c] > 0)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    // Of one line alone the sum follows from the total, whoever hid it for whatever reason.
    private static bool[] Several(bool[] free, long[] sums) =>
        free.Where((f, i) => f && sums[i] > 0).Take(2).Count() < 2 ? [.. free.Select((f, i) => f && sums[i] == 0)] : free;

    // What is hidden for itself; returned are those of it that must not follow from the sums.
    private List<(int R, int C)> FirstHidden(bool[] freeRows, bool[] freeColumns)
    {
        var sensitive = new List<(int R, int C)>();
        for (var r = 0; r < _freeRows.Length; r++)
        {
            for (var c = 0; c < _freeColumns.Length; c++)
            {
                _kept[r, c] |= (freeRows[r] && !_freeRows[r]) || (freeColumns[c] && !_freeColumns[c]);
                var isSensitive = IsSensitive(r, c);
                _hidden[r, c] = IsFree(r, c) || _kept[r, c] || _bases[r, c] == 0 || isSensitive;
                if (isSensitive)
                {
                    sensitive.Add((r, c));
                }
            }
        }

        return sensitive;
    }

    private bool IsFree(int r, int c) => _freeRows[r] || _freeColumns[c];

    // Small, or part of a group too small to be broken down; a cell that is all of its row or column tells nothing new,
    // and hiding it would leave what lies below it unprotected: its sum is known.
    private bool IsSensitive(int r, int c)
    {
        var n = _bases[r, c];
        var (row, column) = (_rowSums[r], _columnSums[c]);
        return n > 0 && !IsFree(r, c)
            && (_kept[r, c] || n < _least
                || (row < Suppression.MinimumBreakdown && n < row) || (column < Suppression.MinimumBreakdown && n < column));
    }

    private void Protect(List<(int R, int C)> sensitive)
    {
        do
        {
            foreach (var cell in sensitive)
            {
                _hidden[cell.R, cell.C] = true;
            }

            foreach (var cell in sensitive)
            {
                HideRectangle(cell.R, cell.C);
            }

            // Hidden cells that make up fewer than five together, and whose sum follows, would be a small figure themselves.
            sensitive = [.. SmallRemainders().Distinct()];
            sensitive = sensitive.Count > 0 ? sensitive : [.. new HiddenGroups(_bases, _hidden, _freeRows, _freeColumns, _least).Breaches().Distinct()];
        }
        while (sensitive.Count > 0);
    }

    private void HideRectangle(int row, int column)
    {
        (long Cost, int R, int C) best = (long.MaxValue, -1, -1);
        var across = new long[_freeColumns.Length];
        for (var c = 0; c < across.Length; c++)
        {
            across[c] = Cost(row, c);
        }

        for (var r = 0; r < _freeRows.Length; r++)
        {
            // Two corners decide for most rectangles of a large table that they cannot be the cheapest.
            var down = r == row ? long.MaxValue : Cost(r, column);
            for (var c = 0; c < across.Length && down < best.Cost; c++)
            {
                if (c != column && down + across[c] < best.Cost)
                {
                    var cost = down + across[c] + Cost(r, c) + (CanMove(row, column, r, c) ? 0 : Stuck);
                    best = cost < best.Cost ? (cost, r, c) : best;
                }
            }
        }

        if (best.R >= 0)
        {
            _hidden[row, best.C] = _hidden[best.R, column] = _hidden[best.R, best.C] = true;
        }
    }

    // One response more in the cell takes one from both neighbours; one less takes one from the opposite corner.
    private bool CanMove(int row, int column, int r, int c) =>
        _bases[r, c] > 0 || (_bases[row, c] > 0 && _bases[r, column] > 0);

    private long Cost(int r, int c) => _bases[r, c] == 0 ? Zero : _hidden[r, c] ? 0 : _bases[r, c];

    private IEnumerable<(int R, int C)> SmallRemainders()
    {
        var rows = Enumerable.Range(0, _freeRows.Length).Where(r => !_freeRows[r]).Select(r => SmallRemainder(_freeColumns.Length, i => (r, i)));
        var columns = Enumerable.Range(0, _freeColumns.Length).Where(c => !_freeColumns[c]).Select(c => SmallRemainder(_freeRows.Length, i => (i, c)));
        return rows.Concat(columns).OfType<(int R, int C)>();
    }

    // The smallest shown cell of a line whose hidden ones make up too few.
    private (int R, int C)? SmallRemainder(int length, Func<int, (int R, int C)> at)
    {
        (long Hidden, (int R, int C)? Smallest) line = (0, null);
        for (var i = 0; i < length; i++)
        {
            var (r, c) = at(i);
            if (_hidden[r, c])
            {
                line.Hidden += _bases[r, c];
            }
            else if (line.Smallest is not { } smallest || _bases[r, c] < _bases[smallest.R, smallest.C])
            {
                line.Smallest = (r, c);
            }
        }

        return line.Hidden > 0 && line.Hidden < _least ? line.Smallest : null;
    }
}
