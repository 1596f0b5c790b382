using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>A staff member's account.</summary>
public sealed class Account : Microsoft.AspNetCore.Identity.IdentityUser<long>
{
    public required string DisplayName { get; set; }

    /// <summary>The language of staff pages: vi or en.</summary>
    public string Language { get; set; } = "vi";
    public DateTime? DisabledAt { get; set; }

    public List<Grant> Grants { get; } = [];
}

public enum Role
{
    Administrator,
    Officer,
    Analyst,

    /// <summary>Approves what others submit: questionnaires and the figures of a period.</summary>
    Approver,

    /// <summary>Appraises the score sheets that units filled in for themselves.</summary>
    Appraiser,
}

/// <summary>A role of an account over a unit and all below it.</summary>
public sealed class Grant
{
    public required long AccountId { get; init; }
    public required Role Role { get; init; }
    public required long UnitId { get; init; }

    public Unit? Unit { get; set; }
}

public sealed class AccountConfiguration : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.DisplayName).HasMaxLength(100);
        builder.Property(a => a.Language).HasMaxLength(3);
    }

    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("Grants");
        builder.HasKey(g => new { g.AccountId, g.Role, g.UnitId });
        builder.Property(g => g.Role).HasConversion<string>().HasMaxLength(16);
        builder.HasOne<Account>().WithMany(a => a.Grants).HasForeignKey(g => g.AccountId);
        builder.HasOne(g => g.Unit).WithMany().HasForeignKey(g => g.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
