using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Mail;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin;

/// <summary>The letters: waiting, sent, given up with the reason. They tell of all units, so only the whole tree's administrators see them.</summary>
public sealed class MailModel(SurveyDbContext context, SurveySettings settings, LocalCalendar calendar, IStringLocalizer<AdminTexts> texts) : StaffPage
{
    private const int Most = 100;

    public MailSettings Mail => settings.Mail;
    public IReadOnlyList<MailRow> Waiting { get; private set; } = [];
    public IReadOnlyList<MailRow> Failed { get; private set; } = [];
    public IReadOnlyList<MailRow> Sent { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await AuditModel.MayReadAsync(context, Access, cancellationToken))
        {
            return NotFound();
        }

        var mails = context.OutgoingMails.AsNoTracking();
        Waiting = await RowsAsync(mails.Where(m => m.SentAt == null && m.Attempts < Mail.Attempts).OrderBy(m => m.NextAttemptAt), cancellationToken);
        Failed = await RowsAsync(mails.Where(m => m.SentAt == null && m.Attempts >= Mail.Attempts).OrderByDescending(m => m.CreatedAt), cancellationToken);
        Sent = await RowsAsync(mails.Where(m => m.SentAt != null).OrderByDescending(m => m.SentAt), cancellationToken);
        return Page();
    }

    /// <summary>A letter that was given up, or that waits, is due at once.</summary>
    public async Task<IActionResult> OnPostAgainAsync(long id, int revision, CancellationToken cancellationToken)
    {
        if (!await AuditModel.MayReadAsync(context, Access, cancellationToken)
            || await context.OutgoingMails.SingleOrDefaultAsync(m => m.Id == id && m.SentAt == null, cancellationToken) is not { } mail)
        {
            return NotFound();
        }

        // Where a node has just claimed it, or sends it now, this changes nothing.
        if (mail.Revision != revision)
        {
            return StatusCode(StatusCodes.Status409Conflict);
        }

        (mail.Attempts, mail.NextAttemptAt, mail.Revision) = (0, calendar.UtcNow, mail.Revision + 1);
        context.Audit(calendar, Access.AccountId, "mail_again", mail.Subject);
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Thư sẽ được gửi lại ngay."]);
        return LocalRedirect("/admin/mail");
    }

    private async Task<IReadOnlyList<MailRow>> RowsAsync(IQueryable<OutgoingMail> mails, CancellationToken cancellationToken)
    {
        var rows = await mails.Take(Most).ToListAsync(cancellationToken);
        return rows.ConvertAll(m => new MailRow(m, Local(m.CreatedAt), Local(m.NextAttemptAt), m.SentAt is { } sent ? Local(sent) : "", m.Error == MailFailure.NotEntitled
            ? texts["Người nhận không còn quyền xem đơn vị này, hoặc đã thôi nhận."] : m.Error));
    }

    private string Local(DateTime utc) => calendar.ToLocal(utc).ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

public sealed record MailRow(OutgoingMail Mail, string Written, string Next, string Sent, string Error);
