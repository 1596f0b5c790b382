using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>One line of a table of figures as it is drawn.</summary>
public sealed record TableRow
{
    public required string Name { get; init; }

    /// <summary>Where the name leads; null: nowhere.</summary>
    public string? Address { get; init; }
    public Figure? Figure { get; init; }
    public Difference? Difference { get; init; }
    public Target? Target { get; init; }
    public bool? TargetMet { get; init; }
    public IReadOnlyList<PointCount>? Distribution { get; init; }

    /// <summary>Where a remedy is set for a low line; null: nowhere.</summary>
    public string? Remedy { get; init; }

    /// <summary>A heading between lines.</summary>
    public bool IsGroup { get; init; }
}

/// <summary>A table of figures: name, index with interval, its place on a strip, change, distribution and base.</summary>
public sealed record BreakdownTable
{
    private const int MostRows = 200;

    public required string Caption { get; init; }
    public required string FirstColumn { get; init; }
    public required IReadOnlyList<TableRow> Rows { get; init; }
    public required Range Range { get; init; }
    public bool Ranked { get; init; }

    public bool HasChange => Rows.Any(r => r.Difference is not null);
    /// <summary>The page on which all rows stand, where they are too many for this one.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>Whether a long table shows all of its rows at once.</summary>
    public bool IsOpen { get; init; }

    public bool HasDistribution => Rows.Any(r => r.Distribution is not null);
    public bool HasTarget => Rows.Any(r => r is { Target: not null, Figure.Value: not null });

    /// <summary>The words of the scale, best first, for the legend.</summary>
    public IReadOnlyList<PointCount> Legend => Rows.FirstOrDefault(r => r.Distribution is not null)?.Distribution ?? [];

    public static BreakdownTable Of(string caption, string firstColumn, IReadOnlyList<ReportRow> rows, ReportText text, Func<ReportRow, string?>? address = null, bool ranked = false, Func<ReportRow, string?>? remedy = null)
    {
        var ordered = ranked
            ? rows.OrderByDescending(r => r.Figure?.Value is not null).ThenByDescending(r => r.Figure?.Value ?? Rational.Zero).ThenBy(r => r.NameIn(text.Language), StringComparer.Create(text.Culture, ignoreCase: true))
            : rows.AsEnumerable();
        return new()
        {
            Caption = caption,
            FirstColumn = firstColumn,
            Range = Range.Of(rows),
            Ranked = ranked,
            Rows = [.. ordered.Select(r => new TableRow
            {
                Name = r.NameIn(text.Language),
                Address = address?.Invoke(r),
                Remedy = remedy?.Invoke(r),
                Figure = r.Figure,
                Difference = r.Difference,
                Target = r.Target,
                TargetMet = r.TargetMet,
                Distribution = r.Distribution,
            })],
        };
    }

    /// <summary>The table with its rows on a page of their own where they are too many: thousands of rows make a page of megabytes.</summary>
    /// <param name="address">The page that shows them.</param>
    /// <param name="isAsked">Whether this is it.</param>
    public BreakdownTable Shortened(string address, bool isAsked) => isAsked ? this with { IsOpen = true } : Rows.Count > MostRows ? this with { Elsewhere = address } : this;

    /// <summary>The items of the index, under the names of their dimensions.</summary>
    public static BreakdownTable OfItems(UnitReport report, ReportText text, Func<ItemRow, string?>? remedy = null)
    {
        var rows = new List<TableRow>();
        foreach (var dimension in report.Index.Dimensions)
        {
            rows.Add(new() { Name = text.In(dimension.Title), IsGroup = true });
            rows.AddRange(report.Items.Where(i => i.Dimension == dimension.Code)
                .Select(i => new TableRow { Name = text.In(i.Text), Figure = i.Figure, Distribution = i.Distribution, Remedy = remedy?.Invoke(i) }));
        }

        return new()
        {
            Caption = text["Từng câu hỏi"],
            FirstColumn = text["Câu hỏi"],
            Rows = rows,
            Range = Range.Of([.. report.Dimensions, .. rows.Select(r => report.Overall with { Figure = r.Figure, Target = null })]),
        };
    }

    /// <summary>Whether the items say more than the dimensions: not where every dimension is one item.</summary>
    public static bool ItemsAddDetail(UnitReport report) => report.Index.Dimensions.Any(d => d.Items.Count > 1);
}
