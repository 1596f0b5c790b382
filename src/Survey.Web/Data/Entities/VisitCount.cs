using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum VisitKind
{
    Closed,
    Unknown,
    Retired,
}

/// <summary>How many opened a code that could not be answered, by day. Counted in memory, flushed in the background.</summary>
public sealed class VisitCount
{
    /// <summary>The point, 0 for codes that lead nowhere.</summary>
    public required long CollectionPointId { get; init; }
    public required DateOnly Day { get; init; }
    public required VisitKind Kind { get; init; }
    public required long Count { get; set; }
}

public sealed class VisitCountConfiguration : IEntityTypeConfiguration<VisitCount>
{
    public void Configure(EntityTypeBuilder<VisitCount> builder)
    {
        builder.ToTable("VisitCounts");
        builder.HasKey(v => new { v.CollectionPointId, v.Day, v.Kind });
        builder.Property(v => v.Day).HasConversion(DayNumber.Converter);
        builder.Property(v => v.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(v => v.Count).HasColumnName("Visits");
    }
}
