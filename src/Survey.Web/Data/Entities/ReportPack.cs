using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum PackState
{
    Waiting,
    Working,
    Done,
    Failed,
}

/// <summary>The reports of a unit and a period, made in the background.</summary>
public sealed class ReportPack
{
    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required string PeriodCode { get; init; }
    public required string QuestionnaireCode { get; init; }

    /// <summary>vi or en.</summary>
    public required string Language { get; init; }
    public PackState State { get; set; }

    /// <summary>Files that are ready, and how many there will be.</summary>
    public int Ready { get; set; }
    public int Wanted { get; set; }

    /// <summary>Who asked for it; null: a schedule did.</summary>
    public long? RequestedBy { get; init; }
    public required DateTime RequestedAt { get; init; }

    /// <summary>Until when a node works on it; another takes it up after that.</summary>
    public DateTime? LeaseUntil { get; set; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>What went wrong, in words for a person.</summary>
    public string Error { get; set; } = "";

    /// <summary>E-mail addresses it goes to, one a line; empty: nobody.</summary>
    public string Recipients { get; init; } = "";
    public int Revision { get; set; }
}

/// <summary>One file of a pack.</summary>
public sealed class ReportFile
{
    public required long PackId { get; init; }
    public required string Name { get; init; }
    public required string ContentType { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>That packs of a unit are made by themselves once a period is over.</summary>
public sealed class PackSchedule
{
    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required string QuestionnaireCode { get; init; }
    public required string Language { get; init; }

    /// <summary>The set of periods it follows.</summary>
    public required string Template { get; init; }

    /// <summary>Days after a period's last day, 0 to 60; where the period is closed earlier, at once.</summary>
    public required int DaysAfter { get; init; }
    public string Recipients { get; init; } = "";
    public required long CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
}

public sealed class ReportPackConfiguration : IEntityTypeConfiguration<ReportPack>, IEntityTypeConfiguration<ReportFile>, IEntityTypeConfiguration<PackSchedule>
{
    public void Configure(EntityTypeBuilder<ReportPack> builder)
    {
        builder.ToTable("ReportPacks");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.PeriodCode).HasMaxLength(40);
        builder.Property(p => p.QuestionnaireCode).HasMaxLength(32);
        builder.Property(p => p.Language).HasMaxLength(3);
        builder.Property(p => p.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(p => p.Error).HasMaxLength(400);
        builder.Property(p => p.Recipients).HasMaxLength(2000);
        builder.Property(p => p.Revision).IsConcurrencyToken();
        builder.HasIndex(p => new { p.UnitId, p.PeriodCode });
        builder.HasIndex(p => p.State);
        builder.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReportFile> builder)
    {
        builder.ToTable("ReportFiles");
        builder.HasKey(f => new { f.PackId, f.Name });
        builder.Property(f => f.Name).HasMaxLength(160);
        builder.Property(f => f.ContentType).HasMaxLength(100);
        builder.HasOne<ReportPack>().WithMany().HasForeignKey(f => f.PackId);
    }

    public void Configure(EntityTypeBuilder<PackSchedule> builder)
    {
        builder.ToTable("PackSchedules");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.QuestionnaireCode).HasMaxLength(32);
        builder.Property(s => s.Language).HasMaxLength(3);
        builder.Property(s => s.Template).HasMaxLength(32);
        builder.Property(s => s.Recipients).HasMaxLength(2000);
        builder.HasIndex(s => s.UnitId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
