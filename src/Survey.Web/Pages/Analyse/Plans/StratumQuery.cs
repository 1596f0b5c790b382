using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>The rows that a plan starts from.</summary>
/// <param name="From">The period whose transactions they carry; null: there are none.</param>
/// <param name="Parts">The shorter periods whose transactions were added where that period has none of its own; else none.</param>
/// <param name="TooMany">Whether rows by service were asked for and are more than a page takes.</param>
public sealed record StartLines(IReadOnlyList<PlanLine> Lines, StoredPeriod? From, IReadOnlyList<StoredPeriod> Parts, bool TooMany)
{
    /// <summary>Whether the parts leave days of the period out.</summary>
    public bool IsPartial => From is not null && Parts.Count > 0 && !PeriodParts.Cover(From, Parts);
}

/// <summary>Units and services that a plan of a unit can be made of.</summary>
public sealed class StratumQuery(SurveyDbContext database)
{
    /// <summary>More rows than this are drawn by unit: nobody types them.</summary>
    public const int MostLines = 1500;

    // How far back a period is followed for transactions that are not yet known.
    private const int Back = 4;

    /// <summary>A row for each unit and service with transactions or with a counter, in the order of the tree.</summary>
    public async Task<StartLines> StartAsync(Unit top, StoredPeriod period, bool byService, CancellationToken cancellationToken)
    {
        var units = await UnitsAsync(top, cancellationToken);
        var (counts, from, parts) = await CountsAsync(top, period, cancellationToken);
        var offered = await OfferedAsync(top, period, cancellationToken);
        var populations = counts.GroupBy(c => (c.UnitId, c.ServiceId)).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        foreach (var pair in offered.Where(o => units[o.Unit].ValidTo is null || units[o.Unit].ValidTo >= period.First))
        {
            populations.TryAdd(pair, 0);
        }

        var tooMany = byService && populations.Count > MostLines;
        if (!byService || tooMany)
        {
            populations = populations.GroupBy(p => p.Key.Item1).ToDictionary(g => (g.Key, 0L), g => g.Sum(p => p.Value));
        }

        var services = await database.Services.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellationToken);
        var lines = populations.Select(p => new PlanLine(new Stratum(units[p.Key.Item1], services.GetValueOrDefault(p.Key.Item2)), p.Value, 0));
        return new StartLines(InOrder(lines), from, parts, tooMany);
    }

    /// <summary>The rows of a plan that is kept.</summary>
    public async Task<IReadOnlyList<PlanLine>> OfAsync(SamplePlan plan, Unit top, CancellationToken cancellationToken)
    {
        var units = await UnitsAsync(top, cancellationToken);
        var services = await database.Services.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellationToken);
        return InOrder(plan.Quotas.Where(q => units.ContainsKey(q.UnitId))
            .Select(q => new PlanLine(new Stratum(units[q.UnitId], services.GetValueOrDefault(q.ServiceId)), q.Population, q.Planned, q.Issued)));
    }

    public static IReadOnlyList<PlanLine> InOrder(IEnumerable<PlanLine> lines) =>
        [.. lines.OrderBy(l => l.Stratum.Unit.Path, StringComparer.Ordinal).ThenBy(l => l.Stratum.Service is null).ThenBy(l => l.Stratum.Service?.Name, StringComparer.CurrentCulture).ThenBy(l => l.Stratum.Field, StringComparer.Ordinal)];

    public Task<Dictionary<long, Unit>> UnitsAsync(Unit top, CancellationToken cancellationToken) =>
        database.Units.AsNoTracking().Where(u => u.Path.StartsWith(top.Path)).ToDictionaryAsync(u => u.Id, cancellationToken);

    // A period's own transactions, else those of the shorter periods that make it up. While it runs they are not all known:
    // those of the period before are what is expected, and only where there are none either, what is known of this one.
    private async Task<(List<TransactionCount> Counts, StoredPeriod? From, IReadOnlyList<StoredPeriod> Parts)> CountsAsync(
        Unit top, StoredPeriod period, CancellationToken cancellationToken)
    {
        var counts = await database.TransactionCounts.AsNoTracking()
            .Where(c => database.Units.Any(u => u.Id == c.UnitId && u.Path.StartsWith(top.Path))).ToListAsync(cancellationToken);
        var byPeriod = counts.ToLookup(c => c.PeriodCode);
        var periods = await database.Periods.AsNoTracking().ToListAsync(cancellationToken);
        var counted = periods.FindAll(p => byPeriod.Contains(p.Code));
        var from = (StoredPeriod?)period;
        for (var i = 0; from is not null && i <= Back; i++)
        {
            if (byPeriod.Contains(from.Code))
            {
                return ([.. byPeriod[from.Code]], from, []);
            }

            if (PeriodParts.Of(from, counted) is { Count: > 0 } whole && PeriodParts.Cover(from, whole))
            {
                return ([.. whole.SelectMany(p => byPeriod[p.Code])], from, whole);
            }

            from = periods.Find(p => p.Code == from.PredecessorCode);
        }

        var known = PeriodParts.Of(period, counted);
        return ([.. known.SelectMany(p => byPeriod[p.Code])], known.Count > 0 ? period : null, known);
    }

    private async Task<List<(long Unit, long Service)>> OfferedAsync(Unit top, StoredPeriod period, CancellationToken cancellationToken)
    {
        var points = await database.CollectionPoints.AsNoTracking()
            .Where(p => p.Unit!.Path.StartsWith(top.Path) && (p.RetiredOn == null || p.RetiredOn >= period.First))
            .Select(p => new { p.UnitId, Services = p.Services.Select(s => s.ServiceId).ToList() }).ToListAsync(cancellationToken);
        return [.. points.SelectMany(p => (p.Services.Count == 0 ? [0L] : p.Services).Select(s => (p.UnitId, s))).Distinct()];
    }
}
