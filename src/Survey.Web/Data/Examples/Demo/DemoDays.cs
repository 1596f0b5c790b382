namespace Survey.Web.Data.Examples.Demo;

/// <summary>How many responses come on each day of the year that ended yesterday: none on Sundays, few on Saturdays.</summary>
internal static class DemoDays
{
    private const int Days = 365;

    public static IEnumerable<(DateOnly Day, int Responses)> Of(DateOnly today, int responses)
    {
        var days = Enumerable.Range(0, Days).Select(i => today.AddDays(i - Days)).ToList();
        var (all, upTo, given) = (days.Sum(WeightOf), 0.0, 0);
        foreach (var day in days)
        {
            upTo += WeightOf(day);
            var now = (int)Math.Round(responses * upTo / all);
            yield return (day, now - given);
            given = now;
        }
    }

    private static double WeightOf(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Sunday => 0,
        DayOfWeek.Saturday => 0.3,
        _ => 1,
    };
}
