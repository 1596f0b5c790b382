using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum CollectionPointKind
{
    Counter,
    Office,
    Web,
}

/// <summary>A counter, office or web page that owns a short code. It never changes its unit: a moved counter is a new point.</summary>
public sealed class CollectionPoint
{
    public const int MaxServices = 12;

    public required long Id { get; init; }

    /// <summary>The short code in the QR and the address, eight Crockford characters.</summary>
    public required string Code { get; init; }

    /// <summary>The officer's own stable key, unique, by which an import finds the point again.</summary>
    public required string Key { get; set; }
    public required long UnitId { get; init; }
    public required string Name { get; set; }
    public required string NameEn { get; set; }
    public required CollectionPointKind Kind { get; set; }

    /// <summary>A kiosk or a staff member's tablet: no draft and no outbox are kept there.</summary>
    public bool SharedDevice { get; set; }
    public DateOnly? RetiredOn { get; set; }

    /// <summary>Where a retired point's printed code leads now.</summary>
    public long? SuccessorId { get; set; }

    public Unit? Unit { get; set; }
    public List<CollectionPointService> Services { get; } = [];

    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

/// <summary>A service that a collection point offers, in the order a citizen reads them.</summary>
public sealed class CollectionPointService
{
    public required long CollectionPointId { get; init; }
    public required long ServiceId { get; init; }
    public required int Position { get; set; }

    public Service? Service { get; set; }
}

public sealed class CollectionPointConfiguration : IEntityTypeConfiguration<CollectionPoint>, IEntityTypeConfiguration<CollectionPointService>
{
    public void Configure(EntityTypeBuilder<CollectionPoint> builder)
    {
        builder.ToTable("CollectionPoints");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(8);
        builder.Property(p => p.Key).HasColumnName("PointKey").HasMaxLength(64);
        builder.Property(p => p.Name).HasMaxLength(Unit.NameLength);
        builder.Property(p => p.NameEn).HasMaxLength(Unit.NameLength);
        builder.Property(p => p.Kind).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasIndex(p => p.Key).IsUnique();
        builder.HasOne(p => p.Unit).WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CollectionPoint>().WithMany().HasForeignKey(p => p.SuccessorId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CollectionPointService> builder)
    {
        builder.ToTable("CollectionPointServices");
        builder.HasKey(s => new { s.CollectionPointId, s.ServiceId });
        builder.HasOne<CollectionPoint>().WithMany(p => p.Services).HasForeignKey(s => s.CollectionPointId);
        builder.HasOne(s => s.Service).WithMany().HasForeignKey(s => s.ServiceId).OnDelete(DeleteBehavior.Restrict);
    }
}
