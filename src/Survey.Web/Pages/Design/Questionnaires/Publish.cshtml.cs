using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires.Differences;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The way of the draft to the next version, and all versions there are.</summary>
public sealed class PublishModel(SurveyDbContext context, LocalCalendar calendar, ApprovalFlow flow, DraftCheck check, IStringLocalizer<DesignTexts> texts) : PublicationPage(context)
{
    private Dictionary<long, string> _names = new Dictionary<long, string>();

    /// <summary>What was typed, so that nothing is lost where the step is refused.</summary>
    public string Typed { get; private set; } = "";

    public bool IsOfficer => Access.May(Role.Officer, Draft.Stored.Unit!.Path);
    public FlowRefusal? WhyNotSubmit => ApprovalFlow.WhyNotSubmit(Draft, Access);
    public FlowRefusal? WhyNotDecide => ApprovalFlow.WhyNotDecide(Draft, Access);
    public FlowRefusal? WhyNotPublish => ApprovalFlow.WhyNotPublish(Draft, Access);

    /// <summary>What differs from the last version by what it means, the gravest first; null where there is none.</summary>
    public IReadOnlyList<IGrouping<ChangeEffect, QuestionnaireChange>>? Changes => Draft is { Published: { } before, Stage: not DraftStage.Unchanged }
        ? [.. QuestionnaireDifference.Between(before, Draft.Draft, Draft.Mapping).GroupBy(c => c.Effect).OrderBy(g => g.Key)]
        : null;

    public ChangeWords Words => new(Draft.Published!, Draft.Draft, texts);

    /// <summary>What the check found in the draft; null where there is nothing to publish.</summary>
    public DraftVerdict? Verdict { get; private set; }

    protected override IQueryable<StoredQuestionnaire> Reachable => Context.QuestionnairesSeenBy(Access);

    public string NameOf(long? account) => account is { } id && _names.TryGetValue(id, out var name) ? name : texts["không rõ"];

    public string MomentOf(DateTime at) => calendar.ToLocal(at).ToString("HH:mm dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    public string DayOf(DateTime at) => calendar.DayOf(at).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    public Task<IActionResult> OnPostSubmitAsync(long id, string? note, CancellationToken cancellationToken) => StepAsync(
        id, note, words => flow.SubmitAsync(Draft, Revision, Access, words, cancellationToken), _ => texts["Đã gửi duyệt. Người có quyền duyệt thấy phiếu trong mục Duyệt phiếu."], cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(long id, CancellationToken cancellationToken) => StepAsync(
        id, null, _ => flow.WithdrawAsync(Draft, Revision, Access, cancellationToken), _ => texts["Đã rút lại, chưa ai duyệt."], cancellationToken);

    public Task<IActionResult> OnPostApproveAsync(long id, string? comment, CancellationToken cancellationToken) => StepAsync(
        id, comment, words => flow.ApproveAsync(Draft, Revision, Access, words, cancellationToken), _ => texts["Đã duyệt. Cán bộ khảo sát có thể công bố bản này."], cancellationToken);

    public Task<IActionResult> OnPostSendBackAsync(long id, string? comment, CancellationToken cancellationToken) => StepAsync(
        id, comment, words => flow.SendBackAsync(Draft, Revision, Access, words, cancellationToken), _ => texts["Đã trả lại để sửa, kèm lời của anh/chị."], cancellationToken);

    public Task<IActionResult> OnPostAsync(long id, bool withStale, CancellationToken cancellationToken) => StepAsync(
        id, null, _ => flow.PublishAsync(Draft, Revision, Access, withStale, cancellationToken), next => texts["Đã công bố bản {0}. Tạo đợt mới để các quầy dùng bản này.", next], cancellationToken);

    public Task<IActionResult> OnPostTakeAsync(long id, int number, CancellationToken cancellationToken) => StepAsync(
        id, null, async _ => Draft.Versions.FirstOrDefault(v => v.Number == number) is { } version
            ? await flow.TakeAsync(Draft, Revision, Access, version, cancellationToken)
            : FlowRefusal.Moved, _ => texts["Bản nháp nay như bản {0}.", number], cancellationToken);

    public Task<IActionResult> OnPostArchiveAsync(long id, CancellationToken cancellationToken) => StepAsync(
        id, null, _ => flow.ArchiveAsync(Draft, Revision, Access, archive: true, cancellationToken), _ => texts["Đã cất phiếu. Số liệu và các bản vẫn còn."], cancellationToken);

    public Task<IActionResult> OnPostRestoreAsync(long id, CancellationToken cancellationToken) => StepAsync(
        id, null, _ => flow.ArchiveAsync(Draft, Revision, Access, archive: false, cancellationToken), _ => texts["Đã lấy phiếu ra dùng lại."], cancellationToken);

    private async Task<IActionResult> StepAsync(
        long id, string? typed, Func<string, Task<FlowRefusal?>> step, Func<int, string> done, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        var next = Draft.Next;
        Typed = TypedText.Clean(typed);
        if (Typed.Length > Approval.CommentLength)
        {
            return await AgainAsync(id, texts["Viết gọn trong {0} ký tự.", Approval.CommentLength], cancellationToken);
        }

        if (await step(Typed) is { } refusal)
        {
            return await AgainAsync(id, texts.In(refusal), cancellationToken);
        }

        Notice(done(next));
        return LocalRedirect($"/design/questionnaires/{id}/publish");
    }

    protected override async Task LoadedAsync(CancellationToken cancellationToken)
    {
        Verdict = HttpMethods.IsGet(Request.Method) && Draft.Stage != DraftStage.Unchanged ? await check.RunAsync(Draft.Checked, Draft.Stored.Unit!) : null;
        var people = Draft.Approvals.SelectMany(a => new[] { a.SubmittedBy, a.DecidedBy ?? 0 }).Distinct().ToList();
        _names = await Context.Users.Where(a => people.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellationToken);
    }
}
