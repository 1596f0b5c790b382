using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// The one way from tallies to figures: pages, workbook, scoring file and API render what it returns, and what it returns
/// may be shown (<see cref="Disclosure"/>). Whether the reader may see the unit is the caller's question.
/// </summary>
public sealed class ResultsQuery(IDbContextFactory<SurveyDbContext> contexts, PublishedVersions versions, ResultsCache cache)
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

        var report = await cache.GetAsync((world.Generation, world.Stamp, query), () => Task.FromResult<UnitReport?>(
            new ReportBuilder(chain, query, place, facet).Build()), _ => SizeOfReport);
        var waiting = facet == default ? await WaitingAsync(context, chain, cancellationToken) : null;
        return report is null ? null : Aged(report, world, place, waiting);
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

        var waiting = facet == default ? await WaitingAsync(context, chain, cancellationToken) : null;
        var reports = new List<UnitReport>();
        foreach (var place in top.Subtree().Where(p => p.Unit is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var report = new ReportBuilder(chain, query with { Unit = place.Code }, place, facet).Build();
            if (place == top || report.Overall.Figure is not null || place.ExistsIn(report.Period))
            {
                reports.Add(Aged(report, world, place, waiting));
            }
        }

        return reports;
    }

    /// <summary>The counts behind a query's report, for what else may be said of them (<see cref="Disclosure"/>); null where a code is unknown.</summary>
    internal async Task<ResultsChain?> ChainAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var world = await ResultsWorld.LoadAsync(context, cancellationToken);
        return (await SelectAsync(context, world, query, cancellationToken))?.Chain;
    }

    /// <summary>What a query names: the counts, the place and the filter. What may be shown of it is <see cref="Disclosure"/>'s to say.</summary>
    internal async Task<(ResultsChain Chain, Place Place, Facet Facet)?> FindAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await SelectAsync(context, await ResultsWorld.LoadAsync(context, cancellationToken), query, cancellationToken);
    }

    /// <summary>What the query names, in the cached chain's own world.</summary>
    private async Task<(ResultsChain Chain, Place Place, Facet Facet)?> SelectAsync(
        SurveyDbContext context, ResultsWorld world, ReportQuery query, CancellationToken cancellationToken)
    {
        if (!world.UnitsByCode.ContainsKey(query.Unit) || !world.Periods.TryGetValue(query.Period, out var period)
            || !ServiceOf(world, query.Service, out var service)
            || (query.Against is not null && !world.Periods.ContainsKey(query.Against)))
        {
            return null;
        }

        var against = query.Against is null ? null : world.Periods[query.Against];
        var chain = await cache.GetAsync(
            (world.Generation, world.Stamp, query.Period, query.Questionnaire, query.Index, query.Against),
            () => new ResultsChainReader(context, versions, world).ReadAsync(query.Questionnaire, query.Index, period, against, cancellationToken),
            c => c.Size);
        if (chain is not null && query.AsOf is { } day)
        {
            chain = await cache.GetAsync(
                (world.Generation, world.Stamp, query.Period, query.Questionnaire, query.Index, query.Against, day),
                () => Task.FromResult<ResultsChain?>(PresentTree.Along(chain, day)), c => c.Size);
        }

        return chain is not null && chain.World.UnitsByCode.TryGetValue(query.Unit, out var place)
            ? (chain, place, new Facet(service, query.Channel, query.Sampling, query.Filled))
            : null;
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
        NotYetReleased = waiting is null ? null : place.Subtree().Where(p => p.Point is not null).Sum(p => waiting.GetValueOrDefault(p.Id)),
    };

    /// <summary>Waiting responses of the period by collection point. Never part of the cache: waiting moves no generation.</summary>
    private static async Task<Dictionary<long, int>?> WaitingAsync(SurveyDbContext context, ResultsChain chain, CancellationToken cancellationToken)
    {
        var period = chain.Periods[^1].Period;
        var waves = chain.WaveIds;
        // The key tells the day. A join with the responses would read them all: the database does not know that few wait.
        var (first, last) = RandomKey.RangeOf(period.First, period.Last);
        return await context.PendingFolds.Where(p => p.Id >= first && p.Id <= last && waves.Contains(p.WaveId))
            .GroupBy(p => p.CollectionPointId).Select(g => new { Point = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Point, g => g.Count, cancellationToken);
    }
}
