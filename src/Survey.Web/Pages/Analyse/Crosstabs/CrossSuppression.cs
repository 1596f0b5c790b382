using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>
/// What of a cross-tab may be shown. The model of what a reader knows:
/// <list type="number">
/// <item>The sums of its rows and columns: the unit page tells how many chose which answer, small numbers too, and the
/// figures of services, channels and parts of the unit as far as <see cref="Disclosure"/> shows them.</item>
/// <item>No third characteristic: a cross-tab has no filters, so that the tables by (a, b), (a, c) and (b, c) of one unit are
/// all there is, and each is protected by itself and against its margins.</item>
/// <item>Other periods: where periods within this one can be subtracted from it, a cell is shown only where each piece
/// of it is shown in its own table, or is empty and needs no hiding.</item>
/// </list>
/// Cells of one to four responses are hidden, and with them as many others as it takes that none can be computed
/// (<see cref="TwoWaySuppression"/>). A row or column whose own figure is hidden is hidden as a whole.
/// </summary>
internal sealed class CrossSuppression
{
    private readonly bool[,] _hidden;

    private CrossSuppression(bool[] rows, bool[] columns, bool[,] hidden) => (HiddenRows, HiddenColumns, _hidden) = (rows, columns, hidden);

    public bool[] HiddenRows { get; }
    public bool[] HiddenColumns { get; }

    public bool IsHidden(int row, int column) => _hidden[row, column];

    public static CrossSuppression Of(CrossCounts counts)
    {
        var (rows, columns) = (counts.Rows.Values.Count, counts.Columns.Values.Count);
        var (keptRows, keptColumns, kept) = (new bool[rows], new bool[columns], new bool[rows, columns]);
        foreach (var bases in counts.Bases.Skip(1))
        {
            OfBases(bases, counts.Rows, counts.Columns, counts.Measure, [], [], new bool[rows, columns]).Keep(bases, keptRows, keptColumns, kept);
        }

        return OfBases(counts.Whole, counts.Rows, counts.Columns, counts.Measure, keptRows, keptColumns, kept);
    }

    /// <summary>One table, with what other tables need hidden in it.</summary>
    private static CrossSuppression OfBases(CrossBases bases, CrossAxis rows, CrossAxis columns, CrossMeasure measure,
        bool[] keptRows, bool[] keptColumns, bool[,] kept)
    {
        bool[] freeRows = [.. bases.Rows.Select((_, r) => !rows.IsKnown(r, measure.Column))];
        bool[] freeColumns = [.. bases.Columns.Select((_, c) => !columns.IsKnown(c, measure.Column))];
        var hiddenRows = rows.IsMultiple
            ? HiddenOptions(bases, measure, keptRows)
            : HiddenMargins(bases.Rows, rows, measure, freeRows, keptRows);
        var hiddenColumns = HiddenMargins(bases.Columns, columns, measure, freeColumns, keptColumns);
        var all = (bool[,])kept.Clone();
        ForEach(all, (r, c) => all[r, c] |= hiddenRows[r] || hiddenColumns[c]);
        if (rows.IsMultiple)
        {
            return new(hiddenRows, hiddenColumns, TwoWaySuppression.HiddenOptions(bases.Cells, bases.Columns, freeColumns, all));
        }

        var suppression = new TwoWaySuppression(bases.Cells, freeRows, freeColumns, all);
        ForEach(all, (r, c) => all[r, c] = suppression.IsHidden(r, c));
        return new(hiddenRows, hiddenColumns, all);
    }

    // The unit page protects services, channels and parts of the unit; how many gave which answer is known, their figures are told here only.
    private static bool[] HiddenMargins(long[] sums, CrossAxis axis, CrossMeasure measure, bool[] free, bool[] kept)
    {
        bool[] also = [.. free.Select((f, i) => f || (i < kept.Length && kept[i]))];
        return axis.IsItem && !measure.IsShare ? Suppression.Hidden(sums, totalIsShown: true, also) : also;
    }

    private static bool[] HiddenOptions(CrossBases bases, CrossMeasure measure, bool[] kept) => [.. bases.Rows.Select((n, r) =>
        (r < kept.Length && kept[r])
            || (!measure.IsShare && (n < Suppression.MinimumShown || bases.All - n is > 0 and < Suppression.MinimumShown)))];

    /// <summary>Marks what a longer table must hide because it is hidden in this piece of it.</summary>
    private void Keep(CrossBases bases, bool[] rows, bool[] columns, bool[,] cells)
    {
        Keep(HiddenRows, bases.Rows, rows);
        Keep(HiddenColumns, bases.Columns, columns);
        var protects = false;
        ForEach(cells, (r, c) => protects |= IsHidden(r, c) && bases.Cells[r, c] > 0);
        ForEach(cells, (r, c) => cells[r, c] |= IsHidden(r, c) && protects);
    }

    // An empty value is harmless where no other is kept apart.
    private static void Keep(bool[] hidden, long[] sums, bool[] kept)
    {
        var protects = hidden.Where((h, i) => h && sums[i] > 0).Any();
        for (var i = 0; i < hidden.Length; i++)
        {
            kept[i] |= hidden[i] && protects;
        }
    }

    private static void ForEach(bool[,] cells, Action<int, int> visit)
    {
        for (var r = 0; r < cells.GetLength(0); r++)
        {
            for (var c = 0; c < cells.GetLength(1); c++)
            {
                visit(r, c);
            }
        }
    }
}
