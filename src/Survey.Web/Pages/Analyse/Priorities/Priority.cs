using Survey.Core.Indices;
using Survey.Web.Pages.Analyse.Crosstabs;

namespace Survey.Web.Pages.Analyse.Priorities;

/// <summary>How the importance of an item was found out.</summary>
public enum ImportanceKind
{
    /// <summary>The share of people who named it among what they expect to get better, 0 to 100.</summary>
    Stated,

    /// <summary>How closely the answers to it go with those to the overall item: Goodman and Kruskal's gamma, −1 to 1.</summary>
    Derived,
}

/// <summary>An item or dimension with its figure and how much it matters.</summary>
public sealed record PriorityPoint
{
    public required string Code { get; init; }
    public required CrossName Name { get; init; }
    public required Figure Performance { get; init; }
    public required double Importance { get; init; }

    /// <summary>95% interval of the importance; null where there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Responses behind the importance.</summary>
    public required long Base { get; init; }

    /// <summary>Those who named it; 0 where the importance is an association.</summary>
    public long Count { get; init; }

    /// <summary>Its place in the list, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Whether its figure lies below and its importance above those of the others: to be improved first.</summary>
    public bool IsFirst { get; init; }

    public double Value => Performance.Value!.Value.ToDouble();
}

/// <summary>Items by how well they do and how much they matter, the first to improve first.</summary>
public sealed record PriorityMap
{
    public required ImportanceKind Kind { get; init; }
    public required IReadOnlyList<PriorityPoint> Points { get; init; }

    /// <summary>The plain mean of the points' figures, where low begins.</summary>
    public required double Performance { get; init; }

    /// <summary>The plain mean of the points' importance, where high begins.</summary>
    public required double Importance { get; init; }

    public IEnumerable<PriorityPoint> First => Points.Where(p => p.IsFirst);

    /// <summary>The map of some points; null where there are fewer than two, which have no below and above.</summary>
    public static PriorityMap? Of(ImportanceKind kind, IReadOnlyList<PriorityPoint> points)
    {
        if (points.Count < 2)
        {
            return null;
        }

        var (performance, importance) = (points.Average(p => p.Value), points.Average(p => p.Importance));
        var ordered = points.Select(p => p with { IsFirst = p.Value < performance && p.Importance > importance })
            .OrderByDescending(p => p.IsFirst).ThenByDescending(p => p.Importance * (100 - p.Value)).ThenBy(p => p.Code, StringComparer.Ordinal);
        return new()
        {
            Kind = kind,
            Points = [.. ordered.Select((p, i) => p with { Number = 1 + i })],
            Performance = performance,
            Importance = importance,
        };
    }
}

/// <summary>What a unit below should improve first; null: too few responses to say.</summary>
public sealed record UnitPriorities(ReportUnit Unit, ImportanceKind Kind, IReadOnlyList<PriorityPoint>? First);

/// <summary>All that the page of a unit's priorities shows.</summary>
public sealed record PriorityAnswer
{
    public required UnitReport Report { get; init; }

    /// <summary>By what people said they expect to get better; null where the questionnaire does not ask, or it may not be told.</summary>
    public PriorityMap? Stated { get; init; }

    /// <summary>By association with the overall item.</summary>
    public PriorityMap? Derived { get; init; }

    /// <summary>What people expect to get better, the most named first; empty where it is not asked or may not be told.</summary>
    public IReadOnlyList<PriorityWish> Wishes { get; init; } = [];
    public long WishBase { get; init; }
    public IReadOnlyList<UnitPriorities> Units { get; init; } = [];

    /// <summary>Whether there were too many responses to count how answers go together.</summary>
    public bool TooMany { get; init; }
}

/// <summary>One thing that people expect to get better.</summary>
/// <param name="Matched">Whether it is about an item or dimension of the index.</param>
public sealed record PriorityWish(CrossName Name, long Count, bool Matched);
