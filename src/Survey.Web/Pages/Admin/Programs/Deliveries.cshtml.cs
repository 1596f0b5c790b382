using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>The files on their way: given up with the reason, waiting, taken.</summary>
public sealed class DeliveriesModel(SurveyDbContext context, SurveySettings settings, LocalCalendar calendar, IStringLocalizer<AdminTexts> texts) : StaffPage
{
    private const int Shown = 100;

    [BindProperty(SupportsGet = true)]
    public long? Receiver { get; set; }

    public int Most => settings.Deliveries.Attempts;
    public IReadOnlyList<(string Id, string Title, IReadOnlyList<DeliveryRow> Rows)> Parts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Parts =
    [
        ("dead", texts["Không gửi được"], await RowsAsync(DeliveryState.Dead, cancellationToken)),
        ("waiting", texts["Đang chờ"], await RowsAsync(DeliveryState.Waiting, cancellationToken)),
        ("delivered", texts["Đã nhận"], await RowsAsync(DeliveryState.Delivered, cancellationToken)),
    ];

    public async Task<IActionResult> OnPostAgainAsync(long id, int revision, CancellationToken cancellationToken)
    {
        var status = await DeliveryAgain.AskAsync(context, Access, calendar, id, revision, cancellationToken);
        if (status != StatusCodes.Status200OK)
        {
            return StatusCode(status);
        }

        Notice(texts["Tệp sẽ được gửi lại ngay."]);
        return LocalRedirect("/admin/programs/deliveries");
    }

    private async Task<IReadOnlyList<DeliveryRow>> RowsAsync(DeliveryState state, CancellationToken cancellationToken)
    {
        var rows = await context.DeliveriesOf(Access).AsNoTracking().Where(d => d.State == state && (Receiver == null || d.ReceiverId == Receiver))
            .OrderByDescending(d => d.CreatedAt).ThenBy(d => d.Id).Take(Shown)
            .Select(d => new
            {
                Delivery = new { d.Id, d.Revision, d.Attempts, d.CreatedAt, d.NextAttemptAt, d.DeliveredAt, d.LastError, d.IdempotencyKey },
                Receiver = context.Receivers.Where(r => r.Id == d.ReceiverId).Select(r => r.Name).First(),
                Sheet = context.ScoreSheets.Where(s => s.Id == d.SheetId).Select(s => new { s.PeriodCode, s.Number, s.Unit!.Name, s.Unit.NameEn }).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new DeliveryRow(
            r.Delivery.Id, r.Delivery.Revision, r.Sheet is null ? r.Delivery.IdempotencyKey : Language == "en" ? r.Sheet.NameEn : r.Sheet.Name, r.Sheet?.PeriodCode ?? "", r.Sheet?.Number ?? 1, r.Receiver,
            r.Delivery.Attempts, calendar.ToLocal(r.Delivery.CreatedAt),
            r.Delivery.DeliveredAt is { } taken ? Local(taken) : texts.Failure(r.Delivery.LastError) + (state == DeliveryState.Waiting ? " " + texts["Gửi vào lúc {0}.", Local(r.Delivery.NextAttemptAt)] : "")));
    }

    private string Local(DateTime utc) => calendar.ToLocal(utc).ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

public sealed record DeliveryRow(long Id, int Revision, string Unit, string Period, int Number, string Receiver, int Attempts, DateTime Made, string Last);

/// <summary>Sends a delivery that was given up again, or one that waits at once.</summary>
internal static class DeliveryAgain
{
    /// <returns>200, or the status that says why not.</returns>
    public static async Task<int> AskAsync(SurveyDbContext context, StaffAccess access, LocalCalendar calendar, long id, int revision, CancellationToken cancellationToken)
    {
        if (await context.DeliveriesOf(access).SingleOrDefaultAsync(d => d.Id == id && d.State != DeliveryState.Delivered, cancellationToken) is not { } delivery)
        {
            return StatusCodes.Status404NotFound;
        }

        // Where a node has just claimed it, or sends it now, this changes nothing.
        if (delivery.Revision != revision || delivery.LeaseUntil > calendar.UtcNow)
        {
            return StatusCodes.Status409Conflict;
        }

        (delivery.State, delivery.Attempts, delivery.NextAttemptAt, delivery.LeaseUntil, delivery.Revision) = (DeliveryState.Waiting, 0, calendar.UtcNow, null, delivery.Revision + 1);
        context.Audit(calendar, access.AccountId, "delivery_again", delivery.IdempotencyKey);
        await context.SaveChangesAsync(cancellationToken);
        return StatusCodes.Status200OK;
    }
}
