using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Survey.Web.Pages.Admin;

/// <summary>Signs out everywhere.</summary>
[Authorize]
public sealed class SignOutModel(PasswordSignIn passwords) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await passwords.SignOutAsync(HttpContext.StaffAccess()!.AccountId, cancellationToken);
        return LocalRedirect("/sign-in");
    }
}
