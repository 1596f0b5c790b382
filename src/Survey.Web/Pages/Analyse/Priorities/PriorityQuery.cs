using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse.Priorities;

/// <summary>
/// What a unit should improve first: items by how well they do and how much they matter, for the unit and for each unit
/// directly below. What it returns may be shown; whether the reader may see the unit is the caller's question.
/// </summary>
public sealed class PriorityQuery(IDbContextFactory<SurveyDbContext> contexts, PublishedVersions versions, ResultsQuery results, ResultsCache cache)
{
    private const int Attempts = 3;
    private const int SizeOfAnswer = 50;

    /// <summary>Null where a code is unknown.</summary>
    public async Task<PriorityAnswer?> GetAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        query = query with { Service = null, Channel = null, Sampling = null };
        if (await results.GetAsync(query, cancellationToken) is not { } report)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        for (var attempt = 1; await results.ChainAsync(query, present: true, cancellationToken) is { } chain; attempt++)
        {
            var key = (chain.World.Key, "priorities", query);
            var answer = await cache.GetAsync(key, () => AnswerAsync(context, chain, query, report, mayFail: attempt < Attempts, cancellationToken), _ => SizeOfAnswer);
            if (answer is not null)
            {
                return answer with { Report = report };
            }
        }

        return null;
    }

    private async Task<PriorityAnswer?> AnswerAsync(
        SurveyDbContext context, ResultsChain chain, ReportQuery query, UnitReport report, bool mayFail, CancellationToken cancellationToken)
    {
        var place = chain.World.UnitsByCode[query.Unit];
        var counts = chain.Periods[^1];
        var association = counts.Disclosure.IsBrokenDown(place, default) ? OverallAssociation.Of(chain.Reading) : null;
        var tooMany = ReleasedResponses.CountOf(counts, place) > ReleasedResponses.Most;
        if (association is not null && !tooMany)
        {
            var childOf = place.Children.Where(c => c.Unit is not null)
                .SelectMany(c => c.Subtree().Where(p => p.Point is not null).Select(p => (p.Id, Child: c))).ToDictionary(p => p.Id, p => p.Child);
            var read = await new ReleasedResponses(context, versions, chain).ReadAsync(
                place, s => Add(association, s, place, childOf.GetValueOrDefault(s.Response.CollectionPointId)), cancellationToken);
            if (!read && mayFail)
            {
                return null;
            }
        }

        return new PriorityBuilder(chain, place, association).Build(report) with { TooMany = association is not null && tooMany };
    }

    private static void Add(OverallAssociation association, ReleasedSheet sheet, Place place, Place? child)
    {
        if (child is null)
        {
            association.Add(sheet, place);
        }
        else
        {
            association.Add(sheet, place, child);
        }
    }
}
