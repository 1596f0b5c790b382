using Microsoft.AspNetCore.Mvc;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Pages.Analyse.Scores.Schemes;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>The scoring schemes, all versions, and a new one from a workbook or a JSON file.</summary>
[RequestSizeLimit(6 * 1024 * 1024)]
public sealed class SchemesModel(SurveyDbContext context, SchemeDesk desk, Importer importer, LocalCalendar calendar, ReportText texts) : StaffPage
{
    public IReadOnlyList<StoredScheme> All { get; private set; } = [];
    public IReadOnlyList<ImportProblem> Refused { get; private set; } = [];
    public bool MayEdit => Access.Has(Role.Administrator);

    public async Task OnGetAsync(CancellationToken cancellationToken) => All = await desk.AllAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (!MayEdit)
        {
            return Forbid();
        }

        All = await desk.AllAsync(cancellationToken);
        if (file is null || file.Length is 0 or > ImportLimits.FileBytes)
        {
            Problem("file", texts["Hãy chọn một tệp XLSX hoặc JSON, tối đa 5 MB."]);
            return Page();
        }

        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, cancellationToken);
        var upload = new ImportFile(Path.GetFileName(file.FileName), memory.ToArray());
        if (TableFile.IsZip(upload.Content.Span))
        {
            var (scheme, problems) = SchemeTable.Read(upload);
            if (scheme is null)
            {
                Refused = problems;
                return Page();
            }

            upload = new(Path.ChangeExtension(upload.Name, ".json"), System.Text.Encoding.UTF8.GetBytes(ScoringSchemeJson.Write(scheme)));
        }

        var report = await importer.RunAsync([upload], new() { Kinds = new HashSet<ImportKind> { ImportKind.Scoring }, AccountId = Access.AccountId }, cancellationToken);
        if (!report.Ok)
        {
            Refused = report.Problems;
            return Page();
        }

        context.Audit(calendar, Access.AccountId, "scoring_scheme_imported", upload.Name);
        await context.SaveChangesAsync(cancellationToken);
        Notice(report.Files[0].Added > 0 ? texts["Đã nhập bộ tiêu chí."] : texts["Phiên bản này đã có sẵn, không có gì đổi."]);
        return LocalRedirect("/scores/schemes");
    }
}
