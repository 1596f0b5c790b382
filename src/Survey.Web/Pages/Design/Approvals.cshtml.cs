using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Questionnaires;
using Survey.Web.Pages.Design.Waves;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design;

/// <summary>What waits for someone's approval.</summary>
public sealed class ApprovalsModel(SurveyDbContext context, LocalCalendar calendar) : StaffPage
{
    public IReadOnlyList<WaitingDraft> Waiting { get; private set; } = [];
    public IReadOnlyList<DecidedDraft> Decided { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        const int shown = 20;
        var english = Language == "en";
        var units = context.UnitsOf(Access, Role.Approver);
        var questionnaires = context.Questionnaires.Where(q => units.Any(u => u.Id == q.UnitId));
        var waiting = await questionnaires.AsNoTracking().Join(context.Approvals.Where(a => a.State == ApprovalState.Submitted), q => q.Id, a => a.QuestionnaireId, (q, a) => new
        {
            q.Id,
            q.Code,
            q.Draft,
            Unit = english ? q.Unit!.NameEn : q.Unit!.Name,
            Current = a.Revision == q.Revision,
            a.SubmittedBy,
            a.SubmittedAt,
            By = context.Users.Where(u => u.Id == a.SubmittedBy).Select(u => u.DisplayName).FirstOrDefault(),
            a.Note,
        }).ToListAsync(cancellationToken);
        Waiting = [.. waiting.Where(w => w.Current).OrderBy(w => w.SubmittedAt).Select(w => new WaitingDraft(
            w.Id, VersionChoice.TitleOf(w.Draft, Language, w.Code), w.Unit, w.By ?? "–", calendar.ToLocal(w.SubmittedAt), w.Note, w.SubmittedBy == Access.AccountId))];
        var decided = await context.Approvals.AsNoTracking().Where(a => a.DecidedBy == Access.AccountId && a.State != ApprovalState.Withdrawn)
            .Join(questionnaires, a => a.QuestionnaireId, q => q.Id, (a, q) => new { q.Id, q.Code, q.Draft, a.State, a.DecidedAt })
            .OrderByDescending(a => a.DecidedAt).Take(shown).ToListAsync(cancellationToken);
        Decided = decided.ConvertAll(d => new DecidedDraft(d.Id, VersionChoice.TitleOf(d.Draft, Language, d.Code), d.State, calendar.ToLocal(d.DecidedAt!.Value)));
    }
}

public sealed record WaitingDraft(long Id, string Title, string Unit, string By, DateTime At, string Note, bool Mine);

public sealed record DecidedDraft(long Id, string Title, ApprovalState State, DateTime At);
