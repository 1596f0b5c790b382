using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>
/// How many released responses with a valid answer in the index a unit has at its own counters, by service where asked:
/// only counts that other pages show, and differences of such counts. A smaller one than five is never said, and looks
/// like one that is hidden for its neighbour's sake and like none at all.
/// </summary>
internal sealed class ReceivedCounts(ResultsChain? chain)
{
    private readonly PeriodCounts? _counts = chain?.Periods[^1];
    private readonly Dictionary<long, Place> _units = chain is null ? [] : chain.World.UnitsByCode.Values.ToDictionary(p => p.Id);

    /// <summary>At the unit and all units below it.</summary>
    public long? OfAll(long unit) => PlaceOf(unit) is { } place ? Shown(place, default) : null;

    public long? OfUnit(long unit) => PlaceOf(unit) is { } place ? Own(place, default) : null;

    /// <summary>0: those that chose no service.</summary>
    public long? OfService(long unit, long service) => PlaceOf(unit) is { } place ? Own(place, new Facet(Service: service)) : null;

    private Place? PlaceOf(long unit) => _units.GetValueOrDefault(unit);

    private long? Own(Place place, Facet facet)
    {
        var below = place.Children.Where(c => c.Unit is not null).ToList();
        var all = Shown(place, facet);
        if (below.Count == 0 || all is null)
        {
            return all;
        }

        // The rest is told only where every unit below is told: then anyone can subtract.
        var parts = below.ConvertAll(c => Shown(c, facet));
        return parts.TrueForAll(p => p is not null) ? AtLeastFive(all - parts.Sum()) : null;
    }

    private long? Shown(Place place, Facet facet) =>
        _counts is { Disclosure: var disclosure } && disclosure.IsShown(place, facet) && (facet == default || disclosure.IsBrokenDown(place, default))
            ? AtLeastFive(_counts.Base(place, facet))
            : null;

    private static long? AtLeastFive(long? count) => count >= Suppression.MinimumShown ? count : null;
}
