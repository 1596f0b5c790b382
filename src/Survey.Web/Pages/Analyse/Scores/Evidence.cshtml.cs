using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>The files that prove one criterion's points.</summary>
[RequestSizeLimit(6 * 1024 * 1024)]
public sealed class EvidenceModel(SurveyDbContext context, ScoreDesk desk, EvidenceRules rules, LocalCalendar calendar, ReportText texts) : StaffPage
{
    [BindProperty(SupportsGet = true)]
    public string? Criterion { get; set; }

    public ComputedSheet Sheet { get; private set; } = null!;
    public ComputedRow Row { get; private set; } = null!;
    public bool MayEdit => Sheet.Sheet.State == ScoreState.Draft && Access.May(Role.Analyst, Sheet.Unit.Path);
    public string Address => $"/scores/{Sheet.Sheet.Id}/evidence?criterion={Row.Self.Code}";

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ? Page()
        : string.IsNullOrEmpty(Criterion) && await context.SheetsOf(Access).AnyAsync(s => s.Id == id, cancellationToken) ? LocalRedirect($"/scores/{id}") : NotFound();

    /// <summary>One file, always as an attachment: what others uploaded never opens inside these pages.</summary>
    public async Task<IActionResult> OnGetFileAsync(long id, long file, CancellationToken cancellationToken)
    {
        if (!await context.SheetsOf(Access).AnyAsync(s => s.Id == id, cancellationToken)
            || await context.EvidenceFiles.AsNoTracking().SingleOrDefaultAsync(f => f.SheetId == id && f.Id == file, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Response.Headers.XContentTypeOptions = "nosniff";
        return File(found.Content, found.ContentType, found.Name);
    }

    public async Task<IActionResult> OnPostAsync(long id, IFormFile? file, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken) || !MayEdit)
        {
            return NotFound();
        }

        if (file is null || file.Length is 0 or > EvidenceRules.MaxBytes)
        {
            Problem("file", texts["Hãy chọn một tệp, tối đa 5 MB."]);
            return Page();
        }

        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, cancellationToken);
        var (content, name) = (memory.ToArray(), EvidenceRules.Name(file.FileName));
        if (Row.Evidence.Count >= EvidenceRules.MaxFiles)
        {
            Problem("file", texts["Mỗi tiêu chí nhiều nhất {0} tệp.", EvidenceRules.MaxFiles]);
        }
        else if (EvidenceRules.ContentType(name, content) is not { } type)
        {
            Problem("file", texts["Chỉ nhận tệp PDF, PNG, JPG, DOCX, XLSX, và nội dung phải đúng loại."]);
        }
        else if (await rules.ScanAsync(content, cancellationToken) is var clean && clean != true)
        {
            Problem("file", clean == false ? texts["Tệp bị chương trình quét từ chối."] : texts["Chưa quét được tệp. Hãy thử lại, hoặc báo người quản trị."]);
        }
        else
        {
            return await KeepAsync(name, type, content, cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(long id, long remove, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken) || !MayEdit || Row.Evidence.FirstOrDefault(f => f.Id == remove) is not { } file)
        {
            return NotFound();
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.EvidenceFiles.Where(f => f.Id == remove && f.SheetId == id && context.ScoreSheets.Any(s => s.Id == id && s.State == ScoreState.Draft)).ExecuteDeleteAsync(cancellationToken);
        context.Audit(calendar, Access.AccountId, "score_evidence_removed", $"{Sheet.Unit.Code}: {Row.Self.Code}, {file.Name}");
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Notice(texts["Đã bỏ tệp."]);
        return LocalRedirect(Address);
    }

    private async Task<IActionResult> KeepAsync(string name, string type, byte[] content, CancellationToken cancellationToken)
    {
        context.EvidenceFiles.Add(new()
        {
            Id = RandomKey.New(),
            SheetId = Sheet.Sheet.Id,
            Criterion = Row.Self.Code,
            Name = name,
            ContentType = type,
            Length = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            Content = content,
            AddedBy = Access.AccountId,
            AddedAt = calendar.UtcNow,
        });
        // The sheet's own revision moves, so that a submission that began before does not miss the file.
        (await context.ScoreSheets.SingleAsync(s => s.Id == Sheet.Sheet.Id && s.State == ScoreState.Draft, cancellationToken)).Revision++;
        context.Audit(calendar, Access.AccountId, "score_evidence_added", $"{Sheet.Unit.Code}: {Row.Self.Code}, {name}");
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã thêm tệp."]);
        return LocalRedirect(Address);
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        if (!await context.SheetsOf(Access).AnyAsync(s => s.Id == id, cancellationToken)
            || await desk.OfAsync(id, cancellationToken) is not { } sheet || sheet.Find(Criterion ?? "") is not { Criterion: not null } row)
        {
            return false;
        }

        (Sheet, Row) = (sheet, row);
        return true;
    }
}
