using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Admin;

/// <summary>Leads to the first part that the person may use.</summary>
[Authorize]
public sealed class HomeModel : PageModel
{
    public IActionResult OnGet()
    {
        var access = HttpContext.StaffAccess()!;
        return access.Has(Role.Analyst) ? LocalRedirect("/analyse")
            : access.Has(Role.Officer) ? LocalRedirect("/design/waves")
            : access.Has(Role.Approver) ? LocalRedirect("/design/approvals")
            : access.Has(Role.Appraiser) ? LocalRedirect("/scores")
            : Page();
    }
}
