using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Organisation;
using Survey.Web.Data;
using Survey.Web.Pages.Admin;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

/// <summary>One counter's poster, ready to print. It shows nothing but what hangs on the wall: who has the code of a counter
/// in use may see it; a retired one is for its officers.</summary>
[AllowAnonymous]
public sealed class PosterModel(SurveyDbContext context, PublicAddress address) : StaffPage
{
    public PosterSheets Sheets { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, string? size, CancellationToken cancellationToken)
    {
        var wanted = ShortCode.TryParse(code, out var parsed) ? parsed : "";
        var access = HttpContext.StaffAccess();
        var points = Poster.Visible(context, access, wanted);
        var posters = await Poster.OfAsync(context, points, address, cancellationToken);
        if (posters.Count == 0)
        {
            return NotFound();
        }

        var back = await Poster.OwnedBy(context, access).AnyAsync(p => p.Code == wanted, cancellationToken) ? "/design/points/" + wanted : null;
        Sheets = new PosterSheets(posters, size == "a5" ? "a5" : "a4", back, s => $"/design/points/{wanted}/poster?size={s}");
        return Page();
    }
}
