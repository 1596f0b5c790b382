using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>Responses and their answers by cell, as they are: nothing here may be shown before <see cref="CrossPatterns"/> said so.</summary>
internal sealed class CrossCounts(IndexReading reading, CrossAxis rows, CrossAxis columns, CrossMeasure measure)
{
    private readonly Dictionary<(int Row, int Column), List<Tally>> _tallies = [];

    public CrossAxis Rows => rows;
    public CrossAxis Columns => columns;
    public CrossMeasure Measure => measure;

    public CrossBases Whole { get; } = new(rows.Values.Count, columns.Values.Count);

    public void Add(ReleasedSheet sheet)
    {
        if (columns.PlacesOf(sheet) is not [var column] || !measure.Counts(sheet))
        {
            return;
        }

        var chosen = rows.PlacesOf(sheet);
        if (chosen.Count == 0 && !rows.IsMultiple)
        {
            return;
        }

        Whole.Add(chosen, column);
        if (!measure.IsShare)
        {
            // Row −1: all of the column, which overlapping rows do not add up to.
            foreach (var row in rows.IsMultiple ? chosen.Append(-1) : chosen)
            {
                TallyOf(row, column, sheet.Layout).Add(sheet.Sheet);
            }
        }
    }

    /// <summary>The answers in some of the cells, in the reading's codes.</summary>
    public Tally Sum(Func<int, bool> row, Func<int, bool> column)
    {
        var sum = new Tally(reading.Layout);
        foreach (var tally in _tallies.Where(t => row(t.Key.Row) && column(t.Key.Column)).SelectMany(t => t.Value))
        {
            sum.Add(reading.Told(tally));
        }

        return sum;
    }

    /// <summary>Whether a cell of the sums belongs to a margin over all rows.</summary>
    public bool IsAllRows(int row) => rows.IsMultiple ? row < 0 : row >= 0;

    private Tally TallyOf(int row, int column, TallyLayout layout)
    {
        if (!_tallies.TryGetValue((row, column), out var tallies))
        {
            _tallies.Add((row, column), tallies = []);
        }

        if (tallies.Find(t => t.Layout == layout) is not { } tally)
        {
            tallies.Add(tally = new(layout));
        }

        return tally;
    }
}

/// <summary>How many responses lie in each cell, row and column. With overlapping rows the rows add up to more than the whole.</summary>
internal sealed class CrossBases(int rows, int columns)
{
    public long[,] Cells { get; } = new long[rows, columns];
    public long[] Rows { get; } = new long[rows];
    public long[] Columns { get; } = new long[columns];
    public long All { get; private set; }

    public void Add(CrossBases other)
    {
        All += other.All;
        for (var r = 0; r < Rows.Length; r++)
        {
            Rows[r] += other.Rows[r];
            for (var c = 0; c < Columns.Length; c++)
            {
                Columns[c] += r == 0 ? other.Columns[c] : 0;
                Cells[r, c] += other.Cells[r, c];
            }
        }
    }

    public void Add(IReadOnlyList<int> rowsOf, int column)
    {
        All++;
        Columns[column]++;
        foreach (var row in rowsOf)
        {
            Cells[row, column]++;
            Rows[row]++;
        }
    }
}
