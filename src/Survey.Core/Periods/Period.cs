using Survey.Core.Questionnaires;

namespace Survey.Core.Periods;

/// <summary>A reporting period of one year. Periods overlap: the year contains the quarters. Days are the server's days
/// of receipt in Asia/Ho_Chi_Minh.</summary>
public sealed record Period
{
    /// <summary>Code of the set of periods it belongs to.</summary>
    public required string Template { get; init; }

    /// <summary>Year and template code, such as 2026-q1; unique in its set.</summary>
    public required string Code { get; init; }

    /// <summary>The year it is named after; its first day may lie in the year before.</summary>
    public required int Year { get; init; }

    /// <summary>Its name, such as "Quý I/2026".</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>First day of data.</summary>
    public required DateOnly First { get; init; }

    /// <summary>Last day of data, inclusive.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>When the report is due inside the organisation.</summary>
    public DateOnly? DueInternal { get; init; }

    /// <summary>When the report is due at the recipient.</summary>
    public DateOnly? DueExternal { get; init; }

    /// <summary>Who receives the report: a unit's code or words.</summary>
    public string? Recipient { get; init; }

    /// <summary>Code, in the same set, of the period a figure is compared with.</summary>
    public string? PredecessorCode { get; init; }

    /// <summary>Whether a day's responses belong to the period.</summary>
    public bool Contains(DateOnly day) => First <= day && day <= Last;
}
