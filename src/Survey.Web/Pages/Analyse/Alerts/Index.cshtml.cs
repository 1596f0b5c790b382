using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Mail;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>Falls that the control limits call real, of all units that the person analyses, and who gets them by e-mail.</summary>
public sealed class IndexModel(SurveyDbContext context, SelectionQuery selections, AlertQuery alerts, AddressConfirmation confirmation, SurveySettings settings, LocalCalendar calendar, ReportText texts) : StaffPage
{
    private const int Most = 200;

    /// <summary>Null: of all units.</summary>
    public Unit? Unit { get; private set; }
    public bool WithEnded { get; private set; }
    public IReadOnlyList<AlertRow> Rows { get; private set; } = [];
    public IReadOnlyList<Unit> Subscribed { get; private set; } = [];
    public string Address { get; private set; } = "";
    public bool MailIsOn => settings.Mail.IsOn;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Request.Query["unit"].ToString() is { Length: > 0 } code && (Unit = await selections.UnitAsync(Access, code, cancellationToken)) is null)
        {
            return NotFound();
        }

        await ReadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostSeenAsync(long id, int revision, CancellationToken cancellationToken)
    {
        if (await alerts.Of(Access).SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } alert)
        {
            return NotFound();
        }

        if (alert.SeenBy is null && alert.Revision == revision)
        {
            (alert.SeenBy, alert.Revision) = (Access.AccountId, alert.Revision + 1);
            context.Audit(calendar, Access.AccountId, "alert_seen", await context.Units.Where(u => u.Id == alert.UnitId).Select(u => u.Code).SingleAsync(cancellationToken));
            await context.SaveChangesAsync(cancellationToken);
        }

        Notice(texts["Đã ghi là đã xem."]);
        return LocalRedirect("/analyse/alerts");
    }

    public async Task<IActionResult> OnPostSubscribeAsync(string? unit, string? email, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, unit ?? "", cancellationToken) is not { } found)
        {
            return NotFound();
        }

        var account = await context.Users.SingleAsync(a => a.Id == Access.AccountId, cancellationToken);
        var address = string.IsNullOrWhiteSpace(email) ? account.Email : email.Trim();
        if (!MailAddress.IsRight(address))
        {
            Unit = found;
            Problem("email", texts["Hãy ghi một địa chỉ thư, chẳng hạn ten@coquan.gov.vn."]);
            await ReadAsync(cancellationToken);
            Address = email ?? "";
            return Page();
        }

        var isNew = !string.Equals(address, account.Email, StringComparison.OrdinalIgnoreCase);
        if (isNew && MailIsOn && !await AskAsync(account, address!, cancellationToken))
        {
            Unit = found;
            Problem("email", texts["Hôm nay đã gửi quá nhiều thư xác nhận. Hãy thử lại vào ngày mai."]);
            await ReadAsync(cancellationToken);
            Address = address!;
            return Page();
        }

        if (!await context.AlertSubscriptions.AnyAsync(s => s.AccountId == account.Id && s.UnitId == found.Id, cancellationToken))
        {
            context.Add(new AlertSubscription { AccountId = account.Id, UnitId = found.Id });
        }

        context.Audit(calendar, Access.AccountId, "alerts_subscribed", found.Code);
        await context.SaveChangesAsync(cancellationToken);
        Notice(!MailIsOn && isNew ? texts["Đã ghi, nhưng máy chủ thư chưa được cài đặt nên chưa xác nhận được địa chỉ. Hãy ghi lại địa chỉ khi đã có máy chủ thư."]
            : !MailIsOn ? texts["Đã ghi. Máy chủ thư chưa được cài đặt nên chưa có thư nào được gửi."]
            : isNew ? texts["Đã gửi thư xác nhận tới {0}. Hãy mở đường dẫn trong thư; trước đó chưa có cảnh báo nào gửi tới địa chỉ này.", address!]
            : texts["Cảnh báo của {0} và các đơn vị dưới nó sẽ gửi tới {1}.", found.NameIn(Language), address!]);
        return LocalRedirect($"/analyse/{found.Code}");
    }

    /// <summary>Asks the typed address to confirm itself; the account's own stays until then. False: asked too often.</summary>
    private async Task<bool> AskAsync(Account account, string address, CancellationToken cancellationToken)
    {
        if (!await confirmation.MayAskAsync(context, account, cancellationToken))
        {
            return false;
        }

        context.Add(confirmation.Letter(account, address));
        context.Audit(calendar, Access.AccountId, "address_asked", address);
        return true;
    }

    public async Task<IActionResult> OnPostUnsubscribeAsync(string? unit, CancellationToken cancellationToken)
    {
        // Whoever lost the right to read a unit can still end its letters.
        var mine = context.AlertSubscriptions.Where(s => s.AccountId == Access.AccountId && context.Units.Any(u => u.Id == s.UnitId && u.Code == unit));
        if (await mine.ToListAsync(cancellationToken) is not { Count: > 0 } ended)
        {
            return NotFound();
        }

        context.RemoveRange(ended);
        context.Audit(calendar, Access.AccountId, "alerts_unsubscribed", unit!);
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Thôi gửi cảnh báo của đơn vị này."]);
        return LocalRedirect("/analyse/alerts");
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        WithEnded = Request.Query["all"] == "1";
        var shown = await alerts.Of(Access, Unit).AsNoTracking().Where(a => WithEnded || a.EndedAt == null)
            .OrderBy(a => a.EndedAt != null).ThenByDescending(a => a.RaisedAt).Take(Most).ToListAsync(cancellationToken);
        Rows = await alerts.RowsAsync(shown, cancellationToken);
        Address = await context.Users.Where(a => a.Id == Access.AccountId).Select(a => a.Email).SingleOrDefaultAsync(cancellationToken) ?? "";
        Subscribed = await context.Units.AsNoTracking().Where(u => context.AlertSubscriptions.Any(s => s.AccountId == Access.AccountId && s.UnitId == u.Id))
            .OrderBy(u => u.Path).ToListAsync(cancellationToken);
    }
}
