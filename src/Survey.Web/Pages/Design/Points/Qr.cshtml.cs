using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Organisation;
using Survey.Web.Data;
using Survey.Web.Pages.Admin;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

/// <summary>A point's QR code as a picture for leaflets, screens and letters. Who may see the poster may have it.</summary>
[AllowAnonymous]
public sealed class QrModel(SurveyDbContext context, PublicAddress address) : StaffPage
{
    /// <summary>Pixels of a module by the size's name: about 330, 660 and 1300 pixels a side.</summary>
    public static readonly IReadOnlyDictionary<string, int> Modules = new Dictionary<string, int>(StringComparer.Ordinal) { ["s"] = 8, ["m"] = 16, ["l"] = 32 };

    public async Task<IActionResult> OnGetAsync(string code, string? size, CancellationToken cancellationToken)
    {
        var wanted = ShortCode.TryParse(code, out var parsed) ? parsed : "";
        return Modules.TryGetValue(size ?? "m", out var module) && await Poster.Visible(context, HttpContext.StaffAccess(), wanted).AnyAsync(cancellationToken)
            ? File(Poster.PngOf(address.Of("/r/" + wanted), module), "image/png", $"qr-{wanted}-{size ?? "m"}.png")
            : NotFound();
    }
}
