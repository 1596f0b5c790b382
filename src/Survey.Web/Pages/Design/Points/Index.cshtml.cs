using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

public sealed class IndexModel(SurveyDbContext context, LocalCalendar calendar) : StaffPage
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public IReadOnlyList<PointRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public long ClosedVisits { get; private set; }
    public long UnknownVisits { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Officer, cancellationToken);
        var chosen = string.IsNullOrEmpty(Unit) ? null : Units.FirstOrDefault(u => u.Code == Unit);
        if (chosen is null && !string.IsNullOrEmpty(Unit))
        {
            return NotFound();
        }

        Unit = chosen?.Code;
        var found = (await ReadAsync(chosen, cancellationToken)).FindAll(r => PlainText.Finds(PlainText.Of(Q?.Replace("-", "", StringComparison.Ordinal) ?? ""), r.Name, r.Code, r.Unit)
            || PlainText.Finds(PlainText.Of(Q ?? ""), r.Name));
        Total = found.Count;
        P = Math.Clamp(P, 1, PageCount);
        Rows = [.. found.OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.CurrentCulture).Skip((P - 1) * PageSize).Take(PageSize)];
        await CountVisitsAsync(chosen, cancellationToken);
        return Page();
    }

    public string PageAddress(int page) => $"/design/points?unit={Unit}&state={Uri.EscapeDataString(State ?? "")}&q={Uri.EscapeDataString(Q ?? "")}&p={page}";

    private async Task<List<PointRow>> ReadAsync(UnitChoice? chosen, CancellationToken cancellationToken)
    {
        var points = InUnit(chosen);
        points = State switch
        {
            "retired" => points.Where(p => p.RetiredOn != null),
            "open" => points.Where(p => p.RetiredOn == null && context.OpenPoints.Any(o => o.CollectionPointId == p.Id)),
            "idle" => points.Where(p => p.RetiredOn == null && !context.OpenPoints.Any(o => o.CollectionPointId == p.Id)),
            _ => points.Where(p => p.RetiredOn == null),
        };
        var english = Language == "en";
        return await points.AsNoTracking().Select(p => new PointRow
        {
            Code = p.Code,
            Name = english ? p.NameEn : p.Name,
            Unit = english ? p.Unit!.NameEn : p.Unit!.Name,
            Path = p.Unit.Path,
            Kind = p.Kind,
            SharedDevice = p.SharedDevice,
            RetiredOn = p.RetiredOn,
            Services = p.Services.Count,
            Wave = context.OpenPoints.Where(o => o.CollectionPointId == p.Id).Select(o => english ? o.Wave!.NameEn : o.Wave!.Name).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
    }

    private IQueryable<CollectionPoint> InUnit(UnitChoice? chosen)
    {
        var points = context.PointsOf(Access);
        return chosen is null ? points : points.Where(p => p.Unit!.Path.StartsWith(chosen.Path));
    }

    private async Task CountVisitsAsync(UnitChoice? chosen, CancellationToken cancellationToken)
    {
        var since = calendar.Today.AddDays(-30);
        var points = InUnit(chosen);
        ClosedVisits = await context.VisitCounts.Where(v => v.Day >= since && points.Any(p => p.Id == v.CollectionPointId)).SumAsync(v => v.Count, cancellationToken);
        UnknownVisits = await context.VisitCounts.Where(v => v.Day >= since && v.CollectionPointId == 0).SumAsync(v => v.Count, cancellationToken);
    }
}

public sealed record PointRow
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Unit { get; init; }
    public required string Path { get; init; }
    public required CollectionPointKind Kind { get; init; }
    public required bool SharedDevice { get; init; }
    public required DateOnly? RetiredOn { get; init; }
    public required int Services { get; init; }
    public required string? Wave { get; init; }
}
