using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Survey.Web.Data.Entities;

/// <summary>How many responses a unit wants in a period, fixed before the fieldwork and followed while it runs.</summary>
public sealed class SamplePlan
{
    public const int NoteLength = 400;

    public required long Id { get; init; }

    /// <summary>The unit that plans, with all units below it.</summary>
    public required long UnitId { get; init; }
    public required string PeriodCode { get; init; }
    public required long QuestionnaireId { get; init; }

    /// <summary>e in ten-thousandths: 500 is ±5 points.</summary>
    public required int Margin { get; set; }

    /// <summary>The smallest quota of a unit and service that has transactions.</summary>
    public required int Least { get; set; }

    /// <summary>Whether n = N/(1 + N·e²) (the older method), else by the wanted margin at 95 % with the finite correction.</summary>
    public required bool OlderMethod { get; set; }
    public string Note { get; set; } = "";
    public required long CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public int Revision { get; set; }

    public List<SampleQuota> Quotas { get; } = [];
}

/// <summary>The part of a plan that one unit and service bear.</summary>
public sealed class SampleQuota
{
    public required long PlanId { get; init; }
    public required long UnitId { get; init; }

    /// <summary>0: all services of the unit together.</summary>
    public required long ServiceId { get; init; }

    /// <summary>N: transactions of the period, known or expected.</summary>
    public required long Population { get; set; }
    public required int Planned { get; set; }

    /// <summary>Papers handed out or links sent; null: nobody counts.</summary>
    public long? Issued { get; set; }
}

public sealed class SamplePlanConfiguration : IEntityTypeConfiguration<SamplePlan>, IEntityTypeConfiguration<SampleQuota>
{
    public void Configure(EntityTypeBuilder<SamplePlan> builder)
    {
        builder.ToTable("SamplePlans");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.PeriodCode).HasMaxLength(40);
        builder.Property(p => p.Note).HasMaxLength(SamplePlan.NoteLength);
        builder.Property(p => p.Revision).IsConcurrencyToken();
        builder.HasIndex(p => new { p.UnitId, p.PeriodCode, p.QuestionnaireId }).IsUnique();
        builder.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredQuestionnaire>().WithMany().HasForeignKey(p => p.QuestionnaireId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SampleQuota> builder)
    {
        builder.ToTable("SampleQuotas");
        builder.HasKey(q => new { q.PlanId, q.UnitId, q.ServiceId });
        builder.HasOne<SamplePlan>().WithMany(p => p.Quotas).HasForeignKey(q => q.PlanId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(q => q.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
