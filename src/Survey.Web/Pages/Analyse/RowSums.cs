using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>Sums of cells by row; each cell is unpacked once, whatever the number of its rows.</summary>
internal sealed class RowSums<TRow>(IndexReading reading)
    where TRow : notnull
{
    // A row's sums by version: mostly one.
    private readonly Dictionary<TRow, List<Tally>> _sums = [];
    private readonly Dictionary<TallyLayout, Tally> _unpacked = [];

    public IReadOnlyCollection<TRow> Rows => _sums.Keys;

    public void Add(CountedCell cell, IEnumerable<TRow> rows)
    {
        if (!_unpacked.TryGetValue(cell.Layout, out var tally))
        {
            _unpacked.Add(cell.Layout, tally = new Tally(cell.Layout));
        }

        tally.Clear();
        tally.AddBytes(cell.Vector);
        foreach (var row in rows)
        {
            SumOf(row, cell.Layout).Add(tally);
        }
    }

    /// <summary>A row's counts in the reading's codes; of other versions as far as their codes are the same or became others.</summary>
    public Tally Of(TRow row)
    {
        var sum = new Tally(reading.Layout);
        foreach (var part in _sums.GetValueOrDefault(row) ?? [])
        {
            sum.Add(reading.Told(part));
        }

        return sum;
    }

    private Tally SumOf(TRow row, TallyLayout layout)
    {
        if (!_sums.TryGetValue(row, out var sums))
        {
            _sums.Add(row, sums = []);
        }

        if (sums.Find(s => s.Layout == layout) is { } known)
        {
            return known;
        }

        var sum = new Tally(layout);
        sums.Add(sum);
        return sum;
    }
}
