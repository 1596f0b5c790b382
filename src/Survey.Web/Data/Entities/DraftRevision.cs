using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>A draft as one save left it: for undoing, and for merging what two officers did at once. The last hundred are kept.</summary>
public sealed class DraftRevision
{
    public const int Kept = 100;

    public required long QuestionnaireId { get; init; }

    /// <summary>The <see cref="StoredQuestionnaire.Revision"/> that the save made.</summary>
    public required int Number { get; init; }
    public required string Json { get; init; }
    public string? Mapping { get; init; }
    public string? TranslatedFrom { get; init; }

    /// <summary>Who saved; null: the program itself.</summary>
    public long? AccountId { get; init; }
    public required DateTime At { get; init; }

    /// <summary>What was done, as a code such as item_added.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as item:overall; empty for the whole.</summary>
    public string Target { get; init; } = "";
}

public sealed class DraftRevisionConfiguration : IEntityTypeConfiguration<DraftRevision>
{
    public void Configure(EntityTypeBuilder<DraftRevision> builder)
    {
        builder.ToTable("DraftRevisions");
        builder.HasKey(r => new { r.QuestionnaireId, r.Number });
        builder.Property(r => r.Action).HasMaxLength(40);
        builder.Property(r => r.Target).HasMaxLength(100);
        builder.HasOne<StoredQuestionnaire>().WithMany().HasForeignKey(r => r.QuestionnaireId).OnDelete(DeleteBehavior.Cascade);
    }
}
