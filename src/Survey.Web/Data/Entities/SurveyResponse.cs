using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>By which way a response came.</summary>
public enum Channel
{
    Qr = 1,
    Link = 2,
    Kiosk = 3,
    Receipt = 4,
    Paper = 5,
    Interview = 6,
}

/// <summary>How well it is known that the respondent was served.</summary>
public enum TrustTier
{
    Open = 0,
    Receipt = 1,
    Verified = 2,
}

/// <summary>What a response gives reason to doubt; it is stored and counted, and excluded only by a decision.</summary>
[Flags]
public enum QualityFlags
{
    None = 0,
    StraightLining = 1,
    Speeding = 2,
    Partial = 4,
    Excluded = 256,
}

/// <summary>
/// One anonymous sheet of codes. No column may say who answered or at what time of the day;
/// see the storage rules in README before adding one.
/// </summary>
public sealed class SurveyResponse
{
    /// <summary>The day in the high 16 bits, 48 random bits below: storage order tells nothing within a day.</summary>
    public required long Id { get; init; }
    public required long WaveId { get; init; }
    public required long VersionId { get; init; }
    public required long CollectionPointId { get; init; }

    /// <summary>The service; 0 where the point offers none or none was picked.</summary>
    public required long ServiceId { get; init; }
    public required Channel Channel { get; init; }
    public TrustTier Trust { get; init; }
    public required DateOnly Day { get; init; }
    public QualityFlags Flags { get; set; }

    /// <summary>Canonical JSON of item code → code, sorted codes or number.</summary>
    public required string Answers { get; init; }
}

/// <summary>A spent submission key: the day of issue (two bytes, big endian) and the SHA-256 of the key.
/// Nothing joins it to a response.</summary>
public sealed class SubmissionKey
{
    public const int Length = 34;

    public required byte[] Digest { get; init; }
    public required long WaveId { get; init; }
}

/// <summary>
/// What waits for the fold: a stored response that the tallies do not count yet, or the words that came with one. Words wait in
/// rows of their own, under keys of their own: nothing joins them to the response. Inserted with the response; the fold deletes it.
/// </summary>
public sealed class PendingFold
{
    /// <summary>The response's key; of words, a random key below zero.</summary>
    public required long Id { get; init; }
    public required long WaveId { get; init; }
    public required long CollectionPointId { get; init; }

    /// <summary>The words' month, item and text as a <see cref="Comment"/> keeps them; all null in a response's row.</summary>
    public int? Month { get; init; }
    public string? Item { get; init; }
    public string? Text { get; init; }
    public bool? LowOverall { get; init; }
}

/// <summary>Free text, kept apart from the response it came with: nothing joins them.</summary>
public sealed class Comment
{
    public const int TextLength = 4000;

    /// <summary>63 random bits.</summary>
    public required long Id { get; init; }

    /// <summary>Year × 100 + month.</summary>
    public required int Month { get; init; }
    public required long CollectionPointId { get; init; }
    public required string Item { get; init; }

    /// <summary>The words; phones, e-mails, identity numbers and plates are masked before they are stored.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the overall answer lay below the middle of its scale.</summary>
    public required bool LowOverall { get; init; }

    /// <summary>The words in lower case without diacritics, for searching; null: not made yet.</summary>
    public string? Plain { get; set; }
}

public sealed class SurveyResponseConfiguration : IEntityTypeConfiguration<SurveyResponse>, IEntityTypeConfiguration<SubmissionKey>,
    IEntityTypeConfiguration<PendingFold>, IEntityTypeConfiguration<Comment>
{
    // No foreign keys on the hot path: the page's cache has already proved that the rows exist,
    // and none of them is ever deleted.
    public void Configure(EntityTypeBuilder<SurveyResponse> builder)
    {
        builder.ToTable("SurveyResponses");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Day).HasConversion(DayNumber.Converter);
    }

    public void Configure(EntityTypeBuilder<SubmissionKey> builder)
    {
        builder.ToTable("SubmissionKeys");
        builder.HasKey(k => k.Digest);
        builder.Property(k => k.Digest).HasMaxLength(SubmissionKey.Length).IsFixedLength();
    }

    public void Configure(EntityTypeBuilder<PendingFold> builder)
    {
        builder.ToTable("PendingFolds");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Item).HasMaxLength(32);
        builder.Property(p => p.Text).HasMaxLength(Comment.TextLength);
    }

    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("Comments");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Item).HasMaxLength(32);
        builder.Property(c => c.Text).HasMaxLength(Comment.TextLength);
        builder.Property(c => c.Plain).HasMaxLength(Comment.TextLength);
        builder.HasIndex(c => new { c.CollectionPointId, c.Month });
    }
}
