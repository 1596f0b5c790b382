namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>What a point's shape says.</summary>
public enum PlotMark
{
    Dot,
    Up,
    Down,
    Run,
}

/// <summary>One place on the horizontal axis, in order.</summary>
public sealed record PlotPoint
{
    /// <summary>Null: a gap.</summary>
    public double? Value { get; init; }

    /// <summary>Control limits, drawn as steps.</summary>
    public (double Low, double High)? Limits { get; init; }

    /// <summary>How sure the value is, drawn as a band along the line.</summary>
    public (double Low, double High)? Interval { get; init; }
    public PlotMark Mark { get; init; }

    /// <summary>Stands beside the point; null: nothing.</summary>
    public string? Text { get; init; }

    /// <summary>Stands under the axis where there is room.</summary>
    public required string Label { get; init; }

    /// <summary>What a pointer over the point reads.</summary>
    public required string Title { get; init; }

    /// <summary>Stands at the top beside a line before the point; null: none.</summary>
    public string? Change { get; init; }
}

/// <summary>How large a picture is, and how many labels its axis has room for.</summary>
public sealed record PlotSize(int Width, int Height, int Labels, string Class)
{
    public static PlotSize Wide { get; } = new(1060, 340, 14, "wide");

    public static PlotSize Narrow { get; } = new(330, 270, 4, "narrow");
}

/// <summary>A line across the picture, with its words.</summary>
public sealed record PlotGoal(double Value, string Text);
