using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>One receiver: its name and address, and whether files go there.</summary>
public sealed class ReceiverEditModel(SurveyDbContext context, ReceiverAddress addresses, LocalCalendar calendar, IStringLocalizer<AdminTexts> texts) : StaffPage
{
    [BindProperty(Name = "Input")]
    public ReceiverInput Input { get; set; } = new();

    public Receiver Receiver { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        (Input.Name, Input.Address) = (Receiver.Name, Receiver.Address);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(long id, int revision, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!Keep(await new ReceiverRules(texts, addresses).ValidateAsync(Input, cancellationToken)))
        {
            return Page();
        }

        return await ChangeAsync(revision, "receiver_changed", r => (r.Name, r.Address) = (TypedText.Clean(Input.Name), TypedText.Clean(Input.Address)), cancellationToken);
    }

    public Task<IActionResult> OnPostPauseAsync(long id, int revision, CancellationToken cancellationToken) => SwitchAsync(id, revision, false, cancellationToken);

    public Task<IActionResult> OnPostResumeAsync(long id, int revision, CancellationToken cancellationToken) => SwitchAsync(id, revision, true, cancellationToken);

    private async Task<IActionResult> SwitchAsync(long id, int revision, bool active, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken)
        ? await ChangeAsync(revision, active ? "receiver_resumed" : "receiver_paused", r => r.IsActive = active, cancellationToken)
        : NotFound();

    private async Task<IActionResult> ChangeAsync(int revision, string action, Action<Receiver> change, CancellationToken cancellationToken)
    {
        if (Receiver.Revision != revision)
        {
            return StatusCode(StatusCodes.Status409Conflict);
        }

        change(Receiver);
        Receiver.Revision++;
        context.Audit(calendar, Access.AccountId, action, $"{Receiver.Name} · {Receiver.Address}");
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã lưu."]);
        return LocalRedirect($"/admin/programs/receivers/{Receiver.Id}");
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        Receiver = (await context.ReceiversOf(Access).Include(r => r.Unit).SingleOrDefaultAsync(r => r.Id == id, cancellationToken))!;
        return Receiver is not null;
    }
}
