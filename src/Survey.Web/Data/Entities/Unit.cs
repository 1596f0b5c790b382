using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum UnitLevel
{
    Province,
    Department,
    Room,
    Affiliated,
    Commune,
}

/// <summary>A unit of the organisation. It is never deleted: its validity ends and successors take over.</summary>
public sealed class Unit
{
    public const int CodeLength = 32;
    public const int NameLength = 200;

    public required long Id { get; init; }
    public required string Code { get; set; }
    public required string Name { get; set; }
    public required string NameEn { get; set; }
    public required UnitLevel Level { get; set; }
    public long? ParentId { get; set; }

    /// <summary>Codes from the root to this unit, each followed by a slash: a subtree is a prefix.</summary>
    public required string Path { get; set; }
    public string? PeerGroup { get; set; }
    public string? Identifier { get; set; }

    /// <summary>Where citizens send feedback (PAKN): an http(s) address or words.</summary>
    public string? Feedback { get; set; }
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }

    public Unit? Parent { get; set; }

    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

/// <summary>From this day the successor stands where the predecessor stood. Many to one and one to many.</summary>
public sealed class UnitSuccession
{
    public required long PredecessorId { get; init; }
    public required long SuccessorId { get; init; }
    public required DateOnly Day { get; set; }
}

public sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<UnitSuccession>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("Units");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Code).HasMaxLength(Unit.CodeLength);
        builder.Property(u => u.Name).HasMaxLength(Unit.NameLength);
        builder.Property(u => u.NameEn).HasMaxLength(Unit.NameLength);
        builder.Property(u => u.Level).HasConversion<string>().HasMaxLength(16);
        builder.Property(u => u.Path).HasMaxLength(400);
        builder.Property(u => u.PeerGroup).HasMaxLength(Unit.CodeLength);
        builder.Property(u => u.Identifier).HasMaxLength(64);
        builder.Property(u => u.Feedback).HasMaxLength(300);
        builder.HasIndex(u => u.Code).IsUnique();
        builder.HasIndex(u => u.Path);
        builder.HasOne(u => u.Parent).WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<UnitSuccession> builder)
    {
        builder.ToTable("UnitSuccessions");
        builder.HasKey(s => new { s.PredecessorId, s.SuccessorId });
        builder.HasOne<Unit>().WithMany().HasForeignKey(s => s.PredecessorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(s => s.SuccessorId).OnDelete(DeleteBehavior.Restrict);
    }
}
