using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>An administrative procedure or another service that citizens rate.</summary>
public sealed class Service
{
    public required long Id { get; init; }
    public required string Code { get; set; }
    public required string Name { get; set; }
    public required string NameEn { get; set; }

    /// <summary>The unit that owns the service in the catalogue; a counter of another unit may offer it.</summary>
    public required long UnitId { get; set; }
    public string? Field { get; set; }
    public string? FieldEn { get; set; }
    public DateOnly? RetiredOn { get; set; }

    public Unit? Unit { get; set; }

    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

public sealed class ServiceConfiguration : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("Services");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Code).HasMaxLength(Entities.Unit.CodeLength);
        builder.Property(s => s.Name).HasMaxLength(Entities.Unit.NameLength);
        builder.Property(s => s.NameEn).HasMaxLength(Entities.Unit.NameLength);
        builder.Property(s => s.Field).HasMaxLength(100);
        builder.Property(s => s.FieldEn).HasMaxLength(100);
        builder.HasIndex(s => s.Code).IsUnique();
        builder.HasOne(s => s.Unit).WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
