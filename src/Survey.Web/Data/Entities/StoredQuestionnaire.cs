using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>A questionnaire with its working draft; what citizens see are its published versions.</summary>
public sealed class StoredQuestionnaire
{
    public required long Id { get; init; }
    public required string Code { get; init; }

    /// <summary>The unit whose officers may edit it; their superiors' officers may, too.</summary>
    public required long UnitId { get; set; }

    /// <summary>The draft as canonical questionnaire JSON.</summary>
    public required string Draft { get; set; }

    /// <summary>Counts saves: a save that started from an older revision is refused.</summary>
    public int Revision { get; set; }
    public required DateTime ChangedAt { get; set; }

    /// <summary>What became of the last published version's codes in the draft, as CodeMapping JSON; null: every code kept.</summary>
    public string? Mapping { get; set; }

    /// <summary>Which wording of the source each translation was made from, as JSON of text key → language → hash; null: all are fresh.</summary>
    public string? TranslatedFrom { get; set; }

    /// <summary>When it was put away; null: in use.</summary>
    public DateTime? ArchivedAt { get; set; }

    public Unit? Unit { get; set; }
    public List<QuestionnaireVersion> Versions { get; } = [];
}

/// <summary>A published version. It never changes.</summary>
public sealed class QuestionnaireVersion
{
    public required long Id { get; init; }
    public required long QuestionnaireId { get; init; }
    public required int Number { get; init; }

    /// <summary>Canonical questionnaire JSON, byte for byte what an export writes.</summary>
    public required string Json { get; init; }

    /// <summary>SHA-256 of the JSON's UTF-8 bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }
    public required DateTime PublishedAt { get; init; }

    /// <summary>What became of the codes of the version before, as CodeMapping JSON; null: every code kept.</summary>
    public string? Mapping { get; init; }

    /// <summary>Who submitted it and who approved it; null where it came with the program or by the command line.</summary>
    public long? ApprovalId { get; init; }

    public StoredQuestionnaire? Questionnaire { get; set; }
}

public sealed class StoredQuestionnaireConfiguration : IEntityTypeConfiguration<StoredQuestionnaire>, IEntityTypeConfiguration<QuestionnaireVersion>
{
    public void Configure(EntityTypeBuilder<StoredQuestionnaire> builder)
    {
        builder.ToTable("Questionnaires");
        builder.Property(q => q.Id).ValueGeneratedNever();
        builder.Property(q => q.Code).HasMaxLength(32);
        builder.Property(q => q.Revision).IsConcurrencyToken();
        builder.HasIndex(q => q.Code).IsUnique();
        builder.HasOne(q => q.Unit).WithMany().HasForeignKey(q => q.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<QuestionnaireVersion> builder)
    {
        builder.ToTable("QuestionnaireVersions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Sha256).HasMaxLength(64);
        builder.HasIndex(v => new { v.QuestionnaireId, v.Number }).IsUnique();
        builder.HasOne(v => v.Questionnaire).WithMany(q => q.Versions).HasForeignKey(v => v.QuestionnaireId).OnDelete(DeleteBehavior.Restrict);
    }
}
