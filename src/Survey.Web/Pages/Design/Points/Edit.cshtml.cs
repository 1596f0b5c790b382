using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Organisation;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Respond;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

public sealed class EditModel(SurveyDbContext context, LocalCalendar calendar, PublicAddress address, RespondCatalogue catalogue, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    [BindProperty(Name = "Input")]
    public PointInput Input { get; set; } = new();

    public CollectionPoint Point { get; private set; } = null!;
    public IReadOnlyList<ServiceChoice> Services { get; private set; } = [];
    public string Address => address.Of("/r/" + Point.Code);
    public string? OpenWave { get; private set; }
    public string? SuccessorCode { get; private set; }
    public long ClosedVisits { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(code, cancellationToken))
        {
            return NotFound();
        }

        Input = PointInput.Of(Point);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(code, cancellationToken))
        {
            return NotFound();
        }

        if (!Keep(await new PointRules(texts, Services).ValidateAsync(Input, cancellationToken)))
        {
            return Page();
        }

        (Point.Name, Point.NameEn, Point.Kind, Point.SharedDevice) = (Input.CleanName, Input.CleanNameEn, Input.Kind, Input.SharedDevice);
        Input.SetServices(Point);
        return await DoneAsync("point_changed", texts["Đã lưu “{0}”.", Point.Name], cancellationToken);
    }

    public async Task<IActionResult> OnPostRetireAsync(string code, string? successor, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(code, cancellationToken))
        {
            return NotFound();
        }

        if (!string.IsNullOrWhiteSpace(successor))
        {
            var next = ShortCode.TryParse(successor, out var nextCode) && nextCode != Point.Code
                ? await context.PointsOf(Access).SingleOrDefaultAsync(p => p.Code == nextCode && p.RetiredOn == null, cancellationToken)
                : null;
            if (next is null)
            {
                Input = PointInput.Of(Point);
                Problem("successor", texts["Không có điểm nào đang dùng với mã này."]);
                return Page();
            }

            Point.SuccessorId = next.Id;
        }

        Point.RetiredOn = calendar.Today;
        await context.OpenPoints.Where(o => o.CollectionPointId == Point.Id).ExecuteDeleteAsync(cancellationToken);
        return await DoneAsync("point_retired", texts["Đã ngừng dùng “{0}”.", Point.Name], cancellationToken);
    }

    public async Task<IActionResult> OnPostReviveAsync(string code, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(code, cancellationToken))
        {
            return NotFound();
        }

        (Point.RetiredOn, Point.SuccessorId) = (null, null);
        return await DoneAsync("point_revived", texts["“{0}” được dùng lại.", Point.Name], cancellationToken);
    }

    private async Task<IActionResult> DoneAsync(string action, string words, CancellationToken cancellationToken)
    {
        context.Audit(calendar, Access.AccountId, action, $"{Point.Code} {Point.Name}");
        await context.SaveChangesAsync(cancellationToken);
        catalogue.Changed();
        Notice(words);
        return LocalRedirect("/design/points/" + Point.Code);
    }

    private async Task<bool> LoadAsync(string code, CancellationToken cancellationToken)
    {
        var wanted = ShortCode.TryParse(code, out var parsed) ? parsed : "";
        var point = await context.PointsOf(Access).Include(p => p.Unit).Include(p => p.Services).SingleOrDefaultAsync(p => p.Code == wanted, cancellationToken);
        if (point is null)
        {
            return false;
        }

        Point = point;
        Services = await ServiceChoice.AllAsync(context, Language, cancellationToken);
        var english = Language == "en";
        OpenWave = await context.OpenPoints.Where(o => o.CollectionPointId == point.Id).Select(o => english ? o.Wave!.NameEn : o.Wave!.Name).SingleOrDefaultAsync(cancellationToken);
        SuccessorCode = await context.CollectionPoints.Where(p => p.Id == point.SuccessorId).Select(p => p.Code).SingleOrDefaultAsync(cancellationToken);
        var since = calendar.Today.AddDays(-30);
        ClosedVisits = await context.VisitCounts.Where(v => v.CollectionPointId == point.Id && v.Day >= since).SumAsync(v => v.Count, cancellationToken);
        return true;
    }
}
