using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>Something that a remedy can move.</summary>
/// <param name="Code">A dimension or an item; empty: the index itself.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Figure">As it may be shown now.</param>
/// <param name="IsItem">Whether it is an item, which is listed below its dimension.</param>
public sealed record RemedyPart(string Code, string Name, Figure? Figure, bool IsItem = false);

/// <summary>The parts of an index in a report. Where a dimension and an item share a code, it is the dimension's.</summary>
public static class RemedyParts
{
    public static IReadOnlyList<RemedyPart> Of(UnitReport report, ReportText text)
    {
        var parts = new List<RemedyPart> { new("", text["Cả chỉ số: {0}", text.In(report.Index.Title)], report.Overall.Figure) };
        foreach (var dimension in report.Index.Dimensions)
        {
            parts.Add(new(dimension.Code, text.In(dimension.Title), report.Dimensions.FirstOrDefault(d => d.Code == dimension.Code)?.Figure));
            parts.AddRange(report.Items.Where(i => i.Dimension == dimension.Code && dimension.Items.Count > 1)
                .Select(i => new RemedyPart(i.Code, text.In(i.Text), i.Figure, IsItem: true)));
        }

        return [.. parts.DistinctBy(p => p.Code)];
    }

    /// <summary>The part of this code; null where the index has none.</summary>
    public static RemedyPart? Find(UnitReport report, string code, ReportText text) => Of(report, text).FirstOrDefault(p => p.Code == code);

    /// <summary>Whether the part counts alike in all versions behind the report and the periods before it.</summary>
    public static bool IsComparable(UnitReport report, string part)
    {
        var dimension = report.Index.Dimensions.Any(d => d.Code == part) ? part : report.Items.FirstOrDefault(i => i.Code == part)?.Dimension;
        return part.Length == 0 ? report.Together is { Now: true, Earlier: true } : dimension is not null && !report.Together.Dimensions.Contains(dimension);
    }

    /// <summary>Whether a line is worth a remedy: its target is missed, or its whole interval lies below the index.</summary>
    public static bool IsLow(Figure? figure, bool? targetMet, Figure? overall) =>
        figure?.Value is not null && (targetMet == false
            || (figure.Interval is { } interval && overall?.Value is { } value && interval.High < value.ToDouble()));

    /// <summary>Where a remedy for a part is set, with the choices of the page that shows the finding.</summary>
    public static string Address(Selection selection, string part) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(
            WithoutFilters(selection).Address(selection.Unit.Code, "/remedies/new"), "part", part);

    /// <summary>A remedy is about all responses of a unit.</summary>
    public static Selection WithoutFilters(Selection selection) => selection with
    {
        Channel = null,
        Sampling = null,
        Choices = selection.Choices with { Service = null, Channel = null, Sampling = null },
    };
}
