using Survey.Core.Indices;

namespace Survey.Core.Scoring;

/// <summary>Which side of the bound an input must lie on.</summary>
public enum BoundSide
{
    /// <summary>The bound itself is enough.</summary>
    AtLeast,

    /// <summary>It must be above the bound.</summary>
    Above,

    /// <summary>A high number is bad: it may be the bound and not more.</summary>
    AtMost,
}

/// <summary>What an input must become for more points.</summary>
/// <param name="Criterion">The criterion's code.</param>
/// <param name="Part">The part's code where the criterion is a sum.</param>
/// <param name="Input">The number that would have to change; all others stay.</param>
/// <param name="Now">The number now; null where it is missing.</param>
/// <param name="Side">On which side of the bound it must lie.</param>
/// <param name="Bound">The exact bound.</param>
/// <param name="Gain">The points more than now that it brings at least, unrounded.</param>
public sealed record NextPoints(string Criterion, string? Part, FormulaInput Input, Rational? Now, BoundSide Side, Rational Bound, Rational Gain);

/// <summary>Answers "which index must reach what for the next half point", exactly by formula kind.</summary>
public static class WhatIf
{
    /// <summary>The step that is asked for: half a point.</summary>
    public static Rational HalfPoint { get; } = new(1, 2);

    /// <summary>For each criterion fed by a number that applies and has not all its points: the least change that brings
    /// <paramref name="step"/> more points, or all that are left where that is less. In the order of the scheme.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="facts">What is known; a missing number counts as no points.</param>
    /// <param name="step">The points wanted, above 0.</param>
    public static IReadOnlyList<NextPoints> Of(ScoringScheme scheme, ScoreFacts facts, Rational step)
    {
        var answers = new List<NextPoints>();
        foreach (var criterion in scheme.All.OfType<ScoredCriterion>().Where(c => !facts.NotApplicable.Contains(c.Code)))
        {
            if (criterion.Formula is not SumFormula sum)
            {
                Add(answers, criterion.Code, null, criterion.Formula, Rational.FromDecimal(criterion.Max), facts, step);
                continue;
            }

            foreach (var part in sum.Parts)
            {
                Add(answers, criterion.Code, part.Code, part.Formula, Rational.FromDecimal(part.Max), facts, step);
            }
        }

        return answers;
    }

    private static void Add(List<NextPoints> answers, string criterion, string? part, Formula formula, Rational max, ScoreFacts facts, Rational step)
    {
        var points = formula.Points(facts, null, max) ?? Rational.Zero;
        var wanted = Rational.Min(formula.Reachable(max), points + step);
        if (wanted <= points || Bound(formula, max, facts, wanted) is not { } next)
        {
            return;
        }

        var gain = next.Points - points;
        answers.Add(new(criterion, part, next.Input, next.Input.Now(facts), next.Side, next.Bound, gain));
    }

    private static (FormulaInput Input, BoundSide Side, Rational Bound, Rational Points)? Bound(Formula formula, Rational max, ScoreFacts facts, Rational wanted) => formula switch
    {
        LinearFormula linear => OfLinear(linear, max, wanted),
        StepsFormula steps => OfSteps(steps, max, steps.Input.Now(facts), wanted),
        RatioFormula ratio => ratio.Whole.Now(facts) is { Sign: > 0 } whole ? (ratio.Part, BoundSide.AtLeast, wanted * whole / max, wanted) : null,
        YearOnYearFormula year => OfYears(year, facts, wanted),
        _ => null,
    };

    private static (FormulaInput Input, BoundSide Side, Rational Bound, Rational Points)? OfLinear(LinearFormula linear, Rational max, Rational wanted)
    {
        var good = wanted * Rational.FromDecimal(linear.Full) / max;
        if (linear is ThresholdLinearFormula threshold)
        {
            if (Rational.FromDecimal(threshold.Below) >= wanted)
            {
                return null; // Any number at all brings it: there is no bound to name.
            }

            good = Rational.Max(good, Rational.FromDecimal(threshold.Threshold));
        }

        var bound = linear.Good(good);
        return (linear.Input, linear.Reversed ? BoundSide.AtMost : BoundSide.AtLeast, bound, linear.Points(bound, max));
    }

    private static (FormulaInput Input, BoundSide Side, Rational Bound, Rational Points)? OfSteps(StepsFormula steps, Rational max, Rational? now, Rational wanted)
    {
        var bounds = steps.Steps.Where(s => s.AtLeast is not null && Rational.FromDecimal(s.Points) >= wanted).Select(s => Rational.FromDecimal(s.AtLeast!.Value))
            .Where(b => now is not { } number || b > number).ToList();
        if (bounds.Count == 0)
        {
            return null;
        }

        var bound = bounds.Aggregate(Rational.Min);
        return (steps.Input, BoundSide.AtLeast, bound, steps.Points(bound, max));
    }

    private static (FormulaInput Input, BoundSide Side, Rational Bound, Rational Points)? OfYears(YearOnYearFormula year, ScoreFacts facts, Rational wanted)
    {
        if (year.Input.Earlier(facts) is not { } before)
        {
            return null;
        }

        var (equal, higher) = (Rational.FromDecimal(year.Equal), Rational.FromDecimal(year.Higher));
        // Equal is the least change only where the number is below now; from equal on, only more helps.
        var (least, now) = (Rational.Min(equal, higher), year.Input.Now(facts));
        return least >= wanted && (now is null || now < before) ? (year.Input, BoundSide.AtLeast, before, least)
            : higher >= wanted && (now is null || now <= before) ? (year.Input, BoundSide.Above, before, higher)
            : null;
    }
}
