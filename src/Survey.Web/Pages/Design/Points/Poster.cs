using Microsoft.EntityFrameworkCore;
using QRCoder;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

/// <summary>What one counter's poster says.</summary>
public sealed record Poster
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string NameEn { get; init; }

    /// <summary>The department or commune.</summary>
    public required string Organisation { get; init; }

    /// <summary>The unit above it, such as the province.</summary>
    public required string? Above { get; init; }

    /// <summary>The room or office of the counter where it is not the organisation itself.</summary>
    public required string? Place { get; init; }

    /// <summary>Where feedback (PAKN) goes.</summary>
    public required string? Feedback { get; init; }

    /// <summary>The QR code as an SVG element.</summary>
    public required string Qr { get; init; }

    /// <summary>The address to type: no scheme, code in two groups.</summary>
    public required string Typed { get; init; }

    /// <summary>What of it stands before the code.</summary>
    public string Site => Typed[..^ShortCodeText.Grouped(Code).Length];

    private const QRCodeGenerator.ECCLevel Correction = QRCodeGenerator.ECCLevel.Q;

    /// <summary>The point with this code where a person may see what hangs on the wall: anyone who has the code of a point
    /// in use, and of a retired one its officers.</summary>
    public static IQueryable<CollectionPoint> Visible(SurveyDbContext context, StaffAccess? access, string code)
    {
        var own = OwnedBy(context, access);
        return context.CollectionPoints.Where(p => p.Code == code && (p.RetiredOn == null || own.Any(o => o.Id == p.Id)));
    }

    /// <summary>The points of an officer; none for anyone else.</summary>
    public static IQueryable<CollectionPoint> OwnedBy(SurveyDbContext context, StaffAccess? access) =>
        access?.Has(Role.Officer) == true ? context.PointsOf(access) : context.CollectionPoints.Where(p => false);

    /// <summary>Posters of these points, in tree order.</summary>
    public static async Task<List<Poster>> OfAsync(SurveyDbContext context, IQueryable<CollectionPoint> points, PublicAddress address, CancellationToken cancellationToken)
    {
        var rows = await points.AsNoTracking().Select(p => new { p.Code, p.Name, p.NameEn, p.Unit!.Path }).ToListAsync(cancellationToken);
        var paths = rows.SelectMany(r => Lineage(r.Path)).Distinct().ToList();
        var units = await context.Units.AsNoTracking().Where(u => paths.Contains(u.Path)).ToDictionaryAsync(u => u.Path, cancellationToken);
        return [.. rows.OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.CurrentCulture).Select(r =>
        {
            var lineage = Lineage(r.Path).Select(units.GetValueOrDefault).OfType<Unit>().ToList();
            var organisation = lineage.FindLast(u => u.Level is UnitLevel.Department or UnitLevel.Commune) ?? lineage[^1];
            return new Poster
            {
                Code = r.Code,
                Name = r.Name,
                NameEn = r.NameEn,
                Organisation = organisation.Name,
                Above = lineage[0] == organisation ? null : lineage[0].Name,
                Place = lineage[^1] == organisation ? null : lineage[^1].Name,
                Feedback = lineage.FindLast(u => u.Feedback is not null)?.Feedback,
                Qr = QrOf(address.Of("/r/" + r.Code)),
                Typed = WithoutScheme(address.Base) + "/r/" + ShortCodeText.Grouped(r.Code),
            };
        })];
    }

    /// <summary>Level Q still reads with a quarter of the code worn off; the quiet zone is part of the picture.</summary>
    public static string QrOf(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, Correction);
        using var svg = new SvgQRCode(data);
        return svg.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    /// <summary>The same code as a picture, each module a square of this many pixels.</summary>
    public static byte[] PngOf(string address, int module)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, Correction);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(module, drawQuietZones: true);
    }

    public static string WithoutScheme(string address) =>
        address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? address[(at + 3)..] : address;

    private static IEnumerable<string> Lineage(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..(slash + 1)];
            if (slash == path.Length - 1)
            {
                yield break;
            }
        }
    }
}

/// <summary>The sheets that a print page shows; no way back for those who may not go there.</summary>
public sealed record PosterSheets(IReadOnlyList<Poster> Posters, string Size, string? Back, Func<string, string> AddressOf);
