using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>How long the pieces of time are that make the points of a trend.</summary>
public enum TrendGrain
{
    Day,
    Week,
    Month,
    Quarter,

    /// <summary>Reporting periods: the asked one and those before it, along the predecessors.</summary>
    Period,
}

/// <summary>The days of a trend, inclusive. Buckets that a boundary cuts are left out; so are those that are not over.</summary>
public sealed record TrendRange(DateOnly First, DateOnly Last)
{
    /// <summary>The reporting period that a trend by periods ends with; null: the shortest that ends last within the range.</summary>
    public string? Period { get; init; }

    /// <summary>As many buckets as one looks at together, up to a day.</summary>
    public static TrendRange Until(DateOnly last, TrendGrain grain, string? period = null) => new(
        grain switch
        {
            TrendGrain.Day => last.AddDays(-59),
            TrendGrain.Week => last.AddDays(-7 * 26),
            TrendGrain.Month => new DateOnly(last.Year, last.Month, 1).AddMonths(-12),
            TrendGrain.Quarter => new DateOnly(last.Year, last.Month, 1).AddMonths(-26),
            _ => last.AddYears(-2),
        },
        last)
    { Period = period };
}

/// <summary>One point of a trend: a piece of time that lies within one month (week, quarter) and between two boundaries of
/// reporting periods, so that all pieces nest.</summary>
public sealed record TrendBucket
{
    public required DateOnly First { get; init; }
    public required DateOnly Last { get; init; }

    /// <summary>The reporting period; null at the other grains.</summary>
    public StoredPeriod? Period { get; init; }

    /// <summary>Whether a boundary cut the calendar's week, month or quarter, so that this is a part of it.</summary>
    public bool IsPart { get; init; }

    /// <summary>Null where it may not be shown or there is nothing to show.</summary>
    public Figure? Figure { get; init; }

    /// <summary>Control limits and what the point signals; null where there is no figure or there are no limits.</summary>
    public ControlPoint? Control { get; init; }

    /// <summary>Whether responses of these days still wait to be released; then nothing is shown yet.
    /// Not for a page: it would tell an empty day from one with a few responses.</summary>
    public bool Waits { get; init; }

    /// <summary>Numbers of the versions answered; empty where there is no figure.</summary>
    public IReadOnlyList<int> Versions { get; init; } = [];

    /// <summary>Whether a version comes up here that the points before did not have.</summary>
    public bool NewVersion { get; init; }

    /// <summary>Whether that version computes the index by other rules than the one before.</summary>
    public bool NewMethod { get; init; }
}

/// <summary>The index of one unit over time, as far as it may be shown.</summary>
public sealed record TrendSeries
{
    public required ReportUnit Unit { get; init; }

    /// <summary>From the province down to the parent.</summary>
    public required IReadOnlyList<ReportUnit> Ancestors { get; init; }
    public required LocalizedText QuestionnaireTitle { get; init; }

    /// <summary>The definition by which every point was made: that of the latest version answered.</summary>
    public required IndexDefinition Index { get; init; }

    /// <summary>The number of that version.</summary>
    public required int Version { get; init; }
    public required TrendGrain Grain { get; init; }

    /// <summary>Oldest first, from the first that is shown; all are over.</summary>
    public required IReadOnlyList<TrendBucket> Buckets { get; init; }

    /// <summary>The baseline's mean, by which the limits were made; null without limits. The baseline is every point but the last.</summary>
    public required double? Centre { get; init; }

    /// <summary>Whether made-up responses are in.</summary>
    public required bool Synthetic { get; init; }
    public required IReadOnlyList<SamplingMode> Sampling { get; init; }
    public required DateTime FoldedAt { get; init; }
}
