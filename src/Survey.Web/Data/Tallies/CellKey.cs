using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>Which cell a response is counted in.</summary>
public readonly record struct CellKey(long WaveId, long CollectionPointId, long ServiceId, Channel Channel, DateOnly Segment)
{
    public static CellKey Of(TallyCell cell) => new(cell.WaveId, cell.CollectionPointId, cell.ServiceId, cell.Channel, cell.Segment);
}

/// <summary>Which cell of the day grain a response is counted in: that of the unit that its collection point belongs to.</summary>
public readonly record struct DayKey(long WaveId, long UnitId, DateOnly Day)
{
    public static DayKey Of(DayCell cell) => new(cell.WaveId, cell.UnitId, cell.Day);
}

/// <summary>What counting needs of a stored response.</summary>
public sealed record CountedResponse(
    long Id, long WaveId, long VersionId, long CollectionPointId, long ServiceId, Channel Channel, DateOnly Day, QualityFlags Flags, string Answers)
{
    public bool IsExcluded => Flags.HasFlag(QualityFlags.Excluded);

    public static IQueryable<CountedResponse> From(IQueryable<SurveyResponse> responses) => responses.Select(r => new CountedResponse(
        r.Id, r.WaveId, r.VersionId, r.CollectionPointId, r.ServiceId, r.Channel, r.Day, r.Flags, r.Answers));
}
