using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Closing;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Analyse.Comparisons;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>Makes the files of a snapshot: the counts, and the figures that are drawn from them.</summary>
public sealed class SnapshotMaker(
    IDbContextFactory<SurveyDbContext> contexts, PublishedVersions versions, FrozenStore frozen, ExactIntervals exact, QuarterWorkbook workbook)
{
    private const int LongestTrend = 5;

    /// <summary>All files but the manifest; no figures in them where nothing was answered.</summary>
    /// <param name="unit">The unit that closes, with all below it.</param>
    /// <param name="period">The period that it closes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyDictionary<string, byte[]>> MakeAsync(Unit unit, StoredPeriod period, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var view = await Snapshot.BeginAsync(context, cancellationToken);
        var counts = await FreezeAsync(context, unit, period, cancellationToken);
        var world = ResultsWorld.Of(counts.World, []);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var table = new FigureTable();
        var intervals = new List<FrozenInterval>();
        foreach (var questionnaire in Questionnaires(world, counts, unit, period))
        {
            var trees = await TreesAsync(context, world, counts, unit, period, questionnaire, intervals, cancellationToken);
            trees.ForEach(table.Add);
            if (trees.Count > 0)
            {
                files[$"results-{questionnaire}.xlsx"] = await WorkbookAsync(trees[0], cancellationToken);
            }
        }

        await view.CommitAsync(cancellationToken);
        files["figures.csv"] = await table.WriteAsync(period, cancellationToken);
        files[FrozenCounts.FileName] = (counts with { Intervals = intervals }).Write();
        return files;
    }

    /// <summary>The counts as they are read now, where this unit has not closed the period before.</summary>
    private async Task<FrozenCounts> FreezeAsync(SurveyDbContext context, Unit unit, StoredPeriod period, CancellationToken cancellationToken)
    {
        var rows = await WorldRows.ReadAsync(context, cancellationToken);
        var closed = await ClosedPeriod.ListAsync(context, cancellationToken);
        var world = ResultsWorld.Of(rows, [.. closed.Where(c => c.Period != period.Code || !unit.Path.StartsWith(c.Path, StringComparison.Ordinal))]);
        var periods = world.PeriodsUpTo(period, LongestTrend);
        var waves = world.Waves.Keys.ToList();
        var cells = new List<TallyCell>();
        foreach (var one in periods)
        {
            var present = await context.TallyCells.AsNoTracking().Where(c => c.Segment >= one.First && c.Segment <= one.Last).ToListAsync(cancellationToken);
            cells.AddRange(await new PeriodCells(context, versions, frozen, world).OfAsync(waves, one, present, cancellationToken));
        }

        var codes = periods.ConvertAll(p => p.Code);
        return new FrozenCounts
        {
            TallyFormat = Survey.Core.Indices.Tally.Format,
            World = rows,
            Transactions = await context.TransactionCounts.AsNoTracking().Where(t => codes.Contains(t.PeriodCode)).ToListAsync(cancellationToken),
            Cells = cells,
        };
    }

    private static List<string> Questionnaires(ResultsWorld world, FrozenCounts counts, Unit unit, StoredPeriod period)
    {
        var points = world.UnitsByCode[unit.Code].Subtree().Where(p => p.Point is not null).Select(p => p.Id).ToHashSet();
        var answered = counts.Cells.Where(c => points.Contains(c.CollectionPointId) && period.First <= c.Segment && c.Segment <= period.Last)
            .Select(c => world.Waves[c.WaveId].VersionId).ToHashSet();
        return [.. world.Versions.Where(v => answered.Contains(v.Id)).Select(v => v.Questionnaire).Distinct().Order(StringComparer.Ordinal)];
    }

    // One tree for each index, the questionnaire's first index first.
    private async Task<List<UnitTree>> TreesAsync(SurveyDbContext context, ResultsWorld world, FrozenCounts counts, Unit unit, StoredPeriod period,
        string questionnaire, List<FrozenInterval> intervals, CancellationToken cancellationToken)
    {
        var reader = new ResultsChainReader(context, versions, frozen, world, counts);
        var trees = new List<UnitTree>();
        string?[] indices = [null];
        for (var i = 0; i < indices.Length; i++)
        {
            if (await reader.ReadAsync(questionnaire, indices[i], period, null, cancellationToken) is not { } chain)
            {
                continue;
            }

            if (i == 0)
            {
                indices = [null, .. chain.Reading.Questionnaire.Indices.Select(d => d.Code).Where(c => c != chain.Reading.Index.Code)];
            }

            var reports = new List<UnitReport>();
            foreach (var place in world.UnitsByCode[unit.Code].Subtree().Where(p => p.Unit is not null))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var query = new ReportQuery { Unit = place.Code, Period = period.Code, Questionnaire = questionnaire, Index = indices[i] };
                var report = await ExactAsync(chain, place, new ReportBuilder(chain, query, place, default).Build(), intervals, cancellationToken);
                if (place.Code == unit.Code || report.Overall.Figure is not null || place.ExistsIn(period))
                {
                    reports.Add(report);
                }
            }

            trees.Add(UnitTreeQuery.Of(reports));
        }

        return trees;
    }

    private async Task<UnitReport> ExactAsync(ResultsChain chain, Place place, UnitReport report, List<FrozenInterval> intervals, CancellationToken cancellationToken)
    {
        var rows = new List<ReportRow> { report.Overall };
        rows.AddRange(report.Dimensions);
        var figures = await exact.OfAsync(chain, place, report.Index, rows.ConvertAll(r => r.Figure), cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Figure?.IntervalIsBound == true && figures[i] is { IntervalIsBound: false, Interval: { } interval })
            {
                intervals.Add(new(place.Code, report.Query.Questionnaire, report.Index.Code, i == 0 ? "" : rows[i].Code, interval.Low, interval.High));
                rows[i] = rows[i] with { Figure = figures[i] };
            }
        }

        return report with { Overall = rows[0], Dimensions = rows[1..] };
    }

    // A snapshot speaks Vietnamese, whoever closes the period.
    private async Task<byte[]> WorkbookAsync(UnitTree tree, CancellationToken cancellationToken)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
            using var memory = new MemoryStream();
            await workbook.WriteAsync(tree, memory, cancellationToken);
            return memory.ToArray();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
