using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>A number that differs, for all purposes, where what a report is made of differs.</summary>
internal static class ResultsStamp
{
    public static int Of(List<UnitSuccession> successions)
    {
        var hash = new HashCode();
        foreach (var succession in successions.OrderBy(s => s.PredecessorId).ThenBy(s => s.SuccessorId))
        {
            hash.Add((succession.PredecessorId, succession.SuccessorId, succession.Day));
        }

        return hash.ToHashCode();
    }

    public static int Of(IReadOnlyList<ClosedPeriod> closed)
    {
        var hash = new HashCode();
        foreach (var period in closed.OrderBy(c => c.SnapshotId))
        {
            hash.Add(period.SnapshotId);
        }

        return hash.ToHashCode();
    }

    public static int Of(List<Unit> units, List<CollectionPoint> points, List<Service> services, IEnumerable<(long Point, long Service)> offered,
        List<StoredPeriod> periods, List<Target> targets, List<ResultWave> waves, List<ResultVersion> versions)
    {
        var hash = new HashCode();
        units.ForEach(u => hash.Add(HashCode.Combine(
            HashCode.Combine(u.Id, u.Code, u.Name, u.NameEn), u.Level, u.ParentId, u.Feedback, u.ValidFrom, u.ValidTo)));
        points.ForEach(p => hash.Add(HashCode.Combine(p.Id, p.Code, p.Key, p.UnitId, p.Name, p.NameEn, p.RetiredOn)));
        services.ForEach(s => hash.Add(HashCode.Combine(s.Id, s.Code, s.Name, s.NameEn)));
        foreach (var offer in offered)
        {
            hash.Add(offer);
        }

        periods.ForEach(p => hash.Add(HashCode.Combine(HashCode.Combine(p.Code, p.Template, p.Year, p.Name, p.NameEn),
            p.First, p.Last, p.DueInternal, p.DueExternal, p.Recipient, p.PredecessorCode)));
        targets.ForEach(t => hash.Add(HashCode.Combine(t.Id, t.UnitId, t.IndexCode, t.Year, t.Operator, t.ValueHundredths)));
        // As lambdas: a method of a struct given as a delegate adds to a copy.
        waves.ForEach(w => hash.Add(w));
        versions.ForEach(v => hash.Add(v));
        return hash.ToHashCode();
    }
}
