using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Makes the next version out of the draft.</summary>
public sealed class PublishModel(SurveyDbContext context, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    [BindProperty]
    public int Revision { get; set; }

    public StoredQuestionnaire Stored { get; private set; } = null!;
    public string Title { get; private set; } = "";
    public int Next { get; private set; }

    /// <summary>What differs from the last version; null where there is none.</summary>
    public CodeChanges? Changes { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Revision = Stored.Revision;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (Revision != Stored.Revision || Changes is { Any: false } || !await TryPublishAsync(cancellationToken))
        {
            context.ChangeTracker.Clear();
            await LoadAsync(id, cancellationToken);
            Revision = Stored.Revision;
            Problem("", texts["Chưa công bố: bản nháp vừa được người khác đổi hoặc công bố. Xem lại rồi làm lần nữa."]);
            ModelState.Clear();
            return Page();
        }

        Notice(texts["Đã công bố bản {0}. Tạo đợt mới để các quầy dùng bản này.", Next]);
        return LocalRedirect("/design/questionnaires/" + id);
    }

    private async Task<bool> TryPublishAsync(CancellationToken cancellationToken)
    {
        context.QuestionnaireVersions.Add(new QuestionnaireVersion
        {
            Id = RandomKey.New(),
            QuestionnaireId = Stored.Id,
            Number = Next,
            Json = Stored.Draft,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Stored.Draft))),
            PublishedAt = calendar.UtcNow,
        });
        // The revision grows so that what is published is what was looked at, also when someone saves this very moment.
        Stored.Revision++;
        context.Audit(calendar, Access.AccountId, "questionnaire_published", $"{Stored.Code} {Next}");
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        var stored = await context.QuestionnairesOf(Access).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        if (stored is null || Read(stored.Draft) is not { } draft)
        {
            return false;
        }

        var last = await context.QuestionnaireVersions.AsNoTracking().Where(v => v.QuestionnaireId == id).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);
        (Stored, Title, Next) = (stored, draft.Title.In(Language), (last?.Number ?? 0) + 1);
        Changes = last is null ? null
            : last.Json == stored.Draft || Read(last.Json) is not { } before ? new CodeChanges([], 0, last.Json != stored.Draft)
            : CodeChanges.Between(before, draft, texts) is { Any: true } changes ? changes : new CodeChanges([], 0, true);
        return true;
    }

    private static Questionnaire? Read(string json) => QuestionnaireJson.Read(Encoding.UTF8.GetBytes(json)).Questionnaire;
}
