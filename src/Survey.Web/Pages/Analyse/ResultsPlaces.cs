using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>A unit or, as a leaf, a collection point: the tree along which results add up.</summary>
internal sealed class Place
{
    public required long Id { get; init; }
    public required Place? Parent { get; init; }
    public Unit? Unit { get; init; }
    public CollectionPoint? Point { get; init; }

    /// <summary>Units that are gone and count here, where units stand as they are now.</summary>
    public IReadOnlyList<long> Former { get; init; } = [];

    /// <summary>Child units by code, then the unit's own collection points by key. Together they are all of the unit.</summary>
    public List<Place> Children { get; } = [];

    public string Code => Unit?.Code ?? Point!.Code;
    public string Name => Unit?.Name ?? Point!.Name;
    public string NameEn => Unit?.NameEn ?? Point!.NameEn;

    public IEnumerable<Place> Ancestors => Parent is null ? [] : Parent.Ancestors.Append(Parent);

    /// <summary>This place and all below it, depth first.</summary>
    public IEnumerable<Place> Subtree() => Children.SelectMany(c => c.Subtree()).Prepend(this);

    /// <summary>The unit whose targets and transactions count here.</summary>
    public Place NearestUnit => Unit is null ? Parent! : this;

    /// <summary>Whether the place existed on any day of the period.</summary>
    public bool ExistsIn(StoredPeriod period) => Unit is { } unit
        ? (unit.ValidFrom is null || unit.ValidFrom <= period.Last) && (unit.ValidTo is null || unit.ValidTo >= period.First)
        : Point!.RetiredOn is null || Point.RetiredOn >= period.First;

    /// <summary>The trees of all units, with their points.</summary>
    public static List<Place> Build(IEnumerable<Unit> units, IEnumerable<CollectionPoint> points)
    {
        var pointsByUnit = points.OrderBy(p => p.Key, StringComparer.Ordinal).ToLookup(p => p.UnitId);
        var children = units.OrderBy(u => u.Code, StringComparer.Ordinal).ToLookup(u => u.ParentId ?? 0);
        return [.. children[0].Select(u => Build(u, null, children, pointsByUnit))];
    }

    private static Place Build(Unit unit, Place? parent, ILookup<long, Unit> children, ILookup<long, CollectionPoint> points)
    {
        var place = new Place { Id = unit.Id, Parent = parent, Unit = unit };
        place.Children.AddRange(children[unit.Id].Select(c => Build(c, place, children, points)));
        place.Children.AddRange(points[unit.Id].Select(p => new Place { Id = p.Id, Parent = place, Point = p }));
        return place;
    }
}
