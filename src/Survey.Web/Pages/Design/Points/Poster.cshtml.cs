using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Organisation;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
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
        var officer = HttpContext.StaffAccess() is { } access && access.Has(Role.Officer) ? access : null;
        var own = officer is null ? context.CollectionPoints.Where(p => false) : context.PointsOf(officer);
        var points = context.CollectionPoints.Where(p => p.Code == wanted && (p.RetiredOn == null || own.Any(o => o.Id == p.Id)));
        var posters = await Poster.OfAsync(context, points, address, cancellationToken);
        if (posters.Count == 0)
        {
            return NotFound();
        }

        var back = await own.AnyAsync(p => p.Code == wanted, cancellationToken) ? "/design/points/" + wanted : null;
        Sheets = new PosterSheets(posters, size == "a5" ? "a5" : "a4", back, s => $"/design/points/{wanted}/poster?size={s}");
        return Page();
    }
}
