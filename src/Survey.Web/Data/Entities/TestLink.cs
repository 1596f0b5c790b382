using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>A link to try a questionnaire out. Its token is random and has nothing to do with any counter's code; only its hash is kept.</summary>
public sealed class TestLink
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public required long Id { get; init; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public required string Hash { get; init; }
    public required long QuestionnaireId { get; init; }

    /// <summary>The questionnaire as it was when the link was made: canonical JSON.</summary>
    public required string Json { get; init; }
    public required long CreatedBy { get; init; }
    public required DateTime ExpiresAt { get; init; }
}

/// <summary>An answer given through a test link. It lies apart from the responses and never counts.</summary>
public sealed class TestAnswer
{
    public required long Id { get; init; }
    public required long TestLinkId { get; init; }

    /// <summary>As <see cref="SurveyResponse.Answers"/>.</summary>
    public required string Answers { get; init; }

    /// <summary>JSON of text item code → masked words.</summary>
    public required string Texts { get; init; }
}

public sealed class TestLinkConfiguration : IEntityTypeConfiguration<TestLink>, IEntityTypeConfiguration<TestAnswer>
{
    public void Configure(EntityTypeBuilder<TestLink> builder)
    {
        builder.ToTable("TestLinks");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasOne<StoredQuestionnaire>().WithMany().HasForeignKey(t => t.QuestionnaireId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TestAnswer> builder)
    {
        builder.ToTable("TestAnswers");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasOne<TestLink>().WithMany().HasForeignKey(t => t.TestLinkId).OnDelete(DeleteBehavior.Cascade);
    }
}
