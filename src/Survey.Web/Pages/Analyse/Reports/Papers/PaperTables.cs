using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Reports.Papers;

/// <summary>Tables and charts of figures; each cell is the word that the page shows.</summary>
internal sealed class PaperTables(ReportText text)
{
    public const string Accent = "0B4A46";
    public const string Goal = "B3541E";

    private const int MostBars = 30;
    private static readonly string[] Shades = ["0B4A46", "7FB5AE", "D9DAD6", "E08A4F", "A63603", "5B3A29", "8A8F98"];

    /// <summary>Name, index, interval, responses, change and target; columns without anything to say are left out.</summary>
    public (IReadOnlyList<PaperColumn> Columns, IReadOnlyList<PaperRow> Rows) Figures(BreakdownTable table)
    {
        var columns = new List<PaperColumn>
        {
            new(text["STT"], 7, PaperAlign.Centre), new(table.FirstColumn, 30), new(text["Chỉ số"], 9, PaperAlign.Right),
            new(text["Khoảng tin cậy 95%"], 14, PaperAlign.Right), new(text["Số phiếu"], 9, PaperAlign.Right),
        };
        if (table.HasChange)
        {
            columns.Add(new(text["So kỳ trước"], 12, PaperAlign.Right));
        }

        if (table.HasTarget)
        {
            columns.Add(new(text["Chỉ tiêu"], 19, PaperAlign.Right));
        }

        var number = 0;
        return (columns, [.. table.Rows.Select(r => r.IsGroup ? new PaperRow([r.Name], PaperRowKind.Group) : new PaperRow(Cells(table, r, ++number)))]);
    }

    public (IReadOnlyList<PaperColumn> Columns, IReadOnlyList<PaperRow> Rows) Trend(UnitReport report) => (
        [new(text["Kỳ"], 30), new(text["Thời gian"], 28), new(text["Chỉ số"], 12, PaperAlign.Right), new(text["Khoảng tin cậy 95%"], 18, PaperAlign.Right), new(text["Số phiếu"], 12, PaperAlign.Right)],
        [.. report.Trend.Select(t => new PaperRow([t.Period.NameIn(text.Language), text.Window(t.Period), text.Index(t.Figure), Interval(t.Figure), text.Base(t.Figure)]))]);

    /// <summary>The index over the periods with its target; null where fewer than two periods have a figure.</summary>
    public PaperChart? TrendChart(UnitReport report, string caption)
    {
        if (report.Trend.Count(t => t.Figure?.Value is not null) < 2)
        {
            return null;
        }

        var series = new List<PaperSeries>
        {
            new() { Name = text.In(report.Index.Title), Colour = Accent, Marks = [.. report.Trend.Select(t => Mark(t.Figure))] },
        };
        if (report.Overall.Target is { } target)
        {
            series.Add(new() { Name = text["Chỉ tiêu {0}", text.Target(target)], Colour = Goal, IsGoal = true, Marks = [.. report.Trend.Select(_ => new PaperMark((double)target.Value, ""))] });
        }

        return new()
        {
            Kind = PaperChartKind.Line,
            Caption = caption,
            Categories = [.. report.Trend.Select(t => t.Period.NameIn(text.Language))],
            Series = series,
            Low = Floor(report.Trend.Select(t => t.Figure).Append(report.Overall.Figure), report.Overall.Target),
            InWords = Analyse.TrendChart.InWords(report, text),
        };
    }

    /// <summary>Lying bars in the order of the table; null where there are none, one, or more than a page holds.</summary>
    public PaperChart? Bars(BreakdownTable table, string caption)
    {
        var rows = table.Rows.Where(r => r.Figure?.Value is not null).ToList();
        return rows.Count is < 2 or > MostBars ? null : new()
        {
            Kind = PaperChartKind.Bars,
            Caption = caption,
            Categories = [.. rows.Select(r => r.Name)],
            Series = [new() { Name = text["Chỉ số"], Colour = Accent, Marks = [.. rows.Select(r => Mark(r.Figure))] }],
            Low = rows.Min(r => Marks.ToDouble(r.Figure!)) < 0 ? -100 : 0,
            InWords = string.Join("; ", rows.Select(r => $"{r.Name}: {text.Index(r.Figure)}")),
        };
    }

    /// <summary>How the answers lie on the scale; null where scales differ or nothing may be shown.</summary>
    public PaperChart? Shares(IReadOnlyList<ReportRow> dimensions, string caption)
    {
        var rows = dimensions.Where(d => d.Distribution is { Count: > 1 } points && points.Sum(p => p.Count) > 0).ToList();
        if (rows.Count == 0 || rows.Exists(r => !r.Distribution!.Select(p => p.Code).SequenceEqual(rows[0].Distribution!.Select(p => p.Code))) || rows[0].Distribution!.Count > Shades.Length)
        {
            return null;
        }

        var points = rows[0].Distribution!;
        return new()
        {
            Kind = PaperChartKind.Shares,
            Caption = caption,
            Categories = [.. rows.Select(r => r.NameIn(text.Language))],
            Series = [.. points.Select((p, i) => new PaperSeries
            {
                Name = text.In(p.Label),
                Colour = Shade(i, points.Count),
                Marks = [.. rows.Select(r => Share(r.Distribution!, i))],
            })],
            InWords = string.Join("; ", rows.Select(r => $"{r.NameIn(text.Language)}: {string.Join(", ", r.Distribution!.Select(p => $"{text.In(p.Label)} {text.Percent(p.Count, r.Distribution!.Sum(q => q.Count))}"))}")),
        };
    }

    public string Interval(Figure? figure) => text.Interval(figure) is { Length: > 0 } interval ? interval : ReportText.Nothing;

    private List<string> Cells(BreakdownTable table, TableRow row, int number)
    {
        var cells = new List<string> { number.ToString(text.Culture), row.Name, text.Index(row.Figure), Interval(row.Figure), text.Base(row.Figure) };
        if (table.HasChange)
        {
            cells.Add(text.Change(row.Difference));
        }

        if (table.HasTarget)
        {
            cells.Add(row is { Target: { } target, Figure.Value: not null } ? $"{text.Target(target)}: {(row.TargetMet == true ? text["đạt"] : text["chưa đạt"])}" : ReportText.Nothing);
        }

        return cells;
    }

    private PaperMark? Mark(Figure? figure) => figure is { Value: not null }
        ? new(Marks.ToDouble(figure), text.Index(figure), figure.Interval?.Low, figure.Interval?.High)
        : null;

    private PaperMark Share(IReadOnlyList<PointCount> points, int i)
    {
        var share = 100.0 * points[i].Count / points.Sum(p => p.Count);
        return new(share, share < 4 ? "" : text.Number(share, 0) + "%");
    }

    // The middle of an odd scale is grey, whatever its length.
    private static string Shade(int i, int count) => count switch
    {
        2 => Shades[i == 0 ? 0 : 4],
        3 => Shades[i == 0 ? 0 : i == 1 ? 2 : 4],
        4 => Shades[i < 2 ? i : i + 1],
        _ => Shades[i],
    };

    private static double Floor(IEnumerable<Figure?> figures, Target? target)
    {
        var lows = figures.Where(f => f?.Value is not null).Select(f => f!.Interval?.Low ?? Marks.ToDouble(f)).Append((double)(target?.Value ?? 100)).ToList();
        return Math.Max(lows.Min() < 0 ? -100 : 0, Math.Floor((lows.Min() - 2) / 10) * 10);
    }
}
