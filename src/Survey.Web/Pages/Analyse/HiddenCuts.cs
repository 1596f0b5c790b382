using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>Least cuts between rows and columns. Only a road's own direction has a room; the way back is as wide as can be, since no
/// road may enter the set.</summary>
/// <param name="rooms">Responses by row and column.</param>
/// <param name="roads">Where there is a road, be it of no room.</param>
/// <param name="least">The fewest responses of a set that may follow.</param>
internal sealed class HiddenCuts(long[,] rooms, bool[,] roads, int least = Suppression.MinimumShown)
{
    private readonly int[][] _wide = [.. Enumerable.Range(0, rooms.GetLength(0)).Select(r => Enumerable.Range(0, rooms.GetLength(1)).Where(c => rooms[r, c] > 0).ToArray())];
    private readonly Dictionary<(int Row, int Column), long> _used = [];

    /// <summary>The rows and columns of a set with the row and without the column that too few leave; null: there is none.</summary>
    public (bool[] Rows, bool[] Columns)? Around(int row, int column)
    {
        _used.Clear();
        for (long flow = 0; flow < least;)
        {
            var reach = new Reached(rooms.GetLength(0), rooms.GetLength(1));
            if (!Reach(reach, row, column))
            {
                return (reach.Rows, reach.Columns);
            }

            flow += Push(reach, row, column);
        }

        return null;
    }

    private long Left(int row, int column) => rooms[row, column] - _used.GetValueOrDefault((row, column));

    private bool Reach(Reached reach, int row, int column)
    {
        var rows = new Queue<int>([row]);
        reach.Rows[row] = true;
        var unreached = Enumerable.Range(0, reach.Rows.Length).Where(r => r != row).ToList();
        while (rows.TryDequeue(out var from))
        {
            foreach (var to in Next(from).Where(to => !reach.Columns[to]))
            {
                (reach.Columns[to], reach.RowBefore[to]) = (true, from);
                if (to == column)
                {
                    return true;
                }

                unreached.RemoveAll(r =>
                {
                    if (roads[r, to])
                    {
                        (reach.Rows[r], reach.ColumnBefore[r]) = (true, to);
                        rows.Enqueue(r);
                    }

                    return roads[r, to];
                });
            }
        }

        return false;
    }

    // Where something was sent back a road has more room than it began with, even one that began with none.
    private IEnumerable<int> Next(int row) => _used.Count == 0 ? _wide[row]
        : _wide[row].Where(c => Left(row, c) > 0).Concat(_used.Where(u => u.Key.Row == row && u.Value < 0 && rooms[row, u.Key.Column] == 0).Select(u => u.Key.Column));

    private long Push(Reached reach, int row, int column)
    {
        var way = new List<(int Row, int Column, int Sign)>();
        for (var (r, c) = (reach.RowBefore[column], column); ; (r, c) = (reach.RowBefore[reach.ColumnBefore[r]], reach.ColumnBefore[r]))
        {
            way.Add((r, c, 1));
            if (r == row)
            {
                break;
            }

            way.Add((r, reach.ColumnBefore[r], -1));
        }

        var room = way.Where(w => w.Sign > 0).Min(w => Left(w.Row, w.Column));
        way.ForEach(w => _used[(w.Row, w.Column)] = _used.GetValueOrDefault((w.Row, w.Column)) + (w.Sign * room));
        return room;
    }

    private sealed class Reached(int rows, int columns)
    {
        public bool[] Rows { get; } = new bool[rows];
        public bool[] Columns { get; } = new bool[columns];
        public int[] ColumnBefore { get; } = new int[rows];
        public int[] RowBefore { get; } = new int[columns];
    }
}
