using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>One criterion of a rating by points.</summary>
public sealed record CriterionPoints
{
    /// <summary>The dimension's or the outside criterion's code.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Whether the points come from other software than the survey.</summary>
    public required bool IsExternal { get; init; }

    /// <summary>The points earned, unrounded, 0 to <see cref="Maximum"/>; null: missing.</summary>
    public Rational? Points { get; init; }

    /// <summary>The most points it gives.</summary>
    public required Rational Maximum { get; init; }

    /// <summary>Of a criterion that citizens judge: the figure behind its points.</summary>
    public Figure? Figure { get; init; }

    /// <summary>The points as they are printed: four decimals, rounded once, halves away from zero.</summary>
    public decimal? Rounded => Points?.ToDecimal(4);
}

/// <summary>
/// A rating by points with grades, such as the one-stop rating of 18 points (DOMAIN.md, section 3). A criterion that
/// citizens judge earns its maximum times the dimension's mean score from 0 to 1; the others' points come from elsewhere.
/// Total and grade are exact: a grade's bound is met or not by the unrounded total.
/// </summary>
public sealed record PointsRating
{
    /// <summary>The criteria: the index's dimensions, then the outside ones.</summary>
    public required IReadOnlyList<CriterionPoints> Criteria { get; init; }

    /// <summary>The codes of the criteria without points; while there are any, there is no total and no grade.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The points of all criteria, unrounded; null while any is missing.</summary>
    public Rational? Total { get; init; }

    /// <summary>The most points of all criteria together.</summary>
    public required Rational Maximum { get; init; }

    /// <summary>The grade of the total; null while any criterion is missing.</summary>
    public RatingGrade? Grade { get; init; }

    /// <summary>The total as it is printed: four decimals, rounded once.</summary>
    public decimal? Rounded => Total?.ToDecimal(4);

    /// <summary>The rating of one group of responses.</summary>
    /// <param name="tally">The counts.</param>
    /// <param name="definition">An index with a rating; its method may be another (a period can be rated beside its index).</param>
    /// <param name="external">Points of the outside criteria by code, each 0 to its maximum; what is not there is missing.
    /// Codes of no criterion are ignored.</param>
    /// <exception cref="ArgumentException">The index has no rating, or the tally does not count what it needs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A criterion has fewer than 0 points or more than its maximum.</exception>
    public static PointsRating Of(Tally tally, IndexDefinition definition, IReadOnlyDictionary<string, Rational> external)
    {
        var rating = definition.Rating ?? throw new ArgumentException($"The index {definition.Code} has no rating.", nameof(definition));
        var rated = definition with { Method = IndexMethod.Points, MethodVersion = 1 };
        var criteria = rated.Dimensions.Select(d => Judged(tally, rated, d)).Concat(rating.External.Select(c => Outside(c, external))).ToList();
        var missing = criteria.FindAll(c => c.Points is null).ConvertAll(c => c.Code);
        Rational? total = missing.Count > 0 ? null : criteria.Aggregate(Rational.Zero, (sum, c) => sum + c.Points!.Value);
        return new()
        {
            Criteria = criteria,
            Missing = missing,
            Total = total,
            Maximum = criteria.Aggregate(Rational.Zero, (sum, c) => sum + c.Maximum),
            Grade = total is { } points ? rating.Grades.FirstOrDefault(g => points >= Rational.FromDecimal(g.From)) : null,
        };
    }

    private static CriterionPoints Judged(Tally tally, IndexDefinition rated, DimensionDefinition dimension)
    {
        var figure = SatisfactionIndex.Dimension(tally, rated, dimension.Code);
        var most = Rational.FromDecimal(dimension.Weight);
        return new()
        {
            Code = dimension.Code,
            Title = dimension.Title,
            IsExternal = false,
            Points = figure.Value is { } value ? most * value / 100 : null,
            Maximum = most,
            Figure = figure,
        };
    }

    private static CriterionPoints Outside(ExternalCriterion criterion, IReadOnlyDictionary<string, Rational> external)
    {
        var most = Rational.FromDecimal(criterion.Maximum);
        Rational? points = external.TryGetValue(criterion.Code, out var typed) ? typed : null;
        if (points < Rational.Zero || points > most)
        {
            throw new ArgumentOutOfRangeException(nameof(external), $"The criterion {criterion.Code} has {points} points of {most}.");
        }

        return new() { Code = criterion.Code, Title = criterion.Title, IsExternal = true, Points = points, Maximum = most };
    }
}
