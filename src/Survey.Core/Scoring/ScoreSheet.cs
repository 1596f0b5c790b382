using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Core.Scoring;

/// <summary>Where a line's points come from.</summary>
public enum ScoreStatus
{
    /// <summary>Its formula gave them; in a group, everything below has points.</summary>
    Scored,

    /// <summary>An input is not there: it has no points yet, which is not 0 ("thiếu dữ liệu"). In a group, so it is for a
    /// line below, and the group's points are those of the others.</summary>
    MissingData,

    /// <summary>It does not apply to the unit: it left the base or earned its maximum.</summary>
    NotApplicable,
}

/// <summary>One line of a score sheet, in the order of the scheme.</summary>
public sealed record ScoreRow
{
    /// <summary>The criterion's code.</summary>
    public required string Code { get; init; }

    /// <summary>The criterion's wording.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>0 in the first level.</summary>
    public required int Depth { get; init; }

    /// <summary>Whether it is a heading; its numbers are sums of what it holds, and not part of the totals again.</summary>
    public required bool IsGroup { get; init; }

    /// <summary>The most points by the scheme.</summary>
    public required Rational Max { get; init; }

    /// <summary>The most points for this unit: without what left the base.</summary>
    public required Rational AdjustedMax { get; init; }

    /// <summary>Unrounded points; null where there are none (missing data, or it left the base).</summary>
    public Rational? Points { get; init; }

    /// <summary>The unrounded number the formula worked on, where it is a single one.</summary>
    public Rational? Input { get; init; }

    /// <summary>Where the points come from.</summary>
    public required ScoreStatus Status { get; init; }

    /// <summary>The points as they are printed: four decimals, rounded once, halves away from zero.</summary>
    public decimal? RoundedPoints => Points?.ToDecimal(4);
}

/// <summary>A unit's scores by one scheme.</summary>
public sealed record ScoreSheetResult
{
    /// <summary>All lines in the order of the scheme, headings included.</summary>
    public required IReadOnlyList<ScoreRow> Rows { get; init; }

    /// <summary>Points earned so far, unrounded.</summary>
    public required Rational Earned { get; init; }

    /// <summary>The scheme's maximum, unrounded.</summary>
    public required Rational Maximum { get; init; }

    /// <summary>The maximum without what left the base. A criterion with missing data stays in it.</summary>
    public required Rational AdjustedBase { get; init; }

    /// <summary>Codes of the criteria that have no points because an input is missing.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Whether every criterion that applies has points; while it is false the totals are provisional.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>Earned ÷ adjusted base, 0 to 1; null where everything left the base.</summary>
    public Rational? Ratio => AdjustedBase.Sign == 0 ? null : Earned / AdjustedBase;
}

/// <summary>Computes a unit's scores.</summary>
public static class ScoreSheet
{
    /// <summary>Scores every criterion from indices and typed numbers alone.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="indices">Unrounded indices of the unit and period by code, 0 to 100; null or absent: missing.</param>
    /// <param name="typedInputs">Typed numbers by name; absent: missing.</param>
    /// <param name="notApplicable">Codes of criteria that do not apply to the unit; each must have a rule for that.</param>
    /// <exception cref="ArgumentException">A criterion said not to apply is unknown or always applies.</exception>
    public static ScoreSheetResult Compute(
        ScoringScheme scheme,
        IReadOnlyDictionary<string, Rational?> indices,
        IReadOnlyDictionary<string, decimal> typedInputs,
        IReadOnlySet<string>? notApplicable = null) =>
        Compute(scheme, new() { Indices = indices, Typed = typedInputs, NotApplicable = notApplicable ?? new HashSet<string>() });

    /// <summary>Scores every criterion from all that is known.</summary>
    /// <exception cref="ArgumentException">A criterion said not to apply is unknown or always applies, or the points given to
    /// one are not within 0 and its maximum.</exception>
    public static ScoreSheetResult Compute(ScoringScheme scheme, ScoreFacts facts)
    {
        CheckNotApplicable(scheme, facts.NotApplicable);
        CheckGiven(scheme, facts.Given);
        var rows = new List<ScoreRow>();
        var top = scheme.Criteria.Select(c => Add(rows, c, 0, facts)).ToList();
        return new()
        {
            Rows = rows,
            Earned = Sum(top, r => r.Points ?? 0),
            Maximum = Sum(top, r => r.Max),
            AdjustedBase = Sum(top, r => r.AdjustedMax),
            Missing = [.. rows.Where(r => !r.IsGroup && r.Status == ScoreStatus.MissingData).Select(r => r.Code)],
        };
    }

    private static void CheckNotApplicable(ScoringScheme scheme, IReadOnlySet<string> codes)
    {
        var may = scheme.All.OfType<ScoredCriterion>()
            .Where(c => c.NotApplicable != NotApplicableRule.AlwaysApplies).Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        if (codes.FirstOrDefault(c => !may.Contains(c)) is { } code)
        {
            throw new ArgumentException($"The criterion {code} is unknown or always applies.", nameof(codes));
        }
    }

    private static void CheckGiven(ScoringScheme scheme, IReadOnlyDictionary<string, decimal> given)
    {
        var most = scheme.All.OfType<ScoredCriterion>().ToDictionary(c => c.Code, c => c.Max, StringComparer.Ordinal);
        foreach (var (code, points) in given)
        {
            if (!most.TryGetValue(code, out var max) || points < 0 || points > max)
            {
                throw new ArgumentException($"The criterion {code} is unknown or cannot have {points} points.", nameof(given));
            }
        }
    }

    private static ScoreRow Add(List<ScoreRow> rows, Criterion criterion, int depth, ScoreFacts facts)
    {
        if (criterion is not CriterionGroup group)
        {
            var row = Score((ScoredCriterion)criterion, depth, facts);
            rows.Add(row);
            return row;
        }

        var place = rows.Count;
        rows.Add(null!); // the heading stands before what it sums up
        var below = group.Criteria.Select(c => Add(rows, c, depth + 1, facts)).ToList();
        return rows[place] = new()
        {
            Code = group.Code,
            Title = group.Title,
            Depth = depth,
            IsGroup = true,
            Max = Sum(below, r => r.Max),
            AdjustedMax = Sum(below, r => r.AdjustedMax),
            Points = below.TrueForAll(r => r.Points is null) ? null : Sum(below, r => r.Points ?? 0),
            Status = below.Exists(r => r.Status == ScoreStatus.MissingData) ? ScoreStatus.MissingData
                : below.TrueForAll(r => r.Status == ScoreStatus.NotApplicable) ? ScoreStatus.NotApplicable
                : ScoreStatus.Scored,
        };
    }

    private static ScoreRow Score(ScoredCriterion criterion, int depth, ScoreFacts facts)
    {
        var max = Rational.FromDecimal(criterion.Max);
        var row = new ScoreRow
        {
            Code = criterion.Code,
            Title = criterion.Title,
            Depth = depth,
            IsGroup = false,
            Max = max,
            AdjustedMax = max,
            Status = ScoreStatus.NotApplicable,
        };
        if (facts.Given.TryGetValue(criterion.Code, out var given))
        {
            return row with { Input = Input(criterion, facts), Points = Rational.FromDecimal(given), Status = ScoreStatus.Scored };
        }

        if (facts.NotApplicable.Contains(criterion.Code))
        {
            return criterion.NotApplicable == NotApplicableRule.FullMarks
                ? row with { Points = max }
                : row with { AdjustedMax = Rational.Zero };
        }

        var points = criterion.Formula.Points(facts, facts.Answers.GetValueOrDefault(criterion.Code), max);
        return row with { Input = Input(criterion, facts), Points = points, Status = points is null ? ScoreStatus.MissingData : ScoreStatus.Scored };
    }

    private static Rational? Input(ScoredCriterion criterion, ScoreFacts facts) => criterion.Formula.Inputs is [var only] ? only.Now(facts) : null;

    private static Rational Sum(IEnumerable<ScoreRow> rows, Func<ScoreRow, Rational> part) =>
        rows.Aggregate(Rational.Zero, (sum, row) => sum + part(row));
}
