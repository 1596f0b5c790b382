using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum WaveState
{
    Draft,
    Open,
    Closed,
}

/// <summary>How respondents came into the sample. Modes are never mixed silently.</summary>
public enum SamplingMode
{
    Convenience,
    Census,
    Probability,
    Quota,
}

/// <summary>One period of fieldwork of one questionnaire version over chosen collection points.</summary>
public sealed class Wave
{
    /// <summary>How long after closing a form that was opened before is still taken.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    public required long Id { get; init; }
    public required string Name { get; set; }
    public required string NameEn { get; set; }
    public required long VersionId { get; init; }

    /// <summary>The unit that runs the wave.</summary>
    public required long UnitId { get; init; }
    public required WaveState State { get; set; }
    public required SamplingMode Sampling { get; init; }

    /// <summary>Made-up responses for show: it takes no answers, and pages that show it say so.</summary>
    public bool Synthetic { get; init; }
    public DateTime? OpenedAt { get; set; }
    public DateTime? ClosedAt { get; set; }

    public QuestionnaireVersion? Version { get; set; }
    public Unit? Unit { get; set; }
    public List<WavePoint> Points { get; } = [];

    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

/// <summary>A collection point that takes part in a wave.</summary>
public sealed class WavePoint
{
    public required long WaveId { get; init; }
    public required long CollectionPointId { get; init; }

    public CollectionPoint? CollectionPoint { get; set; }
}

/// <summary>The open wave of a collection point: its key makes a second open wave impossible on any number of nodes.</summary>
public sealed class OpenPoint
{
    public required long CollectionPointId { get; init; }
    public required long WaveId { get; init; }

    public Wave? Wave { get; set; }
}

public sealed class WaveConfiguration : IEntityTypeConfiguration<Wave>, IEntityTypeConfiguration<WavePoint>, IEntityTypeConfiguration<OpenPoint>
{
    public void Configure(EntityTypeBuilder<Wave> builder)
    {
        builder.ToTable("Waves");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Name).HasMaxLength(Entities.Unit.NameLength);
        builder.Property(w => w.NameEn).HasMaxLength(Entities.Unit.NameLength);
        builder.Property(w => w.State).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken();
        builder.Property(w => w.Sampling).HasConversion<string>().HasMaxLength(16);
        builder.HasOne(w => w.Version).WithMany().HasForeignKey(w => w.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(w => w.Unit).WithMany().HasForeignKey(w => w.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<WavePoint> builder)
    {
        builder.ToTable("WavePoints");
        builder.HasKey(p => new { p.WaveId, p.CollectionPointId });
        builder.HasOne<Wave>().WithMany(w => w.Points).HasForeignKey(p => p.WaveId);
        builder.HasOne(p => p.CollectionPoint).WithMany().HasForeignKey(p => p.CollectionPointId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OpenPoint> builder)
    {
        builder.ToTable("OpenPoints");
        builder.HasKey(p => p.CollectionPointId);
        builder.Property(p => p.CollectionPointId).ValueGeneratedNever();
        builder.HasOne<CollectionPoint>().WithMany().HasForeignKey(p => p.CollectionPointId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(p => p.Wave).WithMany().HasForeignKey(p => p.WaveId);
    }
}
