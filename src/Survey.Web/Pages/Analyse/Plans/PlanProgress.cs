using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Plans;

public enum PaceState
{
    /// <summary>Nothing is asked of the row.</summary>
    NoQuota,

    /// <summary>How many came may not be said.</summary>
    Unknown,
    NotStarted,
    Full,
    OnTrack,
    Behind,

    /// <summary>The period is over and the quota was not reached.</summary>
    Unmet,
}

/// <summary>Where a row stands on a day.</summary>
/// <param name="End">The day on which the quota is full if as many go on to come each day.</param>
public sealed record Pace(PaceState State, DateOnly? End = null)
{
    /// <param name="received">Null where it may not be said.</param>
    /// <param name="first">First day of fieldwork.</param>
    /// <param name="last">Last day of the period.</param>
    public static Pace Of(long? received, long planned, DateOnly first, DateOnly last, DateOnly today)
    {
        if (planned == 0)
        {
            return new(PaceState.NoQuota);
        }

        if (received >= planned)
        {
            return new(PaceState.Full);
        }

        if (today < first)
        {
            return new(PaceState.NotStarted);
        }

        if (received is not { } count || count == 0)
        {
            return new(PaceState.Unknown);
        }

        if (today > last)
        {
            return new(PaceState.Unmet);
        }

        var days = (Int128)(planned - count) * (today.DayNumber - first.DayNumber + 1);
        var more = (days + count - 1) / count;
        var end = more > DateOnly.MaxValue.DayNumber - today.DayNumber ? DateOnly.MaxValue : today.AddDays((int)more);
        return new(end > last ? PaceState.Behind : PaceState.OnTrack, end);
    }
}

/// <summary>A row of the progress: a unit's sum or one of its services.</summary>
/// <param name="Line">Sums over the unit's rows where it is the unit's.</param>
/// <param name="Received">Null where it may not be said, or nothing came.</param>
public sealed record ProgressRow(PlanLine Line, long? Received, Pace Pace);

/// <summary>A unit with its rows by service; none where the plan is by unit.</summary>
public sealed record UnitProgress(ProgressRow Sum, IReadOnlyList<ProgressRow> Services);

/// <summary>How far a plan is, as far as may be said.</summary>
public sealed record PlanProgress(ProgressRow Total, IReadOnlyList<UnitProgress> Units, DateOnly First, DateOnly Last, DateOnly Today)
{
    public IEnumerable<UnitProgress> Behind => Units.Where(u => u.Sum.Pace.State is PaceState.Behind or PaceState.Unmet);

    internal static PlanProgress Of(IReadOnlyList<PlanLine> lines, Unit top, ReceivedCounts received, DateOnly first, DateOnly last, DateOnly today)
    {
        var units = lines.GroupBy(l => l.Stratum.Unit.Id).Select(g => new UnitProgress(
            Row(Sum([.. g], g.First().Stratum.Unit), received.OfUnit(g.Key)),
            g.All(l => l.Stratum.Service is null) ? [] : [.. g.Select(l => Row(l, received.OfService(g.Key, l.Stratum.ServiceId)))])).ToList();
        return new PlanProgress(Row(Sum(lines, top), received.OfAll(top.Id)), units, first, last, today);

        ProgressRow Row(PlanLine line, long? count) => new(line, count, Pace.Of(count, line.Planned, first, last, today));
    }

    private static PlanLine Sum(IReadOnlyList<PlanLine> lines, Unit unit) => new(
        new Stratum(unit, null), lines.Sum(l => l.Population), lines.Sum(l => l.Planned),
        lines.Any(l => l.Issued is not null) ? lines.Sum(l => l.Issued ?? 0) : null);
}
