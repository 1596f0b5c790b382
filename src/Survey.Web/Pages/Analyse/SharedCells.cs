using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>Where a response came from, as the database knows it.</summary>
public readonly record struct Origin(long WaveId, long PointId, long ServiceId, Channel Channel);

/// <summary>Where a response came from, as an export may say it; null: not said.</summary>
public sealed record SharedOrigin
{
    public required Unit Unit { get; init; }
    public long? PointId { get; init; }
    public long? ServiceId { get; init; }
    public Channel? Channel { get; init; }
    public Wave? Wave { get; init; }
}

/// <summary>
/// Decides how precisely the rows of a raw export say where they came from: every combination of unit, point, service,
/// channel and wave that stands in the file is shared by at least five rows. A part that fewer share is replaced by its
/// parent (the unit above) or left out; where what was left out would itself be fewer than five, the next smallest joins it.
/// Made-up and real rows are judged apart.
/// </summary>
public sealed class SharedCells(Unit root, IReadOnlyDictionary<long, Unit> units, IReadOnlyDictionary<long, CollectionPoint> points, IReadOnlyDictionary<long, Wave> waves)
{
    public const int Least = 5;
    public const int LeastForBreakdown = 10;

    /// <summary>The published origin of each origin; origins whose rows may not stand in the file at all are missing.</summary>
    public Dictionary<Origin, SharedOrigin> Of(IReadOnlyDictionary<Origin, long> counts)
    {
        var shared = new Dictionary<Origin, SharedOrigin>();
        foreach (var kind in counts.GroupBy(c => waves[c.Key.WaveId].Synthetic))
        {
            var total = kind.Sum(c => c.Value);
            if (total >= Least)
            {
                Add(shared, kind.ToDictionary(), total >= LeastForBreakdown);
            }
        }

        return shared;
    }

    private void Add(Dictionary<Origin, SharedOrigin> shared, Dictionary<Origin, long> counts, bool breakdown)
    {
        var labels = breakdown ? UnitLabels(counts) : counts.Keys.ToDictionary(o => o, _ => root);
        foreach (var unit in counts.Keys.GroupBy(o => labels[o].Id))
        {
            var label = units[unit.Key];
            var byPoint = Split(unit, counts, o => breakdown && points[o.PointId].UnitId == label.Id ? o.PointId : null);
            foreach (var (point, atPoint) in byPoint)
            {
                foreach (var (service, ofService) in Split(atPoint, counts, o => breakdown && o.ServiceId != 0 ? o.ServiceId : null))
                {
                    foreach (var (channel, byChannel) in Split(ofService, counts, o => breakdown ? (long)o.Channel : null))
                    {
                        foreach (var (wave, rows) in Split(byChannel, counts, o => breakdown ? o.WaveId : null))
                        {
                            var origin = new SharedOrigin { Unit = label, PointId = point, ServiceId = service, Channel = (Channel?)channel, Wave = wave is { } id ? waves[id] : null };
                            rows.ForEach(o => shared[o] = origin);
                        }
                    }
                }
            }
        }
    }

    // From the lowest units up: a unit that too few rows name hands them to its parent.
    private Dictionary<Origin, Unit> UnitLabels(Dictionary<Origin, long> counts)
    {
        var labels = counts.Keys.ToDictionary(o => o, o => units[points[o.PointId].UnitId]);
        foreach (var level in labels.Values.Distinct().Select(u => u.Path.Count(c => c == '/')).Distinct().ToList() is { Count: > 0 } depths
            ? Enumerable.Range(0, depths.Max() + 1).Reverse()
            : [])
        {
            foreach (var unit in Named(labels, counts).Where(n => n.Unit.Id != root.Id && n.Unit.Path.Count(c => c == '/') == level && n.Rows < Least).Select(n => n.Unit).ToList())
            {
                Rename(labels, unit, Above(unit));
            }
        }

        while (Named(labels, counts).FirstOrDefault(n => n.Unit.Id == root.Id) is { Unit: not null, Rows: < Least })
        {
            Rename(labels, Named(labels, counts).Where(n => n.Unit.Id != root.Id).MinBy(n => n.Rows).Unit, root);
        }

        return labels;
    }

    private static List<(Unit Unit, long Rows)> Named(Dictionary<Origin, Unit> labels, Dictionary<Origin, long> counts) =>
        [.. labels.GroupBy(l => l.Value.Id).Select(g => (g.First().Value, g.Sum(l => counts[l.Key])))];

    private static void Rename(Dictionary<Origin, Unit> labels, Unit from, Unit to)
    {
        foreach (var origin in labels.Where(l => l.Value.Id == from.Id).Select(l => l.Key).ToList())
        {
            labels[origin] = to;
        }
    }

    private Unit Above(Unit unit) => unit.ParentId is { } parent && units.TryGetValue(parent, out var above) ? above : root;

    // Groups of rows by a part; the null group holds those whose part is not said.
    private static List<(long? Part, List<Origin> Rows)> Split(IEnumerable<Origin> origins, Dictionary<Origin, long> counts, Func<Origin, long?> part)
    {
        var groups = origins.GroupBy(part).Select(g => (Part: g.Key, Rows: g.ToList(), Count: g.Sum(o => counts[o]))).ToList();
        var said = groups.Where(g => g.Part is not null && g.Count >= Least).OrderBy(g => g.Count).ToList();
        var unsaid = groups.Except(said).ToList();
        while (unsaid.Count > 0 && unsaid.Sum(g => g.Count) < Least && said.Count > 0)
        {
            unsaid.Add(said[0]);
            said.RemoveAt(0);
        }

        var result = said.Select(g => (g.Part, g.Rows)).ToList();
        if (unsaid.Count > 0)
        {
            result.Add((null, [.. unsaid.SelectMany(g => g.Rows)]));
        }

        return result;
    }
}
