using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>The exact intervals of means of items, from the responses themselves: counts know a bound only.</summary>
public sealed class ExactIntervals(SurveyDbContext database, PublishedVersions versions, ResultsQuery results, ResultsCache cache)
{
    /// <summary>Above that, the bound stays: reading the responses would take longer than a page may.</summary>
    public const long MostResponses = 200_000;

    private const int SizeOfFigures = 10;

    /// <summary>The report with exact intervals of the unit's own index and dimensions, where they were bounds.</summary>
    public async Task<UnitReport> ApplyAsync(UnitReport report, CancellationToken cancellationToken)
    {
        if (report.Overall.Figure?.IntervalIsBound != true && !report.Dimensions.Any(d => d.Figure?.IntervalIsBound == true))
        {
            return report;
        }

        if (await results.FindAsync(report.Query, cancellationToken) is not var (chain, place, facet) || facet != default || report.Query.AsOf is not null)
        {
            return report;
        }

        var figures = await OfAsync(chain, place, report.Index, [report.Overall.Figure, .. report.Dimensions.Select(d => d.Figure)], cancellationToken);
        return report with
        {
            Overall = report.Overall with { Figure = figures[0] },
            Dimensions = [.. report.Dimensions.Select((d, i) => d with { Figure = figures[1 + i] })],
        };
    }

    /// <summary>The figures (the index, then its dimensions) with exact intervals in place of bounds, where the responses give them.</summary>
    internal async Task<List<Figure?>> OfAsync(
        ResultsChain chain, Place place, IndexDefinition definition, List<Figure?> figures, CancellationToken cancellationToken)
    {
        var counts = chain.Periods[^1];
        var isPooled = definition.RollUp == RollUpRule.Pooled || !place.Children.Exists(c => c.Unit is not null);
        if (!figures.Exists(f => f?.IntervalIsBound == true) || !isPooled || chain.World.Roots.Sum(r => counts.Base(r, default)) > MostResponses)
        {
            return figures;
        }

        if (chain.World.Mark is not null)
        {
            return Kept(chain, place, definition, figures);
        }

        var key = ("exact", chain.World.Key, counts.Period.Code, counts.Reading.Questionnaire.Code, place.Code,
            string.Join(' ', definition.Dimensions.Select(d => d.Weight)), (definition.Code, definition.Method, definition.Factor, definition.Composite));
        var exact = await cache.GetAsync(key, () => ReadAsync(chain, place, definition, cancellationToken), _ => SizeOfFigures);
        // Responses that were folded meanwhile belong to figures that are not drawn yet.
        return exact is null ? figures : [.. figures.Select((f, i) => f is { IntervalIsBound: true } && exact[i].Value == f.Value && exact[i].Base == f.Base ? exact[i] : f)];
    }

    // What the responses gave when the period was closed: those that came later are not in its figures.
    private static List<Figure?> Kept(ResultsChain chain, Place place, IndexDefinition definition, List<Figure?> figures)
    {
        var own = chain.Reading.Index == definition
            ? chain.Intervals.Where(i => i.Unit == place.Code && i.Questionnaire == chain.Reading.Questionnaire.Code && i.Index == definition.Code).ToDictionary(i => i.Part, StringComparer.Ordinal)
            : [];
        return [.. figures.Select((f, i) => f is { IntervalIsBound: true } && own.TryGetValue(i == 0 ? "" : definition.Dimensions[i - 1].Code, out var kept)
            ? f with { Interval = new(kept.Low, kept.High), IntervalIsBound = false }
            : f)];
    }

    private async Task<List<Figure>?> ReadAsync(ResultsChain chain, Place place, IndexDefinition definition, CancellationToken cancellationToken)
    {
        var counts = chain.Periods[^1];
        var reading = counts.Reading;
        if (counts.CellsOf(place).Any(c => !ReferenceEquals(reading.MappingOf(c.Layout), CodeMapping.Same) || !reading.Layout.Fits(c.Layout)))
        {
            return null; // answers in other codes
        }

        var sums = new Dictionary<long, (Questionnaire Model, ResponseMoments Moments)>();
        await foreach (var (version, answers) in Responses(chain, place).WithCancellation(cancellationToken))
        {
            if (!sums.TryGetValue(version, out var sum))
            {
                if (await versions.FindAsync(database, version, cancellationToken) is not { } model)
                {
                    return null;
                }

                sums[version] = sum = (model, new ResponseMoments(model, definition));
            }

            sum.Moments.Add(AnswerSheet.Parse(sum.Model, answers));
        }

        var all = new ResponseMoments(reading.Questionnaire, definition);
        foreach (var (_, moments) in sums.Values)
        {
            all.Add(moments);
        }

        var population = new ReportFigures(counts, chain.Transactions).PopulationOf(place, default);
        return [all.Composite(population), .. definition.Dimensions.Select(d => all.Dimension(d.Code, population))];
    }

    private async IAsyncEnumerable<(long Version, string Answers)> Responses(ResultsChain chain, Place place)
    {
        var period = chain.Periods[^1].Period;
        var (first, last) = RandomKey.RangeOf(period.First, period.Last);
        var (waves, points) = (chain.WaveIds, place.Subtree().Where(p => p.Point is not null).Select(p => p.Id).ToList());
        var waiting = (await database.PendingFolds.Where(p => p.Id >= first && p.Id <= last).Select(p => p.Id).ToListAsync()).ToHashSet();
        var rows = database.SurveyResponses.AsNoTracking()
            .Where(r => r.Id >= first && r.Id <= last && waves.Contains(r.WaveId) && points.Contains(r.CollectionPointId) && (r.Flags & QualityFlags.Excluded) == 0)
            .Select(r => new { r.Id, r.VersionId, r.Answers }).AsAsyncEnumerable();
        await foreach (var row in rows)
        {
            if (!waiting.Contains(row.Id))
            {
                yield return (row.VersionId, row.Answers);
            }
        }
    }
}
