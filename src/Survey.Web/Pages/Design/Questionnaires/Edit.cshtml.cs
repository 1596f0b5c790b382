using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

[RequestFormLimits(ValueCountLimit = 50_000)]
public sealed class EditModel(SurveyDbContext context, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts) : StaffPage, IReadsFormFields
{
    [BindProperty]
    public int Revision { get; set; }

    public StoredQuestionnaire Stored { get; private set; } = null!;
    public Questionnaire Questionnaire { get; private set; } = null!;
    public IReadOnlyList<VersionRow> Versions { get; private set; } = [];
    public SaveConflict? Conflict { get; private set; }
    public DateTime ChangedAt => calendar.ToLocal(Stored.ChangedAt);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Revision = Stored.Revision;
        return Page();
    }

    /// <summary>Which texts there are is known only once the questionnaire is read, see <see cref="WordingForm.HasUnknown"/>.</summary>
    public bool MayRead(string? handler, string field) => handler is null && WordingForm.IsField(field);

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        var form = new WordingForm(Request.Form, Questionnaire, texts);
        if (form.HasUnknown())
        {
            return BadRequest();
        }

        var theirs = Questionnaire;
        Questionnaire = form.Read();
        Problems.AddRange(form.Problems);
        var json = QuestionnaireJson.Write(Questionnaire);
        Problems.AddRange(QuestionnaireJson.Read(Encoding.UTF8.GetBytes(json)).Problems.Select(p => ("", $"{p.Path}: {p.Reason}")));
        if (Problems.Count > 0)
        {
            return Page();
        }

        if (!await SaveAsync(json, "questionnaire_worded", cancellationToken))
        {
            Conflict = new SaveConflict(Stored.Revision, ChangedAt, DifferencesOf(theirs, Questionnaire));
            return Page();
        }

        Notice(texts["Đã lưu bản nháp."]);
        return LocalRedirect("/design/questionnaires/" + id);
    }

    public async Task<IActionResult> OnPostRevertAsync(long id, int number, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken)
            || await context.QuestionnaireVersions.Where(v => v.QuestionnaireId == id && v.Number == number).Select(v => v.Json).SingleOrDefaultAsync(cancellationToken) is not { } json)
        {
            return NotFound();
        }

        Notice(await SaveAsync(json, "questionnaire_reverted", cancellationToken)
            ? texts["Bản nháp nay như bản {0}.", number]
            : texts["Chưa đổi: người khác vừa lưu phiếu này. Xem lại rồi làm lần nữa."]);
        return LocalRedirect("/design/questionnaires/" + id);
    }

    // False where someone saved since the form was opened: what is read, Stored, is theirs.
    private async Task<bool> SaveAsync(string json, string action, CancellationToken cancellationToken)
    {
        if (Revision != Stored.Revision)
        {
            return false;
        }

        (Stored.Draft, Stored.Revision, Stored.ChangedAt) = (json, Revision + 1, calendar.UtcNow);
        context.Audit(calendar, Access.AccountId, action, Stored.Code);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            context.ChangeTracker.Clear();
            var mine = Questionnaire;
            await LoadAsync(Stored.Id, cancellationToken);
            Questionnaire = mine;
            return false;
        }
    }

    private static List<(string Theirs, string Mine)> DifferencesOf(Questionnaire theirs, Questionnaire mine)
    {
        var other = Wording.SlotsOf(theirs).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.First().Text);
        return [.. Wording.SlotsOf(mine).Where(s => !Equals(other.GetValueOrDefault(s.Key), s.Text)).DistinctBy(s => s.Key)
            .Select(s => (Words(other.GetValueOrDefault(s.Key)), Words(s.Text)))];
    }

    private static string Words(LocalizedText? text) => text is null ? "–" : string.Join(" / ", text.Entries.Select(e => e.Value));

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        var stored = await context.QuestionnairesOf(Access).Include(q => q.Unit).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        if (stored is null || QuestionnaireJson.Read(Encoding.UTF8.GetBytes(stored.Draft)).Questionnaire is not { } questionnaire)
        {
            return false;
        }

        (Stored, Questionnaire) = (stored, questionnaire);
        var versions = await context.QuestionnaireVersions.AsNoTracking().Where(v => v.QuestionnaireId == id)
            .OrderByDescending(v => v.Number).Select(v => new { v.Number, v.PublishedAt }).ToListAsync(cancellationToken);
        Versions = versions.ConvertAll(v => new VersionRow(v.Number, calendar.DayOf(v.PublishedAt)));
        return true;
    }
}

public sealed record VersionRow(int Number, DateOnly On);

/// <summary>What another officer saved in the meantime.</summary>
public sealed record SaveConflict(int Revision, DateTime At, IReadOnlyList<(string Theirs, string Mine)> Differences);
