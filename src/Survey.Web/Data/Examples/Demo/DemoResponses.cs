using Survey.Core.Indices;
using Survey.Core.Periods;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Backup;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Data.Examples.Demo;

/// <summary>
/// Writes a year of responses and, in the same transactions, the cells that count them: nothing waits for the fold, which
/// would take many times longer. A transaction holds one segment of days, so whatever is committed is counted.
/// </summary>
internal sealed class DemoResponses(SurveyDbContext context, Wave wave, Questionnaire questionnaire, DemoPoints points, Random random)
{
    private static readonly string[] ResponseColumns = ["Id", "WaveId", "VersionId", "CollectionPointId", "ServiceId", "Channel", "Trust", "Day", "Flags", "Answers"];
    private static readonly string[] CellColumns = ["WaveId", "CollectionPointId", "ServiceId", "Channel", "Segment", "Responses", "LastDay", "Revision", "Vector"];
    private static readonly string[] DayColumns = ["WaveId", "UnitId", "CellDay", "Responses", "Revision", "Vector"];

    private readonly DemoSheets _sheets = new(questionnaire, random);
    private readonly TallyLayout _layout = TallyLayout.For(questionnaire);
    private readonly Dictionary<long, Tally> _day = [];
    private readonly Dictionary<CellKey, CellSum> _cells = [];
    private int _firstMonth;

    /// <param name="days">Which days have how many responses, in order.</param>
    /// <param name="boundaries">Where the periods cut time.</param>
    /// <param name="progress">Hears how many are written so far.</param>
    /// <param name="cancellationToken">Stops it; the segment under way is then not kept.</param>
    public async Task WriteAsync(IReadOnlyList<(DateOnly Day, int Responses)> days, DateOnly[] boundaries, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var done = 0;
        _firstMonth = MonthOf(days[0].Day);
        foreach (var segment in days.GroupBy(d => Segments.StartOf(d.Day, boundaries)))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await CellWriter.AnnounceAsync(context, DateTime.UtcNow, cancellationToken);
            await using var responses = new BulkInsert(context, "SurveyResponses", ResponseColumns);
            await using var dayCells = new BulkInsert(context, "DayCells", DayColumns);
            foreach (var (day, count) in segment)
            {
                await WriteDayAsync(responses, segment.Key, day, count, cancellationToken);
                await WriteDayCellsAsync(dayCells, day, cancellationToken);
                progress.Report(done += count);
            }

            await responses.FlushAsync(cancellationToken);
            await dayCells.FlushAsync(cancellationToken);
            await WriteCellsAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task WriteDayAsync(BulkInsert responses, DateOnly segment, DateOnly day, int count, CancellationToken cancellationToken)
    {
        foreach (var id in KeysOf(day, count))
        {
            var point = points.Draw(random);
            var (service, channel) = (point.ServiceOf(random), point.ChannelOf(random));
            var sheet = _sheets.Draw(random, point.Quality[MonthOf(day) - _firstMonth]);
            await responses.AddAsync(
                [id, wave.Id, wave.VersionId, point.Id, service, (int)channel, (int)TrustTier.Open, day.DayNumber, (int)QualityFlags.None, sheet.Json],
                cancellationToken);
            Count(new CellKey(wave.Id, point.Id, service, channel, segment), point.UnitId, day, sheet);
        }
    }

    private void Count(CellKey key, long unit, DateOnly day, DrawnSheet sheet)
    {
        if (!_cells.TryGetValue(key, out var cell))
        {
            _cells.Add(key, cell = new CellSum(new Tally(_layout)));
        }

        if (!_day.TryGetValue(unit, out var ofDay))
        {
            _day.Add(unit, ofDay = new Tally(_layout));
        }

        cell.Tally.Add(sheet.Sheet);
        cell.LastDay = day;
        ofDay.Add(sheet.Sheet);
    }

    private static int MonthOf(DateOnly day) => (12 * day.Year) + day.Month;

    // Ascending, as the table keeps them: a page of it is filled once. Who came when stays random.
    private long[] KeysOf(DateOnly day, int count)
    {
        var keys = new HashSet<long>(count);
        while (keys.Count < count)
        {
            keys.Add(((long)RandomKey.DayIndex(day) << 48) | random.NextInt64(1L << 48));
        }

        return [.. keys.Order()];
    }

    private async Task WriteDayCellsAsync(BulkInsert rows, DateOnly day, CancellationToken cancellationToken)
    {
        foreach (var (unit, tally) in _day.Where(d => d.Value.Responses > 0).OrderBy(d => d.Key))
        {
            await rows.AddAsync([wave.Id, unit, day.DayNumber, (int)tally.Responses, 1, tally.ToBytes()], cancellationToken);
            tally.Clear();
        }
    }

    private async Task WriteCellsAsync(CancellationToken cancellationToken)
    {
        await using var rows = new BulkInsert(context, "TallyCells", CellColumns);
        foreach (var (key, cell) in _cells.OrderBy(c => c.Key.CollectionPointId).ThenBy(c => c.Key.ServiceId).ThenBy(c => c.Key.Channel))
        {
            await rows.AddAsync(
                [key.WaveId, key.CollectionPointId, key.ServiceId, (int)key.Channel, key.Segment.DayNumber, (int)cell.Tally.Responses, cell.LastDay.DayNumber, 1, cell.Tally.ToBytes()],
                cancellationToken);
        }

        await rows.FlushAsync(cancellationToken);
        _cells.Clear();
    }
}
