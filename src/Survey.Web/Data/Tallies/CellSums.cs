using Survey.Core.Indices;
using Survey.Core.Periods;
using Survey.Core.Responses;

namespace Survey.Web.Data.Tallies;

/// <summary>Responses summed up by cell, before they are written. Not safe for use by several threads at once.</summary>
public sealed class CellSums(IReadOnlyDictionary<long, TallyLayout> layouts, DateOnly[] boundaries, IReadOnlyDictionary<long, long> units)
{
    private readonly Dictionary<CellKey, CellSum> _cells = [];
    private readonly Dictionary<DayKey, Tally> _days = [];

    /// <summary>The boundaries by which segments were found.</summary>
    public DateOnly[] Boundaries => boundaries;

    public IReadOnlyDictionary<CellKey, CellSum> Cells => _cells;

    /// <summary>The same responses by unit and day.</summary>
    public IReadOnlyDictionary<DayKey, Tally> Days => _days;

    /// <summary>Responses added.</summary>
    public long Responses { get; private set; }

    /// <summary>Counts a response; false where its sheet is no sheet of its version, and then nothing was counted.</summary>
    public bool TryAdd(CountedResponse response)
    {
        if (!layouts.TryGetValue(response.VersionId, out var layout))
        {
            return false;
        }

        var (cell, day) = (CellOf(KeyOf(response), layout), DayOf(DayKeyOf(response), layout));
        if (!ReferenceEquals(cell.Tally.Layout, layout) || !ReferenceEquals(day.Layout, layout))
        {
            return false; // a wave has one version: this sheet belongs to another
        }

        try
        {
            var sheet = AnswerSheet.Parse(layout.Questionnaire, response.Answers);
            cell.Tally.Add(sheet);
            day.Add(sheet);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }

        cell.LastDay = response.Day > cell.LastDay ? response.Day : cell.LastDay;
        Responses++;
        return true;
    }

    public CellKey KeyOf(CountedResponse response) => new(
        response.WaveId, response.CollectionPointId, response.ServiceId, response.Channel, Segments.StartOf(response.Day, boundaries));

    public DayKey DayKeyOf(CountedResponse response) => new(response.WaveId, units.GetValueOrDefault(response.CollectionPointId), response.Day);

    /// <summary>The sums of one unit's day, made where there are none yet.</summary>
    public Tally DayOf(DayKey key, TallyLayout layout)
    {
        if (!_days.TryGetValue(key, out var tally))
        {
            _days.Add(key, tally = new Tally(layout));
        }

        return tally;
    }

    /// <summary>The sums of one cell, made where there are none yet.</summary>
    public CellSum CellOf(CellKey key, TallyLayout layout)
    {
        if (!_cells.TryGetValue(key, out var cell))
        {
            _cells.Add(key, cell = new CellSum(new Tally(layout)));
        }

        return cell;
    }
}

/// <summary>What is to be added to one cell; taken out where counts are negative.</summary>
public sealed class CellSum(Tally tally)
{
    public Tally Tally { get; } = tally;
    public DateOnly LastDay { get; set; }
}
