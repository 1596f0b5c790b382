using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>How many transactions a unit handled of a service in a period.</summary>
internal static partial class TransactionsImport
{
    private const long Most = 1_000_000_000;

    public static async Task<ImportedFile> ApplyAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var units = await run.Context.Units.ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var services = await run.Context.Services.ToDictionaryAsync(s => s.Code, StringComparer.Ordinal, cancellationToken);
        var periods = (await run.Context.Periods.Select(p => p.Code).ToListAsync(cancellationToken)).Select(WithoutYear).ToHashSet(StringComparer.Ordinal);
        var stored = (await run.Context.TransactionCounts.ToListAsync(cancellationToken)).ToDictionary(c => (c.UnitId, c.ServiceId, c.PeriodCode));
        var seen = new Dictionary<(long, long, string), int>();
        foreach (var row in run.Table.Rows)
        {
            if (run.UnitOf(row, "unit", units) is { } unit
                && ServiceOf(run, row, services) is { } service
                && PeriodOf(run, row, periods) is { } period
                // The template names every counter's services; what is left empty there stays as it is.
                && row["count"].Length > 0
                && run.Whole(row, "count", 0, Most) is { } count
                && run.IsFirst(row, "period", (unit.Id, service.Id, period), seen))
            {
                Upsert(run, stored, (unit.Id, service.Id, period), count);
            }
        }

        return run.Count(run.Table.Rows.Count);
    }

    private static void Upsert(ImportRun run, Dictionary<(long, long, string), TransactionCount> stored, (long Unit, long Service, string Period) key, long count)
    {
        if (stored.TryGetValue(key, out var known))
        {
            run.Set(known, known.Count, count, v => known.Count = v);
            return;
        }

        known = new TransactionCount { UnitId = key.Unit, ServiceId = key.Service, PeriodCode = key.Period, Count = count };
        stored.Add(key, known);
        run.Context.TransactionCounts.Add(known);
        run.Added(known);
    }

    private static Service? ServiceOf(ImportRun run, TableRow row, Dictionary<string, Service> services)
    {
        if (services.TryGetValue(row["service"], out var service))
        {
            return service;
        }

        run.Problem(row, "service", $"Không có dịch vụ “{row["service"]}”.", $"There is no service '{row["service"]}'.");
        return null;
    }

    // Counts may be older than the years for which periods stand in the database: only the part after the year must be known.
    private static string? PeriodOf(ImportRun run, TableRow row, HashSet<string> known)
    {
        var code = row["period"];
        if (code.Length <= 40 && PeriodCode().IsMatch(code) && (known.Count == 0 || known.Contains(WithoutYear(code))))
        {
            return code;
        }

        run.Problem(row, "period", $"Không có kỳ “{code}”. Viết năm rồi mã kỳ, ví dụ 2026-q1.", $"There is no period '{code}'. Write the year and the period's code, such as 2026-q1.");
        return null;
    }

    private static string WithoutYear(string code) => code[(code.IndexOf('-', StringComparison.Ordinal) + 1)..];

    [GeneratedRegex("^(19|20|21)[0-9]{2}-[a-z0-9_]{1,32}$", RegexOptions.CultureInvariant)]
    private static partial Regex PeriodCode();
}
