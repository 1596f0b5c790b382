using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Source and one translation side by side, on the page or in a file for a translator.</summary>
[RequestSizeLimit(8 * 1024 * 1024)]
[RequestFormLimits(ValueCountLimit = 60_000, ValueLengthLimit = 64 * 1024)]
public sealed class TranslateModel(SurveyDbContext context, DraftStore drafts, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts) : StaffPage, IReadsFormFields
{
    public StoredQuestionnaire Stored { get; private set; } = null!;
    public Questionnaire Questionnaire { get; private set; } = null!;
    public PlaceWords Places { get; private set; } = null!;

    /// <summary>The language translated into; empty where the questionnaire has only its source.</summary>
    public string Target { get; private set; } = "";
    public string Show { get; private set; } = "all";
    public IReadOnlyList<TranslationRow> Rows { get; private set; } = [];
    public IReadOnlyDictionary<string, TranslationClash> Clashes { get; private set; } = new Dictionary<string, TranslationClash>();
    public IReadOnlyDictionary<string, string> Rejected { get; private set; } = new Dictionary<string, string>();
    public TranslationImport? Import { get; private set; }

    public IEnumerable<TranslationRow> Shown => Rows.Where(r => Show switch
    {
        "missing" => r.State == TranslationState.Missing || Clashes.ContainsKey(r.Key),
        "stale" => r.State == TranslationState.Stale || Clashes.ContainsKey(r.Key),
        _ => true,
    });

    public string Here => $"/design/questionnaires/{Stored.Id}/translate";

    public int MissingIn(string language) => QuestionnaireTexts.Of(Questionnaire).Count(t => !t.Text.Has(language));

    /// <summary>Which texts there are is known only once the draft is read; what names no text of it is told as gone.</summary>
    public bool MayRead(string? handler, string field) => handler is null && TranslationForm.IsField(field);

    public async Task<IActionResult> OnGetAsync(long id, string? lang, string? show, CancellationToken cancellationToken) =>
        await LoadAsync(id, lang, show, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnGetCsvAsync(long id, string? lang, CancellationToken cancellationToken) =>
        await LoadAsync(id, lang, null, cancellationToken) && Target.Length > 0
            ? File(await FileOf().CsvAsync(cancellationToken), "text/csv", $"{Stored.Code}-{Target}.csv")
            : NotFound();

    public async Task<IActionResult> OnGetXlsxAsync(long id, string? lang, CancellationToken cancellationToken) =>
        await LoadAsync(id, lang, null, cancellationToken) && Target.Length > 0
            ? File(FileOf().Workbook(Target), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Stored.Code}-{Target}.xlsx")
            : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, string? lang, string? show, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, lang, show, cancellationToken) || Target.Length == 0)
        {
            return NotFound();
        }

        var form = new TranslationForm(Request.Form, Target);
        if (!form.IsSound)
        {
            return BadRequest();
        }

        await SaveAsync(form.Save, cancellationToken);
        Clashes = form.Clashes.ToDictionary(c => c.Key, StringComparer.Ordinal);
        Rejected = form.TooLong.ToDictionary(t => t.Key, t => t.Mine, StringComparer.Ordinal);
        foreach (var (key, _) in form.TooLong)
        {
            Problem("t." + key, texts["Bản dịch dài quá {0} ký tự.", QuestionnaireJson.MaxTextLength]);
        }

        if (Clashes.Count + Problems.Count > 0)
        {
            return Page();
        }

        Notice(form.Saved == 0 ? texts["Không có gì thay đổi."] : texts["Đã lưu {0} chỗ dịch.", form.Saved]);
        return LocalRedirect($"{Here}?lang={Target}&show={Show}");
    }

    public async Task<IActionResult> OnPostImportAsync(long id, string? lang, string? show, IFormFile? file, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, lang, show, cancellationToken) || Target.Length == 0)
        {
            return NotFound();
        }

        if (file is null || file.Length is 0 or > ImportLimits.FileBytes)
        {
            Problem("file", texts["Hãy chọn một tệp CSV hoặc XLSX, tối đa 5 MB."]);
            return Page();
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        Import = TranslationImport.Read(Path.GetFileName(file.FileName), bytes.ToArray());
        if (Import.Ok)
        {
            await SaveAsync(q => Import.Save(q, Target), cancellationToken);
        }

        return Page();
    }

    private async Task SaveAsync(Func<Questionnaire, TranslationSave> make, CancellationToken cancellationToken)
    {
        if (!make(Questionnaire).IsEmpty)
        {
            context.Audit(calendar, Access.AccountId, "questionnaire_translated", $"{Stored.Code} {Target}");
            if (!await drafts.TranslateAsync(Stored, Target, make, Access.AccountId, cancellationToken))
            {
                Problem("", texts["Chưa lưu được: nhiều người đang cùng lưu phiếu này. Hãy làm lần nữa."]);
            }
        }

        Questionnaire = QuestionnaireJson.Read(Stored.Draft).Questionnaire ?? Questionnaire;
        Rows = TranslationRow.Of(Questionnaire, Stored.TranslatedFrom, Target);
    }

    private TranslationFile FileOf() => new(Rows, Places, texts);

    private async Task<bool> LoadAsync(long id, string? lang, string? show, CancellationToken cancellationToken)
    {
        if (await OpenDraft.FindAsync(context.QuestionnairesOf(Access), id, cancellationToken) is not { } draft)
        {
            return false;
        }

        (Stored, Questionnaire) = draft;
        Places = new PlaceWords(Questionnaire, texts);
        Show = show is "missing" or "stale" ? show : "all";
        var others = Questionnaire.Languages.Skip(1).ToList();
        Target = lang is null ? others.OrderByDescending(MissingIn).FirstOrDefault() ?? "" : others.Find(l => l == lang) ?? "";
        Rows = Target.Length == 0 ? [] : TranslationRow.Of(Questionnaire, Stored.TranslatedFrom, Target);
        return Target.Length > 0 || lang is null || lang == Questionnaire.Languages[0];
    }
}
