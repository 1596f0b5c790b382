using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>Rows, columns and measure as they stand in an address.</summary>
public sealed record CrosstabChoice(string? Rows, string? Columns, string? Show);

/// <summary>One thing that can be chosen as rows, columns or measure.</summary>
public sealed record CrossOption(string Code, CrossName Name, bool RowsOnly = false);

/// <summary>A cell, or a margin. What may not be told is null; hidden and empty are the same.</summary>
/// <param name="Base">Responses; with a measure, those with a valid answer in it.</param>
/// <param name="Figure">The measure's figure; null in a table of responses and below ten.</param>
/// <param name="Whole">What the cell is a share of; null where there is no share.</param>
public sealed record CrossCell(long? Base, Figure? Figure = null, long? Whole = null)
{
    public static CrossCell Hidden { get; } = new((long?)null);
}

/// <summary>A row of the table, with its own margin last.</summary>
public sealed record CrossRow(CrossName Name, IReadOnlyList<CrossCell> Cells, CrossCell Total);

/// <summary>A table of responses by two characteristics, as far as it may be shown.</summary>
public sealed record Crosstab
{
    public required CrossOption Rows { get; init; }
    public required CrossOption Columns { get; init; }
    public required CrossOption Show { get; init; }

    /// <summary>The definition behind the figures; null in a table of responses.</summary>
    public IndexDefinition? Index { get; init; }
    public required IReadOnlyList<CrossName> ColumnNames { get; init; }
    public required IReadOnlyList<CrossRow> Lines { get; init; }
    public required CrossRow Totals { get; init; }

    /// <summary>Whether a row is an answer of which one response may give several.</summary>
    public bool IsMultiple { get; init; }
}

/// <summary>Why there is no table.</summary>
public enum CrosstabGap
{
    None,

    /// <summary>The unit has too few responses to be broken down, or none.</summary>
    TooFew,

    /// <summary>More responses than a page may read at once.</summary>
    TooMany,

    /// <summary>Too many rows or columns.</summary>
    TooWide,

    /// <summary>The tallies kept moving.</summary>
    Busy,
}

/// <summary>What the page shows: the table or why there is none, and what else could be chosen.</summary>
public sealed record CrosstabAnswer
{
    public required IReadOnlyList<CrossOption> Axes { get; init; }
    public required IReadOnlyList<CrossOption> Measures { get; init; }
    public required CrosstabChoice Chosen { get; init; }
    public required UnitReport Report { get; init; }
    public Crosstab? Table { get; init; }
    public CrosstabGap Gap { get; init; }
}
