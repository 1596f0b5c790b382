using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>Published values of outside indices, kept as their source prints them.</summary>
internal static class OutsideImport
{
    private static readonly Sentence BadAddress = new("Địa chỉ phải bắt đầu bằng http:// hoặc https://.", "An address begins with http:// or https://.");

    public static async Task<ImportedFile> ApplyAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var units = await run.Context.Units.ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var stored = (await run.Context.OutsideValues.ToListAsync(cancellationToken)).ToDictionary(v => (v.UnitId, v.IndexCode, v.Component, v.Year));
        var seen = new Dictionary<(long, string, string, int), int>();
        foreach (var row in run.Table.Rows)
        {
            if (run.UnitOf(row, "unit", units) is { } unit
                && await IndexOfAsync(run, row, cancellationToken) is { } index
                && run.Whole(row, "year", 1990, 2100) is { } year)
            {
                var value = ValueOf(run, row, unit, index, (int)year);
                if (run.IsFirst(row, "index", (unit.Id, index.Code, value.Component, (int)year), seen))
                {
                    Upsert(run, stored, value);
                }
            }
        }

        return run.Count(run.Table.Rows.Count);
    }

    /// <summary>Whether an address may stand beside a value: one that a browser opens as a page.</summary>
    public static bool IsAddress(string text) =>
        text.Length == 0 || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0);

    private static OutsideValue ValueOf(ImportRun run, TableRow row, Unit unit, OutsideIndex index, int year)
    {
        var print = run.Words(row, "value", OutsideValue.VerbatimLength);
        var address = run.Words(row, "address", 300, required: false);
        if (!IsAddress(address))
        {
            run.Problem(row, "address", BadAddress.Vi, BadAddress.En);
        }

        return new OutsideValue
        {
            Id = RandomKey.New(),
            UnitId = unit.Id,
            IndexCode = index.Code,
            Component = run.Words(row, "component", 100, required: false),
            Year = year,
            Verbatim = print,
            TenThousandths = PrintedNumber.TenThousandths(print),
            Rank = run.Words(row, "rank", OutsideValue.VerbatimLength, required: false),
            Target = run.Words(row, "target", OutsideValue.VerbatimLength, required: false),
            Source = run.Words(row, "source", 300),
            Address = address,
            Note = run.Words(row, "note", 400, required: false),
        };
    }

    private static void Upsert(ImportRun run, Dictionary<(long, string, string, int), OutsideValue> stored, OutsideValue read)
    {
        var key = (read.UnitId, read.IndexCode, read.Component, read.Year);
        if (!stored.TryGetValue(key, out var known))
        {
            stored.Add(key, read);
            run.Context.OutsideValues.Add(read);
            run.Added(read);
            return;
        }

        var now = (known.Verbatim, known.Rank, known.Target, known.Source, known.Address, known.Note);
        run.Set(known, now, (read.Verbatim, read.Rank, read.Target, read.Source, read.Address, read.Note), v =>
        {
            (known.Verbatim, known.Rank, known.Target, known.Source, known.Address, known.Note) = v;
            known.TenThousandths = read.TenThousandths;
            known.Revision++;
        });
    }

    private static async Task<OutsideIndex?> IndexOfAsync(ImportRun run, TableRow row, CancellationToken cancellationToken)
    {
        if (await run.Context.OutsideIndices.FindOrAddAsync(row["index"], cancellationToken) is { } index)
        {
            return index;
        }

        var known = string.Join(", ", (await run.Context.OutsideIndices.WithPresetsAsync(cancellationToken)).Select(i => i.Code));
        run.Problem(row, "index", $"Không có chỉ số này trong danh mục. Đang có: {known}.", $"There is no such index in the list. Known are: {known}.");
        return null;
    }
}
