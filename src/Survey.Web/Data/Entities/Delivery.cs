using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>Lets a program read what is shown of one unit and all below it, until a day.</summary>
public sealed class ApiToken
{
    public required long Id { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token; the token itself is shown once and stored nowhere.</summary>
    public required byte[] Hash { get; init; }
    public required long UnitId { get; init; }

    /// <summary>What it may read, words parted by spaces.</summary>
    public required string Scopes { get; init; }
    public required DateOnly LastDay { get; init; }
    public required long CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RevokedAt { get; set; }

    public Unit? Unit { get; set; }
}

/// <summary>One request of a program, for the administrator.</summary>
public sealed class ApiAccess
{
    public required long Id { get; init; }

    /// <summary>Null where the token was none of ours.</summary>
    public long? TokenId { get; init; }
    public required DateTime At { get; init; }
    public required string Path { get; init; }
    public required int Status { get; init; }
}

/// <summary>A system that scoring files are pushed to.</summary>
public sealed class Receiver
{
    public required long Id { get; init; }
    public required string Name { get; set; }
    public required string Address { get; set; }

    /// <summary>Files of this unit and all below it go there.</summary>
    public required long UnitId { get; init; }
    public bool IsActive { get; set; } = true;
    public required long CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public int Revision { get; set; }

    public Unit? Unit { get; set; }
}

public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Given up; a person may send it again.</summary>
    Dead,
}

/// <summary>A scoring file on its way to a receiver; written in the transaction of the approval that it tells.</summary>
public sealed class Delivery
{
    public required long Id { get; init; }
    public required long ReceiverId { get; init; }

    /// <summary>Scheme, unit, period, revision and receiver: the same file is accepted once.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The score sheet it was made from; null: made from results only.</summary>
    public long? SheetId { get; init; }
    public required byte[] Payload { get; init; }
    public DeliveryState State { get; set; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime NextAttemptAt { get; set; }
    public int Attempts { get; set; }

    /// <summary>Until when a node is sending it.</summary>
    public DateTime? LeaseUntil { get; set; }
    public int? LastStatus { get; set; }
    public string LastError { get; set; } = "";

    /// <summary>What the receiver answered, shortened.</summary>
    public string Receipt { get; set; } = "";
    public DateTime? DeliveredAt { get; set; }
    public int Revision { get; set; }
}

public sealed class DeliveryConfiguration : IEntityTypeConfiguration<ApiToken>, IEntityTypeConfiguration<ApiAccess>, IEntityTypeConfiguration<Receiver>,
    IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiTokens");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.Hash).HasMaxLength(32);
        builder.Property(t => t.Scopes).HasMaxLength(200);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasOne(t => t.Unit).WithMany().HasForeignKey(t => t.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ApiAccess> builder)
    {
        builder.ToTable("ApiAccesses");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Path).HasMaxLength(300);
        builder.HasIndex(a => a.At);
    }

    public void Configure(EntityTypeBuilder<Receiver> builder)
    {
        builder.ToTable("Receivers");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Name).HasMaxLength(100);
        builder.Property(r => r.Address).HasMaxLength(500);
        builder.Property(r => r.Revision).IsConcurrencyToken();
        builder.HasOne(r => r.Unit).WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("Deliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.IdempotencyKey).HasMaxLength(200);
        builder.Property(d => d.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(d => d.LastError).HasMaxLength(400);
        builder.Property(d => d.Receipt).HasMaxLength(2000);
        builder.Property(d => d.Revision).IsConcurrencyToken();
        builder.HasIndex(d => d.IdempotencyKey).IsUnique();
        builder.HasIndex(d => new { d.State, d.NextAttemptAt });
        builder.HasOne<Receiver>().WithMany().HasForeignKey(d => d.ReceiverId).OnDelete(DeleteBehavior.Restrict);
    }
}
