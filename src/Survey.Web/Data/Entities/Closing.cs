using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum ClosingState
{
    Draft,
    Submitted,
    Approved,

    /// <summary>A snapshot stands for the period; nothing of it moves any more.</summary>
    Closed,
}

/// <summary>
/// The closing of one period of a unit and all below it. Each revision is a row: the first closes the period, each later one
/// corrects it with a reason. Who submits, who approves and who closes are three people.
/// </summary>
public sealed class PeriodClosing
{
    public const int ReasonLength = 1000;

    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required string PeriodCode { get; init; }

    /// <summary>1 for the first closing.</summary>
    public required int Number { get; init; }
    public ClosingState State { get; set; }

    /// <summary>Why the closed period is corrected; empty in the first revision.</summary>
    public string Reason { get; set; } = "";
    public required long CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public long? SubmittedBy { get; set; }
    public DateTime? SubmittedAt { get; set; }
    public long? ApprovedBy { get; set; }
    public DateTime? ApprovedAt { get; set; }
    public long? ClosedBy { get; set; }
    public DateTime? ClosedAt { get; set; }
    public int Revision { get; set; }

    public Unit? Unit { get; set; }
}

/// <summary>What a closing froze: files, a manifest over each of their bytes, and a signature over the manifest's bytes. Never updated.</summary>
public sealed class PeriodSnapshot
{
    public required long Id { get; init; }
    public required long ClosingId { get; init; }
    public required DateTime MadeAt { get; init; }

    /// <summary>The manifest's bytes, as they were signed.</summary>
    public required byte[] Manifest { get; init; }

    /// <summary>ECDSA over P-256 with SHA-256, DER.</summary>
    public required byte[] Signature { get; init; }

    /// <summary>SHA-256 of the public key's SubjectPublicKeyInfo, hexadecimal.</summary>
    public required string KeyId { get; init; }
}

/// <summary>One file of a snapshot.</summary>
public sealed class SnapshotFile
{
    public required long SnapshotId { get; init; }
    public required string Name { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>A key that signs snapshots and deliveries, made on first use where the settings name none.</summary>
public sealed class SigningKey
{
    /// <summary>SHA-256 of the public key's SubjectPublicKeyInfo, hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] Public { get; init; }

    /// <summary>PKCS#8 under data protection; null where the private part stands in the settings.</summary>
    public byte[]? Protected { get; init; }
    public required DateTime CreatedAt { get; init; }
}

/// <summary>A period as it comes back every year in one organisation; expanded into periods for a wanted year.</summary>
public sealed class StoredPeriodTemplate
{
    /// <summary>The set it belongs to, of one organisation or plan.</summary>
    public required string Set { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string NameEn { get; set; }

    /// <summary>Month and day, such as 12-15.</summary>
    public required string From { get; set; }
    public int FromYear { get; set; }
    public required string To { get; set; }
    public int ToYear { get; set; }
    public string? DueInternal { get; set; }
    public string? DueExternal { get; set; }
    public string? Recipient { get; set; }
    public string? Predecessor { get; set; }
    public int PredecessorYear { get; set; }
}

/// <summary>That a reminder of a due day went out: once per period, unit and day.</summary>
public sealed class DueReminder
{
    public required string PeriodCode { get; init; }
    public required long UnitId { get; init; }
    public required DateOnly DueOn { get; init; }
    public required DateTime SentAt { get; init; }
}

public sealed class ClosingConfiguration : IEntityTypeConfiguration<PeriodClosing>, IEntityTypeConfiguration<PeriodSnapshot>, IEntityTypeConfiguration<SnapshotFile>,
    IEntityTypeConfiguration<SigningKey>, IEntityTypeConfiguration<StoredPeriodTemplate>, IEntityTypeConfiguration<DueReminder>
{
    public void Configure(EntityTypeBuilder<PeriodClosing> builder)
    {
        builder.ToTable("PeriodClosings");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.PeriodCode).HasMaxLength(40);
        builder.Property(c => c.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(c => c.Reason).HasMaxLength(PeriodClosing.ReasonLength);
        builder.Property(c => c.Revision).IsConcurrencyToken();
        // Two people who start the same revision at once start it once.
        builder.HasIndex(c => new { c.UnitId, c.PeriodCode, c.Number }).IsUnique();
        builder.HasIndex(c => c.PeriodCode);
        builder.HasOne(c => c.Unit).WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PeriodSnapshot> builder)
    {
        builder.ToTable("Snapshots");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Signature).HasMaxLength(200);
        builder.Property(s => s.KeyId).HasMaxLength(64);
        builder.HasIndex(s => s.ClosingId).IsUnique();
        builder.HasOne<PeriodClosing>().WithMany().HasForeignKey(s => s.ClosingId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SnapshotFile> builder)
    {
        builder.ToTable("SnapshotFiles");
        builder.HasKey(f => new { f.SnapshotId, f.Name });
        builder.Property(f => f.Name).HasMaxLength(120);
        builder.HasOne<PeriodSnapshot>().WithMany().HasForeignKey(f => f.SnapshotId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("SigningKeys");
        builder.Property(k => k.Id).HasMaxLength(64);
        builder.Property(k => k.Public).HasMaxLength(200);
        builder.Property(k => k.Protected).HasMaxLength(2000);
    }

    public void Configure(EntityTypeBuilder<StoredPeriodTemplate> builder)
    {
        builder.ToTable("PeriodTemplates");
        builder.HasKey(t => new { t.Set, t.Code });
        builder.Property(t => t.Set).HasColumnName("TemplateSet").HasMaxLength(32);
        builder.Property(t => t.Code).HasMaxLength(32);
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.NameEn).HasMaxLength(100);
        builder.Property(t => t.From).HasColumnName("FromDay").HasMaxLength(5);
        builder.Property(t => t.To).HasColumnName("ToDay").HasMaxLength(5);
        builder.Property(t => t.DueInternal).HasMaxLength(5);
        builder.Property(t => t.DueExternal).HasMaxLength(5);
        builder.Property(t => t.Recipient).HasMaxLength(200);
        builder.Property(t => t.Predecessor).HasMaxLength(32);
    }

    public void Configure(EntityTypeBuilder<DueReminder> builder)
    {
        builder.ToTable("DueReminders");
        builder.HasKey(r => new { r.PeriodCode, r.UnitId, r.DueOn });
        builder.Property(r => r.PeriodCode).HasMaxLength(40);
    }
}
