using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>Points of a criterion that citizens do not rate (of the one-stop rating, say), typed in or imported.</summary>
public sealed class CriterionValue
{
    public required long UnitId { get; init; }
    public required string PeriodCode { get; init; }
    public required string IndexCode { get; init; }
    public required string Criterion { get; init; }
    public required int TenThousandths { get; set; }

    /// <summary>Where the value comes from, in words.</summary>
    public required string Source { get; set; }
    public long? EnteredBy { get; set; }
    public required DateTime EnteredAt { get; set; }
}

/// <summary>Another set of weights for the dimensions of an index, by which any period can be shown beside the index's own.</summary>
public sealed class WeightSet
{
    public required long Id { get; init; }
    public required long QuestionnaireId { get; init; }
    public required string IndexCode { get; init; }

    /// <summary>Stands in addresses.</summary>
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>JSON of dimension code → weight as a decimal in a string. It never changes: another set is another row.</summary>
    public required string Weights { get; init; }
    public required long CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
}

/// <summary>Counts of one wave at one unit's own collection points on one day: the grain of trends. Rebuildable from the responses.</summary>
public sealed class DayCell
{
    public required long WaveId { get; init; }
    public required long UnitId { get; init; }
    public required DateOnly Day { get; init; }
    public required int Responses { get; set; }

    /// <summary>Grows with each fold; a fold that started from an older one is undone and repeated.</summary>
    public required int Revision { get; set; }

    /// <summary>The packed counts, see Survey.Core.Indices.Tally.</summary>
    public required byte[] Vector { get; set; }
}

public sealed class AnalysisConfiguration : IEntityTypeConfiguration<CriterionValue>, IEntityTypeConfiguration<WeightSet>, IEntityTypeConfiguration<DayCell>
{
    public void Configure(EntityTypeBuilder<CriterionValue> builder)
    {
        builder.ToTable("CriterionValues");
        builder.HasKey(c => new { c.UnitId, c.PeriodCode, c.IndexCode, c.Criterion });
        builder.Property(c => c.PeriodCode).HasMaxLength(40);
        builder.Property(c => c.IndexCode).HasMaxLength(32);
        builder.Property(c => c.Criterion).HasMaxLength(32);
        builder.Property(c => c.Source).HasMaxLength(200);
        builder.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<WeightSet> builder)
    {
        builder.ToTable("WeightSets");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.IndexCode).HasMaxLength(32);
        builder.Property(w => w.Code).HasMaxLength(32);
        builder.Property(w => w.Name).HasMaxLength(100);
        builder.Property(w => w.Weights).HasMaxLength(2000);
        builder.HasIndex(w => new { w.QuestionnaireId, w.IndexCode, w.Code }).IsUnique();
        builder.HasOne<StoredQuestionnaire>().WithMany().HasForeignKey(w => w.QuestionnaireId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DayCell> builder)
    {
        builder.ToTable("DayCells");
        builder.HasKey(c => new { c.WaveId, c.UnitId, c.Day });
        builder.Property(c => c.Day).HasColumnName("CellDay").HasConversion(DayNumber.Converter);
        builder.Property(c => c.Revision).IsConcurrencyToken();
    }
}
