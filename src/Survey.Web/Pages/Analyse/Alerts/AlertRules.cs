using Survey.Core.Indices;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Trends;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>A fall that the control limits call real.</summary>
/// <param name="Kind">Below the limit, or a long run below the centre.</param>
/// <param name="First">First day of the stretch.</param>
/// <param name="Last">Last day of it.</param>
/// <param name="ValueHundredths">The value.</param>
/// <param name="LimitHundredths">The lower limit, or the centre.</param>
internal sealed record Fall(AlertKind Kind, DateOnly First, DateOnly Last, int ValueHundredths, int LimitHundredths);

/// <summary>What the newest point of a trend says.</summary>
/// <param name="IsKnown">Whether there is a point with limits at all.</param>
/// <param name="Fall">Null: back inside.</param>
internal readonly record struct Judgement(bool IsKnown, Fall? Fall);

/// <summary>When a trend raises an alert: only what lies beyond the limits, never a few bad answers.</summary>
internal static class AlertRules
{
    /// <summary>A point that is older alarms nobody any more.</summary>
    public const int FreshDays = 28;

    /// <summary>For so long after its end the same reason is not raised again.</summary>
    public const int QuietDays = 14;

    /// <param name="series">Weeks, as they may be shown.</param>
    /// <param name="open">The alert that lasts; null: none.</param>
    public static Judgement Judge(TrendSeries series, Alert? open)
    {
        var at = series.Buckets.ToList().FindLastIndex(b => b.Figure?.Value is not null);
        if (at < 0)
        {
            return default;
        }

        var newest = series.Buckets[at];
        var control = (open is { Kind: AlertKind.BelowLimit } ? AgainstBefore(series, open.FirstSeen)?.Points[at] : null) ?? newest.Control;
        if (control is null)
        {
            return default;
        }

        return new(true, control.Signal switch
        {
            ControlSignal.Below => new(AlertKind.BelowLimit, newest.First, newest.Last, Hundredths(newest.Figure!), Hundredths(control.Low)),
            ControlSignal.RunBelow => new(AlertKind.LowRun, newest.First, newest.Last, Hundredths(newest.Figure!), Hundredths(series.Centre ?? control.High)),
            _ => null,
        });
    }

    public static bool IsFresh(Fall fall, DateOnly today) => fall.Last >= today.AddDays(-FreshDays);

    // A fall that lasts would pull the baseline down to itself and seem over; it is measured against what was before it.
    private static ControlChart? AgainstBefore(TrendSeries series, DateOnly firstSeen)
    {
        var before = series.Buckets.Count(b => b.First < firstSeen);
        return ControlLimits.Of([.. series.Buckets.Select(b => b.Figure)], before);
    }

    private static int Hundredths(Figure figure) => (int)(figure.Rounded!.Value * 100);

    private static int Hundredths(double value) => (int)Math.Round(value * 100, MidpointRounding.AwayFromZero);
}
