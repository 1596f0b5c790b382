using System.Collections.Concurrent;
using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>A row of the table under a unit: a child unit, or the counters of the unit itself together.</summary>
internal readonly record struct TrendRow(Place Unit, bool Own = false);

/// <summary>
/// What may be shown of a unit's index over time: <see cref="Disclosure"/> with pieces of time as one more filter. Only the whole
/// index of units is shown, so two trees are all there is: units and time.
/// <list type="number">
/// <item>A segment (days that no period cuts) is open for a unit only where the results pages already give its sum away: it is a
/// period they show for the unit and all above it, or follows from such by adding and subtracting. So the trend adds nothing that
/// concerns whole segments, and what the results pages keep apart (filters, counters, periods) stays apart.</item>
/// <item>Within a segment every piece that is cut is a table under each unit: its child units and its own counters as rows, the
/// finer pieces as columns. Rows and columns add up to what is shown, and small cells are corners of rectangles of hidden ones
/// (<see cref="FacetTable{TRow, TColumn}"/>). What is hidden is hidden with all units below and all finer pieces, so a response can
/// be moved around such a rectangle without changing anything that is shown.</item>
/// <item>Days that are not over are in the tables, too, though no page shows them: the running period's page shows the sum.</item>
/// </list>
/// </summary>
internal sealed class TrendDisclosure(TrendCounts counts)
{
    private readonly ConcurrentDictionary<(TrendRow, TrendPiece), bool> _fit = new();
    private readonly ConcurrentDictionary<(Place, TrendPiece), FacetTable<TrendRow, TrendPiece>> _tables = new();
    private readonly ConcurrentDictionary<(Place, TrendPiece), bool> _open = new();

    /// <summary>Whether the unit's index over these days may be shown.</summary>
    public bool IsShown(Place unit, Days days) => counts.Calendar.Find(days) is { } piece && IsFit(new(unit), piece);

    private bool IsFit(TrendRow row, TrendPiece piece)
    {
        if (_fit.TryGetValue((row, piece), out var fit))
        {
            return fit;
        }

        return _fit[(row, piece)] = counts.Base(row, piece.Days) >= Suppression.MinimumShown
            && (piece.Parent is { } whole ? IsFit(row, whole) && PartIsFit(row, piece, whole) : IsOpen(row.Unit, piece));
    }

    private bool PartIsFit(TrendRow row, TrendPiece piece, TrendPiece whole)
    {
        if ((row.Own ? row.Unit : row.Unit.Parent) is { } parent)
        {
            return IsFit(new(parent), piece) && !TableOf(parent, whole).IsHidden(row, piece);
        }

        return !Suppression.Hidden([.. whole.Children.Select(p => counts.Base(row, p.Days))], totalIsShown: true)[whole.Children.IndexOf(piece)];
    }

    private FacetTable<TrendRow, TrendPiece> TableOf(Place parent, TrendPiece whole) => _tables.GetOrAdd((parent, whole), _ =>
    {
        var rows = parent.Children.Where(c => c.Unit is not null).Select(c => new TrendRow(c)).Append(new(parent, Own: true))
            .Where(r => counts.Base(r, whole.Days) > 0).ToList();
        var columns = whole.Children.Where(p => counts.Base(new(parent), p.Days) > 0).ToList();
        return new(rows, columns, (r, p) => counts.Base(r, p.Days), r => IsFit(r, whole), p => IsFit(new(parent), p));
    });

    private bool IsOpen(Place unit, TrendPiece segment) => _open.GetOrAdd((unit, segment), _ =>
    {
        if (unit.Parent is { } parent && !IsOpen(parent, segment))
        {
            return false;
        }

        var known = new KnownSums();
        foreach (var period in counts.Periods.Where(p => p.Disclosure.IsShown(unit, default)))
        {
            known.Add([.. counts.Calendar.Segments.Select(s => period.Period.First <= s.First && s.First <= period.Period.Last ? 1L : 0L)]);
        }

        return known.Tell([.. counts.Calendar.Segments.Select(s => s == segment.Days ? 1L : 0L)]);
    });
}
