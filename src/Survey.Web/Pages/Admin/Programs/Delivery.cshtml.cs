using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>One file on its way: what became of it, what the receiver said, and its bytes.</summary>
public sealed class DeliveryModel(SurveyDbContext context, LocalCalendar calendar, IStringLocalizer<AdminTexts> texts) : StaffPage
{
    public Delivery Delivery { get; private set; } = null!;
    public Receiver Receiver { get; private set; } = null!;
    public string Unit { get; private set; } = "";
    public string Period { get; private set; } = "";
    public string? Sha256 => Delivery.Payload.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Delivery.Payload));

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(long id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) && Delivery.Payload.Length > 0
        ? File(Delivery.Payload, "application/json", $"scoring-{Delivery.Id}.json")
        : NotFound();

    public async Task<IActionResult> OnPostAgainAsync(long id, int revision, CancellationToken cancellationToken)
    {
        var status = await DeliveryAgain.AskAsync(context, Access, calendar, id, revision, cancellationToken);
        if (status != StatusCodes.Status200OK)
        {
            return StatusCode(status);
        }

        Notice(texts["Tệp sẽ được gửi lại ngay."]);
        return LocalRedirect($"/admin/programs/deliveries/{id}");
    }

    public string Local(DateTime utc) => calendar.ToLocal(utc).ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        if (await context.DeliveriesOf(Access).AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } delivery)
        {
            return false;
        }

        Delivery = delivery;
        Receiver = await context.Receivers.AsNoTracking().SingleAsync(r => r.Id == delivery.ReceiverId, cancellationToken);
        var sheet = await context.ScoreSheets.AsNoTracking().Include(s => s.Unit).SingleOrDefaultAsync(s => s.Id == delivery.SheetId, cancellationToken);
        (Unit, Period) = sheet is null ? (delivery.IdempotencyKey, "") : (sheet.Unit!.NameIn(Language), sheet.PeriodCode);
        return true;
    }
}
