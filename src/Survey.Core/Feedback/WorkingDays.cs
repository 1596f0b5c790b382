namespace Survey.Core.Feedback;

/// <summary>Which days are worked: Monday to Friday, but for days off, and on weekend days worked in their place ("làm bù").
/// Holidays are decided year by year, so nothing is known here but what was entered.</summary>
public sealed record WorkingDays
{
    private const int Most = 1000;

    /// <summary>Monday to Friday, without exceptions.</summary>
    public static WorkingDays Plain { get; } = new();

    /// <summary>Days that are not worked though they may be weekdays.</summary>
    public IReadOnlySet<DateOnly> Off { get; init; } = new HashSet<DateOnly>();

    /// <summary>Days that are worked though they lie on a weekend. A day that is off as well counts as worked.</summary>
    public IReadOnlySet<DateOnly> Worked { get; init; } = new HashSet<DateOnly>();

    /// <summary>Whether a day is worked.</summary>
    public bool Includes(DateOnly day) =>
        Worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Off.Contains(day));

    /// <summary>The working day that lies this many working days after a day; the day itself is not counted.</summary>
    /// <param name="day">Any day.</param>
    /// <param name="count">Working days, 0 to 1000. With 0 the day itself is given, whether it is worked or not.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above 1000.</exception>
    public DateOnly After(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= Includes(day) ? 1 : 0;
        }

        return day;
    }
}
