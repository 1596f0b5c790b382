using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Organisation;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

/// <summary>Sheets of stickers with the QR codes of one point, or of all points in use of a unit and the units below it.</summary>
public sealed class StickersModel(SurveyDbContext context, PublicAddress address) : StaffPage
{
    private const int MostPoints = 500;
    private const int MostStickers = 2400;

    public IReadOnlyList<IReadOnlyList<Poster>> Sheets { get; private set; } = [];
    public StickerFormat Format { get; private set; } = StickerFormat.Small;
    public int Copies { get; private set; }
    public bool IsCut { get; private set; }
    public string Back { get; private set; } = "";
    private string Of { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(string? unit, string? point, string? size, int copies, CancellationToken cancellationToken)
    {
        Format = size == StickerFormat.Large.Key ? StickerFormat.Large : StickerFormat.Small;
        var points = await PointsAsync(unit, point, cancellationToken);
        if (points is null)
        {
            return NotFound();
        }

        Copies = Format.CopiesOffered.Contains(copies) ? copies : point is null ? 1 : Format.PerSheet;
        var stickers = await Poster.OfAsync(context, points.OrderBy(p => p.Unit!.Path).ThenBy(p => p.Name).Take(MostPoints), address, cancellationToken);
        IsCut = stickers.Count * Copies > MostStickers;
        Sheets = [.. stickers.SelectMany(s => Enumerable.Repeat(s, Copies)).Take(MostStickers).Chunk(Format.PerSheet)];
        return Page();
    }

    public string AddressOf(string size, int copies) => $"/design/points/stickers?{Of}&size={size}&copies={copies}";

    private async Task<IQueryable<CollectionPoint>?> PointsAsync(string? unit, string? point, CancellationToken cancellationToken)
    {
        if (point is not null)
        {
            var wanted = ShortCode.TryParse(point, out var parsed) ? parsed : "";
            (Of, Back) = ("point=" + wanted, "/design/points/" + wanted);
            var one = context.PointsOf(Access).Where(p => p.Code == wanted);
            return await one.AnyAsync(cancellationToken) ? one : null;
        }

        var path = await context.UnitsOf(Access).Where(u => u.Code == unit).Select(u => u.Path).SingleOrDefaultAsync(cancellationToken);
        (Of, Back) = ("unit=" + unit, "/design/points?unit=" + unit);
        return path is null ? null : context.PointsOf(Access).Where(p => p.RetiredOn == null && p.Unit!.Path.StartsWith(path));
    }
}

/// <summary>A kind of sticker paper as shops sell it, A4.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Columns">Stickers beside one another.</param>
/// <param name="Rows">Stickers above one another.</param>
public sealed record StickerFormat(string Key, int Columns, int Rows)
{
    /// <summary>70 × 37 mm, without margins between them.</summary>
    public static readonly StickerFormat Small = new("small", 3, 8);

    /// <summary>105 × 57 mm.</summary>
    public static readonly StickerFormat Large = new("large", 2, 5);

    public int PerSheet => Columns * Rows;

    /// <summary>How often each point may be asked for: once, a row, a sheet.</summary>
    public IReadOnlyList<int> CopiesOffered => [1, Columns, PerSheet];
}
