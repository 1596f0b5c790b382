using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>A reporting period of the organisation: a window of days, inclusive, with its due days.</summary>
public sealed class StoredPeriod
{
    public required long Id { get; init; }

    /// <summary>Year and template code, such as 2026-q1.</summary>
    public required string Code { get; init; }
    public required string Template { get; set; }
    public required int Year { get; set; }
    public required string Name { get; set; }
    public required string NameEn { get; set; }
    public required DateOnly First { get; set; }
    public required DateOnly Last { get; set; }
    public DateOnly? DueInternal { get; set; }
    public DateOnly? DueExternal { get; set; }
    public string? Recipient { get; set; }

    /// <summary>Code of the period it is compared with.</summary>
    public string? PredecessorCode { get; set; }

    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

public enum TargetOperator
{
    AtLeast,
    Above,
}

/// <summary>A wanted value of an index in a year, of one unit or (no unit) of all that have none of their own.</summary>
public sealed class Target
{
    public required long Id { get; init; }
    public long? UnitId { get; init; }
    public required string IndexCode { get; init; }
    public required int Year { get; init; }
    public required TargetOperator Operator { get; set; }

    /// <summary>In hundredths of the index's unit, so that both databases order and compare it.</summary>
    public required int ValueHundredths { get; set; }

    public decimal Value => ValueHundredths / 100m;
}

/// <summary>How many transactions a unit handled of a service in a period.</summary>
public sealed class TransactionCount
{
    public required long UnitId { get; init; }
    public required long ServiceId { get; init; }
    public required string PeriodCode { get; init; }
    public required long Count { get; set; }
}

/// <summary>A scoring scheme as imported: canonical JSON.</summary>
public sealed class StoredScoringScheme
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public DateOnly? EffectiveTo { get; init; }
    public required string Json { get; init; }
}

public sealed class StoredPeriodConfiguration : IEntityTypeConfiguration<StoredPeriod>, IEntityTypeConfiguration<Target>,
    IEntityTypeConfiguration<TransactionCount>, IEntityTypeConfiguration<StoredScoringScheme>
{
    public void Configure(EntityTypeBuilder<StoredPeriod> builder)
    {
        builder.ToTable("Periods");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(40);
        builder.Property(p => p.Template).HasMaxLength(32);
        builder.Property(p => p.Name).HasMaxLength(100);
        builder.Property(p => p.NameEn).HasMaxLength(100);
        builder.Property(p => p.First).HasColumnName("FirstDay");
        builder.Property(p => p.Last).HasColumnName("LastDay");
        builder.Property(p => p.Recipient).HasMaxLength(200);
        builder.Property(p => p.PredecessorCode).HasMaxLength(40);
        builder.HasIndex(p => p.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Target> builder)
    {
        builder.ToTable("Targets");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.IndexCode).HasMaxLength(32);
        builder.Property(t => t.Operator).HasConversion<string>().HasMaxLength(16);
        builder.Ignore(t => t.Value);
        builder.HasIndex(t => new { t.UnitId, t.IndexCode, t.Year }).IsUnique();
        builder.HasOne<Unit>().WithMany().HasForeignKey(t => t.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<TransactionCount> builder)
    {
        builder.ToTable("TransactionCounts");
        builder.HasKey(c => new { c.UnitId, c.ServiceId, c.PeriodCode });
        builder.Property(c => c.PeriodCode).HasMaxLength(40);
        builder.Property(c => c.Count).HasColumnName("Transactions");
    }

    public void Configure(EntityTypeBuilder<StoredScoringScheme> builder)
    {
        builder.ToTable("ScoringSchemes");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Code).HasMaxLength(32);
        builder.HasIndex(s => new { s.Code, s.Version }).IsUnique();
    }
}
