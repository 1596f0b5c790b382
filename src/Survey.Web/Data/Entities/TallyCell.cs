using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>
/// Counts of one wave at one collection point, service and channel over one segment of days
/// (a run of days that no period's first or last day cuts). Rebuildable from the responses.
/// </summary>
public sealed class TallyCell
{
    public required long WaveId { get; init; }
    public required long CollectionPointId { get; init; }
    public required long ServiceId { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>First day of the segment.</summary>
    public required DateOnly Segment { get; init; }
    public required int Responses { get; set; }

    /// <summary>Last day on which one of the counted responses came.</summary>
    public required DateOnly LastDay { get; set; }

    /// <summary>Grows with each fold; a fold that started from an older one is undone and repeated.</summary>
    public required int Revision { get; set; }

    /// <summary>The packed counts, see Survey.Core.Indices.Tally.</summary>
    public required byte[] Vector { get; set; }
}

/// <summary>One row: how far the tallies are.</summary>
public sealed class TallyState
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Grows with each change of any cell; what was computed from an older one is stale.</summary>
    public long Generation { get; set; }
    public DateTime FoldedAt { get; set; }

    /// <summary>The format in which all cells are packed; below the program's own they are counted again from the responses.</summary>
    public int Format { get; set; } = 1;
}

public sealed class TallyCellConfiguration : IEntityTypeConfiguration<TallyCell>, IEntityTypeConfiguration<TallyState>
{
    public void Configure(EntityTypeBuilder<TallyCell> builder)
    {
        builder.ToTable("TallyCells");
        builder.HasKey(c => new { c.WaveId, c.CollectionPointId, c.ServiceId, c.Channel, c.Segment });
        builder.Property(c => c.Segment).HasConversion(DayNumber.Converter);
        builder.Property(c => c.LastDay).HasConversion(DayNumber.Converter);
        builder.Property(c => c.Revision).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<TallyState> builder)
    {
        builder.ToTable("TallyState");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Format).HasDefaultValue(1);
        builder.HasData(new TallyState { FoldedAt = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
    }
}
