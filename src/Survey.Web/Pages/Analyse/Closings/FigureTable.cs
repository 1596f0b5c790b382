using CsvHelper;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>Every figure of a closed period that may be shown, a line each, with a decimal point.</summary>
internal sealed class FigureTable
{
    private static readonly string[] Columns =
    [
        "unit", "unit_name", "period", "questionnaire", "versions", "index", "part", "part_name", "method", "method_version", "value", "base", "lower", "upper",
        "target_operator", "target", "target_met", "previous", "synthetic",
    ];

    private readonly List<UnitTree> _trees = [];

    public void Add(UnitTree tree) => _trees.Add(tree);

    public async Task<byte[]> WriteAsync(StoredPeriod period, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        await using (var csv = CsvWriter.Create(memory, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            await csv.WriteRowAsync(Columns, cancellationToken);
            foreach (var tree in _trees)
            {
                foreach (var unit in tree.Units)
                {
                    await csv.WriteRowAsync(Line(tree.Root, period, unit, "", unit.Overall), cancellationToken);
                    foreach (var dimension in unit.Dimensions)
                    {
                        await csv.WriteRowAsync(Line(tree.Root, period, unit, dimension.Code, dimension), cancellationToken);
                    }
                }
            }

            await csv.FlushAsync(cancellationToken);
        }

        return memory.ToArray();
    }

    private static object?[] Line(UnitReport root, StoredPeriod period, TreeUnit unit, string part, ReportRow row) =>
    [
        unit.Unit.Code, unit.Unit.Name, period.Code, root.Query.Questionnaire, string.Join(' ', root.Versions), root.Index.Code, part, part.Length == 0 ? "" : row.Name,
        ScoringWords.Method(root.Index.Method), root.Index.MethodVersion, row.Figure?.Rounded, row.Figure?.Value is null ? null : row.Figure.Base,
        row.Figure?.Value is null ? null : row.Figure.Interval?.Low, row.Figure?.Value is null ? null : row.Figure.Interval?.High,
        row.Target is null ? null : row.Target.Operator == TargetOperator.Above ? ">" : "≥", row.Target?.Value, row.TargetMet, row.Before?.Rounded, root.Synthetic,
    ];
}
