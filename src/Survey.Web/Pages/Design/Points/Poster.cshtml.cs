using Microsoft.AspNetCore.Mvc;
using Survey.Core.Organisation;
using Survey.Web.Data;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

/// <summary>One counter's poster, ready to print.</summary>
public sealed class PosterModel(SurveyDbContext context, PublicAddress address) : StaffPage
{
    public PosterSheets Sheets { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, string? size, CancellationToken cancellationToken)
    {
        var wanted = ShortCode.TryParse(code, out var parsed) ? parsed : "";
        var posters = await Poster.OfAsync(context, context.PointsOf(Access).Where(p => p.Code == wanted), address, cancellationToken);
        if (posters.Count == 0)
        {
            return NotFound();
        }

        Sheets = new PosterSheets(posters, size == "a5" ? "a5" : "a4", "/design/points/" + wanted, s => $"/design/points/{wanted}/poster?size={s}");
        return Page();
    }
}
