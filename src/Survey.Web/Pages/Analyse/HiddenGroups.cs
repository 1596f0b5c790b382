using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// Groups of hidden cells that follow from the sums of a table's lines though none of their cells does. Such a group is what some
/// rows have more than some columns whose hidden cells all lie in these rows. With each hidden cell as a one-way road from its
/// row to its column, it is all roads out of a set of rows and columns that no road enters: the least one through a cell is a
/// least cut (L. R. Ford, D. R. Fulkerson, 1956).
/// </summary>
/// <param name="bases">Responses by cell.</param>
/// <param name="hidden">Which cells are hidden.</param>
/// <param name="freeRows">Rows whose sum is unknown: to a reader who knows the total they are one.</param>
/// <param name="freeColumns">The same of columns.</param>
/// <param name="least">The fewest responses of a group that may follow.</param>
internal sealed class HiddenGroups(long[,] bases, bool[,] hidden, bool[] freeRows, bool[] freeColumns, int least = Suppression.MinimumShown)
{
    // One node more for what is one to the reader: the free rows, the free columns.
    private readonly int[] _rowNode = Nodes(freeRows);
    private readonly int[] _columnNode = Nodes(freeColumns);
    private readonly int _rows = freeRows.Length + 1;
    private readonly int _columns = freeColumns.Length + 1;

    /// <summary>For each group of too few responses the cheapest cell that keeps it from following, where there is one.</summary>
    public IEnumerable<(int R, int C)> Breaches()
    {
        var small = new List<(int R, int C)>();
        var (rooms, roads) = (new long[_rows, _columns], new bool[_rows, _columns]);
        for (var r = 0; r < _rowNode.Length; r++)
        {
            for (var c = 0; c < _columnNode.Length; c++)
            {
                if (hidden[r, c])
                {
                    rooms[_rowNode[r], _columnNode[c]] += bases[r, c];
                    roads[_rowNode[r], _columnNode[c]] = true;
                    if (bases[r, c] > 0 && bases[r, c] < least)
                    {
                        small.Add((r, c));
                    }
                }
            }
        }

        var cuts = new HiddenCuts(rooms, roads, least);
        foreach (var (r, c) in small)
        {
            if (cuts.Around(_rowNode[r], _columnNode[c]) is var (rows, columns) && CheapestAcross(rows, columns) is { } cell)
            {
                yield return cell;
            }
        }
    }

    // A road more out of the set makes the group larger; one into it, and it is no group.
    private (int R, int C)? CheapestAcross(bool[] rows, bool[] columns)
    {
        (int R, int C)? cheapest = null;
        for (var r = 0; r < _rowNode.Length; r++)
        {
            for (var c = 0; c < _columnNode.Length; c++)
            {
                if (!hidden[r, c] && rows[_rowNode[r]] != columns[_columnNode[c]]
                    && (cheapest is not { } known || bases[r, c] < bases[known.R, known.C]))
                {
                    cheapest = (r, c);
                }
            }
        }

        return cheapest;
    }

    private static int[] Nodes(bool[] free) => [.. free.Select((f, i) => f ? free.Length : i)];
}
