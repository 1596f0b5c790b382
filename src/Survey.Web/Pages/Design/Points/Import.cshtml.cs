using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Pages.Respond;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

/// <summary>Points from a table: first what would happen, then the same file for real.</summary>
[RequestSizeLimit(8 * 1024 * 1024)]
[RequestFormLimits(ValueLengthLimit = 8 * 1024 * 1024)]
public sealed class ImportModel(SurveyDbContext context, Importer importer, RespondCatalogue catalogue, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    private const int PreviewRows = 30;

    public ImportReport? Report { get; private set; }
    public string FileName { get; private set; } = "";

    /// <summary>The file as it comes back with the confirmation, base 64.</summary>
    public string Packed { get; private set; } = "";
    public IReadOnlyList<IReadOnlyList<string>> Preview { get; private set; } = [];

    public FileContentResult OnGetSample() => File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(
        "key,unit,name,name_en,kind,services,shared_device,code\r\nquay_1,ma_don_vi,Quầy 1,Counter 1,counter,khai_sinh;ket_hon,no,\r\n")).ToArray(), "text/csv", "diem-thu-thap.csv");

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null || file.Length is 0 or > ImportLimits.FileBytes)
        {
            Problem("file", texts["Hãy chọn một tệp CSV hoặc XLSX, tối đa 5 MB."]);
            return Page();
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        FileName = Path.GetFileName(file.FileName);
        Report = await RunAsync(FileName, bytes.ToArray(), dryRun: true, cancellationToken);
        if (Report.Ok)
        {
            Packed = Convert.ToBase64String(bytes.ToArray());
            Preview = PreviewOf(FileName, bytes.ToArray());
        }

        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? name, string? content, CancellationToken cancellationToken)
    {
        var bytes = new byte[(content ?? "").Length];
        if (!Convert.TryFromBase64String(content ?? "", bytes, out var length) || length is 0 or > ImportLimits.FileBytes)
        {
            return BadRequest();
        }

        FileName = Path.GetFileName(name ?? "tep.csv");
        Report = await RunAsync(FileName, bytes[..length], dryRun: false, cancellationToken);
        if (!Report.Ok)
        {
            return Page();
        }

        var done = Report.Files[0];
        context.Audit(calendar, Access.AccountId, "points_imported", $"{FileName}: +{done.Added} ~{done.Changed}");
        await context.SaveChangesAsync(cancellationToken);
        catalogue.Changed();
        Notice(texts["Đã thêm {0} điểm, đổi {1}.", done.Added, done.Changed]);
        return LocalRedirect("/design/points");
    }

    private Task<ImportReport> RunAsync(string name, byte[] bytes, bool dryRun, CancellationToken cancellationToken) => importer.RunAsync([new ImportFile(name, bytes)], new ImportOptions
    {
        DryRun = dryRun,
        WithinPaths = [.. Access.Paths(Role.Officer).Distinct()],
        Kinds = new HashSet<ImportKind> { ImportKind.Counters },
    }, cancellationToken);

    private static List<IReadOnlyList<string>> PreviewOf(string name, byte[] bytes) =>
        [.. TableFile.Peek(new ImportFile(name, bytes), PreviewRows + 1)];
}
