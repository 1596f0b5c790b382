using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum ApprovalState
{
    Submitted,
    Approved,
    SentBack,
    Withdrawn,
}

/// <summary>A draft that its author handed in, and what became of it. All of them are kept.</summary>
public sealed class Approval
{
    public const int CommentLength = 2000;

    public required long Id { get; init; }
    public required long QuestionnaireId { get; init; }

    /// <summary>The draft's revision and the SHA-256 of its JSON (lower-case hex): an approval holds for these bytes alone.</summary>
    public required int Revision { get; init; }
    public required string Sha256 { get; init; }
    public required long SubmittedBy { get; init; }
    public required DateTime SubmittedAt { get; init; }
    public string Note { get; init; } = "";
    public ApprovalState State { get; set; }
    public long? DecidedBy { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? Comment { get; set; }
}

public sealed class ApprovalConfiguration : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("Approvals");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Sha256).HasMaxLength(64);
        builder.Property(a => a.Note).HasMaxLength(Approval.CommentLength);
        builder.Property(a => a.Comment).HasMaxLength(Approval.CommentLength);
        builder.Property(a => a.State).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken();
        builder.HasIndex(a => new { a.QuestionnaireId, a.Revision });
        builder.HasOne<StoredQuestionnaire>().WithMany().HasForeignKey(a => a.QuestionnaireId).OnDelete(DeleteBehavior.Cascade);
    }
}
