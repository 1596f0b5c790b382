using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>What a unit shows to everybody: results of ended periods, answered feedback, and a page for the wall of the hall.</summary>
public sealed class PublicPage
{
    public required long UnitId { get; init; }
    public required long QuestionnaireId { get; set; }
    public required string IndexCode { get; set; }
    public bool ShowsResults { get; set; }
    public bool ShowsAnswers { get; set; }
    public bool ShowsWall { get; set; }

    /// <summary>How many days after a period's last day its results come out, 0 to 365.</summary>
    public required int DaysAfter { get; set; }
    public int Revision { get; set; }
}

/// <summary>What came out of a period: it never moves afterwards.</summary>
public sealed class Release
{
    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required long QuestionnaireId { get; init; }
    public required string IndexCode { get; init; }
    public required string PeriodCode { get; init; }
    public required DateTime ReleasedAt { get; init; }

    /// <summary>The open data, canonical JSON: page, CSV and JSON are drawn from it alone.</summary>
    public required string Json { get; init; }
}

public sealed class PublicPageConfiguration : IEntityTypeConfiguration<PublicPage>, IEntityTypeConfiguration<Release>
{
    public void Configure(EntityTypeBuilder<PublicPage> builder)
    {
        builder.ToTable("PublicPages");
        builder.HasKey(p => p.UnitId);
        builder.Property(p => p.UnitId).ValueGeneratedNever();
        builder.Property(p => p.IndexCode).HasMaxLength(32);
        builder.Property(p => p.Revision).IsConcurrencyToken();
        builder.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredQuestionnaire>().WithMany().HasForeignKey(p => p.QuestionnaireId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Release> builder)
    {
        builder.ToTable("Releases");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.IndexCode).HasMaxLength(32);
        builder.Property(r => r.PeriodCode).HasMaxLength(40);
        builder.HasIndex(r => new { r.UnitId, r.QuestionnaireId, r.IndexCode, r.PeriodCode }).IsUnique();
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
