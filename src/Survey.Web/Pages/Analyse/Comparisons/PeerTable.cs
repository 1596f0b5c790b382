using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>A unit of a peer group; no figure and no rank where its figure may not be shown.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Path">Codes from the root to it.</param>
/// <param name="Figure">Its index.</param>
/// <param name="Rank">Its place among the units with a figure.</param>
/// <param name="Sampling">The sampling modes in its figure.</param>
public sealed record Peer(ReportUnit Unit, string Path, Figure? Figure, Rank? Rank, IReadOnlyList<SamplingMode> Sampling);

/// <summary>The units that a unit is compared with, itself among them, best place first; those without a figure last.</summary>
public sealed record PeerTable
{
    /// <summary>The code of the group; null: the units of the same level under the same parent.</summary>
    public required string? Group { get; init; }
    public required UnitLevel Level { get; init; }
    public required IReadOnlyList<Peer> Peers { get; init; }

    public int Ranked => Peers.Count(p => p.Figure is not null);

    /// <summary>Whether figures of different ways of sampling stand side by side.</summary>
    public bool MixesSampling => Peers.Where(p => p.Figure is not null).Select(p => string.Join(',', p.Sampling)).Distinct().Count() > 1;

    /// <summary>The middle of the shown indices; null where fewer than three are shown.</summary>
    public Rational? Median
    {
        get
        {
            var values = Peers.Where(p => p.Figure is not null).Select(p => p.Figure!.Value!.Value).Order().ToList();
            return values.Count < LeastForMedian ? null : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
        }
    }

    public const int LeastForMedian = 3;
}

/// <summary>Finds a unit's peers and ranks them. Whose rows a reader may see is the page's question.</summary>
public sealed class PeerQuery(ResultsQuery results, ResultsCache cache)
{
    // A row holds one figure; a cell about a hundred numbers.
    private const int SizeOfTable = 10;

    /// <summary>The table; null where the query names nothing, or the unit has no peers.</summary>
    public async Task<PeerTable?> FindAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        if (await results.FindAsync(query, cancellationToken) is not var (chain, place, facet) || place.Unit is null)
        {
            return null;
        }

        var peers = PeersOf(chain, place);
        return peers.Count < 2 ? null : await cache.GetAsync(
            ("peers", chain.World.Key, query with { Unit = peers[0].Code }, place.Unit.PeerGroup, place.Unit.Level, place.Parent?.Code),
            () => Task.FromResult<PeerTable?>(Ranked(chain, place, peers, facet)), _ => SizeOfTable);
    }

    private static List<Place> PeersOf(ResultsChain chain, Place place)
    {
        var period = chain.Periods[^1].Period;
        var group = place.Unit!.PeerGroup;
        var candidates = group is not null
            ? chain.World.UnitsByCode.Values.Where(p => p.Unit!.PeerGroup == group)
            : place.Parent is null ? [] : place.Parent.Children.Where(c => c.Unit?.Level == place.Unit.Level && c.Unit.PeerGroup is null);
        return [.. candidates.Where(p => p == place || p.ExistsIn(period)).OrderBy(p => p.Code, StringComparer.Ordinal)];
    }

    private static PeerTable Ranked(ResultsChain chain, Place place, List<Place> peers, Facet facet)
    {
        var counts = chain.Periods[^1];
        var figures = new ReportFigures(counts, chain.Transactions);
        var own = peers.ConvertAll(p => figures.Figure(p, facet));
        var modes = peers.Select((p, i) => own[i] is null ? [] : counts.CellsOf(p).Where(facet.Matches).Select(c => c.Wave.Sampling).Distinct().Order().ToList()).ToList();
        var ranks = Ranking.Of(own, modes.TrueForAll(m => m is [] or [SamplingMode.Census]));
        return new PeerTable
        {
            Group = place.Unit!.PeerGroup,
            Level = place.Unit.Level,
            Peers = [.. peers.Select((p, i) => new Peer(new(p.Code, p.Name, p.NameEn, p.Unit!.Level, null), p.Unit.Path, own[i], ranks[i], modes[i]))
                .OrderBy(p => p.Rank?.Place ?? int.MaxValue).ThenByDescending(p => p.Figure?.Value ?? Rational.Zero).ThenBy(p => p.Unit.Name, StringComparer.Ordinal)],
        };
    }
}
