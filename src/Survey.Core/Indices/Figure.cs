using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>A 95% confidence interval in the units of its figure: index points for an index and for a difference.</summary>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
public sealed record Interval(double Low, double High);

/// <summary>An index of one group of responses (or of several units), with what it rests on.</summary>
public sealed record Figure
{
    /// <summary>The unrounded index in index points, from <see cref="Lowest"/> to <see cref="Highest"/>; null: absent, never 0.</summary>
    public Rational? Value { get; init; }

    /// <summary>95% interval; null where the figure is absent, where one response alone makes it, and in a census.
    /// In a self-selected sample it speaks of the sheets only.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Standard error in index points, 0 or more; null where there is no interval.</summary>
    public double? StandardError { get; init; }

    /// <summary>Responses with at least one valid answer in this figure.</summary>
    public long Base { get; init; }

    /// <summary>Valid answers in this figure.</summary>
    public long Answers { get; init; }

    /// <summary>Whether the figure is absent because its base is below the definition's minimum.</summary>
    public bool BelowMinimumBase { get; init; }

    /// <summary>The lowest value that the method can give here, in index points.</summary>
    public double Lowest { get; init; }

    /// <summary>The highest value that the method can give here, in index points.</summary>
    public double Highest { get; init; } = 100;

    /// <summary>Whether the interval is a safe bound and not the method's own: counts alone do not say how the answers to
    /// several items go together, so they are taken to go together as closely as they could.</summary>
    public bool IntervalIsBound { get; init; }

    /// <summary>The method that made the figure.</summary>
    public IndexMethod Method { get; init; }

    /// <summary>The method's version.</summary>
    public int MethodVersion { get; init; } = 1;

    /// <summary>The index as it is printed: two decimals, rounded once, halves away from zero.</summary>
    public decimal? Rounded => Value?.ToDecimal(2);
}

/// <summary>A parent's figure made from its units' figures.</summary>
public sealed record RollUpFigure
{
    /// <summary>The parent's figure; its base and answers are sums over the units that count.</summary>
    public required Figure Figure { get; init; }

    /// <summary>Places (in the list given) of the units that do not count: absent, fewer than five responses, or without
    /// transactions where those are the weights. Ascending.</summary>
    public required IReadOnlyList<int> LeftOut { get; init; }
}

/// <summary>What changed between two figures of independent groups of responses.</summary>
public sealed record Difference
{
    /// <summary>Now less before, in index points; null where either is absent or the two are not comparable.</summary>
    public Rational? Value { get; init; }

    /// <summary>95% interval of the difference; null where either figure has none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>False where the figures come from different methods or versions of a method.</summary>
    public bool Comparable { get; init; } = true;

    /// <summary>Whether the interval leaves 0 out.</summary>
    public bool MoreThanNoise => Interval is { } i && (i.Low > 0 || i.High < 0);

    /// <summary>The difference as it is printed: two decimals, rounded once from the unrounded figures.</summary>
    public decimal? Rounded => Value?.ToDecimal(2);
}
