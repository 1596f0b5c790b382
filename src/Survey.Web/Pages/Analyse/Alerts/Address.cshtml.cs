using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>Where the link of the letter leads. Opening it changes nothing: mail filters open links, too.</summary>
public sealed class AddressModel(SurveyDbContext context, AddressConfirmation confirmation, LocalCalendar calendar, ReportText texts) : StaffPage
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Null where the link is of no use to this account.</summary>
    public string? Address => confirmation.AddressOf(Token, Access.AccountId);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Address is not { } address)
        {
            return Page();
        }

        var account = await context.Users.SingleAsync(a => a.Id == Access.AccountId, cancellationToken);
        // Not through the account's manager: a new address ends no session here, and nobody signs in by it.
        (account.Email, account.NormalizedEmail, account.EmailConfirmed) = (address, address.ToUpperInvariant(), true);
        context.Audit(calendar, Access.AccountId, "address_confirmed", address);
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Từ nay cảnh báo gửi tới {0}.", address]);
        return LocalRedirect("/analyse/alerts");
    }
}
