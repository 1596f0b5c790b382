using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Why a step towards publication was not taken.</summary>
public enum FlowRefusal
{
    /// <summary>Someone saved, submitted or decided since the page was opened.</summary>
    Moved,
    NothingNew,
    Errors,
    Unanswered,
    AlreadySubmitted,
    NotSubmitted,
    NotTheSubmitter,
    OwnWork,
    NotAnApprover,
    NotAnOfficer,
    NotApproved,
    WithoutComment,
    StaleTranslations,
    InUse,
}

/// <summary>
/// The way of a draft to a version: submitted, approved by someone who did not write it, published. Each step holds for the
/// revision that was looked at; of two at once one is taken and the other refused.
/// </summary>
public sealed class ApprovalFlow(SurveyDbContext context, LocalCalendar calendar, DraftStore drafts)
{
    /// <summary>Why the person may not submit; null where she may.</summary>
    public static FlowRefusal? WhyNotSubmit(Publication draft, StaffAccess access) =>
        !access.May(Role.Officer, draft.Stored.Unit!.Path) ? FlowRefusal.NotAnOfficer
        : draft.Stage is DraftStage.Unchanged ? FlowRefusal.NothingNew
        : draft.Stage is DraftStage.Submitted or DraftStage.Approved ? FlowRefusal.AlreadySubmitted
        : draft.Checked.Blocks ? FlowRefusal.Errors
        : draft.Gaps.Any(g => !g.Answered) ? FlowRefusal.Unanswered
        : null;

    /// <summary>Why the person may not approve or send back; null where she may.</summary>
    public static FlowRefusal? WhyNotDecide(Publication draft, StaffAccess access) =>
        !access.May(Role.Approver, draft.Stored.Unit!.Path) ? FlowRefusal.NotAnApprover
        : draft.Stage is not DraftStage.Submitted ? FlowRefusal.NotSubmitted
        : draft.Open!.SubmittedBy == access.AccountId || draft.Authors.Contains(access.AccountId) ? FlowRefusal.OwnWork
        : null;

    /// <summary>Why the person may not publish; null where she may.</summary>
    public static FlowRefusal? WhyNotPublish(Publication draft, StaffAccess access) =>
        !access.May(Role.Officer, draft.Stored.Unit!.Path) ? FlowRefusal.NotAnOfficer
        : draft.Stage is DraftStage.Unchanged ? FlowRefusal.NothingNew
        : draft.Stage is not DraftStage.Approved || draft.Open!.Sha256 != draft.Sha256 ? FlowRefusal.NotApproved
        : draft.Gaps.Any(g => !g.Answered) ? FlowRefusal.Unanswered
        : null;

    public Task<FlowRefusal?> SubmitAsync(Publication draft, int revision, StaffAccess access, string note, CancellationToken cancellationToken) =>
        StepAsync(draft, revision, WhyNotSubmit(draft, access), access, "questionnaire_submitted", () =>
        {
            foreach (var older in draft.Approvals.Where(a => a.State == ApprovalState.Submitted))
            {
                Decide(older, ApprovalState.Withdrawn, access.AccountId, null);
            }

            context.Approvals.Add(new Approval
            {
                Id = KeyOf(draft),
                QuestionnaireId = draft.Stored.Id,
                Revision = revision,
                Sha256 = draft.Sha256,
                SubmittedBy = access.AccountId,
                SubmittedAt = calendar.UtcNow,
                Note = note,
                State = ApprovalState.Submitted,
            });
        }, cancellationToken);

    public Task<FlowRefusal?> WithdrawAsync(Publication draft, int revision, StaffAccess access, CancellationToken cancellationToken)
    {
        var why = draft.Open is not { State: ApprovalState.Submitted } open ? FlowRefusal.NotSubmitted
            : open.SubmittedBy != access.AccountId ? FlowRefusal.NotTheSubmitter
            : (FlowRefusal?)null;
        return StepAsync(draft, revision, why, access, "questionnaire_withdrawn",
            () => Decide(draft.Open!, ApprovalState.Withdrawn, access.AccountId, null), cancellationToken);
    }

    public Task<FlowRefusal?> ApproveAsync(Publication draft, int revision, StaffAccess access, string comment, CancellationToken cancellationToken) =>
        StepAsync(draft, revision, WhyNotDecide(draft, access), access, "questionnaire_approved",
            () => Decide(draft.Open!, ApprovalState.Approved, access.AccountId, comment), cancellationToken);

    public Task<FlowRefusal?> SendBackAsync(Publication draft, int revision, StaffAccess access, string comment, CancellationToken cancellationToken) =>
        StepAsync(draft, revision, WhyNotDecide(draft, access) ?? (comment.Length == 0 ? FlowRefusal.WithoutComment : null), access, "questionnaire_sent_back",
            () => Decide(draft.Open!, ApprovalState.SentBack, access.AccountId, comment), cancellationToken);

    /// <param name="withStale">Whether the person says yes to translations that are older than their source.</param>
    public Task<FlowRefusal?> PublishAsync(Publication draft, int revision, StaffAccess access, bool withStale, CancellationToken cancellationToken) =>
        StepAsync(draft, revision, WhyNotPublish(draft, access) ?? (draft.Stale > 0 && !withStale ? FlowRefusal.StaleTranslations : null), access, "questionnaire_published", () =>
        {
            var stored = draft.Stored;
            context.QuestionnaireVersions.Add(new QuestionnaireVersion
            {
                Id = RandomKey.New(),
                QuestionnaireId = stored.Id,
                Number = draft.Next,
                Json = stored.Draft,
                Sha256 = draft.Sha256,
                PublishedAt = calendar.UtcNow,
                Mapping = draft.Published is null ? null : CodeMappingJson.Write(draft.Mapping.Within(draft.Published)),
                ApprovalId = draft.Open!.Id,
            });
            stored.Mapping = null;
            drafts.Replace(stored, stored.Draft, access.AccountId, Publication.PublishedAction);
        }, cancellationToken);

    /// <summary>A published version becomes the draft. What was renamed since goes back to its old name by itself.</summary>
    public Task<FlowRefusal?> TakeAsync(Publication draft, int revision, StaffAccess access, QuestionnaireVersion version, CancellationToken cancellationToken)
    {
        var why = access.May(Role.Officer, draft.Stored.Unit!.Path) ? (FlowRefusal?)null : FlowRefusal.NotAnOfficer;
        return StepAsync(draft, revision, why, access, "questionnaire_reverted", () =>
        {
            var since = VersionMappings.Between(draft.Versions, version.Number, draft.Last!.Number);
            draft.Stored.Mapping = VersionMappings.ModelOf(version) is { } older ? CodeMappingJson.Write(since.Back(older)) : null;
            drafts.Replace(draft.Stored, version.Json, access.AccountId, "questionnaire_reverted");
        }, cancellationToken);
    }

    /// <summary>Puts the questionnaire away, or takes it out again.</summary>
    public async Task<FlowRefusal?> ArchiveAsync(Publication draft, int revision, StaffAccess access, bool archive, CancellationToken cancellationToken)
    {
        var why = !access.May(Role.Officer, draft.Stored.Unit!.Path) ? FlowRefusal.NotAnOfficer
            : archive && await context.Waves.AnyAsync(w => w.Version!.QuestionnaireId == draft.Stored.Id && w.State == WaveState.Open, cancellationToken) ? FlowRefusal.InUse
            : (FlowRefusal?)null;
        return await StepAsync(draft, revision, why, access, archive ? "questionnaire_archived" : "questionnaire_restored",
            () => draft.Stored.ArchivedAt = archive ? calendar.UtcNow : null, cancellationToken);
    }

    private async Task<FlowRefusal?> StepAsync(
        Publication draft, int revision, FlowRefusal? why, StaffAccess access, string action, Action change, CancellationToken cancellationToken)
    {
        if (revision != draft.Stored.Revision)
        {
            return FlowRefusal.Moved;
        }

        if (why is not null)
        {
            return why;
        }

        change();
        // Written even where it stays the same: whoever saves the draft this very moment, or this step loses.
        context.Entry(draft.Stored).Property(q => q.Revision).IsModified = true;
        context.Audit(calendar, access.AccountId, action, action == Publication.PublishedAction ? $"{draft.Stored.Code} {draft.Next}" : draft.Stored.Code);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (Exception error) when (LostRace.IsLost(error))
        {
            return FlowRefusal.Moved;
        }
    }

    private void Decide(Approval approval, ApprovalState state, long accountId, string? comment) =>
        (approval.State, approval.DecidedBy, approval.DecidedAt, approval.Comment) = (state, accountId, calendar.UtcNow, comment);

    // Two who submit the same revision at once come to the same key, so that the second is refused.
    private static long KeyOf(Publication draft)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{draft.Stored.Id}.{draft.Stored.Revision}.{draft.Approvals.Count}");
        return Math.Max(1, BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & ((1L << 53) - 1));
    }
}

/// <summary>The words for stages and refusals.</summary>
public static class FlowText
{
    public static string In(this IStringLocalizer<DesignTexts> texts, FlowRefusal refusal) => refusal switch
    {
        FlowRefusal.NothingNew => texts["Bản nháp giống hệt bản đã công bố, không có gì mới để gửi duyệt hay công bố."],
        FlowRefusal.Errors => texts["Chưa gửi duyệt được: trang Kiểm tra thấy lỗi phải sửa trước."],
        FlowRefusal.Unanswered => texts["Cần nói rõ mã cũ thành gì trước khi gửi duyệt và công bố."],
        FlowRefusal.AlreadySubmitted => texts["Bản nháp này đã được gửi duyệt."],
        FlowRefusal.NotSubmitted => texts["Không có bản nháp nào đang chờ duyệt. Có thể người gửi đã rút lại hoặc người khác đã quyết định."],
        FlowRefusal.NotTheSubmitter => texts["Chỉ người đã gửi mới rút lại được."],
        FlowRefusal.OwnWork => texts["Anh/chị đã sửa hoặc gửi bản nháp này nên không tự duyệt được. Nhờ người khác có quyền duyệt."],
        FlowRefusal.NotAnApprover => texts["Anh/chị không có quyền duyệt phiếu của đơn vị này."],
        FlowRefusal.NotAnOfficer => texts["Anh/chị không có quyền soạn phiếu của đơn vị này."],
        FlowRefusal.NotApproved => texts["Chưa công bố được: bản nháp hiện nay chưa được duyệt."],
        FlowRefusal.WithoutComment => texts["Hãy viết vài lời để người soạn biết cần sửa gì."],
        FlowRefusal.StaleTranslations => texts["Chưa công bố: có bản dịch cũ hơn lời gốc. Dịch lại, hoặc đánh dấu đồng ý công bố như vậy."],
        FlowRefusal.InUse => texts["Chưa cất được: phiếu đang dùng trong một đợt đang mở. Đóng đợt trước."],
        _ => texts["Chưa làm được: bản nháp vừa được người khác sửa, gửi, duyệt hoặc công bố. Xem lại rồi làm lần nữa."],
    };

    public static string In(this IStringLocalizer<DesignTexts> texts, DraftStage stage) => stage switch
    {
        DraftStage.Unchanged => texts["như bản công bố"],
        DraftStage.Submitted => texts["đang chờ duyệt"],
        DraftStage.Outdated => texts["đã sửa sau khi gửi duyệt"],
        DraftStage.SentBack => texts["bị trả lại để sửa"],
        DraftStage.Approved => texts["đã duyệt, chờ công bố"],
        _ => texts["có thay đổi"],
    };

    public static string In(this IStringLocalizer<DesignTexts> texts, ApprovalState state) => state switch
    {
        ApprovalState.Submitted => texts["đang chờ duyệt"],
        ApprovalState.Approved => texts["đã duyệt"],
        ApprovalState.SentBack => texts["bị trả lại để sửa"],
        _ => texts["đã rút lại"],
    };
}
