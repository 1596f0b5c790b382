using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum ScoreState
{
    /// <summary>The unit still types.</summary>
    Draft,

    /// <summary>The self-score went to the appraiser.</summary>
    Submitted,

    /// <summary>The appraiser is done.</summary>
    Appraised,
}

/// <summary>A unit's score sheet of a period by one version of a scoring scheme.</summary>
public sealed class StoredScoreSheet
{
    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required string PeriodCode { get; init; }
    public required long SchemeId { get; init; }

    /// <summary>1 for the first; a correction after appraisal is a new sheet that begins as a copy.</summary>
    public required int Number { get; init; }

    /// <summary>Why an appraised sheet is corrected; empty in the first.</summary>
    public string Reason { get; set; } = "";
    public ScoreState State { get; set; }
    public required long CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public long? SubmittedBy { get; set; }
    public DateTime? SubmittedAt { get; set; }
    public long? AppraisedBy { get; set; }
    public DateTime? AppraisedAt { get; set; }
    public int Revision { get; set; }

    public Unit? Unit { get; set; }
}

/// <summary>A number that a formula works on: typed or imported.</summary>
public sealed class ScoreInput
{
    public required long SheetId { get; init; }

    /// <summary>The input's name in the scheme.</summary>
    public required string Name { get; init; }

    /// <summary>A decimal number, invariant.</summary>
    public required string Value { get; set; }

    /// <summary>Where it comes from, in words; the file's name where it was imported.</summary>
    public string Source { get; set; } = "";
    public required long EnteredBy { get; set; }
    public required DateTime EnteredAt { get; set; }
}

/// <summary>What is decided about one criterion of a sheet.</summary>
public sealed class ScoreLine
{
    public const int NoteLength = 1000;

    public required long SheetId { get; init; }
    public required string Criterion { get; init; }
    public bool NotApplicable { get; set; }

    /// <summary>What the unit says to it: the chosen option's code, the checked codes as a sorted JSON array; null: nothing yet.</summary>
    public string? Chosen { get; set; }
    public string Note { get; set; } = "";

    /// <summary>The appraiser's points, a decimal number, invariant; null: as the unit scored itself.</summary>
    public string? Appraised { get; set; }
    public string AppraisalReason { get; set; } = "";
    public bool AppraisalDone { get; set; }
    public int Revision { get; set; }
}

/// <summary>A file that proves a criterion's points.</summary>
public sealed class EvidenceFile
{
    public required long Id { get; init; }
    public required long SheetId { get; init; }
    public required string Criterion { get; init; }
    public required string Name { get; init; }
    public required string ContentType { get; init; }
    public required long Length { get; init; }

    /// <summary>Hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public required byte[] Content { get; init; }
    public required long AddedBy { get; init; }
    public required DateTime AddedAt { get; init; }
}

public sealed class ScoreConfiguration : IEntityTypeConfiguration<StoredScoreSheet>, IEntityTypeConfiguration<ScoreInput>, IEntityTypeConfiguration<ScoreLine>,
    IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<StoredScoreSheet> builder)
    {
        builder.ToTable("ScoreSheets");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.PeriodCode).HasMaxLength(40);
        builder.Property(s => s.Reason).HasMaxLength(ScoreLine.NoteLength);
        builder.Property(s => s.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(s => s.Revision).IsConcurrencyToken();
        builder.HasIndex(s => new { s.UnitId, s.PeriodCode, s.SchemeId, s.Number }).IsUnique();
        builder.HasOne(s => s.Unit).WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredScoringScheme>().WithMany().HasForeignKey(s => s.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ScoreInput> builder)
    {
        builder.ToTable("ScoreInputs");
        builder.HasKey(i => new { i.SheetId, i.Name });
        builder.Property(i => i.Name).HasMaxLength(64);
        builder.Property(i => i.Value).HasMaxLength(40);
        builder.Property(i => i.Source).HasMaxLength(200);
        builder.HasOne<StoredScoreSheet>().WithMany().HasForeignKey(i => i.SheetId);
    }

    public void Configure(EntityTypeBuilder<ScoreLine> builder)
    {
        builder.ToTable("ScoreLines");
        builder.HasKey(l => new { l.SheetId, l.Criterion });
        builder.Property(l => l.Criterion).HasMaxLength(64);
        builder.Property(l => l.Note).HasMaxLength(ScoreLine.NoteLength);
        builder.Property(l => l.Appraised).HasMaxLength(40);
        builder.Property(l => l.AppraisalReason).HasMaxLength(ScoreLine.NoteLength);
        builder.Property(l => l.Revision).IsConcurrencyToken();
        builder.HasOne<StoredScoreSheet>().WithMany().HasForeignKey(l => l.SheetId);
    }

    public void Configure(EntityTypeBuilder<EvidenceFile> builder)
    {
        builder.ToTable("EvidenceFiles");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Criterion).HasMaxLength(64);
        builder.Property(f => f.Name).HasMaxLength(200);
        builder.Property(f => f.ContentType).HasMaxLength(100);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.HasIndex(f => new { f.SheetId, f.Criterion });
        builder.HasOne<StoredScoreSheet>().WithMany().HasForeignKey(f => f.SheetId);
    }
}
