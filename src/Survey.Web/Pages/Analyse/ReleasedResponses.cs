using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse;

/// <summary>One response that the tallies count, with what is needed to read it in the reading's codes.</summary>
internal sealed record ReleasedSheet(CountedResponse Response, AnswerSheet Sheet, TallyLayout Layout, CodeMapping Mapping);

/// <summary>
/// Reads the responses behind a period's counts one by one, for questions that the tallies do not answer (two items at once).
/// Only what the tallies count is read: nothing that waits for its release, nothing excluded.
/// </summary>
internal sealed class ReleasedResponses(SurveyDbContext context, PublishedVersions versions, ResultsChain chain)
{
    /// <summary>Above this many a page would keep its reader and the database waiting for too long.</summary>
    public const long Most = 400_000;

    /// <summary>How many responses there are to read, as the tallies know it.</summary>
    public static long CountOf(PeriodCounts counts, Place place) => counts.Base(place, default);

    /// <summary>Hands over every response of a unit and all below it; false where the tallies moved since the chain was
    /// read, so that what is shown beside it would speak of other responses.</summary>
    public async Task<bool> ReadAsync(Place place, Action<ReleasedSheet> read, CancellationToken cancellationToken)
    {
        await using var snapshot = await Snapshot.BeginAsync(context, cancellationToken);
        var generation = await context.TallyStates.AsNoTracking().Select(s => (long?)s.Generation).SingleOrDefaultAsync(cancellationToken) ?? 0;
        if (generation != chain.World.Generation)
        {
            return false;
        }

        var period = chain.Periods[^1].Period;
        var (first, last) = RandomKey.RangeOf(period.First, period.Last);
        var waves = chain.WaveIds;
        var waiting = await context.PendingFolds.Where(p => p.Id >= first && p.Id <= last && waves.Contains(p.WaveId))
            .Select(p => p.Id).ToHashSetAsync(cancellationToken);
        var layouts = await versions.LayoutsAsync(context, chain.World.Versions.Select(v => v.Id), cancellationToken);
        var path = place.Unit!.Path;
        // The counters first: looking each response's one up would take longer than reading the responses.
        var points = await context.CollectionPoints.Where(p => p.Unit!.Path.StartsWith(path)).Select(p => p.Id).ToListAsync(cancellationToken);
        await foreach (var response in Responses(points, first, last).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!waiting.Contains(response.Id) && layouts.TryGetValue(response.VersionId, out var layout) && SheetOf(response, layout) is { } sheet)
            {
                read(new(response, sheet, layout, chain.Reading.MappingOf(layout)));
            }
        }

        await snapshot.CommitAsync(cancellationToken);
        return true;
    }

    private IQueryable<CountedResponse> Responses(List<long> points, long first, long last)
    {
        var waves = chain.WaveIds;
        // Responses lie by day: the range of keys spares reading the other periods.
        return CountedResponse.From(context.SurveyResponses.AsNoTracking()
            .Where(r => r.Id >= first && r.Id <= last && waves.Contains(r.WaveId) && (r.Flags & QualityFlags.Excluded) == 0)
            .Where(r => points.Contains(r.CollectionPointId)));
    }

    private static AnswerSheet? SheetOf(CountedResponse response, TallyLayout layout)
    {
        try
        {
            return AnswerSheet.Parse(layout.Questionnaire, response.Answers);
        }
        catch (FormatException)
        {
            return null; // the tallies do not count it either
        }
    }
}

/// <summary>Finds one item's answer in sheets of several versions, told in the reading's codes.</summary>
internal sealed class ItemAnswers(Item item)
{
    private readonly Dictionary<TallyLayout, Item?> _sources = [];

    /// <summary>The codes answered: none where it is blank, a band's of a number, several only in a multiple choice.</summary>
    public IEnumerable<string> CodesIn(ReleasedSheet sheet)
    {
        if (SourceIn(sheet) is not { } source || !sheet.Sheet.Answers.TryGetValue(source.Code, out var answer))
        {
            return [];
        }

        IEnumerable<string> codes = (answer, source) switch
        {
            (CodeAnswer one, _) => [one.Code],
            (CodesAnswer many, _) => many.Codes,
            (NumberAnswer number, NumberItem bands) => [bands.BandOf(number.Value).Code],
            _ => [],
        };
        return codes.Select(c => sheet.Mapping.Code(source.Code, c)).OfType<string>();
    }

    private Item? SourceIn(ReleasedSheet sheet)
    {
        if (!_sources.TryGetValue(sheet.Layout, out var source))
        {
            source = sheet.Layout.Questionnaire.Items.FirstOrDefault(i => sheet.Mapping.Item(i.Code) == item.Code);
            _sources.Add(sheet.Layout, source);
        }

        return source;
    }
}
