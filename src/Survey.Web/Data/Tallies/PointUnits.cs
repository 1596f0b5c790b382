using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Data.Tallies;

/// <summary>Which unit each collection point belongs to. A point never changes its unit.</summary>
internal static class PointUnits
{
    public static Task<Dictionary<long, long>> OfAsync(SurveyDbContext context, IReadOnlyCollection<long> points, CancellationToken cancellationToken) =>
        context.CollectionPoints.Where(p => points.Contains(p.Id)).Select(p => new { p.Id, p.UnitId })
            .ToDictionaryAsync(p => p.Id, p => p.UnitId, cancellationToken);

    public static Task<Dictionary<long, long>> AllAsync(SurveyDbContext context, CancellationToken cancellationToken) =>
        context.CollectionPoints.Select(p => new { p.Id, p.UnitId }).ToDictionaryAsync(p => p.Id, p => p.UnitId, cancellationToken);
}
