using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>An index that others publish (PAPI, PCI, PAR Index …), in the list of those a province follows.</summary>
public sealed class OutsideIndex
{
    /// <summary>Stable code, such as papi.</summary>
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string NameEn { get; set; }

    /// <summary>Who publishes it.</summary>
    public required string Publisher { get; set; }

    /// <summary>The highest value possible in hundredths; null: not bounded or not known.</summary>
    public int? MaximumHundredths { get; set; }
}

/// <summary>One published value. What the source prints is kept letter for letter, beside what can be drawn of it.</summary>
public sealed class OutsideValue
{
    public const int VerbatimLength = 60;

    public required long Id { get; init; }
    public required string IndexCode { get; init; }

    /// <summary>A part of the index as the source names it; empty: the whole.</summary>
    public required string Component { get; init; }
    public required long UnitId { get; init; }
    public required int Year { get; init; }

    /// <summary>As printed: "62.97%".</summary>
    public required string Verbatim { get; set; }

    /// <summary>The value in ten-thousandths where the print is a number; null: it is not.</summary>
    public long? TenThousandths { get; set; }

    /// <summary>As printed: "15/21".</summary>
    public string Rank { get; set; } = "";

    /// <summary>The target as the plan prints it: "trên 90%", "top 20".</summary>
    public string Target { get; set; } = "";
    public required string Source { get; set; }

    /// <summary>An http(s) address; empty: none.</summary>
    public string Address { get; set; } = "";
    public string Note { get; set; } = "";
    public int Revision { get; set; }
}

public sealed class OutsideIndexConfiguration : IEntityTypeConfiguration<OutsideIndex>, IEntityTypeConfiguration<OutsideValue>
{
    public void Configure(EntityTypeBuilder<OutsideIndex> builder)
    {
        builder.ToTable("OutsideIndices");
        builder.HasKey(i => i.Code);
        builder.Property(i => i.Code).HasMaxLength(32);
        builder.Property(i => i.Name).HasMaxLength(Unit.NameLength);
        builder.Property(i => i.NameEn).HasMaxLength(Unit.NameLength);
        builder.Property(i => i.Publisher).HasMaxLength(Unit.NameLength);
    }

    public void Configure(EntityTypeBuilder<OutsideValue> builder)
    {
        builder.ToTable("OutsideValues");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.IndexCode).HasMaxLength(32);
        builder.Property(v => v.Component).HasMaxLength(100);
        builder.Property(v => v.Verbatim).HasMaxLength(OutsideValue.VerbatimLength);
        builder.Property(v => v.Rank).HasMaxLength(OutsideValue.VerbatimLength);
        builder.Property(v => v.Target).HasMaxLength(OutsideValue.VerbatimLength);
        builder.Property(v => v.Source).HasMaxLength(300);
        builder.Property(v => v.Address).HasMaxLength(300);
        builder.Property(v => v.Note).HasMaxLength(400);
        builder.Property(v => v.Revision).IsConcurrencyToken();
        builder.HasIndex(v => new { v.UnitId, v.IndexCode, v.Component, v.Year }).IsUnique();
        builder.HasOne<OutsideIndex>().WithMany().HasForeignKey(v => v.IndexCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(v => v.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
