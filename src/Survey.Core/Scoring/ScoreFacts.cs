using System.Collections.Frozen;
using Survey.Core.Indices;

namespace Survey.Core.Scoring;

/// <summary>All that is known of a unit and period when its scores are computed. What is absent is missing data, never 0.</summary>
public sealed record ScoreFacts
{
    /// <summary>Unrounded indices by code, 0 to 100; null or absent: missing.</summary>
    public IReadOnlyDictionary<string, Rational?> Indices { get; init; } = FrozenDictionary<string, Rational?>.Empty;

    /// <summary>Typed or imported numbers by name.</summary>
    public IReadOnlyDictionary<string, decimal> Typed { get; init; } = FrozenDictionary<string, decimal>.Empty;

    /// <summary>The indices of the period one year earlier.</summary>
    public IReadOnlyDictionary<string, Rational?> EarlierIndices { get; init; } = FrozenDictionary<string, Rational?>.Empty;

    /// <summary>The typed numbers of the period one year earlier.</summary>
    public IReadOnlyDictionary<string, decimal> EarlierTyped { get; init; } = FrozenDictionary<string, decimal>.Empty;

    /// <summary>What is ticked, chosen or typed as points, by criterion code.</summary>
    public IReadOnlyDictionary<string, ScoreAnswer> Answers { get; init; } = FrozenDictionary<string, ScoreAnswer>.Empty;

    /// <summary>Codes of criteria that do not apply to the unit; each must have a rule for that.</summary>
    public IReadOnlySet<string> NotApplicable { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Points that an appraiser gave instead of the formula's, by criterion code, 0 to the criterion's maximum. A
    /// criterion that was left out as not applicable is back in the base.</summary>
    public IReadOnlyDictionary<string, decimal> Given { get; init; } = FrozenDictionary<string, decimal>.Empty;
}
