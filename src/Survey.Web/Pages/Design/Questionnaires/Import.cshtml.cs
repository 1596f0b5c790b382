using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Data.Import.Foreign;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>A questionnaire from a file: first what would become of each part of it, then the same file as a draft.</summary>
[RequestSizeLimit(8 * 1024 * 1024)]
[RequestFormLimits(ValueLengthLimit = 8 * 1024 * 1024)]
public sealed class ImportModel(SurveyDbContext context, QuestionnaireImport import, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public ForeignReading? Reading { get; private set; }
    public string FileName { get; private set; } = "";

    /// <summary>The file as it comes back when it is kept, base 64.</summary>
    public string Packed { get; private set; } = "";
    public string Code { get; private set; } = "";
    public long UnitId { get; private set; }

    /// <summary>Whether the person has a questionnaire of that code, whose draft may be replaced.</summary>
    public bool Mine { get; private set; }

    public string RefusalWords => Language == "en" ? Reading!.Refusal : Reading!.RefusalVi;

    public static string NameOf(string format) => format switch { "xlsform" => "XLSForm", "lss" => "LimeSurvey", "surveyjs" => "SurveyJS", _ => "JSON" };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Officer, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, long unitId, CancellationToken cancellationToken)
    {
        if (!await IsMineAsync(unitId, cancellationToken))
        {
            return NotFound();
        }

        if (file is null || file.Length is 0 or > ImportLimits.FileBytes)
        {
            Problem("file", texts["Hãy chọn một tệp phiếu, tối đa 5 MB."]);
            return Page();
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        await ReadAsync(Path.GetFileName(file.FileName), bytes.ToArray(), cancellationToken);
        if (Reading!.Questionnaire is { } made)
        {
            Mine = await context.QuestionnairesOf(Access).AnyAsync(q => q.Code == made.Code, cancellationToken);
            Code = Mine ? made.Code : await import.FreeAsync(made.Code, cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync(string? name, string? content, string? code, long unitId, bool replace, CancellationToken cancellationToken)
    {
        var bytes = new byte[(content ?? "").Length];
        if (!Convert.TryFromBase64String(content ?? "", bytes, out var length) || length is 0 or > ImportLimits.FileBytes)
        {
            return BadRequest();
        }

        if (!await IsMineAsync(unitId, cancellationToken))
        {
            return NotFound();
        }

        await ReadAsync(Path.GetFileName(name ?? "tep"), bytes[..length], cancellationToken);
        Code = (code ?? "").Trim();
        return Reading!.Questionnaire is { } made ? await KeepAsync(made with { Code = Code }, replace, cancellationToken) : Page();
    }

    private async Task<IActionResult> KeepAsync(Questionnaire questionnaire, bool replace, CancellationToken cancellationToken)
    {
        var mine = await context.QuestionnairesOf(Access).SingleOrDefaultAsync(q => q.Code == Code, cancellationToken);
        Mine = mine is not null;
        if (SourceCodes.Nearest(Code) != Code || Code.Length == 0)
        {
            Problem("code", texts["Mã phiếu chỉ gồm chữ thường không dấu, số và gạch dưới, tối đa 32 ký tự."]);
        }
        else if (mine is null ? await context.Questionnaires.AnyAsync(q => q.Code == Code, cancellationToken) : !replace)
        {
            Problem("code", mine is null
                ? texts["Mã phiếu “{0}” đã được dùng. Hãy chọn mã khác.", Code]
                : texts["Phiếu “{0}” đã có. Chọn mã khác, hoặc đánh dấu thay bản nháp.", Code]);
        }

        if (Problems.Count > 0)
        {
            return Page();
        }

        var stored = import.Keep(Reading! with { Questionnaire = questionnaire }, FileName, mine, UnitId, Access.AccountId);
        context.Audit(calendar, Access.AccountId, mine is null ? "questionnaire_added" : "questionnaire_replaced", stored.Code);
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã nhập phiếu vào bản nháp. Xem lại lời rồi công bố."]);
        return LocalRedirect("/design/questionnaires/" + stored.Id);
    }

    private async Task<bool> IsMineAsync(long unitId, CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Officer, cancellationToken);
        UnitId = unitId;
        return Units.Any(u => u.Id == unitId);
    }

    private async Task ReadAsync(string name, byte[] bytes, CancellationToken cancellationToken)
    {
        (FileName, Packed) = (name, Convert.ToBase64String(bytes));
        Reading = await QuestionnaireImport.ReadAsync(new ImportFile(name, bytes), cancellationToken);
    }
}
