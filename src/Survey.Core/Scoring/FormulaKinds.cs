using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Core.Scoring;

/// <summary>points = part ÷ whole × max, kept within 0 and max. The S2 table's "(b/a) × 1,0" (7.1.5).</summary>
public sealed record RatioFormula : Formula
{
    /// <summary>What is counted (b).</summary>
    public required FormulaInput Part { get; init; }

    /// <summary>What it is counted of (a). 0 is missing data: nothing was there to be counted.</summary>
    public required FormulaInput Whole { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<FormulaInput> Inputs => [Part, Whole];

    /// <inheritdoc/>
    public override Rational? Points(ScoreFacts facts, ScoreAnswer? answer, Rational max) =>
        Part.Now(facts) is { } part && Whole.Now(facts) is { Sign: not 0 } whole
            ? Rational.Min(max, Rational.Max(Rational.Zero, part * max / whole))
            : null;
}

/// <summary>Compares a number with the same one year earlier (S2 II.1.1: higher 1, equal 0.5, lower 0).</summary>
public sealed record YearOnYearFormula : Formula
{
    /// <summary>What is compared.</summary>
    public required FormulaInput Input { get; init; }

    /// <summary>The points where it is higher than a year earlier.</summary>
    public required decimal Higher { get; init; }

    /// <summary>The points where it is equal, before any rounding.</summary>
    public required decimal Equal { get; init; }

    /// <summary>The points where it is lower.</summary>
    public required decimal Lower { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<FormulaInput> Inputs => [Input];

    /// <inheritdoc/>
    public override Rational Reachable(Rational max) => Rational.FromDecimal(Math.Max(Higher, Math.Max(Equal, Lower)));

    /// <inheritdoc/>
    public override Rational? Points(ScoreFacts facts, ScoreAnswer? answer, Rational max) =>
        Input.Now(facts) is { } now && Input.Earlier(facts) is { } before
            ? Rational.FromDecimal(now.CompareTo(before) switch { > 0 => Higher, 0 => Equal, _ => Lower })
            : null;
}

/// <summary>One line that can be ticked or chosen.</summary>
/// <param name="Code">Its code within the formula, <c>[a-z0-9_]{1,32}</c>.</param>
/// <param name="Title">Its wording.</param>
/// <param name="Points">Its points, 0 to the criterion's maximum, at most four decimals.</param>
public sealed record ScoringOption(string Code, LocalizedText Title, decimal Points);

/// <summary>The sum of the points of the lines that are ticked (S2 1.3: 0.125 for each report on time and each complete).</summary>
public sealed record ChecklistFormula : Formula
{
    /// <summary>The lines, at least one; their points sum to at most the criterion's maximum.</summary>
    public required IReadOnlyList<ScoringOption> Parts { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<FormulaInput> Inputs => [];

    /// <inheritdoc/>
    public override Rational Reachable(Rational max) => Rational.FromDecimal(Parts.Sum(p => p.Points));

    /// <inheritdoc/>
    public override Rational? Points(ScoreFacts facts, ScoreAnswer? answer, Rational max) =>
        answer?.Ticked is { } ticked ? Rational.FromDecimal(Parts.Where(p => ticked.Contains(p.Code)).Sum(p => p.Points)) : null;
}

/// <summary>The points of the one option that is chosen, S2's commonest kind ("có 0,5 / không 0").</summary>
public sealed record ChoiceFormula : Formula
{
    /// <summary>The options, at least two.</summary>
    public required IReadOnlyList<ScoringOption> Options { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<FormulaInput> Inputs => [];

    /// <inheritdoc/>
    public override Rational Reachable(Rational max) => Rational.FromDecimal(Options.Max(o => o.Points));

    /// <inheritdoc/>
    public override Rational? Points(ScoreFacts facts, ScoreAnswer? answer, Rational max) =>
        Options.FirstOrDefault(o => o.Code == answer?.Option) is { } option ? Rational.FromDecimal(option.Points) : null;
}

/// <summary>One part of a sum.</summary>
/// <param name="Code">Its code within the formula, <c>[a-z0-9_]{1,32}</c>.</param>
/// <param name="Title">Its wording.</param>
/// <param name="Max">The most points it gives, above 0.</param>
/// <param name="Formula">How it earns them; no sum itself.</param>
public sealed record ScoringPart(string Code, LocalizedText Title, decimal Max, Formula Formula);

/// <summary>The sum of parts that each have a formula of their own (S2 1.4.3: a choice, a linear part and another choice).</summary>
public sealed record SumFormula : Formula
{
    /// <summary>The parts, at least two; their maxima sum to the criterion's.</summary>
    public required IReadOnlyList<ScoringPart> Parts { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<FormulaInput> Inputs => [.. Parts.SelectMany(p => p.Formula.Inputs)];

    /// <inheritdoc/>
    public override Rational Reachable(Rational max) =>
        Parts.Aggregate(Rational.Zero, (sum, p) => sum + p.Formula.Reachable(Rational.FromDecimal(p.Max)));

    /// <inheritdoc/>
    public override Rational? Points(ScoreFacts facts, ScoreAnswer? answer, Rational max)
    {
        var sum = Rational.Zero;
        foreach (var part in Parts)
        {
            // A sum with a hole in it would look like a low score.
            if (part.Formula.Points(facts, answer?.Parts.GetValueOrDefault(part.Code), Rational.FromDecimal(part.Max)) is not { } points)
            {
                return null;
            }

            sum += points;
        }

        return sum;
    }
}

/// <summary>Points typed by hand, from 0 to the maximum; anything else is missing data.</summary>
public sealed record ManualFormula : Formula
{
    /// <summary>What the scorer should look at.</summary>
    public LocalizedText? Guidance { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<FormulaInput> Inputs => [];

    /// <inheritdoc/>
    public override Rational? Points(ScoreFacts facts, ScoreAnswer? answer, Rational max) =>
        answer?.Points is { } typed && typed >= 0 && Rational.FromDecimal(typed) <= max ? Rational.FromDecimal(typed) : null;
}
