using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Survey.Core.Feedback;

namespace Survey.Web.Data.Entities;

/// <summary>An exception to Monday to Friday: a day off, or a weekend day that is worked in its place.</summary>
public sealed class DayOff
{
    public const int NameLength = 100;

    public required DateOnly Day { get; init; }
    public required bool Worked { get; set; }
    public required string Name { get; set; }
}

public static class DaysOff
{
    // A due day lies at most so many working days ahead, and a year has no more days off than weekdays.
    private const int Ahead = 3 * 366;

    /// <summary>The working days from a day on, as they are known today.</summary>
    public static async Task<WorkingDays> WorkingDaysAsync(this SurveyDbContext context, DateOnly from, CancellationToken cancellationToken)
    {
        var to = from.AddDays(Ahead);
        var days = await context.DaysOff.AsNoTracking().Where(d => d.Day >= from && d.Day <= to).ToListAsync(cancellationToken);
        return new WorkingDays
        {
            Off = days.Where(d => !d.Worked).Select(d => d.Day).ToHashSet(),
            Worked = days.Where(d => d.Worked).Select(d => d.Day).ToHashSet(),
        };
    }
}

public sealed class DayOffConfiguration : IEntityTypeConfiguration<DayOff>
{
    public void Configure(EntityTypeBuilder<DayOff> builder)
    {
        builder.ToTable("DaysOff");
        builder.HasKey(d => d.Day);
        builder.Property(d => d.Day).HasColumnName("CalendarDay").HasConversion(DayNumber.Converter).ValueGeneratedNever();
        builder.Property(d => d.Name).HasMaxLength(DayOff.NameLength);
    }
}
