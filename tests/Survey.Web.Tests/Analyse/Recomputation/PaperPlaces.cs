namespace Survey.Web.Tests.Analyse.Recomputation;

/// <summary>Which responses and transactions are a unit's: as units were, or as they stand on a day.</summary>
internal sealed class PaperPlaces
{
    private readonly Dump _dump;
    private readonly DateOnly? _day;
    private readonly Dictionary<long, DumpedUnit> _units;
    private readonly Dictionary<long, long> _homes;

    /// <param name="dump">What the database holds.</param>
    /// <param name="day">Null: as units were.</param>
    public PaperPlaces(Dump dump, DateOnly? day = null)
    {
        (_dump, _day) = (dump, day);
        _units = dump.Units.ToDictionary(u => u.Id);
        _homes = dump.Units.ToDictionary(u => u.Id, u => HomeOf(u.Id));
    }

    public DumpedUnit this[string code] => _units.Values.Single(u => u.Code == code);

    public bool IsGone(DumpedUnit unit) => _homes[unit.Id] != unit.Id;

    /// <summary>The unit and all that count below it; of units as they are now, those too that went over into one of them.</summary>
    public HashSet<long> Within(DumpedUnit unit) => [.. _units.Keys.Where(id => Above(_homes[id]).Contains(unit.Id))];

    public List<DumpedUnit> Children(DumpedUnit unit) => [.. _units.Values.Where(u => !IsGone(u) && ParentOf(u.Id) == unit.Id)];

    public List<DumpedRow> Rows(IEnumerable<DumpedRow> rows, DumpedUnit unit)
    {
        var within = Within(unit);
        return [.. rows.Where(r => within.Contains(_dump.UnitOfPoint[r.Point]))];
    }

    public long Transactions(DumpedUnit unit, string period, long? service)
    {
        var within = Within(unit);
        return _dump.Transactions.Where(t => t.Period == period && within.Contains(t.Unit) && (service is null || t.Service == service)).Sum(t => t.Count);
    }

    private IEnumerable<long> Above(long unit)
    {
        for (long? at = unit; at is { } id; at = ParentOf(id))
        {
            yield return id;
        }
    }

    // A unit whose former parent went over into it hangs where that one hung.
    private long? ParentOf(long unit)
    {
        for (var at = _units[unit].Parent; at is { } id; at = _units[id].Parent)
        {
            if (_homes[id] != unit)
            {
                return _homes[id];
            }
        }

        return null;
    }

    /// <summary>Itself where the unit lives on or was divided among several; else its one successor's home, or its parent's.</summary>
    private long HomeOf(long id)
    {
        var unit = _units[id];
        if (_day is not { } day || !(unit.Ended < day))
        {
            return id;
        }

        var after = _dump.Successions.Where(s => s.Before == id).ToList();
        return after.Count == 1 && after[0].Day <= day ? HomeOf(after[0].After)
            : after.Count == 0 && unit.Parent is { } parent && HomeOf(parent) is var home && home != parent ? home : id;
    }
}
