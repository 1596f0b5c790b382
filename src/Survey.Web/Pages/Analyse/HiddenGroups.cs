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
internal sealed class HiddenGroups(long[,] bases, bool[,] hidden, bool[] freeRows, bool[] freeColumns)
{
    private readonly int[] _rowNode = Nodes(freeRows, 0);
    private readonly int[] _columnNode = Nodes(freeColumns, freeRows.Length + 1);
    private readonly int _nodes = freeRows.Length + freeColumns.Length + 2;

    /// <summary>For each group of one to four responses the cheapest cell that keeps it from following, where there is one.</summary>
    public IEnumerable<(int R, int C)> Breaches()
    {
        var roads = Roads();
        foreach (var (r, c) in Cells().Where(x => hidden[x.R, x.C] && bases[x.R, x.C] is > 0 and < Suppression.MinimumShown))
        {
            if (SetAround(roads, _rowNode[r], _columnNode[c]) is { } inside && CheapestAcross(inside) is { } cell)
            {
                yield return cell;
            }
        }
    }

    // A road more out of the set makes the group larger; one into it, and it is no group.
    private (int R, int C)? CheapestAcross(bool[] inside)
    {
        (int R, int C)? cheapest = null;
        for (var r = 0; r < _rowNode.Length; r++)
        {
            for (var c = 0; c < _columnNode.Length; c++)
            {
                if (!hidden[r, c] && inside[_rowNode[r]] != inside[_columnNode[c]]
                    && (cheapest is not { } known || bases[r, c] < bases[known.R, known.C]))
                {
                    cheapest = (r, c);
                }
            }
        }

        return cheapest;
    }

    private static int[] Nodes(bool[] free, int from) => [.. free.Select((f, i) => from + (f ? free.Length : i))];

    private IEnumerable<(int R, int C)> Cells() =>
        from r in Enumerable.Range(0, _rowNode.Length) from c in Enumerable.Range(0, _columnNode.Length) select (r, c);

    private Dictionary<int, long>[] Roads()
    {
        var roads = new Dictionary<int, long>[_nodes];
        for (var i = 0; i < _nodes; i++)
        {
            roads[i] = [];
        }

        foreach (var (r, c) in Cells().Where(x => hidden[x.R, x.C]))
        {
            var (from, to) = (_rowNode[r], _columnNode[c]);
            roads[from][to] = roads[from].GetValueOrDefault(to) + bases[r, c];
            roads[to][from] = long.MaxValue / 2; // no road may enter: the way back is as wide as can be
        }

        return roads;
    }

    /// <summary>A set with the row and without the column that fewer than five leave; null: there is none.</summary>
    private bool[]? SetAround(Dictionary<int, long>[] roads, int row, int column)
    {
        var used = new Dictionary<(int From, int To), long>();
        for (long flow = 0; flow < Suppression.MinimumShown;)
        {
            var (before, reached) = Reach(roads, used, row, column);
            if (!reached[column])
            {
                return reached;
            }

            flow += Push(roads, used, before, row, column);
        }

        return null;
    }

    private (int[] Before, bool[] Reached) Reach(Dictionary<int, long>[] roads, Dictionary<(int From, int To), long> used, int from, int to)
    {
        var (before, reached) = (new int[_nodes], new bool[_nodes]);
        var queue = new Queue<int>([from]);
        reached[from] = true;
        while (!reached[to] && queue.TryDequeue(out var node))
        {
            foreach (var (next, room) in roads[node])
            {
                if (!reached[next] && room > used.GetValueOrDefault((node, next)))
                {
                    (reached[next], before[next]) = (true, node);
                    queue.Enqueue(next);
                }
            }
        }

        return (before, reached);
    }

    private static long Push(Dictionary<int, long>[] roads, Dictionary<(int From, int To), long> used, int[] before, int row, int column)
    {
        var room = long.MaxValue;
        for (var node = column; node != row; node = before[node])
        {
            room = Math.Min(room, roads[before[node]][node] - used.GetValueOrDefault((before[node], node)));
        }

        for (var node = column; node != row; node = before[node])
        {
            used[(before[node], node)] = used.GetValueOrDefault((before[node], node)) + room;
            used[(node, before[node])] = used.GetValueOrDefault((node, before[node])) - room;
        }

        return room;
    }
}
