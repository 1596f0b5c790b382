using Microsoft.EntityFrameworkCore;
using Survey.Core.Periods;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>Where the stored periods cut time.</summary>
public static class SegmentDays
{
    public static async Task<DateOnly[]> BoundariesAsync(SurveyDbContext context, CancellationToken cancellationToken) =>
        Boundaries(await context.Periods.AsNoTracking().ToListAsync(cancellationToken));

    public static DateOnly[] Boundaries(IEnumerable<StoredPeriod> periods) => Segments.Boundaries(periods.Select(p => new Period
    {
        Template = p.Template,
        Code = p.Code,
        Year = p.Year,
        Name = LocalizedText.Of("vi", p.Name),
        First = p.First,
        Last = p.Last,
    }));

    /// <summary>The first boundary after a segment's first day; null in the last segment.</summary>
    public static DateOnly? EndOf(DateOnly segment, DateOnly[] boundaries)
    {
        foreach (var boundary in boundaries)
        {
            if (boundary > segment)
            {
                return boundary;
            }
        }

        return null;
    }

    /// <summary>The smallest response key that a day can have.</summary>
    public static long FirstIdOf(DateOnly day) => (long)RandomKey.DayIndex(day) << 48;

    /// <summary>The largest response key that a day can have.</summary>
    public static long LastIdOf(DateOnly day) => FirstIdOf(day) | ((1L << 48) - 1);
}
