using System.Collections.Concurrent;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// The units as they stand on a day. A unit that has ended and has one successor is gone, and its counters count under the
/// successor; so are ended units below it, while those that live on hang below the successor. A unit that was split among
/// several is not divided: it stays, with its own figures. One that has not ended stays as well.
/// </summary>
internal sealed class PresentTree
{
    private readonly Dictionary<long, Place> _then;
    private readonly IReadOnlyList<Place> _thenRoots;
    private readonly Dictionary<long, UnitSuccession> _onlySuccession;
    private readonly DateOnly _day;
    private readonly ConcurrentDictionary<Place, IReadOnlyList<Place>> _parts = new();

    private PresentTree(ResultsWorld world, DateOnly day)
    {
        (_thenRoots, _day) = (world.Roots, day);
        _then = world.UnitsByCode.Values.ToDictionary(p => p.Id);
        _onlySuccession = world.Successions.GroupBy(s => s.PredecessorId).Where(g => g.Count() == 1).Select(g => g.Single())
            .Where(s => s.Day <= day && HasEnded(s.PredecessorId) && _then.ContainsKey(s.SuccessorId)).ToDictionary(s => s.PredecessorId);
    }

    /// <summary>The same counts along the units of a day.</summary>
    public static ResultsChain Along(ResultsChain chain, DateOnly day)
    {
        var tree = new PresentTree(chain.World, day);
        var roots = tree.Build();
        var places = roots.SelectMany(r => r.Subtree()).ToList();
        return chain with
        {
            World = chain.World with
            {
                Roots = roots,
                UnitsByCode = places.Where(p => p.Unit is not null).ToDictionary(p => p.Code, StringComparer.Ordinal),
                PointsById = places.Where(p => p.Point is not null).ToDictionary(p => p.Id),
            },
            Periods = [.. chain.Periods.Select(p => p.Along(tree.PartsOf))],
        };
    }

    /// <summary>What a place of this tree was: the largest places of the former one that lie wholly in it.</summary>
    public IReadOnlyList<Place> PartsOf(Place place) => _parts.GetOrAdd(place, p =>
    {
        var inside = p.Subtree().Where(x => x.Point is not null).Select(x => x.Id).ToHashSet();
        return [.. _thenRoots.SelectMany(r => Within(r, inside))];
    });

    private static IEnumerable<Place> Within(Place then, HashSet<long> inside)
    {
        var points = then.Subtree().Where(p => p.Point is not null).ToList();
        return points.Count == 0 ? [] : points.TrueForAll(p => inside.Contains(p.Id)) ? [then] : then.Children.SelectMany(c => Within(c, inside));
    }

    private bool HasEnded(long unit) => _then.TryGetValue(unit, out var place) && place.Unit!.ValidTo < _day;

    /// <summary>The unit under which a unit's own counters count; itself where it is not gone.</summary>
    private long HeirOf(long unit, int depth = 0)
    {
        var place = _then[unit];
        // Who succeeded each other in a ring succeeded nobody.
        return depth > _then.Count ? unit
            : _onlySuccession.TryGetValue(unit, out var succession) ? HeirOf(succession.SuccessorId, depth + 1)
            : place.Parent is { } parent && HasEnded(unit) && HeirOf(parent.Id, depth + 1) is var heir && heir != parent.Id ? heir
            : unit;
    }

    private List<Place> Build()
    {
        var heirs = _then.Keys.ToDictionary(id => id, id => HeirOf(id));
        var parents = heirs.Where(h => h.Key == h.Value).ToDictionary(h => h.Key, h => ParentOf(_then[h.Key], heirs));
        if (heirs.Values.Any(h => heirs[h] != h) || parents.Keys.Any(id => IsBelowItself(id, parents)))
        {
            return [.. _thenRoots];
        }

        var children = parents.Keys.OrderBy(id => _then[id].Code, StringComparer.Ordinal).ToLookup(id => parents[id] ?? 0);
        var points = _then.Values.SelectMany(u => u.Children.Where(c => c.Point is not null).Select(c => (Heir: heirs[u.Id], c.Point)))
            .OrderBy(p => p.Point!.Key, StringComparer.Ordinal).ToLookup(p => p.Heir, p => p.Point!);
        var gone = heirs.Where(h => h.Key != h.Value).ToLookup(h => h.Value, h => h.Key);
        return [.. children[0].Select(id => Build(id, null, children, points, gone))];
    }

    private Place Build(long id, Place? parent, ILookup<long, long> children, ILookup<long, CollectionPoint> points, ILookup<long, long> gone)
    {
        var place = new Place { Id = id, Parent = parent, Unit = _then[id].Unit, Former = [.. gone[id]] };
        place.Children.AddRange(children[id].Select(c => Build(c, place, children, points, gone)));
        place.Children.AddRange(points[id].Select(p => new Place { Id = p.Id, Parent = place, Point = p }));
        return place;
    }

    // A unit that took over from the one above it hangs where that one hung.
    private static long? ParentOf(Place place, Dictionary<long, long> heirs)
    {
        for (var above = place.Parent; above is not null; above = above.Parent)
        {
            if (heirs[above.Id] is var heir && heir != place.Id)
            {
                return heir;
            }
        }

        return null;
    }

    private static bool IsBelowItself(long id, Dictionary<long, long?> parents)
    {
        var above = parents[id];
        for (var steps = 0; above is { } up; above = parents.GetValueOrDefault(up))
        {
            if (up == id || ++steps > parents.Count)
            {
                return true;
            }
        }

        return false;
    }
}
