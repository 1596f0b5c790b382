using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>What became of each element of a file from elsewhere when a draft was made of it.</summary>
public sealed class BroughtIn
{
    public required long Id { get; init; }
    public required long QuestionnaireId { get; init; }
    public required string FileName { get; init; }

    /// <summary>json, xlsform, lss or surveyjs.</summary>
    public required string Format { get; init; }
    public long? AccountId { get; init; }
    public required DateTime At { get; init; }

    /// <summary>The loss report as JSON.</summary>
    public required string Report { get; init; }
}

public sealed class BroughtInConfiguration : IEntityTypeConfiguration<BroughtIn>
{
    public void Configure(EntityTypeBuilder<BroughtIn> builder)
    {
        builder.ToTable("BroughtIn");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.FileName).HasMaxLength(200);
        builder.Property(b => b.Format).HasMaxLength(16);
        builder.HasIndex(b => b.QuestionnaireId);
        builder.HasOne<StoredQuestionnaire>().WithMany().HasForeignKey(b => b.QuestionnaireId).OnDelete(DeleteBehavior.Cascade);
    }
}
