using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

/// <summary>The posters of all points in use of a unit and the units below it.</summary>
public sealed class PostersModel(SurveyDbContext context, PublicAddress address) : StaffPage
{
    private const int Most = 500;

    public PosterSheets Sheets { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? unit, string? size, CancellationToken cancellationToken)
    {
        var chosen = await context.UnitsOf(Access).Where(u => u.Code == unit).Select(u => u.Path).SingleOrDefaultAsync(cancellationToken);
        if (chosen is null)
        {
            return NotFound();
        }

        var points = context.PointsOf(Access).Where(p => p.RetiredOn == null && p.Unit!.Path.StartsWith(chosen)).OrderBy(p => p.Unit!.Path).ThenBy(p => p.Name).Take(Most);
        var posters = await Poster.OfAsync(context, points, address, cancellationToken);
        Sheets = new PosterSheets(posters, size == "a5" ? "a5" : "a4", "/design/points?unit=" + unit, s => $"/design/points/posters?unit={unit}&size={s}");
        return Page();
    }
}
