using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Analyse.Closings;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// The one way from tallies to figures: pages, workbook, scoring file and API render what it returns, and what it returns
/// may be shown (<see cref="Disclosure"/>). Whether the reader may see the unit is the caller's question.
/// </summary>
public sealed class ResultsQuery(IDbContextFactory<SurveyDbContext> contexts, PublishedVersions versions, FrozenStore frozen, ResultsCache cache)
{
    /// <summary>The filter value for responses without a service.</summary>
    public const string NoService = "-";

    // A report holds some hundred figures; a cell about as many numbers.
    private const int SizeOfReport = 50;

    /// <summary>One unit's report; null where a code of the query is unknown.</summary>
    public async Task<UnitReport?> GetAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var world = await ResultsWorld.LoadAsync(context, cancellationToken);
        if (await SelectAsync(context, world, query, cancellationToken) is not var (chain, place, facet))
        {
            return null;
        }

        var report = await cache.GetAsync((chain.World.Key, query), () => Task.FromResult<UnitReport?>(
            new ReportBuilder(chain, query, place, facet).Build()), _ => SizeOfReport);
        var waiting = await WaitingAsync(context, chain, facet, cancellationToken);
        return report is null ? null : Aged(report, chain.World, place, waiting);
    }

    /// <summary>The reports of a unit and of all units below it that existed in the period or have something to show, depth
    /// first, all from the same counts; null where a code of the query is unknown.</summary>
    public async Task<IReadOnlyList<UnitReport>?> GetSubtreeAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var world = await ResultsWorld.LoadAsync(context, cancellationToken);
        if (await SelectAsync(context, world, query, cancellationToken) is not var (chain, top, facet))
        {
            return null;
        }

        var waiting = await WaitingAsync(context, chain, facet, cancellationToken);
        var reports = new List<UnitReport>();
        foreach (var place in top.Subtree().Where(p => p.Unit is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var report = new ReportBuilder(chain, query with { Unit = place.Code }, place, facet).Build();
            if (place == top || report.Overall.Figure is not null || place.ExistsIn(report.Period))
            {
                reports.Add(Aged(report, chain.World, place, waiting));
            }
        }

        return reports;
    }

    /// <summary>The counts behind a query's report, for what else may be said of them (<see cref="Disclosure"/>); null where a code is unknown.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="present">Whether a closed period is wanted as it stands now: for tables that count the responses themselves, which go on.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<ResultsChain?> ChainAsync(ReportQuery query, bool present, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var world = await ResultsWorld.LoadAsync(context, cancellationToken);
        return (await SelectAsync(context, present ? world with { Closed = [] } : world, query, cancellationToken))?.Chain;
    }

    /// <inheritdoc cref="ChainAsync(ReportQuery, bool, CancellationToken)"/>
    internal Task<ResultsChain?> ChainAsync(ReportQuery query, CancellationToken cancellationToken) => ChainAsync(query, present: false, cancellationToken);

    /// <summary>What a query names: the counts, the place and the filter. What may be shown of it is <see cref="Disclosure"/>'s to say.</summary>
    internal async Task<(ResultsChain Chain, Place Place, Facet Facet)?> FindAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await SelectAsync(context, await ResultsWorld.LoadAsync(context, cancellationToken), query, cancellationToken);
    }

    /// <summary>What the query names, in the cached chain's own world: the present one, or that of the closing.</summary>
    private async Task<(ResultsChain Chain, Place Place, Facet Facet)?> SelectAsync(
        SurveyDbContext context, ResultsWorld present, ReportQuery query, CancellationToken cancellationToken)
    {
        var (world, kept) = await WorldOfAsync(context, present, query, cancellationToken);
        if (!world.UnitsByCode.ContainsKey(query.Unit) || !world.Periods.TryGetValue(query.Period, out var period)
            || !ServiceOf(world, query.Service, out var service)
            || (query.Against is not null && !world.Periods.ContainsKey(query.Against)))
        {
            return null;
        }

        var against = query.Against is null ? null : world.Periods[query.Against];
        var key = (world.Key, query.Period, query.Questionnaire, query.Index, query.Against);
        var chain = await cache.GetAsync(
            key,
            () => new ResultsChainReader(context, versions, frozen, world, kept, cache).ReadAsync(query.Questionnaire, query.Index, period, against, cancellationToken),
            c => c.Size);
        if (chain is not null && query.AsOf is { } day)
        {
            chain = await cache.GetAsync((key, day), () => Task.FromResult<ResultsChain?>(PresentTree.Along(chain, day)), c => c.Size);
        }

        return chain is not null && chain.World.UnitsByCode.TryGetValue(query.Unit, out var place)
            ? (chain, place, new Facet(service, query.Channel, query.Sampling, query.Filled))
            : null;
    }

    private async Task<(ResultsWorld World, FrozenCounts? Kept)> WorldOfAsync(
        SurveyDbContext context, ResultsWorld present, ReportQuery query, CancellationToken cancellationToken)
    {
        if (present.UnitsByCode.GetValueOrDefault(query.Unit)?.Unit is not { } unit || present.ClosingOf(unit.Path, query.Period) is not { } closed)
        {
            return (present, null);
        }

        // The kept counts hold the period's own predecessors; another comparison is made of what stands there now.
        var (counts, world) = await frozen.FindAsync(context, closed, cancellationToken);
        return world.UnitsByCode.ContainsKey(query.Unit) && query.Against is null ? (world, counts) : (present, null);
    }

    private static bool ServiceOf(ResultsWorld world, string? code, out long? id)
    {
        id = code switch
        {
            null => null,
            NoService => 0,
            _ => world.Services.Values.FirstOrDefault(s => s.Code == code)?.Id,
        };
        return code is null || id is not null;
    }

    private static UnitReport Aged(UnitReport report, ResultsWorld world, Place place, Dictionary<long, int>? waiting) => report with
    {
        FoldedAt = world.FoldedAt,
        Closed = world.Mark,
        NotYetReleased = waiting is null ? null : place.Subtree().Where(p => p.Point is not null).Sum(p => waiting.GetValueOrDefault(p.Id)),
    };

    /// <summary>Waiting responses of the period by collection point. Never part of the cache: waiting moves no generation.</summary>
    private static async Task<Dictionary<long, int>?> WaitingAsync(SurveyDbContext context, ResultsChain chain, Facet facet, CancellationToken cancellationToken)
    {
        if (facet != default || chain.World.Mark is not null)
        {
            return null;
        }

        var period = chain.Periods[^1].Period;
        var waves = chain.WaveIds;
        // The key tells the day. A join with the responses would read them all: the database does not know that few wait.
        var (first, last) = RandomKey.RangeOf(period.First, period.Last);
        return await context.PendingFolds.Where(p => p.Id >= first && p.Id <= last && waves.Contains(p.WaveId))
            .GroupBy(p => p.CollectionPointId).Select(g => new { Point = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Point, g => g.Count, cancellationToken);
    }
}
