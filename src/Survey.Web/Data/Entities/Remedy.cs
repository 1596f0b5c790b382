using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

public enum RemedyState
{
    Open,
    Done,
    Dropped,
}

/// <summary>What a unit does about a finding, and the figure that it should move.</summary>
public sealed class Remedy
{
    public const int TextLength = 1000;

    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required long QuestionnaireId { get; init; }
    public required string IndexCode { get; init; }

    /// <summary>A dimension or item of the index that it should move; empty: the index itself.</summary>
    public required string Part { get; init; }

    /// <summary>The period in which the finding was made, with the figure and its base then as they were shown; null: not shown.</summary>
    public required string PeriodCode { get; init; }
    public int? FoundHundredths { get; init; }
    public long? FoundBase { get; init; }

    /// <summary>The value wanted, in hundredths; null: higher than found.</summary>
    public int? WantedHundredths { get; set; }
    public required string Finding { get; set; }
    public required string Action { get; set; }

    /// <summary>Who sees to it: a name of an office or a function, not necessarily an account.</summary>
    public required string Owner { get; set; }
    public required DateOnly DueOn { get; set; }
    public RemedyState State { get; set; }
    public DateOnly? EndedOn { get; set; }
    public required long CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public int Revision { get; set; }
}

public enum AlertKind
{
    /// <summary>A value below the lower control limit.</summary>
    BelowLimit,

    /// <summary>Eight values in a row on the lower side of the centre.</summary>
    LowRun,
}

/// <summary>A fall that the control limits call real. One row as long as it lasts, however often it is seen.</summary>
public sealed class Alert
{
    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required long QuestionnaireId { get; init; }
    public required string IndexCode { get; init; }
    public required AlertKind Kind { get; init; }

    /// <summary>First day of the stretch of time in which it was first seen.</summary>
    public required DateOnly FirstSeen { get; init; }
    public required DateOnly LastSeen { get; set; }

    /// <summary>The value and what it was measured against, in hundredths.</summary>
    public required int ValueHundredths { get; set; }
    public required int LimitHundredths { get; set; }
    public required DateTime RaisedAt { get; init; }

    /// <summary>When it was seen to be over; null: it lasts.</summary>
    public DateTime? EndedAt { get; set; }
    public long? SeenBy { get; set; }
    public int Revision { get; set; }
}

/// <summary>Who wants alerts of a unit and all below it by e-mail.</summary>
public sealed class AlertSubscription
{
    public required long AccountId { get; init; }
    public required long UnitId { get; init; }
}

/// <summary>A letter to be sent. It is written in the transaction of what it tells, and sent later.</summary>
public sealed class OutgoingMail
{
    public required long Id { get; init; }

    /// <summary>What it tells, once per recipient: a second row of the same key is refused.</summary>
    public required string Key { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime NextAttemptAt { get; set; }
    public int Attempts { get; set; }
    public DateTime? SentAt { get; set; }
    public string Error { get; set; } = "";
    public int Revision { get; set; }
}

public sealed class RemedyConfiguration : IEntityTypeConfiguration<Remedy>, IEntityTypeConfiguration<Alert>, IEntityTypeConfiguration<AlertSubscription>,
    IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<Remedy> builder)
    {
        builder.ToTable("Remedies");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.IndexCode).HasMaxLength(32);
        builder.Property(r => r.Part).HasMaxLength(32);
        builder.Property(r => r.PeriodCode).HasMaxLength(40);
        builder.Property(r => r.Finding).HasMaxLength(Remedy.TextLength);
        builder.Property(r => r.Action).HasMaxLength(Remedy.TextLength);
        builder.Property(r => r.Owner).HasMaxLength(200);
        builder.Property(r => r.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(r => r.Revision).IsConcurrencyToken();
        builder.HasIndex(r => r.UnitId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredQuestionnaire>().WithMany().HasForeignKey(r => r.QuestionnaireId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("Alerts");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.IndexCode).HasMaxLength(32);
        builder.Property(a => a.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(a => a.Revision).IsConcurrencyToken();
        // Two nodes that see the same fall at once raise it once.
        builder.HasIndex(a => new { a.UnitId, a.QuestionnaireId, a.IndexCode, a.Kind, a.FirstSeen }).IsUnique();
        builder.HasOne<Unit>().WithMany().HasForeignKey(a => a.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AlertSubscription> builder)
    {
        builder.ToTable("AlertSubscriptions");
        builder.HasKey(s => new { s.AccountId, s.UnitId });
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("OutgoingMails");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Key).HasColumnName("MailKey").HasMaxLength(160);
        builder.Property(m => m.To).HasColumnName("Recipient").HasMaxLength(256);
        builder.Property(m => m.Subject).HasMaxLength(200);
        builder.Property(m => m.Error).HasMaxLength(400);
        builder.Property(m => m.Revision).IsConcurrencyToken();
        builder.HasIndex(m => m.Key).IsUnique();
        builder.HasIndex(m => new { m.SentAt, m.NextAttemptAt });
    }
}
