using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>By which way a citizen's feedback (phản ánh, kiến nghị) reached the unit.</summary>
public enum TicketChannel
{
    Comment,
    Contact,
    Mailbox,
    Hotline,
    Web,
    InPerson,
    Post,
}

public enum TicketState
{
    New,
    InWork,
    Answered,

    /// <summary>Not the unit's business, or nothing to act on; the answer says why.</summary>
    Refused,
}

/// <summary>A piece of feedback that somebody must answer by a day.</summary>
public sealed class Ticket
{
    public const int TextLength = 4000;

    public required long Id { get; init; }
    public required long UnitId { get; set; }
    public required TicketChannel Channel { get; init; }

    /// <summary>What it is about, in a line.</summary>
    public required string Subject { get; set; }

    /// <summary>The words, masked as comments are.</summary>
    public required string Text { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required DateOnly DueOn { get; set; }

    /// <summary>Who sees to it; null: nobody yet.</summary>
    public long? OwnerId { get; set; }
    public TicketState State { get; set; }
    public string Answer { get; set; } = "";
    public DateOnly? AnsweredOn { get; set; }

    /// <summary>What the unit tells the public about it ("đã tiếp thu"); empty: nothing.</summary>
    public string PublicAnswer { get; set; } = "";
    public DateOnly? PublishedOn { get; set; }
    public int Revision { get; set; }
}

/// <summary>What happened to a ticket, kept.</summary>
public sealed class TicketStep
{
    public required long Id { get; init; }
    public required long TicketId { get; init; }
    public required DateTime At { get; init; }
    public required long AccountId { get; init; }
    public required TicketState State { get; init; }
    public required string Note { get; init; }
}

/// <summary>
/// A citizen who wants an answer: left on a form of its own, joined to no response and no comment. The way to reach the
/// citizen is deleted a while after the answer.
/// </summary>
public sealed class ContactRequest
{
    public required long Id { get; init; }
    public required long TicketId { get; init; }

    /// <summary>SHA-256 of the reply code, lower-case hex; the code itself is shown once and kept nowhere.</summary>
    public required string CodeHash { get; init; }

    /// <summary>Name and way to be reached, as far as given; empty once deleted.</summary>
    public required string Name { get; set; }
    public required string Contact { get; set; }

    /// <summary>The day after which name and contact are deleted; null: while the ticket is open.</summary>
    public DateOnly? DeleteAfter { get; set; }
}

public sealed class TicketConfiguration : IEntityTypeConfiguration<Ticket>, IEntityTypeConfiguration<TicketStep>, IEntityTypeConfiguration<ContactRequest>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("Tickets");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Channel).HasConversion<string>().HasMaxLength(16);
        builder.Property(t => t.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(t => t.Subject).HasMaxLength(200);
        builder.Property(t => t.Text).HasColumnName("Words").HasMaxLength(Ticket.TextLength);
        builder.Property(t => t.Answer).HasMaxLength(Ticket.TextLength);
        builder.Property(t => t.PublicAnswer).HasMaxLength(Ticket.TextLength);
        builder.Property(t => t.Revision).IsConcurrencyToken();
        builder.HasIndex(t => new { t.UnitId, t.DueOn });
        builder.HasOne<Unit>().WithMany().HasForeignKey(t => t.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<TicketStep> builder)
    {
        builder.ToTable("TicketSteps");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(s => s.Note).HasMaxLength(1000);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(s => s.TicketId);
    }

    public void Configure(EntityTypeBuilder<ContactRequest> builder)
    {
        builder.ToTable("ContactRequests");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.CodeHash).HasMaxLength(64);
        builder.Property(c => c.Name).HasMaxLength(100);
        builder.Property(c => c.Contact).HasMaxLength(200);
        builder.HasIndex(c => c.CodeHash).IsUnique();
        builder.HasOne<Ticket>().WithMany().HasForeignKey(c => c.TicketId);
    }
}
