using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>Two rows and two columns of a table: one response more in two opposite corners and one less in the others changes no
/// sum of a row or column. Of a table of one column the two columns are the same: a pair of rows.</summary>
internal readonly record struct CellBlock(int Row, int OtherRow, int Column, int OtherColumn)
{
    public static CellBlock Of(int row, int column, int otherRow, int otherColumn) => new(
        Math.Min(row, otherRow), Math.Max(row, otherRow), Math.Min(column, otherColumn), Math.Max(column, otherColumn));

    public IEnumerable<(int R, int C)> Cells => Column == OtherColumn
        ? [(Row, Column), (OtherRow, Column)]
        : [(Row, Column), (OtherRow, OtherColumn), (Row, OtherColumn), (OtherRow, Column)];

    public bool Holds(int row, int column) => (row == Row || row == OtherRow) && (column == Column || column == OtherColumn);
}

/// <summary>The table of one unit in a tree of units, whose table is the sum of those of its children.</summary>
/// <param name="bases">Responses by cell.</param>
/// <param name="kept">Cells that are hidden for another reason.</param>
/// <param name="isRest">Whether it is no unit but what the units shown leave of the one above: nobody misses its cells.</param>
internal sealed class TableNode(long[,] bases, bool[,] kept, bool isRest = false)
{
    private const long Zero = 1_000_000_000_000; // an empty corner protects badly: taken only where there is no other
    private const long Stuck = 16 * Zero; // a block in which nothing can be moved protects from algebra alone

    private readonly bool[,] _hidden = new bool[bases.GetLength(0), bases.GetLength(1)];

    public TableNode? Parent { get; private set; }
    public List<TableNode> Children { get; } = [];

    /// <summary>Blocks of hidden cells that can be moved here without changing anything that is shown anywhere.</summary>
    public HashSet<CellBlock> Blocks { get; } = [];
    public int Rows => bases.GetLength(0);
    public int Columns => bases.GetLength(1);
    public long[,] Bases => bases;

    public TableNode With(IEnumerable<TableNode> children)
    {
        foreach (var child in children)
        {
            child.Parent = this;
            Children.Add(child);
        }

        return this;
    }

    public IEnumerable<TableNode> Subtree() => Children.SelectMany(c => c.Subtree()).Prepend(this);

    public bool IsHidden(int row, int column) => _hidden[row, column] || bases[row, column] == 0;

    public void Hide(IEnumerable<(int R, int C)> cells)
    {
        foreach (var (r, c) in cells)
        {
            _hidden[r, c] = true;
        }
    }

    /// <summary>Cells that must not be told: kept, small, or part of a line too small to be broken down. Of a table of one column
    /// the total is known, as the sum of a row is of others.</summary>
    public IEnumerable<(int R, int C)> Sensitive()
    {
        var (rows, columns) = (new long[Rows], new long[Columns]);
        foreach (var (r, c) in Cells())
        {
            rows[r] += bases[r, c];
            columns[c] += bases[r, c];
        }

        return Cells().Where(x => bases[x.R, x.C] is > 0 and var n
            && (kept[x.R, x.C] || n < Suppression.MinimumShown
                || (rows[x.R] < Suppression.MinimumBreakdown && n < rows[x.R]) || (columns[x.C] < Suppression.MinimumBreakdown && n < columns[x.C])));
    }

    /// <summary>What it costs to hide a block: responses of cells that are shown so far.</summary>
    public long Cost(CellBlock block) => block.Cells.Sum(x => Cost(x.R, x.C)) + (CanMove(block) ? 0 : Stuck);

    /// <summary>The same where the block only lets another table's move through.</summary>
    public long CostOfHelp(CellBlock block) => isRest ? 0 : block.Cells.Sum(x => IsHidden(x.R, x.C) ? 0 : bases[x.R, x.C]);

    public bool CanMove(CellBlock block) => IsFull(block, true) || IsFull(block, false);

    /// <summary>Whether a move in one table can be undone in the other without a number below zero.</summary>
    public bool CanUndo(TableNode other, CellBlock block) =>
        (IsFull(block, true) && other.IsFull(block, false)) || (IsFull(block, false) && other.IsFull(block, true));

    /// <summary>The cheapest block around a cell; null where the table has only one line.</summary>
    public CellBlock? Cheapest(int row, int column)
    {
        (long Cost, CellBlock? Block) best = (long.MaxValue, null);
        for (var r = 0; r < Rows; r++)
        {
            for (var c = 0; c < Columns; c++)
            {
                if (r != row && (c != column || Columns == 1) && CellBlock.Of(row, column, r, c) is var block && Cost(block) is var cost && cost < best.Cost)
                {
                    best = (cost, block);
                }
            }
        }

        return best.Block;
    }

    /// <summary>The cheapest cells to hide where hidden ones that make up fewer than five follow together: those of a line, others
    /// of this table, or the same cell of several children.</summary>
    public IEnumerable<(TableNode Node, int R, int C)> Breaches()
    {
        var hidden = new bool[Rows, Columns];
        foreach (var (r, c) in Cells())
        {
            hidden[r, c] = IsHidden(r, c);
        }

        // Of one column no row's sum is known, only the whole's.
        foreach (var (r, c) in new HiddenGroups(bases, hidden, [.. Enumerable.Repeat(Columns == 1, Rows)], new bool[Columns]).Breaches().Distinct())
        {
            yield return (this, r, c);
        }

        foreach (var (r, c) in Children.Count == 0 ? [] : Cells().Where(x => !hidden[x.R, x.C]))
        {
            if (Children.Sum(x => x.IsHidden(r, c) ? x.Bases[r, c] : 0) is > 0 and < Suppression.MinimumShown
                && Children.Where(x => !x.IsHidden(r, c)).MinBy(x => x.CostOfHelp(r, c)) is { } child)
            {
                yield return (child, r, c);
            }
        }
    }

    private long CostOfHelp(int r, int c) => isRest ? 0 : bases[r, c];

    private long Cost(int r, int c) => bases[r, c] == 0 ? Zero : _hidden[r, c] || isRest ? 0 : bases[r, c];

    private bool IsFull(CellBlock block, bool falling) => block.Column == block.OtherColumn
        ? bases[falling ? block.Row : block.OtherRow, block.Column] > 0
        : bases[block.Row, falling ? block.Column : block.OtherColumn] > 0 && bases[block.OtherRow, falling ? block.OtherColumn : block.Column] > 0;

    private IEnumerable<(int R, int C)> Cells() =>
        from r in Enumerable.Range(0, Rows) from c in Enumerable.Range(0, Columns) select (r, c);
}
