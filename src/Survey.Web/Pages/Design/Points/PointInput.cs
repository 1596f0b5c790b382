using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

/// <summary>What an officer says of a collection point. The unit is chosen once.</summary>
public sealed class PointInput
{
    public long UnitId { get; set; }
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public CollectionPointKind Kind { get; set; }
    public bool SharedDevice { get; set; }
    public List<long> Services { get; set; } = [];

    public static PointInput Of(CollectionPoint point) => new()
    {
        UnitId = point.UnitId,
        Name = point.Name,
        NameEn = point.NameEn == point.Name ? null : point.NameEn,
        Kind = point.Kind,
        SharedDevice = point.SharedDevice,
        Services = [.. point.Services.OrderBy(s => s.Position).Select(s => s.ServiceId)],
    };

    public string CleanName => TypedText.Clean(Name);

    public string CleanNameEn => string.IsNullOrWhiteSpace(NameEn) ? CleanName : TypedText.Clean(NameEn);

    /// <summary>Offers exactly the chosen services; those that stay keep their order, new ones follow.</summary>
    public void SetServices(CollectionPoint point)
    {
        var chosen = Services.Distinct().ToList();
        point.Services.RemoveAll(s => !chosen.Contains(s.ServiceId));
        var order = point.Services.OrderBy(s => s.Position).Select(s => s.ServiceId).Concat(chosen).Distinct().ToList();
        foreach (var (id, position) in order.Select((id, i) => (id, i)))
        {
            if (point.Services.Find(s => s.ServiceId == id) is { } offered)
            {
                offered.Position = position;
            }
            else
            {
                point.Services.Add(new CollectionPointService { CollectionPointId = point.Id, ServiceId = id, Position = position });
            }
        }
    }
}

public sealed class PointRules : AbstractValidator<PointInput>
{
    public PointRules(IStringLocalizer<DesignTexts> texts, IReadOnlyList<ServiceChoice> services)
    {
        RuleFor(i => i.CleanName).NotEmpty().OverridePropertyName("Name").WithMessage(texts["Hãy nhập tên điểm thu thập."]);
        RuleFor(i => i.Name).MaximumLength(Unit.NameLength).WithMessage(texts["Tên dài quá {0} ký tự.", Unit.NameLength]);
        RuleFor(i => i.NameEn).MaximumLength(Unit.NameLength).WithMessage(texts["Tên dài quá {0} ký tự.", Unit.NameLength]);
        RuleFor(i => i.Kind).IsInEnum().WithMessage(texts["Hãy chọn loại điểm."]);
        RuleFor(i => i.Services).Must(s => s.Distinct().Count() <= CollectionPoint.MaxServices)
            .WithMessage(texts["Một điểm có nhiều nhất {0} dịch vụ.", CollectionPoint.MaxServices]);
        RuleFor(i => i.Services).Must(s => s.TrueForAll(id => services.Any(c => c.Id == id))).WithMessage(texts["Có dịch vụ không còn trong danh mục."]);
    }
}

/// <summary>A service of the catalogue to choose.</summary>
public sealed record ServiceChoice(long Id, string Name, string? Field)
{
    public static async Task<List<ServiceChoice>> AllAsync(SurveyDbContext context, string language, CancellationToken cancellationToken)
    {
        var rows = await context.Services.AsNoTracking().Where(s => s.RetiredOn == null)
            .Select(s => new { s.Id, s.Name, s.NameEn, s.Field, s.FieldEn }).ToListAsync(cancellationToken);
        return [.. rows.Select(s => language == "en" ? new ServiceChoice(s.Id, s.NameEn, s.FieldEn) : new ServiceChoice(s.Id, s.Name, s.Field))
            .OrderBy(s => s.Field, StringComparer.CurrentCulture).ThenBy(s => s.Name, StringComparer.CurrentCulture)];
    }
}

/// <summary>The words for the kinds of points.</summary>
public static class PointKindText
{
    public static string In(this IStringLocalizer<DesignTexts> texts, CollectionPointKind kind) => kind switch
    {
        CollectionPointKind.Counter => texts["Quầy"],
        CollectionPointKind.Office => texts["Phòng, trụ sở"],
        _ => texts["Trang web"],
    };
}
