using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>A service that a collection point offers.</summary>
internal sealed record OfferedService(long Point, long Service);

/// <summary>How many counts of transactions there are, and their sum: they differ where one of them changed.</summary>
internal sealed record TransactionStamp(int Rows, long Sum);

/// <summary>The rows that a world of results is made of, as they are read, and as a closed period keeps them.</summary>
internal sealed record WorldRows
{
    public required long Generation { get; init; }
    public required DateTime FoldedAt { get; init; }
    public required List<Unit> Units { get; init; }
    public required List<CollectionPoint> Points { get; init; }
    public required List<UnitSuccession> Successions { get; init; }
    public required List<Service> Services { get; init; }
    public required List<OfferedService> Offered { get; init; }
    public required List<StoredPeriod> Periods { get; init; }
    public required List<Target> Targets { get; init; }
    public required List<ResultWave> Waves { get; init; }
    public required List<ResultVersion> Versions { get; init; }
    public TransactionStamp? Transactions { get; init; }

    public static async Task<WorldRows> ReadAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        // The generation first: cells that move while the rest is read belong to a later one and are read again then.
        var state = await context.TallyStates.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new TallyState();
        return new WorldRows
        {
            Generation = state.Generation,
            FoldedAt = state.FoldedAt,
            Units = await context.Units.AsNoTracking().ToListAsync(cancellationToken),
            Points = await context.CollectionPoints.AsNoTracking().ToListAsync(cancellationToken),
            Successions = await context.UnitSuccessions.AsNoTracking().ToListAsync(cancellationToken),
            Services = await context.Services.AsNoTracking().ToListAsync(cancellationToken),
            Offered = await context.CollectionPointServices.AsNoTracking()
                .Select(s => new OfferedService(s.CollectionPointId, s.ServiceId)).ToListAsync(cancellationToken),
            Periods = await context.Periods.AsNoTracking().ToListAsync(cancellationToken),
            Targets = await context.Targets.AsNoTracking().ToListAsync(cancellationToken),
            Waves = await context.Waves.Select(w => new ResultWave(w.Id, w.VersionId, w.Sampling, w.Synthetic)).ToListAsync(cancellationToken),
            Versions = await context.QuestionnaireVersions
                .Select(v => new ResultVersion(v.Id, v.QuestionnaireId, v.Questionnaire!.Code, v.Number, v.Mapping)).ToListAsync(cancellationToken),
            Transactions = await context.TransactionCounts.GroupBy(_ => 1)
                .Select(g => new TransactionStamp(g.Count(), g.Sum(t => t.Count))).SingleOrDefaultAsync(cancellationToken),
        };
    }
}
