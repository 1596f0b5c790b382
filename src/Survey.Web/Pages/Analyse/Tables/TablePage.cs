using Microsoft.AspNetCore.Mvc;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Tables;

/// <summary>A page that also takes a table from a file: first what would happen, row by row, then the same file for real, all of it or nothing.</summary>
[RequestSizeLimit(8 * 1024 * 1024)]
[RequestFormLimits(ValueLengthLimit = 8 * 1024 * 1024)]
public abstract class TablePage(SurveyDbContext database, Importer importer, LocalCalendar calendar, ReportText texts) : StaffPage
{
    private const int PreviewRows = 30;

    public ImportReport? Report { get; private set; }
    public string FileName { get; private set; } = "";

    /// <summary>The file as it comes back with the confirmation, base 64.</summary>
    public string Packed { get; private set; } = "";
    public IReadOnlyList<IReadOnlyList<string>> Preview { get; private set; } = [];

    /// <summary>The page's address, with what it is about.</summary>
    public abstract string Address { get; }

    /// <summary>The columns in words.</summary>
    public abstract IReadOnlyList<(string Name, string Words)> Columns { get; }

    protected abstract ImportKind Kind { get; }

    /// <summary>The audit trail's word for an import.</summary>
    protected abstract string Action { get; }

    /// <summary>Loads what stands around the import; a result where the page is not to be had.</summary>
    protected abstract Task<IActionResult?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>A table to fill in: its file's name without the end, and its rows with the header.</summary>
    protected abstract Task<(string Name, IReadOnlyList<string[]> Rows)> TemplateAsync(CancellationToken cancellationToken);

    public string HandlerAddress(string handler) => Address + (Address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "handler=" + handler;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnGetTemplateAsync(string? format, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } ended)
        {
            return ended;
        }

        var (name, rows) = await TemplateAsync(cancellationToken);
        return format == "csv"
            ? File(TableTemplate.Csv(rows), "text/csv", name + ".csv")
            : File(TableTemplate.Workbook(rows), Plans.PlanWorkbook.ContentType, name + ".xlsx");
    }

    public async Task<IActionResult> OnPostUploadAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } ended)
        {
            return ended;
        }

        if (file is null || file.Length is 0 or > ImportLimits.FileBytes)
        {
            Problem("file", texts["Hãy chọn một tệp CSV hoặc XLSX, tối đa 5 MB."]);
            return Page();
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        FileName = Path.GetFileName(file.FileName);
        Report = await RunAsync(bytes.ToArray(), dryRun: true, cancellationToken);
        if (Report.Ok)
        {
            Packed = Convert.ToBase64String(bytes.ToArray());
            Preview = [.. TableFile.Peek(new ImportFile(FileName, bytes.ToArray()), PreviewRows + 1)];
        }

        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? name, string? content, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } ended)
        {
            return ended;
        }

        var bytes = new byte[(content ?? "").Length];
        if (!Convert.TryFromBase64String(content ?? "", bytes, out var length) || length is 0 or > ImportLimits.FileBytes)
        {
            return BadRequest();
        }

        FileName = Path.GetFileName(name ?? "tep.csv");
        Report = await RunAsync(bytes[..length], dryRun: false, cancellationToken);
        if (!Report.Ok)
        {
            return Page();
        }

        var done = Report.Files[0];
        database.Audit(calendar, Access.AccountId, Action, $"{FileName}: +{done.Added} ~{done.Changed}");
        await database.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã thêm {0} dòng, đổi {1}, giữ nguyên {2}.", done.Added, done.Changed, done.Unchanged]);
        return LocalRedirect(Address);
    }

    private Task<ImportReport> RunAsync(byte[] bytes, bool dryRun, CancellationToken cancellationToken) => importer.RunAsync([new ImportFile(FileName, bytes)], new ImportOptions
    {
        DryRun = dryRun,
        WithinPaths = [.. Access.Paths(Role.Analyst).Distinct()],
        Kinds = new HashSet<ImportKind> { Kind },
        AccountId = Access.AccountId,
    }, cancellationToken);
}
