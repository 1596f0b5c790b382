using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Tickets;

/// <summary>Leads to the tickets of the highest unit whose feedback the person deals with.</summary>
public sealed class MineModel(SurveyDbContext context) : StaffPage
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var unit = await context.FeedbackUnitsOf(Access).AsNoTracking().OrderBy(u => u.Path.Length).ThenBy(u => u.Path).Select(u => u.Code).FirstOrDefaultAsync(cancellationToken);
        return unit is null ? NotFound() : LocalRedirect($"/analyse/{unit}/tickets");
    }
}
