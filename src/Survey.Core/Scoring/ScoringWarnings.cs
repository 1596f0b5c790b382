using Survey.Core.Indices;

namespace Survey.Core.Scoring;

/// <summary>What is odd in a table and yet computes.</summary>
public enum ScoringWarningKind
{
    /// <summary>The printed total is not the sum of the parts.</summary>
    Total,

    /// <summary>The printed total is not the sum of the maxima printed beside the table's parts.</summary>
    PrintedParts,

    /// <summary>The maximum printed beside a heading is not the sum of what it holds.</summary>
    Group,

    /// <summary>The formula cannot give the criterion's maximum.</summary>
    OutOfReach,
}

/// <summary>One of them.</summary>
/// <param name="Kind">What is odd.</param>
/// <param name="Criterion">The line's code; null for the total.</param>
/// <param name="Printed">What the table prints, in points.</param>
/// <param name="Computed">What it really sums to, or the most that the formula gives.</param>
public sealed record ScoringWarning(ScoringWarningKind Kind, string? Criterion, decimal Printed, decimal Computed);

/// <summary>Finds the places where a table disagrees with itself. The table is taken all the same: points follow from the criteria.</summary>
public static class ScoringWarnings
{
    /// <summary>The warnings: the total first, then in the order of the table.</summary>
    public static IReadOnlyList<ScoringWarning> Of(ScoringScheme scheme)
    {
        var warnings = new List<ScoringWarning>();
        var sum = scheme.Criteria.Sum(MaxOf);
        if (scheme.PrintedTotal is { } total && total != sum)
        {
            warnings.Add(new(ScoringWarningKind.Total, null, total, sum));
        }

        if (scheme.PrintedTotal is { } whole && scheme.Criteria.All(c => c is CriterionGroup { PrintedMax: not null })
            && scheme.Criteria.Sum(c => ((CriterionGroup)c).PrintedMax) is { } parts && parts != whole && parts != sum)
        {
            warnings.Add(new(ScoringWarningKind.PrintedParts, null, whole, parts));
        }

        foreach (var criterion in scheme.All)
        {
            if (criterion is CriterionGroup { PrintedMax: { } printed } group && printed != MaxOf(group))
            {
                warnings.Add(new(ScoringWarningKind.Group, group.Code, printed, MaxOf(group)));
            }
            else if (criterion is ScoredCriterion scored && scored.Formula.Reachable(Rational.FromDecimal(scored.Max)) is var most && most < Rational.FromDecimal(scored.Max))
            {
                warnings.Add(new(ScoringWarningKind.OutOfReach, scored.Code, scored.Max, most.ToDecimal(4)));
            }
        }

        return warnings;
    }

    /// <summary>The most points of a line: its own, or the sum of what it holds.</summary>
    public static decimal MaxOf(Criterion criterion) => criterion is CriterionGroup group ? group.Criteria.Sum(MaxOf) : ((ScoredCriterion)criterion).Max;
}
