using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>A wave, as far as results need it.</summary>
internal sealed record ResultWave(long Id, long VersionId, SamplingMode Sampling, bool Synthetic);

/// <summary>A published version, as far as results need it before its JSON is read.</summary>
internal sealed record ResultVersion(long Id, long QuestionnaireId, string Questionnaire, int Number, string? Mapping);

/// <summary>Everything but the counts that a report is made of; read anew for each report, since any of it may have changed.</summary>
internal sealed record ResultsWorld
{
    public required long Generation { get; init; }
    public required DateTime FoldedAt { get; init; }

    /// <summary>Differs where anything here but the generation differs.</summary>
    public required int Stamp { get; init; }
    public required IReadOnlyList<Place> Roots { get; init; }
    public required IReadOnlyDictionary<string, Place> UnitsByCode { get; init; }
    public required IReadOnlyDictionary<long, Place> PointsById { get; init; }
    public required IReadOnlyDictionary<long, Service> Services { get; init; }

    /// <summary>Services by the collection point that offers them.</summary>
    public required ILookup<long, long> Offered { get; init; }
    public required IReadOnlyDictionary<string, StoredPeriod> Periods { get; init; }
    public required IReadOnlyList<Target> Targets { get; init; }
    public required IReadOnlyList<UnitSuccession> Successions { get; init; }
    public required IReadOnlyDictionary<long, ResultWave> Waves { get; init; }
    public required IReadOnlyList<ResultVersion> Versions { get; init; }

    /// <summary>The period and those it is compared with, oldest first, at most <paramref name="most"/>.</summary>
    public List<StoredPeriod> PeriodsUpTo(StoredPeriod period, int most)
    {
        var periods = new List<StoredPeriod> { period };
        while (periods.Count < most && periods[0].PredecessorCode is { } code
            && Periods.TryGetValue(code, out var before) && !periods.Contains(before))
        {
            periods.Insert(0, before);
        }

        return periods;
    }

    /// <summary>The latest closing of each closed period, by unit.</summary>
    public IReadOnlyList<ClosedPeriod> Closed { get; init; } = [];

    /// <summary>The closing that this world was frozen by; null where it is the present one.</summary>
    public ClosedMark? Mark { get; init; }

    /// <summary>What a figure made of this world is kept under.</summary>
    public (long Generation, int Stamp, int Closed, long Snapshot) Key => (Generation, Stamp, Closed.Count, Mark?.SnapshotId ?? 0);

    /// <summary>The closing that holds for a unit's period: its own, or that of the nearest unit above; null while the period is open.</summary>
    public ClosedPeriod? ClosingOf(string path, string period) => Closed
        .Where(c => c.Period == period && path.StartsWith(c.Path, StringComparison.Ordinal)).MaxBy(c => c.Path.Length);

    public static async Task<ResultsWorld> LoadAsync(SurveyDbContext context, CancellationToken cancellationToken) =>
        Of(await WorldRows.ReadAsync(context, cancellationToken), await ClosedPeriod.ListAsync(context, cancellationToken));

    /// <summary>The world of some rows.</summary>
    /// <param name="rows">Everything it is made of.</param>
    /// <param name="closed">Which periods are closed.</param>
    /// <param name="mark">The closing that froze the rows.</param>
    public static ResultsWorld Of(WorldRows rows, IReadOnlyList<ClosedPeriod> closed, ClosedMark? mark = null)
    {
        var roots = Place.Build(rows.Units, rows.Points);
        var places = roots.SelectMany(r => r.Subtree()).ToList();
        return new ResultsWorld
        {
            Generation = rows.Generation,
            FoldedAt = rows.FoldedAt,
            Stamp = HashCode.Combine(rows.Transactions, ResultsStamp.Of(
                rows.Units, rows.Points, rows.Services, rows.Offered.Select(o => (o.Point, o.Service)), rows.Periods, rows.Targets, rows.Waves, rows.Versions),
                ResultsStamp.Of(rows.Successions), ResultsStamp.Of(closed)),
            Roots = roots,
            UnitsByCode = places.Where(p => p.Unit is not null).ToDictionary(p => p.Code, StringComparer.Ordinal),
            PointsById = places.Where(p => p.Point is not null).ToDictionary(p => p.Id),
            Services = rows.Services.ToDictionary(s => s.Id),
            Offered = rows.Offered.ToLookup(o => o.Point, o => o.Service),
            Periods = rows.Periods.ToDictionary(p => p.Code, StringComparer.Ordinal),
            Targets = rows.Targets,
            Successions = rows.Successions,
            Waves = rows.Waves.ToDictionary(w => w.Id),
            Versions = rows.Versions,
            Closed = closed,
            Mark = mark,
        };
    }
}
