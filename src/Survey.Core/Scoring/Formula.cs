using Survey.Core.Indices;

namespace Survey.Core.Scoring;

/// <summary>Where a formula's number comes from. While it is not there the criterion has no points, which is not 0.</summary>
public abstract record FormulaInput
{
    /// <summary>The index's code or the typed number's name.</summary>
    public abstract string Name { get; }

    /// <summary>The unrounded number; null where it is not there.</summary>
    public abstract Rational? Now(ScoreFacts facts);

    /// <summary>The same number one year earlier; null where it is not there.</summary>
    public abstract Rational? Earlier(ScoreFacts facts);
}

/// <summary>An index of the unit and period, 0 to 100, before rounding.</summary>
/// <param name="Index">The index's code.</param>
public sealed record IndexInput(string Index) : FormulaInput
{
    /// <inheritdoc/>
    public override string Name => Index;

    /// <inheritdoc/>
    public override Rational? Now(ScoreFacts facts) => facts.Indices.GetValueOrDefault(Index);

    /// <inheritdoc/>
    public override Rational? Earlier(ScoreFacts facts) => facts.EarlierIndices.GetValueOrDefault(Index);
}

/// <summary>A number that is typed or imported for the unit and period.</summary>
/// <param name="InputName">The name under which it is typed.</param>
public sealed record TypedInput(string InputName) : FormulaInput
{
    /// <inheritdoc/>
    public override string Name => InputName;

    /// <inheritdoc/>
    public override Rational? Now(ScoreFacts facts) => Of(facts.Typed);

    /// <inheritdoc/>
    public override Rational? Earlier(ScoreFacts facts) => Of(facts.EarlierTyped);

    private Rational? Of(IReadOnlyDictionary<string, decimal> numbers) =>
        numbers.TryGetValue(InputName, out var number) ? Rational.FromDecimal(number) : null;
}

/// <summary>How a criterion earns its points. A kind added later is one more record here and in the reader and writer.</summary>
public abstract record Formula
{
    /// <summary>The numbers it works on, none for what is ticked, chosen or typed as points.</summary>
    public abstract IReadOnlyList<FormulaInput> Inputs { get; }

    /// <summary>The most points it can give, at most the criterion's maximum.</summary>
    public virtual Rational Reachable(Rational max) => max;

    /// <summary>The exact points; null where something it needs is not there. Rounding is left to printing.</summary>
    /// <param name="facts">The numbers known of the unit and period.</param>
    /// <param name="answer">What the unit says to the criterion; null: nothing yet.</param>
    /// <param name="max">The criterion's maximum.</param>
    public abstract Rational? Points(ScoreFacts facts, ScoreAnswer? answer, Rational max);
}

/// <summary>A formula of one number.</summary>
public abstract record NumberFormula : Formula
{
    /// <summary>The number it works on.</summary>
    public required FormulaInput Input { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<FormulaInput> Inputs => [Input];

    /// <inheritdoc/>
    public sealed override Rational? Points(ScoreFacts facts, ScoreAnswer? answer, Rational max) =>
        Input.Now(facts) is { } number ? Points(number, max) : null;

    /// <summary>The exact points for a number.</summary>
    /// <param name="input">The unrounded number.</param>
    /// <param name="max">The criterion's maximum.</param>
    public abstract Rational Points(Rational input, Rational max);
}

/// <summary>points = input × max / full, kept within 0 and max. The S2 table's "(Tỷ lệ % × 1,0 điểm):100%" (1.2, 4.5.3, 5.9).</summary>
public record LinearFormula : NumberFormula
{
    /// <summary>The input that earns the maximum, above 0; 100 for a percentage.</summary>
    public required decimal Full { get; init; }

    /// <summary>Whether a high number is bad (S2: II.4.6, II.4.9): the formula then works on full − input.</summary>
    public bool Reversed { get; init; }

    /// <inheritdoc/>
    public override Rational Points(Rational input, Rational max) =>
        Rational.Min(max, Rational.Max(Rational.Zero, Good(input) * max / Rational.FromDecimal(Full)));

    /// <summary>The number the other way where a high one is bad. It is its own inverse.</summary>
    public Rational Good(Rational input) => Reversed ? Rational.FromDecimal(Full) - input : input;
}

/// <summary>From the threshold on as linear, below it a fixed number of points. The S2 table's "Từ 95%–100%: (tỷ lệ × 0,5)/100; dưới 95%: 0" (3.5.1).</summary>
public sealed record ThresholdLinearFormula : LinearFormula
{
    /// <summary>The least input that earns as linear; it earns itself. Where a high number is bad: of full − input.</summary>
    public required decimal Threshold { get; init; }

    /// <summary>The points below the threshold, 0 to the criterion's maximum.</summary>
    public decimal Below { get; init; }

    /// <inheritdoc/>
    public override Rational Points(Rational input, Rational max) =>
        Good(input) >= Rational.FromDecimal(Threshold) ? base.Points(input, max) : Rational.FromDecimal(Below);
}

/// <summary>The points of the first step whose bound the input reaches. The S2 table's "100% / 80–&lt;100% / &lt;80%" (7.2.2).</summary>
public sealed record StepsFormula : NumberFormula
{
    /// <summary>At least two steps with descending bounds; the last has none and takes the rest.</summary>
    public required IReadOnlyList<ScoringStep> Steps { get; init; }

    /// <inheritdoc/>
    public override Rational Reachable(Rational max) => Rational.FromDecimal(Steps.Max(s => s.Points));

    /// <inheritdoc/>
    public override Rational Points(Rational input, Rational max) => Rational.FromDecimal(
        Steps.First(s => s.AtLeast is not { } bound || input >= Rational.FromDecimal(bound)).Points);
}

/// <summary>One step.</summary>
/// <param name="AtLeast">The least input that reaches it; null in the last step.</param>
/// <param name="Points">Its points, 0 to the criterion's maximum, at most four decimals.</param>
public sealed record ScoringStep(decimal? AtLeast, decimal Points);
