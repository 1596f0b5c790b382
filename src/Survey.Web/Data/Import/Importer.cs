using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Drafts;

namespace Survey.Web.Data.Import;

/// <summary>
/// Takes organisation tables (CSV, XLSX) and JSON documents into the database: all files of one call or none of them.
/// Used by the verb <c>import</c>, by the pages that upload files and by the first start.
/// </summary>
public sealed class Importer(IDbContextFactory<SurveyDbContext> contexts, LocalCalendar calendar)
{
    /// <summary>Checks the files and, unless it is a dry run or anything is wrong, keeps them.</summary>
    public async Task<ImportReport> RunAsync(IReadOnlyList<ImportFile> files, ImportOptions options, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var report = await ApplyAsync(context, files, options, cancellationToken);
        if (report.Ok && !options.DryRun)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return report;
    }

    /// <summary>The same within the caller's transaction, which the caller undoes where the report has problems.</summary>
    internal async Task<ImportReport> ApplyAsync(SurveyDbContext context, IReadOnlyList<ImportFile> files, ImportOptions options, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var parsed = Parse(files, options, problems);
        if (problems.Any)
        {
            return ImportReport.Refused(problems.Problems);
        }

        var done = new List<ImportedFile>();
        foreach (var part in parsed.OrderBy(p => p.Kind))
        {
            done.Add(part.Table is { } table
                ? await ApplyTableAsync(context, table, options, problems, cancellationToken)
                : await DocumentImport.ApplyAsync(context, part.Document!, options, new DraftStore(context, calendar), problems, cancellationToken));
            if (problems.Any)
            {
                return ImportReport.Refused(problems.Problems);
            }

            await context.SaveChangesAsync(cancellationToken);
        }

        return new ImportReport { Files = done, Problems = [] };
    }

    private static List<(ImportKind Kind, ImportTable? Table, ImportDocument? Document)> Parse(IReadOnlyList<ImportFile> files, ImportOptions options, ProblemList problems)
    {
        var parsed = new List<(ImportKind Kind, ImportTable? Table, ImportDocument? Document)>();
        foreach (var file in files.Take(ImportLimits.Files))
        {
            if (file.Content.Length > ImportLimits.FileBytes)
            {
                problems.Add(file.Name, null, null, new("Tệp lớn hơn 5 MB.", "The file is larger than 5 MB."));
                continue;
            }

            var table = IsJson(file) ? null : TableFile.Read(file, problems);
            var document = IsJson(file) ? DocumentImport.Read(file, problems) : null;
            var kind = table?.Kind ?? document?.Kind;
            if (kind is not null && options.Kinds?.Contains(kind.Value) == false)
            {
                problems.Add(file.Name, null, null, new("Trang này không nhận loại tệp đó.", "This page does not take that kind of file."));
            }
            else if (kind is not null)
            {
                parsed.Add((kind.Value, table, document));
            }
        }

        if (files.Count > ImportLimits.Files)
        {
            problems.Add(files[ImportLimits.Files].Name, null, null, new($"Mỗi lần nhập nhiều nhất {ImportLimits.Files} tệp.", $"At most {ImportLimits.Files} files at a time."));
        }

        return parsed;
    }

    private static bool IsJson(ImportFile file)
    {
        var content = file.Content.Span;
        content = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        return !JsonRows.Is(content) && (file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || content.TrimStart(" \r\n\t"u8).StartsWith("{"u8));
    }

    private async Task<ImportedFile> ApplyTableAsync(SurveyDbContext context, ImportTable table, ImportOptions options, ProblemList problems, CancellationToken cancellationToken)
    {
        var run = new ImportRun(context, table, options, Years(options), calendar.UtcNow, problems);
        return await (table.Kind switch
        {
            ImportKind.Units => UnitsImport.ApplyAsync(run, cancellationToken),
            ImportKind.Services => ServicesImport.ApplyAsync(run, cancellationToken),
            ImportKind.Counters => CountersImport.ApplyAsync(run, cancellationToken),
            ImportKind.Periods => PeriodsImport.ApplyAsync(run, cancellationToken),
            ImportKind.Targets => TargetsImport.ApplyAsync(run, cancellationToken),
            ImportKind.Transactions => TransactionsImport.ApplyAsync(run, cancellationToken),
            ImportKind.Outside => OutsideImport.ApplyAsync(run, cancellationToken),
            ImportKind.Rates => RatesImport.ApplyAsync(run, cancellationToken),
            ImportKind.Criteria => CriteriaImport.ApplyAsync(run, cancellationToken),
            _ => throw new InvalidOperationException($"No table holds {table.Kind}."),
        });
    }

    private IReadOnlyList<int> Years(ImportOptions options) => options.Years.Count > 0 ? options.Years : [.. Enumerable.Range(calendar.Today.Year - 2, 4)];
}
