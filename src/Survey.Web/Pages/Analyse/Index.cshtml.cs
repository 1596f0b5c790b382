using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;

namespace Survey.Web.Pages.Analyse;

/// <summary>Leads to the highest unit whose results the person may read.</summary>
public sealed class IndexModel(SurveyDbContext database) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (HttpContext.StaffAccess() is not { } access)
        {
            return Challenge();
        }

        var unit = await database.Units.AsNoTracking().Where(access.Units(Role.Analyst))
            .OrderBy(u => u.Path.Length).ThenBy(u => u.Path).Select(u => u.Code).FirstOrDefaultAsync(cancellationToken);
        return unit is null ? Page() : Redirect($"/analyse/{unit}{Request.QueryString}");
    }
}
