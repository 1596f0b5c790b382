using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>Responses and their answers by cell, as they are: nothing here may be shown before <see cref="CrossSuppression"/> said so.</summary>
internal sealed class CrossCounts(IndexReading reading, CrossAxis rows, CrossAxis columns, CrossMeasure measure, IReadOnlyList<Remainder> pieces)
{
    private readonly Dictionary<(int Row, int Column), List<Tally>> _tallies = [];

    public CrossAxis Rows => rows;
    public CrossAxis Columns => columns;
    public CrossMeasure Measure => measure;

    /// <summary>The whole period, then the pieces of it that a reader can single out by subtracting other periods.</summary>
    public IReadOnlyList<CrossBases> Bases { get; } =
        [.. Enumerable.Range(0, 1 + pieces.Count).Select(_ => new CrossBases(rows.Values.Count, columns.Values.Count))];

    public CrossBases Whole => Bases[0];

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
        for (var p = 0; p < pieces.Count; p++)
        {
            if (pieces[p].Contains(sheet.Response.Day))
            {
                Bases[1 + p].Add(chosen, column);
            }
        }

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
