namespace Survey.Core.Questionnaires;

/// <summary>A rating by points: what comes from elsewhere than the answers, and the grades of the total. The criteria that
/// citizens judge are the dimensions of the index; a dimension's weight is the most points it gives.</summary>
public sealed record RatingDefinition
{
    /// <summary>The grades, best first, at least one; <see cref="RatingGrade.From"/> descends and ends with 0, so that
    /// every total has one grade.</summary>
    public required IReadOnlyList<RatingGrade> Grades { get; init; }

    /// <summary>The criteria whose points come from other software.</summary>
    public IReadOnlyList<ExternalCriterion> External { get; init; } = [];
}

/// <summary>A grade of a rating.</summary>
public sealed record RatingGrade
{
    /// <summary>Stable code, unique in the rating.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>The least unrounded points of the grade, inclusive, 0 or more.</summary>
    public required decimal From { get; init; }
}

/// <summary>A criterion of a rating whose points come from other software.</summary>
public sealed record ExternalCriterion
{
    /// <summary>Stable code, unique among the rating's criteria, the index's dimensions included.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>The most points it gives, above 0.</summary>
    public required decimal Maximum { get; init; }
}
