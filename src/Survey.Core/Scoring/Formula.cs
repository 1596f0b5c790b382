using Survey.Core.Indices;

namespace Survey.Core.Scoring;

/// <summary>Where a formula's number comes from. While it is not there the criterion has no points, which is not 0.</summary>
public abstract record FormulaInput;

/// <summary>An index of the unit and period, 0 to 100, before rounding.</summary>
/// <param name="Index">The index's code.</param>
public sealed record IndexInput(string Index) : FormulaInput;

/// <summary>A number that is typed or imported for the unit and period.</summary>
/// <param name="Name">The name under which it is typed.</param>
public sealed record TypedInput(string Name) : FormulaInput;

/// <summary>How a criterion earns its points. A kind added later is one more record here and in the reader and writer.</summary>
public abstract record Formula
{
    /// <summary>The number it works on.</summary>
    public required FormulaInput Input { get; init; }

    /// <summary>The exact points for an input; rounding is left to printing.</summary>
    /// <param name="input">The unrounded input.</param>
    /// <param name="max">The criterion's maximum.</param>
    public abstract Rational Points(Rational input, Rational max);
}

/// <summary>points = input × max / full, kept within 0 and max. The S2 table's "(Tỷ lệ % × 1,0 điểm):100%".</summary>
public sealed record LinearFormula : Formula
{
    /// <summary>The input that earns the maximum, above 0; 100 for a percentage.</summary>
    public required decimal Full { get; init; }

    /// <inheritdoc/>
    public override Rational Points(Rational input, Rational max) =>
        Rational.Min(max, Rational.Max(Rational.Zero, input * max / Rational.FromDecimal(Full)));
}

/// <summary>The points of the first step whose bound the input reaches. The S2 table's "100% / 80–&lt;100% / &lt;80%".</summary>
public sealed record StepsFormula : Formula
{
    /// <summary>At least two steps with descending bounds; the last has none and takes the rest.</summary>
    public required IReadOnlyList<ScoringStep> Steps { get; init; }

    /// <inheritdoc/>
    public override Rational Points(Rational input, Rational max) => Rational.FromDecimal(
        Steps.First(s => s.AtLeast is not { } bound || input >= Rational.FromDecimal(bound)).Points);
}

/// <summary>One step.</summary>
/// <param name="AtLeast">The least input that reaches it; null in the last step.</param>
/// <param name="Points">Its points, 0 to the criterion's maximum, at most four decimals.</param>
public sealed record ScoringStep(decimal? AtLeast, decimal Points);
