namespace Survey.Web.Pages.Analyse.Reports.Papers;

/// <summary>An administrative document with all its words in one language: renderers lay it out and add nothing.</summary>
public sealed record Paper
{
    /// <summary>vi or en.</summary>
    public required string Language { get; init; }
    public required PaperHead Head { get; init; }

    /// <summary>BÁO CÁO, KẾ HOẠCH …</summary>
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<PaperBlock> Blocks { get; init; }
    public required PaperFoot Foot { get; init; }

    /// <summary>What must stand above all, such as that the figures are made up; null: nothing.</summary>
    public string? Warning { get; init; }
}

/// <summary>The two columns above the title.</summary>
/// <param name="Above">The body above the issuing one; empty: none.</param>
/// <param name="Number">"Số:      /BC-SNV": the number is given by the office's register.</param>
public sealed record PaperHead(string Above, string Issuer, string Number, string Nation, string Motto, string PlaceAndDay);

/// <summary>Recipients on the left, signature on the right.</summary>
public sealed record PaperFoot(string RecipientsTitle, IReadOnlyList<string> Recipients, IReadOnlyList<string> Signer, string SignHere);

public abstract record PaperBlock;

/// <summary>A heading with its number: 1 for "I.", 2 for "1.", 3 for "a)".</summary>
public sealed record PaperHeading(int Level, string Words) : PaperBlock;

public enum PaperTone
{
    Plain,
    Item,
    Note,
}

public sealed record PaperText(string Words, PaperTone Tone = PaperTone.Plain) : PaperBlock;

public sealed record PaperTable : PaperBlock
{
    public required string Caption { get; init; }
    public required IReadOnlyList<PaperColumn> Columns { get; init; }
    public required IReadOnlyList<PaperRow> Rows { get; init; }
}

/// <param name="Share">Of the table's width, beside the other columns' shares.</param>
public sealed record PaperColumn(string Title, int Share, PaperAlign Align = PaperAlign.Left);

public enum PaperAlign
{
    Left,
    Centre,
    Right,
}

public enum PaperRowKind
{
    Plain,

    /// <summary>A heading between rows: its first cell runs over the whole row.</summary>
    Group,
    Total,
}

public sealed record PaperRow(IReadOnlyList<string> Cells, PaperRowKind Kind = PaperRowKind.Plain);

public enum PaperChartKind
{
    /// <summary>Lying bars, the first category on top.</summary>
    Bars,

    /// <summary>Lying bars of shares that make 100.</summary>
    Shares,
    Line,
}

public sealed record PaperChart : PaperBlock
{
    public required PaperChartKind Kind { get; init; }
    public required string Caption { get; init; }
    public required IReadOnlyList<string> Categories { get; init; }
    public required IReadOnlyList<PaperSeries> Series { get; init; }
    public double Low { get; init; }
    public double High { get; init; } = 100;

    /// <summary>What the picture shows, for who does not see it.</summary>
    public required string InWords { get; init; }
}

/// <summary>One row of points; null where nothing may be shown.</summary>
public sealed record PaperSeries
{
    public required string Name { get; init; }

    /// <summary>RRGGBB.</summary>
    public required string Colour { get; init; }
    public required IReadOnlyList<PaperMark?> Marks { get; init; }

    /// <summary>A line to reach and not a measurement.</summary>
    public bool IsGoal { get; init; }
}

/// <param name="Label">The value as it is printed; empty: not printed.</param>
public sealed record PaperMark(double Value, string Label, double? Low = null, double? High = null);
