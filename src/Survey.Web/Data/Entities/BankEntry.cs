using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum BankKind
{
    Item,
    Scale,
}

/// <summary>An item or a scale that is kept for reuse in a unit and all below it.</summary>
public sealed class BankEntry
{
    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required BankKind Kind { get; init; }

    /// <summary>The item's or the scale's code.</summary>
    public required string Code { get; init; }

    /// <summary>A questionnaire in canonical JSON that holds just this item with its scale, or just this scale.</summary>
    public required string Json { get; set; }
    public required DateTime ChangedAt { get; set; }
    public int Revision { get; set; }

    public Unit? Unit { get; set; }
}

public sealed class BankEntryConfiguration : IEntityTypeConfiguration<BankEntry>
{
    public void Configure(EntityTypeBuilder<BankEntry> builder)
    {
        builder.ToTable("BankEntries");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(b => b.Code).HasMaxLength(32);
        builder.Property(b => b.Revision).IsConcurrencyToken();
        builder.HasIndex(b => new { b.UnitId, b.Kind, b.Code }).IsUnique();
        builder.HasOne(b => b.Unit).WithMany().HasForeignKey(b => b.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
