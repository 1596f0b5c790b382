using Survey.Core.Questionnaires;

namespace Survey.Core.Scoring;

/// <summary>A scoring table (bộ tiêu chí chấm điểm): criteria, the points they carry and the formula of each.</summary>
public sealed record ScoringScheme
{
    /// <summary>Stable code, <c>[a-z0-9_]{1,32}</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Its version, 1 or more; a published version never changes.</summary>
    public required int Version { get; init; }

    /// <summary>Its name.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>The first day on which it holds.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The last day on which it holds; null while it is open.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>The document that sets the table.</summary>
    public LocalizedText? LegalBasis { get; init; }

    /// <summary>The total that the table prints, where it prints one. It need not be the sum: see <see cref="ScoringWarnings"/>.</summary>
    public decimal? PrintedTotal { get; init; }

    /// <summary>The parts of the table in order, at least one.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>All criteria and groups in the order of the table, a group before what it holds.</summary>
    public IEnumerable<Criterion> All => Criteria.SelectMany(c => c.WithAllBelow);
}

/// <summary>What happens where a criterion does not apply to a unit.</summary>
public enum NotApplicableRule
{
    /// <summary>It always applies.</summary>
    AlwaysApplies,

    /// <summary>It leaves the base ("hạ điểm chuẩn").</summary>
    LowerBase,

    /// <summary>It earns its maximum ("chấm tròn điểm").</summary>
    FullMarks,
}

/// <summary>A line of the table: a group, or a criterion that earns points.</summary>
public abstract record Criterion
{
    /// <summary>Its number with its part's in front, such as II.1.4; unique in the scheme.</summary>
    public required string Code { get; init; }

    /// <summary>Its wording.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What a reader of the table should know of this line, such as a figure that could not be read.</summary>
    public LocalizedText? Note { get; init; }

    /// <summary>This line and all below it, in the order of the table.</summary>
    public abstract IEnumerable<Criterion> WithAllBelow { get; }
}

/// <summary>A heading; its maximum is the sum of what it holds.</summary>
public sealed record CriterionGroup : Criterion
{
    /// <summary>The maximum that the table prints beside it, where it prints one. It need not be the sum.</summary>
    public decimal? PrintedMax { get; init; }

    /// <summary>What it holds, at least one.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Criterion> WithAllBelow => Criteria.SelectMany(c => c.WithAllBelow).Prepend(this);
}

/// <summary>A criterion that earns points.</summary>
public sealed record ScoredCriterion : Criterion
{
    /// <summary>The most points it can earn, above 0, at most four decimals.</summary>
    public required decimal Max { get; init; }

    /// <summary>What happens where it does not apply.</summary>
    public NotApplicableRule NotApplicable { get; init; }

    /// <summary>How it earns its points.</summary>
    public required Formula Formula { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Criterion> WithAllBelow => [this];
}
