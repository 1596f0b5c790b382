using Microsoft.EntityFrameworkCore;
using Survey.Core.Periods;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>Period templates, expanded for each wanted year and stored by code ({year}-{template code}).</summary>
internal static class PeriodsImport
{
    private const int NameLength = 80;

    public static async Task<ImportedFile> ApplyAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var templates = await run.Context.PeriodTemplates.ToDictionaryAsync(t => (t.Set, t.Code), cancellationToken);
        var stored = await run.Context.Periods.ToDictionaryAsync(p => p.Code, StringComparer.Ordinal, cancellationToken);
        foreach (var row in run.Table.Rows)
        {
            if (run.Code(row, "code") is { } code && run.IsFirst(row, "code", code, seen) && TemplateOf(run, row, code) is { } template)
            {
                Expand(run, row, template, stored);
                Keep(run, template, templates);
            }
        }

        foreach (var row in run.Table.Rows.Where(r => r["predecessor"].Length > 0 && !seen.ContainsKey(r["predecessor"])))
        {
            run.Problem(row, "predecessor", $"Không có kỳ “{row["predecessor"]}” trong bảng.", $"There is no period '{row["predecessor"]}' in the table.");
        }

        return run.Count(run.Table.Rows.Count * run.Years.Count);
    }

    private static PeriodTemplate? TemplateOf(ImportRun run, TableRow row, string code)
    {
        var name = run.Words(row, "name", NameLength);
        var nameEn = run.OptionalWords(row, "name_en", NameLength) ?? name;
        if (run.Code(row, "template") is not { } set
            || DayOf(run, row, "from") is not { } from || run.Whole(row, "from_year", -1, 0) is not { } fromYear
            || DayOf(run, row, "to") is not { } to || run.Whole(row, "to_year", -1, 0) is not { } toYear)
        {
            return null;
        }

        return new PeriodTemplate
        {
            Template = set,
            Code = code,
            Name = new LocalizedText([new("vi", name), new("en", nameEn)]),
            From = from,
            FromYear = (int)fromYear,
            To = to,
            ToYear = (int)toYear,
            DueInternal = row["due_internal"].Length == 0 ? null : DayOf(run, row, "due_internal"),
            DueExternal = row["due_external"].Length == 0 ? null : DayOf(run, row, "due_external"),
            Recipient = run.OptionalWords(row, "recipient", 200),
            Predecessor = row["predecessor"].Length == 0 ? null : row["predecessor"],
            PredecessorYear = row["predecessor_year"].Length == 0 ? 0 : (int)(run.Whole(row, "predecessor_year", -5, 0) ?? 0),
        };
    }

    private static MonthDay? DayOf(ImportRun run, TableRow row, string column)
    {
        if (MonthDay.TryParse(row[column], out var day))
        {
            return day;
        }

        run.Problem(row, column, $"“{row[column]}” không phải là ngày trong năm. Viết tháng-ngày, ví dụ 12-15.", $"'{row[column]}' is no day of the year. Write month-day, such as 12-15.");
        return null;
    }

    private static void Expand(ImportRun run, TableRow row, PeriodTemplate template, Dictionary<string, StoredPeriod> stored)
    {
        if ((template.FromYear, template.From).CompareTo((template.ToYear, template.To)) > 0)
        {
            run.Problem(row, "to", "Ngày cuối đứng trước ngày đầu.", "The last day comes before the first.");
            return;
        }

        foreach (var year in run.Years)
        {
            Upsert(run, template.Expand(year), stored);
        }
    }

    /// <summary>Keeps the template, by which other years are planned later.</summary>
    private static void Keep(ImportRun run, PeriodTemplate template, Dictionary<(string Set, string Code), StoredPeriodTemplate> stored)
    {
        var (name, nameEn) = (template.Name.In("vi"), template.Name.In("en"));
        if (!stored.TryGetValue((template.Template, template.Code), out var known))
        {
            known = new StoredPeriodTemplate { Set = template.Template, Code = template.Code, Name = name, NameEn = nameEn, From = template.From.ToString(), To = template.To.ToString() };
            stored.Add((known.Set, known.Code), known);
            run.Context.PeriodTemplates.Add(known);
        }

        (known.Name, known.NameEn) = (name, nameEn);
        (known.From, known.FromYear, known.To, known.ToYear) = (template.From.ToString(), template.FromYear, template.To.ToString(), template.ToYear);
        (known.DueInternal, known.DueExternal, known.Recipient) = (template.DueInternal?.ToString(), template.DueExternal?.ToString(), template.Recipient);
        (known.Predecessor, known.PredecessorYear) = (template.Predecessor, template.PredecessorYear);
    }

    private static void Upsert(ImportRun run, Period period, Dictionary<string, StoredPeriod> stored)
    {
        var (name, nameEn) = (period.Name.In("vi"), period.Name.In("en"));
        if (!stored.TryGetValue(period.Code, out var known))
        {
            known = new StoredPeriod
            {
                Id = RandomKey.New(),
                Code = period.Code,
                Template = period.Template,
                Year = period.Year,
                Name = name,
                NameEn = nameEn,
                First = period.First,
                Last = period.Last,
            };
            stored.Add(period.Code, known);
            run.Context.Periods.Add(known);
            run.Added(known);
        }

        run.Set(known, known.Template, period.Template, v => known.Template = v);
        run.Set(known, known.Name, name, v => known.Name = v);
        run.Set(known, known.NameEn, nameEn, v => known.NameEn = v);
        run.Set(known, known.First, period.First, v => known.First = v);
        run.Set(known, known.Last, period.Last, v => known.Last = v);
        run.Set(known, known.DueInternal, period.DueInternal, v => known.DueInternal = v);
        run.Set(known, known.DueExternal, period.DueExternal, v => known.DueExternal = v);
        run.Set(known, known.Recipient, period.Recipient, v => known.Recipient = v);
        run.Set(known, known.PredecessorCode, period.PredecessorCode, v => known.PredecessorCode = v);
    }
}
