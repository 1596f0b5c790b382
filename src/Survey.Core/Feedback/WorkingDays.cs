namespace Survey.Core.Feedback;

/// <summary>Counts working days, Monday to Friday. Public holidays are not known: a due day is proposed by it and can be changed.</summary>
public static class WorkingDays
{
    /// <summary>The working day that lies this many working days after a day; the day itself is not counted.</summary>
    /// <param name="day">Any day.</param>
    /// <param name="count">Working days, 0 to 1000. With 0 the day itself is given, also on a weekend.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above 1000.</exception>
    public static DateOnly After(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }
}
