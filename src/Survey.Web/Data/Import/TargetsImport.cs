using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>Wanted values of indices by unit and year; no unit: the whole province's default.</summary>
internal static class TargetsImport
{
    private static readonly Dictionary<string, TargetOperator> Operators = new()
    {
        ["≥"] = TargetOperator.AtLeast,
        [">="] = TargetOperator.AtLeast,
        [">"] = TargetOperator.Above,
    };

    public static async Task<ImportedFile> ApplyAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var units = await run.Context.Units.ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var stored = (await run.Context.Targets.ToListAsync(cancellationToken)).ToDictionary(t => (t.UnitId ?? 0, t.IndexCode, t.Year));
        var seen = new Dictionary<(long, string, int), int>();
        foreach (var row in run.Table.Rows)
        {
            if (UnitIdOf(run, row, units) is { } unitId
                && run.Code(row, "index") is { } index
                && run.Whole(row, "year", 2000, 2100) is { } year
                && run.OneOf(row, "operator", Operators) is { } comparison
                && Hundredths(run, row) is { } value
                && run.IsFirst(row, "index", (unitId, index, (int)year), seen))
            {
                Upsert(run, stored, (unitId, index, (int)year), comparison, value);
            }
        }

        return run.Count(run.Table.Rows.Count);
    }

    private static void Upsert(ImportRun run, Dictionary<(long, string, int), Target> stored, (long Unit, string Index, int Year) key, TargetOperator comparison, int value)
    {
        if (stored.TryGetValue(key, out var target))
        {
            run.Set(target, target.Operator, comparison, v => target.Operator = v);
            run.Set(target, target.ValueHundredths, value, v => target.ValueHundredths = v);
            return;
        }

        target = new Target { Id = RandomKey.New(), UnitId = key.Unit == 0 ? null : key.Unit, IndexCode = key.Index, Year = key.Year, Operator = comparison, ValueHundredths = value };
        stored.Add(key, target);
        run.Context.Targets.Add(target);
        run.Added(target);
    }

    // 0 stands for the whole province; only who may touch everything sets its default.
    private static long? UnitIdOf(ImportRun run, TableRow row, Dictionary<string, Unit> units) =>
        row["unit"].Length == 0 && run.Options.WithinPaths is null ? 0 : run.UnitOf(row, "unit", units)?.Id;

    private static int? Hundredths(ImportRun run, TableRow row)
    {
        if (decimal.TryParse(row["value"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= 100 && decimal.Round(value, 2) == value)
        {
            return (int)(value * 100);
        }

        run.Problem(row, "value", "Chỉ tiêu là số từ 0 đến 100, nhiều nhất hai chữ số sau dấu chấm, ví dụ 92.5.", "A target is a number from 0 to 100 with at most two places after the dot, such as 92.5.");
        return null;
    }
}
