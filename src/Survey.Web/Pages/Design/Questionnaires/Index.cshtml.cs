using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Waves;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

public sealed class IndexModel(SurveyDbContext context, LocalCalendar calendar, DraftStore drafts, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    public IReadOnlyList<QuestionnaireRow> Rows { get; private set; } = [];
    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public IReadOnlyList<Questionnaire> Library { get; private set; } = [];

    /// <summary>Whether the list shows what was put away.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Archived { get; set; }

    public int ArchivedCount { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostPickAsync(string code, long unitId, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (ShippedLibrary.All.FirstOrDefault(q => q.Code == code) is not { } shipped || Units.All(u => u.Id != unitId))
        {
            return NotFound();
        }

        if (await context.Questionnaires.AnyAsync(q => q.Code == shipped.Code, cancellationToken))
        {
            Problem("", texts["Phiếu “{0}” đã có.", shipped.Code]);
            return Page();
        }

        var stored = drafts.Add(shipped, unitId, Access.AccountId, "questionnaire_added");
        context.Audit(calendar, Access.AccountId, "questionnaire_added", stored.Code);
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã nhập phiếu vào bản nháp. Xem lại lời rồi công bố."]);
        return LocalRedirect("/design/questionnaires/" + stored.Id);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Officer, cancellationToken);
        var mine = (await context.QuestionnairesOf(Access).Select(q => q.Id).ToListAsync(cancellationToken)).ToHashSet();
        var english = Language == "en";
        var rows = await context.UsableQuestionnaires(Access).AsNoTracking().Select(q => new
        {
            q.Id,
            q.Code,
            q.Draft,
            q.Revision,
            q.ArchivedAt,
            Unit = english ? q.Unit!.NameEn : q.Unit!.Name,
            Latest = q.Versions.OrderByDescending(v => v.Number).Select(v => new { v.Number, v.Json, v.PublishedAt, v.ApprovalId }).FirstOrDefault(),
            OpenWaves = context.Waves.Count(w => w.Version!.QuestionnaireId == q.Id && w.State == WaveState.Open),
            Open = context.Approvals.Where(a => a.QuestionnaireId == q.Id).OrderByDescending(a => a.SubmittedAt).ThenByDescending(a => a.Revision).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        var seen = rows.Where(r => mine.Contains(r.Id) || (r.Latest is not null && r.ArchivedAt is null)).ToList();
        ArchivedCount = seen.Count(r => r.ArchivedAt is not null);
        Rows = [.. seen.Where(r => r.ArchivedAt is not null == Archived).Select(r => new QuestionnaireRow(
                r.Id, r.Code, VersionChoice.TitleOf(mine.Contains(r.Id) ? r.Draft : r.Latest!.Json, Language, r.Code), r.Unit, r.Latest?.Number,
                r.Latest is { } latest ? calendar.DayOf(latest.PublishedAt) : null,
                mine.Contains(r.Id) ? Publication.StageOf(r.Draft == r.Latest?.Json, r.Revision, r.Open is { State: ApprovalState.Withdrawn } || r.Open?.Id == r.Latest?.ApprovalId ? null : r.Open) : null,
                r.OpenWaves, mine.Contains(r.Id)))
            .OrderBy(r => r.Title, StringComparer.CurrentCulture)];
        var codes = await context.Questionnaires.Select(q => q.Code).ToListAsync(cancellationToken);
        Library = [.. ShippedLibrary.All.Where(q => !codes.Contains(q.Code))];
    }
}

/// <summary>A line of the list; without a stage where the person may only use the versions.</summary>
public sealed record QuestionnaireRow(long Id, string Code, string Title, string Unit, int? Latest, DateOnly? PublishedOn, DraftStage? Stage, int OpenWaves, bool Mine);
