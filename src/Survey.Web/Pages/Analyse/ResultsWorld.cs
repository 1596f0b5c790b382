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

    public static async Task<ResultsWorld> LoadAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        // The generation first: cells that move while the rest is read belong to a later one and are read again then.
        var state = await context.TallyStates.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new TallyState();
        var units = await context.Units.AsNoTracking().ToListAsync(cancellationToken);
        var points = await context.CollectionPoints.AsNoTracking().ToListAsync(cancellationToken);
        var successions = await context.UnitSuccessions.AsNoTracking().ToListAsync(cancellationToken);
        var services = await context.Services.AsNoTracking().ToListAsync(cancellationToken);
        var offered = await context.CollectionPointServices.AsNoTracking()
            .Select(s => new { s.CollectionPointId, s.ServiceId }).ToListAsync(cancellationToken);
        var periods = await context.Periods.AsNoTracking().ToListAsync(cancellationToken);
        var targets = await context.Targets.AsNoTracking().ToListAsync(cancellationToken);
        var waves = await context.Waves.Select(w => new ResultWave(w.Id, w.VersionId, w.Sampling, w.Synthetic)).ToListAsync(cancellationToken);
        var versions = await context.QuestionnaireVersions
            .Select(v => new ResultVersion(v.Id, v.QuestionnaireId, v.Questionnaire!.Code, v.Number, v.Mapping)).ToListAsync(cancellationToken);
        var transactions = await context.TransactionCounts.GroupBy(_ => 1)
            .Select(g => new { Rows = g.Count(), Sum = g.Sum(t => t.Count) }).SingleOrDefaultAsync(cancellationToken);
        var roots = Place.Build(units, points);
        var places = roots.SelectMany(r => r.Subtree()).ToList();
        return new ResultsWorld
        {
            Generation = state.Generation,
            FoldedAt = state.FoldedAt,
            Stamp = HashCode.Combine(transactions?.Rows, transactions?.Sum, ResultsStamp.Of(
                units, points, services, offered.Select(o => (o.CollectionPointId, o.ServiceId)), periods, targets, waves, versions), ResultsStamp.Of(successions)),
            Roots = roots,
            UnitsByCode = places.Where(p => p.Unit is not null).ToDictionary(p => p.Code, StringComparer.Ordinal),
            PointsById = places.Where(p => p.Point is not null).ToDictionary(p => p.Id),
            Services = services.ToDictionary(s => s.Id),
            Offered = offered.ToLookup(o => o.CollectionPointId, o => o.ServiceId),
            Periods = periods.ToDictionary(p => p.Code, StringComparer.Ordinal),
            Targets = targets,
            Successions = successions,
            Waves = waves.ToDictionary(w => w.Id),
            Versions = versions,
        };
    }
}
