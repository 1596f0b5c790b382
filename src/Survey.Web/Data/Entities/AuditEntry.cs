using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>Who did what to what, for the administrator. Never about citizens.</summary>
public sealed class AuditEntry
{
    public required long Id { get; init; }
    public required DateTime At { get; init; }
    public long? AccountId { get; init; }
    public required string Action { get; init; }
    public required string Subject { get; init; }
}

public sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Action).HasMaxLength(64);
        builder.Property(a => a.Subject).HasMaxLength(400);
        builder.HasIndex(a => a.At);
    }
}
