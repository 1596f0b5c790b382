using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>Makes the table that may be shown from the counts as they are.</summary>
internal sealed class CrosstabBuilder(CrossCounts counts, CrossSuppression suppression, IndexReading reading, long? population)
{
    public Crosstab Build()
    {
        var (rows, columns) = (counts.Rows.Values, counts.Columns.Values);
        // Values without any response stay: a reader cannot tell them from hidden ones.
        return new Crosstab
        {
            Rows = new(counts.Rows.Code, counts.Rows.Name),
            Columns = new(counts.Columns.Code, counts.Columns.Name),
            Show = new(counts.Measure.Code, counts.Measure.Name),
            Index = counts.Measure.IsShare ? null : reading.Index,
            ColumnNames = columns,
            IsMultiple = counts.Rows.IsMultiple,
            Lines = [.. rows.Select((name, r) => new CrossRow(name, [.. columns.Select((_, c) => Cell(r, c))], RowTotal(r)))],
            Totals = new(new("Tất cả", "All"), [.. columns.Select((_, c) => ColumnTotal(c))], Total()),
        };
    }

    private CrossCell Cell(int row, int column) => suppression.IsHidden(row, column)
        ? CrossCell.Hidden
        : Shown(counts.Whole.Cells[row, column], counts.Rows.IsMultiple ? counts.Whole.Columns[column] : counts.Whole.Rows[row], r => r == row, c => c == column);

    private CrossCell RowTotal(int row) => suppression.HiddenRows[row]
        ? CrossCell.Hidden
        : Shown(counts.Whole.Rows[row], counts.Whole.All, r => r == row, _ => true);

    private CrossCell ColumnTotal(int column) => suppression.HiddenColumns[column]
        ? CrossCell.Hidden
        : Shown(counts.Whole.Columns[column], counts.Whole.All, counts.IsAllRows, c => c == column);

    private CrossCell Total() => Shown(counts.Whole.All, counts.Whole.All, counts.IsAllRows, _ => true);

    private CrossCell Shown(long n, long whole, Func<int, bool> row, Func<int, bool> column)
    {
        if (n < Suppression.MinimumShown)
        {
            return CrossCell.Hidden;
        }

        if (counts.Measure.IsShare)
        {
            return new(n, Whole: whole);
        }

        var figure = n < Suppression.MinimumBreakdown ? null : counts.Measure.FigureOf(counts.Sum(row, column), population);
        return new(n, figure?.Value is null ? null : figure);
    }
}
