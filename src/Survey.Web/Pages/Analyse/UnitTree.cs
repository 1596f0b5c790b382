namespace Survey.Web.Pages.Analyse;

/// <summary>A unit of the workbook with its own report; a row that may not be shown keeps nothing but its name.</summary>
public sealed record TreeUnit
{
    public required ReportUnit Unit { get; init; }
    public required ReportUnit? Parent { get; init; }
    public required ReportRow Overall { get; init; }
    public required IReadOnlyList<ReportRow> Dimensions { get; init; }
}

/// <summary>A counter with the unit it belongs to.</summary>
public sealed record TreePoint(ReportUnit Unit, ReportRow Row);

/// <summary>The reports of a unit and of all below it.</summary>
public sealed record UnitTree(UnitReport Root, IReadOnlyList<TreeUnit> Units, IReadOnlyList<TreePoint> Points);

/// <summary>
/// Reads a unit's report and those of the units below. What any table hides stays hidden in all: a unit that its parent's
/// table does not show has no figures here, nor have the units under it; a counter is shown only if every report shows it.
/// </summary>
public sealed class UnitTreeQuery(ResultsQuery results)
{
    /// <summary>The tree; null where the report is.</summary>
    public async Task<UnitTree?> FindAsync(ReportQuery query, CancellationToken cancellationToken)
    {
        if (await results.GetSubtreeAsync(query, cancellationToken) is not { Count: > 0 } reports)
        {
            return null;
        }

        return Of(reports);
    }

    /// <summary>The tree of a unit's report and those of all units below it, depth first.</summary>
    public static UnitTree Of(IReadOnlyList<UnitReport> reports)
    {
        var root = reports[0];
        var tree = new Dictionary<string, (UnitReport Report, bool Shown)> { [root.Unit.Code] = (root, true) };
        var units = new List<TreeUnit>();
        var points = new List<TreePoint>();
        foreach (var report in reports)
        {
            var parent = report.Ancestors.Count > 0 ? report.Ancestors[^1] : null;
            var shown = report == root || (tree.TryGetValue(parent!.Code, out var above) && above.Shown && IsShownBy(above.Report, report));
            tree[report.Unit.Code] = (report, shown);
            units.Add(new()
            {
                Unit = report.Unit,
                Parent = parent,
                Overall = shown ? report.Overall : Bare(report.Overall),
                Dimensions = shown ? report.Dimensions : [.. report.Dimensions.Select(Bare)],
            });
            points.AddRange(report.Points.Select(p => new TreePoint(report.Unit, shown ? p : Bare(p))));
        }

        return new(root, units, Agreed(points));
    }

    private static bool IsShownBy(UnitReport parent, UnitReport child) =>
        parent.Units.Any(u => u.Code == child.Unit.Code && u.Figure?.Value is not null) && child.Overall.Figure?.Value is not null;

    private static ReportRow Bare(ReportRow row) => new() { Code = row.Code, Name = row.Name, NameEn = row.NameEn, Figure = null };

    // The deepest report names the counter's own unit.
    private static List<TreePoint> Agreed(List<TreePoint> points) =>
        [.. points.GroupBy(p => p.Row.Code).Select(g => g.All(p => p.Row.Figure?.Value is not null) ? g.Last() : new TreePoint(g.Last().Unit, Bare(g.Last().Row)))];
}
