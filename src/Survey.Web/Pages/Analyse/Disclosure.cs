using System.Collections.Concurrent;
using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// What may be shown of a period's counts: the one place that decides it, for pages, exports and API alike.
/// It asks not whether a page is harmless, but whether anyone who opens every page can subtract one from another.
/// <list type="number">
/// <item>Nothing is shown on fewer than five responses with a valid answer, and no breakdown of fewer than ten.</item>
/// <item>Units and collection points are a tree, and a parent's table is a partition of the parent. So what is hidden in
/// the parent's table (too small, or because the total would give a small sibling away) is hidden on its own page and
/// with everything below it; and each hidden place has a hidden sibling to be confused with.</item>
/// <item>One filter (service, channel or sampling mode) spans a table of children by values under every parent, whose rows
/// add up to the children's own figures and whose columns to the parent's filtered ones. There every small cell is the
/// corner of a rectangle of hidden cells (<see cref="FacetTable{TRow, TColumn}"/>): moving a response around it changes no shown sum.</item>
/// <item>Two filters at once would span a cube. They are shown only where none of its cells, here and at each level up to
/// the root, is smaller than five: then there is nothing to protect.</item>
/// <item>A dimension or item is a column of its own with its own bases: hidden where small, where the parent's is hidden,
/// and where siblings, other dimensions (items of the dimension), or other values of the filter would give a small one away;
/// under one filter it has a table of children by values of its own.</item>
/// <item>Periods within this one can be subtracted from it. A place's own index is hidden where a small group would follow from
/// what its unit shows of all of them (<see cref="SubtractedPeriods"/>); filters, dimensions and items wherever one of the pieces
/// between their boundaries is neither fit to be shown nor empty.</item>
/// </list>
/// A second figure on the same responses (another method, other weights) is a breakdown of the first: it passes the same rules
/// with ten in the place of five (<see cref="PeriodCounts.Twice"/>). Empty and hidden look the same. A class of channels is shown where each of its channels is, or is of no matter: then its
/// sum says nothing new.
/// </summary>
internal class Disclosure(PeriodCounts counts, Remainders remainders, PartsOfPeriod parts)
{
    private readonly ConcurrentDictionary<(Place, Facet, int), bool> _shown = new();
    private readonly ConcurrentDictionary<(Place, Facet, int), bool> _known = new();
    private readonly ConcurrentDictionary<(Place, Facet, int), FacetTable<Place, Facet>> _tables = new();
    private readonly ConcurrentDictionary<(Place, Facet), bool> _clean = new();
    private readonly ConcurrentDictionary<(Place, Facet, Facet), List<Facet>> _values = new();
    private readonly ConcurrentDictionary<(Place, Facet, int), HashSet<Place>> _hiddenPlaces = new();
    private readonly ConcurrentDictionary<(Place, Facet, Facet, int), HashSet<Facet>> _hiddenValues = new();

    private SubtractedPeriods? _subtracted;

    /// <summary>Whether a figure may be shown; column 0 is the index itself.</summary>
    public virtual bool IsShown(Place place, Facet facet, int column = 0)
    {
        if (facet.Filled is not null)
        {
            return IsSum(facet.ByChannel(), f => IsShown(place, f, column), f => IsHarmless(place, f, column));
        }

        if (remainders.Inner.Count == 0)
        {
            return IsFit(place, facet, column);
        }

        if (_shown.TryGetValue((place, facet, column), out var shown))
        {
            return shown;
        }

        shown = IsFit(place, facet, column)
            && (place.Parent is null || IsShown(place.Parent, facet, column))
            && facet.Wider().All(w => IsShown(place, w, column))
            && (column == 0 || IsShown(place, facet))
            && (facet == default && column == 0
                ? !(_subtracted ??= new SubtractedPeriods(remainders, parts, p => IsFit(p), parts.Least)).Hides(place)
                : Pieces.All(p => p.IsHarmless(place, facet, column) || p.IsFit(place, facet, column)));
        return _shown[(place, facet, column)] = shown;
    }

    /// <summary>Whether answers may be told one by one: a distribution is a breakdown.</summary>
    public virtual bool IsBrokenDown(Place place, Facet facet, int column = 0) => facet.Filled is not null
        ? IsSum(facet.ByChannel(), f => IsBrokenDown(place, f, column), f => IsHarmless(place, f, column))
        : counts.Base(place, facet, column) >= Suppression.MinimumBreakdown && IsShown(place, facet, column)
        && (facet == default && column == 0 ? Left(place, p => p.IsBrokenDown(place, default)) : Pieces)
            .All(p => p.IsHarmless(place, facet, column) || p.IsBrokenDown(place, facet, column));

    /// <summary>The pieces of time that a reader can single out by subtracting periods from each other, each on its own.</summary>
    private IEnumerable<Disclosure> Pieces => remainders.Pieces.Select(parts.Of);

    /// <summary>What a reader gets at who subtracts the periods that show a place, or are known to be empty there.</summary>
    private IEnumerable<Disclosure> Left(Place place, Func<Disclosure, bool> shows) => remainders
        .Left(i => parts.Of(remainders.Inner[i]) is var inner && (inner.Base(place) == 0 || shows(inner))).Select(parts.Of);

    /// <summary>Responses with a valid answer in a figure; column 0 is the index itself.</summary>
    public long Base(Place place, int column = 0) => counts.Base(place, default, column);

    /// <summary>Whether there is nothing, and nobody needs it hidden: an empty corner of a table may be what keeps a small cell apart.</summary>
    public bool IsHarmless(Place place, Facet facet, int column) => facet.Filled is not null
        ? facet.ByChannel().All(f => IsHarmless(place, f, column))
        : IsNothing(place, facet, column);

    /// <summary>Whether a sum of groups says nothing that they do not say.</summary>
    protected static bool IsSum<T>(IEnumerable<T> parts, Func<T, bool> isShown, Func<T, bool> isHarmless)
    {
        var any = false;
        foreach (var part in parts)
        {
            var shown = isShown(part);
            if (!shown && !isHarmless(part))
            {
                return false;
            }

            any |= shown;
        }

        return any;
    }

    private bool IsNothing(Place place, Facet facet, int column) => counts.Base(place, facet, column) == 0 && facet.Count switch
    {
        0 => true,
        1 => place.Parent is null || !TableOf(place.Parent, facet, column).Protects(place, facet),
        _ => LevelIsClean(place, facet.Kinds()),
    };

    /// <summary>Whether a figure may be shown as far as this period alone goes.</summary>
    public bool IsFit(Place place, Facet facet = default, int column = 0)
    {
        if (_known.TryGetValue((place, facet, column), out var fit))
        {
            return fit;
        }

        fit = counts.Base(place, facet, column) >= parts.Least
            && (column == 0 ? WholeIsFit(place, facet) : IsFit(place, facet) && PartIsFit(place, facet, column));
        return _known[(place, facet, column)] = fit;
    }

    private bool WholeIsFit(Place place, Facet facet) => facet.Count switch
    {
        0 => place.Parent is null
            || (IsFit(place.Parent, facet) && !IsHiddenAmongSiblings(place, facet, 0)),
        1 => IsFit(place, default) && ValueIsFit(place, facet),
        _ => facet.Wider().All(w => IsFit(place, w) && counts.Base(place, w) >= Suppression.MinimumBreakdown) && LevelIsClean(place, facet.Kinds()),
    };

    private bool ValueIsFit(Place place, Facet facet)
    {
        if (place.Parent is null)
        {
            return !HiddenAmongValues(place, facet, default, 0);
        }

        return IsFit(place.Parent, facet) && !TableOf(place.Parent, facet, 0).IsHidden(place, facet);
    }

    private FacetTable<Place, Facet> TableOf(Place parent, Facet facet, int column) => _tables.GetOrAdd((parent, facet.Kinds(), column), _ =>
    {
        var rows = parent.Children.Where(c => counts.Base(c, default, column) > 0).ToList();
        return new FacetTable<Place, Facet>(rows, Values(parent, facet), (p, v) => counts.Base(p, v, column),
            p => IsFit(p, default, column), v => IsFit(parent, v, column), (p, v) => column > 0 && !IsFit(p, v), parts.Least);
    });

    /// <summary>Whether no cell of the filters' cube is small, at this level and at all above.</summary>
    private bool LevelIsClean(Place place, Facet kinds) => place.Parent is { } parent
        ? _clean.GetOrAdd((parent, kinds), _ => parent.Children.All(c => IsClean(c, kinds)) && LevelIsClean(parent, kinds))
        : IsClean(place, kinds);

    private bool IsClean(Place place, Facet kinds) =>
        Values(place, kinds).All(v => counts.Base(place, v) is var n && (n == 0 || n >= parts.Least));

    private bool PartIsFit(Place place, Facet facet, int column)
    {
        if (place.Parent is { } parent && (!IsFit(parent, facet, column) || (facet.Count == 1
            ? TableOf(parent, facet, column).IsHidden(place, facet)
            : IsHiddenAmongSiblings(place, facet, column))))
        {
            return false;
        }

        // Below the root the table of siblings by values has looked at both ways already.
        return !HiddenAmongColumns(place, facet, column) && facet.Wider().All(w => IsFit(place, w, column)
            && ((facet.Count == 1 && place.Parent is not null) || !HiddenAmongValues(place, facet, w, column)));
    }

    // What siblings and values of a filter hide is the same for each of them: it is worked out once for all.
    private bool IsHiddenAmongSiblings(Place place, Facet facet, int column) => _hiddenPlaces.GetOrAdd((place.Parent!, facet, column), key =>
        Hidden(key.Item1.Children, p => counts.Base(p, facet, column), column == 0 ? null : p => !IsFit(p, facet))).Contains(place);

    private bool HiddenAmongValues(Place place, Facet facet, Facet wider, int column) => _hiddenValues.GetOrAdd((place, facet.Kinds(), wider, column), _ =>
        Hidden(Values(place, facet, wider), v => counts.Base(place, v, column), column == 0 ? null : v => !IsFit(place, v))).Contains(facet);

    private HashSet<T> Hidden<T>(List<T> all, Func<T, long> baseOf, Func<T, bool>? isHidden)
    {
        var hidden = Suppression.Hidden([.. all.Select(baseOf)], totalIsShown: true, isHidden is null ? null : [.. all.Select(isHidden)], parts.Least);
        return [.. all.Where((_, i) => hidden[i])];
    }

    /// <summary>The dimensions make up the index, and a dimension's items the dimension. Other items stand alone.</summary>
    private bool HiddenAmongColumns(Place place, Facet facet, int column)
    {
        var reading = counts.Reading;
        var dimensions = reading.Index.Dimensions;
        if (column <= dimensions.Count)
        {
            var bases = counts.Bases(place, facet).AsSpan(1, dimensions.Count).ToArray();
            return bases.Length > 1 && Suppression.Hidden(bases, totalIsShown: true, least: parts.Least)[column - 1];
        }

        var item = reading.Items[column - reading.ColumnOfItem(0)];
        if (!reading.DimensionOf.TryGetValue(item.Code, out var dimension))
        {
            return false;
        }

        var columns = Enumerable.Range(0, reading.Items.Count)
            .Where(i => reading.DimensionOf.GetValueOrDefault(reading.Items[i].Code) == dimension).Select(reading.ColumnOfItem).ToList();
        return !IsFit(place, facet, 1 + dimensions.ToList().FindIndex(d => d.Code == dimension))
            || (columns.Count > 1 && Suppression.Hidden(
                [.. columns.Select(c => counts.Base(place, facet, c))], totalIsShown: true, least: parts.Least)[columns.IndexOf(column)]);
    }

    /// <summary>The values of a filter that occur at a place, among what another filter leaves.</summary>
    private List<Facet> Values(Place place, Facet facet, Facet among = default) => _values.GetOrAdd(
        (place, facet.Kinds(), among), key => [.. counts.CellsOf(place).Where(among.Matches).Select(key.Item2.Of).Distinct()]);
}
