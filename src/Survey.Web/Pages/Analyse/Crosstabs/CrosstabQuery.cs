using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>
/// Tables of a unit's responses by two characteristics, counted from the responses themselves. What it returns may be shown;
/// whether the reader may see the unit is the caller's question.
/// </summary>
public sealed class CrosstabQuery(
    IDbContextFactory<SurveyDbContext> contexts, PublishedVersions versions, ResultsQuery results, ResultsCache cache)
{
    private const int MostRows = 60;
    private const int MostColumns = 12;
    private const int Attempts = 3;

    /// <summary>The table that is asked for, or the first that can be shown; null where a code is unknown.</summary>
    public async Task<CrosstabAnswer?> GetAsync(ReportQuery query, CrosstabChoice choice, CancellationToken cancellationToken)
    {
        query = query with { Service = null, Channel = null, Sampling = null };
        if (await results.GetAsync(query, cancellationToken) is not { } report)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        for (var attempt = 1; await results.ChainAsync(query, present: true, cancellationToken) is { } chain; attempt++)
        {
            var place = chain.World.UnitsByCode[query.Unit];
            var axes = Axes(chain, place);
            var measures = CrossMeasure.Of(chain.Reading).Where(m => m.IsShare || chain.Periods[^1].Disclosure.IsShown(place, default, m.Column)).ToList();
            var plan = new Plan(chain, place, axes, measures, Chosen(choice, axes));
            if (!IsKnown(plan))
            {
                return null;
            }

            if (await TableAsync(context, plan, cancellationToken) is var (table, gap) && (gap != CrosstabGap.Busy || attempt == Attempts))
            {
                return Answer(plan, report, table, gap);
            }
        }

        return null;
    }

    private sealed record Plan(ResultsChain Chain, Place Place, List<CrossAxis> Axes, List<CrossMeasure> Measures, CrosstabChoice Choice)
    {
        public PeriodCounts Counts => Chain.Periods[^1];
        public CrossAxis? Rows => Axes.Find(a => a.Code == Choice.Rows);
        public CrossAxis? Columns => Axes.Find(a => a.Code == Choice.Columns && !a.IsMultiple);
        public CrossMeasure? Measure => Measures.Find(m => m.Code == Choice.Show);
    }

    // Items whose distribution the unit page shows; services, channels and parts of the unit where there are several.
    private static List<CrossAxis> Axes(ResultsChain chain, Place place)
    {
        var counts = chain.Periods[^1];
        if (!counts.Disclosure.IsBrokenDown(place, default))
        {
            return [];
        }

        // A section of nothing but choices is about the respondent; the fullest one first.
        var described = chain.Reading.Questionnaire.Sections.Where(s => s.Items.All(i => i is SingleChoiceItem))
            .MaxBy(s => s.Items.Count)?.Items.ToHashSet() ?? [];
        var items = chain.Reading.Items.Index()
            .Where(i => i.Item is not NumberItem { Bands.Count: 0 } && counts.Disclosure.IsBrokenDown(place, default, chain.Reading.ColumnOfItem(i.Index)))
            .Select(i => CrossAxis.Of(i.Item, chain.Reading.ColumnOfItem(i.Index), described.Contains(i.Item)));
        var contexts = new[]
        {
            CrossAxis.OfPlaces(counts, place), CrossAxis.OfServices(counts, place, chain.World), CrossAxis.OfChannels(counts, place),
        };
        return [.. items, .. contexts.Where(a => a.Values.Count > 1)];
    }

    // Who chooses nothing sees the first two of the items that describe the respondent.
    private static CrosstabChoice Chosen(CrosstabChoice choice, List<CrossAxis> axes)
    {
        var first = axes.Where(a => a is { IsMultiple: false, IsDescription: true }).Concat(axes.Where(a => !a.IsItem && a.Values.Count <= MostColumns))
            .Concat(axes.Where(a => !a.IsMultiple)).ToList();
        var rows = choice.Rows ?? first.Find(a => a.Code != choice.Columns)?.Code;
        return new(rows, choice.Columns ?? first.Find(a => a.Code != rows)?.Code, choice.Show ?? CrossMeasure.Index);
    }

    // An unknown code is no page; one that is merely not shown in this unit and period is a page that says so.
    private static bool IsKnown(Plan plan)
    {
        var reading = plan.Chain.Reading;
        return IsAxis(plan.Choice.Rows) && IsAxis(plan.Choice.Columns) && CrossMeasure.Of(reading).Any(m => m.Code == plan.Choice.Show);

        bool IsAxis(string? code) => code is null or CrossAxis.Place or CrossAxis.Service or CrossAxis.Channel || reading.Items.Any(i => i.Code == code);
    }

    private async Task<(Crosstab? Table, CrosstabGap Gap)> TableAsync(SurveyDbContext context, Plan plan, CancellationToken cancellationToken)
    {
        if (plan is not { Rows: { } rows, Columns: { } columns, Measure: { } measure } || rows.Code == columns.Code)
        {
            return (null, CrosstabGap.TooFew);
        }

        if (rows.Values.Count > MostRows || columns.Values.Count > MostColumns)
        {
            return (null, CrosstabGap.TooWide);
        }

        if (ReleasedResponses.CountOf(plan.Counts, plan.Place) > ReleasedResponses.Most)
        {
            return (null, CrosstabGap.TooMany);
        }

        var (world, reading) = (plan.Chain.World, plan.Chain.Reading);
        var key = (world.Key, plan.Place.Code, plan.Counts.Period.Code, reading.Questionnaire.Code, reading.Index.Code, plan.Choice);
        var table = await cache.GetAsync(key, async () =>
        {
            var counts = new CrossCounts(reading, rows, columns, measure);
            var read = await PatternsAsync(context, plan, rows, columns, measure, cancellationToken) is { } patterns
                && await new ReleasedResponses(context, versions, plan.Chain).ReadAsync(plan.Place, counts.Add, cancellationToken)
                ? patterns
                : null;
            return read is null ? null : new CrosstabBuilder(counts, read.Of(plan.Place, rows, columns), reading, Population(plan)).Build();
        }, t => 1 + t.Lines.Sum(l => l.Cells.Count));
        return (table, table is null ? CrosstabGap.Busy : CrosstabGap.None);
    }

    /// <summary>What is hidden in this table and in those of the same kind above and below; null where the tallies moved.</summary>
    private Task<CrossPatterns?> PatternsAsync(
        SurveyDbContext context, Plan plan, CrossAxis rows, CrossAxis columns, CrossMeasure measure, CancellationToken cancellationToken)
    {
        var (world, reading) = (plan.Chain.World, plan.Chain.Reading);
        // Tables that are too large to be drawn tell nothing: those below hang together without them.
        var path = plan.Place.Ancestors.Append(plan.Place).SkipWhile(p => ReleasedResponses.CountOf(plan.Counts, p) > ReleasedResponses.Most).ToList();
        var wide = path.Find(p => At(p, rows).Values.Count <= MostRows && At(p, columns).Values.Count <= MostRows) ?? plan.Place;
        CrossAxis At(Place place, CrossAxis axis) => axis.Code switch
        {
            CrossAxis.Service => CrossAxis.OfServices(plan.Counts, place, world),
            CrossAxis.Channel => CrossAxis.OfChannels(plan.Counts, place),
            _ => axis,
        };

        var parts = rows.IsParts || columns.IsParts ? plan.Place.Code : null;
        var sides = rows.IsMultiple || string.CompareOrdinal(rows.Code, columns.Code) < 0 ? (rows.Code, columns.Code) : (columns.Code, rows.Code);
        var key = ("patterns", world.Key, path[0].Code, (wide.Code, parts), plan.Counts.Period.Code, (reading.Questionnaire.Code, reading.Index.Code), (sides, measure.Code));
        return cache.GetAsync(key, async () =>
        {
            var pieces = new Remainders((plan.Counts.Period.First, plan.Counts.Period.Last), world.Periods.Values.Select(p => (p.First, p.Last))).Pieces;
            var patterns = new CrossPatterns(path[0], wide, plan.Place, At(wide, rows), At(wide, columns), measure, plan.Counts.Disclosure, pieces);
            return await new ReleasedResponses(context, versions, plan.Chain).ReadAsync(path[0], patterns.Add, cancellationToken) ? patterns.Decided() : null;
        }, p => p.Size);
    }

    // Where everyone was asked there is no sampling error.
    private static long? Population(Plan plan) =>
        plan.Counts.CellsOf(plan.Place).All(c => c.Wave.Sampling == SamplingMode.Census) ? 0 : null;

    private static CrosstabAnswer Answer(Plan plan, UnitReport report, Crosstab? table, CrosstabGap gap) => new()
    {
        Axes = plan.Axes.ConvertAll(a => new CrossOption(a.Code, a.Name, a.IsMultiple)),
        Measures = plan.Measures.ConvertAll(m => new CrossOption(m.Code, m.Name)),
        Chosen = plan.Choice,
        Report = report,
        Table = table,
        Gap = gap,
    };
}
