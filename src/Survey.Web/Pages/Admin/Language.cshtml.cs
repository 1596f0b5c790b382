using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;

namespace Survey.Web.Pages.Admin;

/// <summary>The language of an account's staff pages.</summary>
[Authorize]
public sealed class LanguageModel(SurveyDbContext context) : PageModel
{
    public async Task<IActionResult> OnPostAsync(string? language, string? returnUrl, CancellationToken cancellationToken)
    {
        if (language is not ("vi" or "en"))
        {
            return BadRequest();
        }

        var id = HttpContext.StaffAccess()!.AccountId;
        await context.Users.Where(a => a.Id == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Language, language), cancellationToken);
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
