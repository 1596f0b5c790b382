using System.Globalization;

namespace Survey.Core.Periods;

/// <summary>A day of any year, written MM-DD. 02-29 stands for the end of February in every year.</summary>
public readonly record struct MonthDay : IComparable<MonthDay>
{
    /// <summary>Makes a day of the year.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to the month's length in a leap year.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day in any year.</exception>
    public MonthDay(int month, int day)
    {
        if (!Exists(month, day))
        {
            throw new ArgumentOutOfRangeException(nameof(day), $"There is no day {month:00}-{day:00}.");
        }

        (Month, Day) = (month, day);
    }

    /// <summary>1 to 12.</summary>
    public int Month { get; }

    /// <summary>1 to 31.</summary>
    public int Day { get; }

    /// <summary>Reads MM-DD.</summary>
    public static bool TryParse(string? text, out MonthDay value)
    {
        value = default;
        if (text is not { Length: 5 } || text[2] != '-'
            || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || !int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            || !Exists(month, day))
        {
            return false;
        }

        value = new(month, day);
        return true;
    }

    /// <summary>The day as the first of a period: in a year without 29 February the day after the 28th, so that a period
    /// ending on 02-28 and one starting on 02-29 always meet.</summary>
    public DateOnly FirstIn(int year) => IsMissingIn(year) ? new(year, 3, 1) : new(year, Month, Day);

    /// <summary>The day as the last of a period, or as a due day: in a year without 29 February the 28th.</summary>
    public DateOnly LastIn(int year) => IsMissingIn(year) ? new(year, 2, 28) : new(year, Month, Day);

    /// <inheritdoc/>
    public int CompareTo(MonthDay other) => (Month, Day).CompareTo((other.Month, other.Day));

    /// <summary>Whether a stands earlier in the year than b.</summary>
    public static bool operator <(MonthDay a, MonthDay b) => a.CompareTo(b) < 0;

    /// <summary>Whether a stands later in the year than b.</summary>
    public static bool operator >(MonthDay a, MonthDay b) => a.CompareTo(b) > 0;

    /// <summary>Whether a does not stand later in the year than b.</summary>
    public static bool operator <=(MonthDay a, MonthDay b) => a.CompareTo(b) <= 0;

    /// <summary>Whether a does not stand earlier in the year than b.</summary>
    public static bool operator >=(MonthDay a, MonthDay b) => a.CompareTo(b) >= 0;

    /// <summary>MM-DD.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");

    private bool IsMissingIn(int year) => Month == 2 && Day == 29 && !DateTime.IsLeapYear(year);

    private static bool Exists(int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2000, month);
}
