using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>A subject that comments are sorted by, of a unit and all below it.</summary>
public sealed class CommentTag
{
    public const int KeywordsLength = 2000;

    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required string Name { get; set; }

    /// <summary>Words or phrases, one a line: a comment that holds one of them (whole words, without regard to case and
    /// diacritics) gets the tag by rule.</summary>
    public string Keywords { get; set; } = "";
    public bool Retired { get; set; }
    public int Revision { get; set; }
}

/// <summary>A tag on a comment, by hand; or one that a hand took off, so that no rule brings it back.</summary>
public sealed class CommentTagging
{
    public required long CommentId { get; init; }
    public required long TagId { get; init; }

    /// <summary>Whether the tag was taken off.</summary>
    public bool Removed { get; set; }
    public required long AccountId { get; set; }
}

public sealed class CommentTagConfiguration : IEntityTypeConfiguration<CommentTag>, IEntityTypeConfiguration<CommentTagging>
{
    public void Configure(EntityTypeBuilder<CommentTag> builder)
    {
        builder.ToTable("CommentTags");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.Keywords).HasMaxLength(CommentTag.KeywordsLength);
        builder.Property(t => t.Revision).IsConcurrencyToken();
        builder.HasIndex(t => t.UnitId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(t => t.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CommentTagging> builder)
    {
        builder.ToTable("CommentTaggings");
        builder.HasKey(t => new { t.CommentId, t.TagId });
        builder.HasIndex(t => t.TagId);
        builder.HasOne<CommentTag>().WithMany().HasForeignKey(t => t.TagId);
    }
}
