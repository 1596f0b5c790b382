using CsvHelper;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>The scoring file as one table: a line for each index, dimension and criterion, and the totals. Numbers carry a decimal point.</summary>
public static class ScoringCsv
{
    private static readonly string[] Columns =
    [
        "row", "unit", "period", "code", "title", "questionnaire", "method", "method_version", "valid", "value", "lower", "upper",
        "target_operator", "target", "target_met", "previous", "difference", "max", "adjusted_max", "input", "self_score", "status", "synthetic",
        "versions_note", "appraised_score", "appraisal_reason", "evidence",
    ];

    public static async Task WriteAsync(ScoringDocument document, Stream output, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        await csv.WriteRowAsync(Columns, cancellationToken);
        foreach (var index in document.Indices)
        {
            await csv.WriteRowAsync(Line(document, Index(index)), cancellationToken);
            foreach (var dimension in index.Report.Dimensions)
            {
                await csv.WriteRowAsync(Line(document, Dimension(index, dimension)), cancellationToken);
            }
        }

        foreach (var row in document.Sheet.Rows.Where(r => !r.IsGroup))
        {
            await csv.WriteRowAsync(Line(document, Criterion(document, row)), cancellationToken);
        }

        await csv.WriteRowAsync(Line(document, new()
        {
            ["row"] = "total",
            ["adjusted_max"] = document.Sheet.AdjustedBase.ToDecimal(4),
            ["self_score"] = document.Sheet.Earned.ToDecimal(4),
            ["status"] = document.Sheet.IsComplete ? "complete" : "provisional",
        }), cancellationToken);
        await csv.FlushAsync(cancellationToken);
    }

    private static Dictionary<string, object?> Index(ScoredIndex index)
    {
        var overall = index.Report.Overall;
        var line = Figure("index", index, overall);
        line["target_operator"] = overall.Target is null ? null : overall.Target.Operator == TargetOperator.Above ? ">" : "≥";
        line["target"] = overall.Target?.Value;
        line["target_met"] = overall.TargetMet;
        line["previous"] = overall.Before?.Rounded;
        line["difference"] = overall.Difference?.Rounded;
        line["status"] = index.IsSuppressed ? "suppressed" : "shown";
        line["versions_note"] = index.VersionsNote;
        line["code"] = index.Report.Index.Code;
        line["title"] = index.Report.Index.Title.In("vi");
        return line;
    }

    private static Dictionary<string, object?> Dimension(ScoredIndex index, ReportRow row)
    {
        var shown = index.IsSuppressed ? row with { Figure = null } : row;
        var line = Figure("dimension", index, shown);
        line["code"] = $"{index.Report.Index.Code}.{row.Code}";
        line["title"] = row.Name;
        line["status"] = shown.Figure?.Value is null ? "suppressed" : "shown";
        return line;
    }

    private static Dictionary<string, object?> Figure(string kind, ScoredIndex index, ReportRow row) => new()
    {
        ["row"] = kind,
        ["questionnaire"] = index.Questionnaire.Code,
        ["method"] = ScoringWords.Method(index.Report.Index.Method),
        ["method_version"] = index.Report.Index.MethodVersion,
        ["valid"] = row.Figure?.Value is null ? null : row.Figure.Base,
        ["value"] = row.Figure?.Rounded,
        ["lower"] = row.Figure is { Value: not null, Interval: { } low } ? ScoringWords.Bound(low.Low) : null,
        ["upper"] = row.Figure is { Value: not null, Interval: { } high } ? ScoringWords.Bound(high.High) : null,
    };

    private static Dictionary<string, object?> Criterion(ScoringDocument document, ScoreRow row)
    {
        var stored = document.Stored?.Find(row.Code);
        return new()
        {
            ["row"] = "criterion",
            ["code"] = row.Code,
            ["title"] = row.Title.In("vi"),
            ["max"] = row.Max.ToDecimal(4),
            ["adjusted_max"] = row.AdjustedMax.ToDecimal(4),
            ["input"] = row.Input?.ToDecimal(4),
            ["self_score"] = (stored?.Self ?? row).RoundedPoints,
            ["status"] = ScoringWords.Status(row, document.Stored),
            ["appraised_score"] = stored?.Appraised,
            ["appraisal_reason"] = stored is { IsAppraised: true } ? stored.Reason : null,
            ["evidence"] = stored is null ? null : string.Join("; ", stored.Evidence.Select(e => $"{e.Name} sha256:{e.Sha256}")),
        };
    }

    private static IEnumerable<object?> Line(ScoringDocument document, Dictionary<string, object?> cells)
    {
        cells["unit"] = document.Selection.Unit.Code;
        cells["period"] = document.Selection.Period.Code;
        cells["synthetic"] = document.Synthetic;
        return Columns.Select(column => cells.GetValueOrDefault(column));
    }
}
