using System.Globalization;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Comments;

/// <summary>A month as comments keep it: year × 100 + month.</summary>
internal static class CommentMonth
{
    public static int Of(DateOnly day) => (day.Year * 100) + day.Month;

    public static DateOnly First(int month) => new(month / 100, month % 100, 1);

    public static DateOnly Last(int month) => First(month).AddMonths(1).AddDays(-1);

    /// <summary>All months of which a period holds a day, newest first.</summary>
    public static IReadOnlyList<int> Within(StoredPeriod period)
    {
        var months = new List<int>();
        for (var day = new DateOnly(period.Last.Year, period.Last.Month, 1); day.AddMonths(1) > period.First; day = day.AddMonths(-1))
        {
            months.Add(Of(day));
        }

        return months;
    }

    public static string InWords(int month) => First(month).ToString("MM/yyyy", CultureInfo.InvariantCulture);
}
