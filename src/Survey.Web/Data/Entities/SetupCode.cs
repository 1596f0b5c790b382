using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>A one-time link for a new account or a new password: only its hash is kept.</summary>
public sealed class SetupCode
{
    /// <summary>SHA-256 of the code, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The account whose password it sets; null: it makes the first administrator.</summary>
    public long? AccountId { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; set; }
}

public sealed class SetupCodeConfiguration : IEntityTypeConfiguration<SetupCode>
{
    public void Configure(EntityTypeBuilder<SetupCode> builder)
    {
        builder.ToTable("SetupCodes");
        builder.HasKey(s => s.Hash);
        builder.Property(s => s.Hash).HasMaxLength(64);
        builder.Property(s => s.UsedAt).IsConcurrencyToken();
    }
}
