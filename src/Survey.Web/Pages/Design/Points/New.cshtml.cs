using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Organisation;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Respond;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

public sealed class NewModel(SurveyDbContext context, LocalCalendar calendar, RespondCatalogue catalogue, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    [BindProperty(Name = "Input")]
    public PointInput Input { get; set; } = new();

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public IReadOnlyList<ServiceChoice> Services { get; private set; } = [];

    public async Task OnGetAsync(string? unit, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Input.UnitId = Units.FirstOrDefault(u => u.Code == unit)?.Id ?? 0;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Units.All(u => u.Id != Input.UnitId))
        {
            return NotFound();
        }

        if (!Keep(await new PointRules(texts, Services).ValidateAsync(Input, cancellationToken)))
        {
            return Page();
        }

        var code = await FreeCodeAsync(cancellationToken);
        var point = new CollectionPoint
        {
            Id = RandomKey.New(),
            Code = code,
            Key = "p_" + code.ToLowerInvariant(),
            UnitId = Input.UnitId,
            Name = Input.CleanName,
            NameEn = Input.CleanNameEn,
            Kind = Input.Kind,
            SharedDevice = Input.SharedDevice,
        };
        Input.SetServices(point);
        context.CollectionPoints.Add(point);
        context.Audit(calendar, Access.AccountId, "point_created", $"{point.Code} {point.Name}");
        await context.SaveChangesAsync(cancellationToken);
        catalogue.Changed();
        Notice(texts["Đã tạo điểm “{0}”, mã {1}.", point.Name, ShortCodeText.Grouped(code)]);
        return LocalRedirect("/design/points/" + code);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Officer, cancellationToken);
        Services = await ServiceChoice.AllAsync(context, Language, cancellationToken);
    }

    private async Task<string> FreeCodeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var code = ShortCode.Create(RandomNumberGenerator.GetBytes(5));
            if (!await context.CollectionPoints.AnyAsync(p => p.Code == code, cancellationToken))
            {
                return code;
            }
        }
    }
}
