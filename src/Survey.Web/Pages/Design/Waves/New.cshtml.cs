using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Points;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Waves;

[RequestFormLimits(ValueCountLimit = 50_000)]
public sealed class NewModel(SurveyDbContext context, LocalCalendar calendar, WaveOpening opening, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    [BindProperty(Name = "Input")]
    public WaveInput Input { get; set; } = new();

    public IReadOnlyList<VersionChoice> Versions { get; private set; } = [];
    public IReadOnlyList<ServiceChoice> Services { get; private set; } = [];
    public IReadOnlyList<UnitPoints> Tree { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(bool open, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var known = Tree.SelectMany(t => t.Points).ToList();
        if (Versions.All(v => v.Id != Input.VersionId) || Input.Points.Exists(id => !known.Exists(p => p.Id == id)))
        {
            return NotFound();
        }

        var chosen = Chosen();
        Keep(await new WaveRules(texts).ValidateAsync(Input, cancellationToken));
        var runner = RunnerOf(chosen);
        if (chosen.Count == 0)
        {
            Problem("Points", texts["Hãy chọn ít nhất một điểm thu thập."]);
        }
        else if (runner is null)
        {
            Problem("Points", texts["Các điểm phải thuộc cùng một đơn vị mà bạn phụ trách."]);
        }

        return Problems.Count > 0 ? Page() : await CreateAsync(runner!, chosen, open, cancellationToken);
    }

    private async Task<IActionResult> CreateAsync(UnitChoice runner, List<(PointChoice Point, UnitChoice Unit)> chosen, bool open, CancellationToken cancellationToken)
    {
        var wave = new Wave
        {
            Id = RandomKey.New(),
            Name = TypedText.Clean(Input.Name),
            NameEn = string.IsNullOrWhiteSpace(Input.NameEn) ? TypedText.Clean(Input.Name) : TypedText.Clean(Input.NameEn),
            VersionId = Input.VersionId,
            UnitId = runner.Id,
            State = WaveState.Draft,
            Sampling = Input.Sampling,
        };
        wave.Points.AddRange(chosen.Select(c => new WavePoint { WaveId = wave.Id, CollectionPointId = c.Point.Id }));
        context.Waves.Add(wave);
        context.Audit(calendar, Access.AccountId, "wave_created", wave.Name);
        await context.SaveChangesAsync(cancellationToken);
        if (!open)
        {
            Notice(texts["Đã tạo đợt “{0}”. Khi sẵn sàng, bấm “Mở đợt”.", wave.Name]);
        }
        else if (await opening.OpenAsync(wave, Access.AccountId, cancellationToken) is { } refusal)
        {
            Notice(refusal.Archived ? texts["Đã tạo đợt nhưng chưa mở: phiếu của đợt vừa được cất."]
                : texts["Đã tạo đợt nhưng chưa mở: {0} đang ở đợt khác. Đóng đợt kia trước, hoặc bỏ điểm đó.", string.Join(", ", refusal.Taken)]);
        }
        else
        {
            Notice(texts["Đợt “{0}” đang nhận phiếu tại {1} điểm.", wave.Name, chosen.Count]);
        }

        return LocalRedirect("/design/waves/" + wave.Id);
    }

    // A ticked unit stands for its points only where the browser ran no script, which would have ticked them.
    private List<(PointChoice Point, UnitChoice Unit)> Chosen()
    {
        var ticked = Tree.Where(t => Input.Units.Contains(t.Unit.Id)).ToList();
        var bare = ticked.Where(t => !Tree.Any(below => below.Unit.Path.StartsWith(t.Unit.Path, StringComparison.Ordinal) && below.Points.Any(p => Input.Points.Contains(p.Id)))).ToList();
        return [.. Tree.SelectMany(t => t.Points.Select(p => (Point: p, t.Unit)))
            .Where(c => Input.Points.Contains(c.Point.Id) || bare.Exists(b => c.Unit.Path.StartsWith(b.Unit.Path, StringComparison.Ordinal)))];
    }

    // The lowest of the person's units that has all chosen points below it runs the wave.
    private UnitChoice? RunnerOf(List<(PointChoice Point, UnitChoice Unit)> chosen) => chosen.Count == 0 ? null : Tree.Select(t => t.Unit)
        .Where(u => chosen.TrueForAll(c => c.Unit.Path.StartsWith(u.Path, StringComparison.Ordinal))).MaxBy(u => u.Depth);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Versions = await VersionChoice.AllAsync(context, Access, cancellationToken);
        var units = await context.UnitChoicesAsync(Access, Role.Officer, cancellationToken);
        var points = await PointChoice.AllAsync(context, Access, cancellationToken);
        Tree = units.ConvertAll(u => new UnitPoints(u, points.GetValueOrDefault(u.Id) ?? []));
        Tree = [.. Tree.Where(t => Tree.Any(below => below.Points.Count > 0 && below.Unit.Path.StartsWith(t.Unit.Path, StringComparison.Ordinal)))];
        var offered = Tree.SelectMany(t => t.Points).SelectMany(p => p.Services).ToHashSet();
        Services = (await ServiceChoice.AllAsync(context, Language, cancellationToken)).FindAll(s => offered.Contains(s.Id));
    }
}

public sealed class WaveInput
{
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public long VersionId { get; set; }
    public SamplingMode Sampling { get; set; }
    public List<long> Units { get; set; } = [];
    public List<long> Points { get; set; } = [];
}

public sealed class WaveRules : AbstractValidator<WaveInput>
{
    public WaveRules(IStringLocalizer<DesignTexts> texts)
    {
        RuleFor(i => i.Name).Must(n => TypedText.Clean(n).Length > 0).WithMessage(texts["Hãy đặt tên đợt."]);
        RuleFor(i => i.Name).MaximumLength(Unit.NameLength).WithMessage(texts["Tên dài quá {0} ký tự.", Unit.NameLength]);
        RuleFor(i => i.NameEn).MaximumLength(Unit.NameLength).WithMessage(texts["Tên dài quá {0} ký tự.", Unit.NameLength]);
        RuleFor(i => i.Sampling).IsInEnum().WithMessage(texts["Hãy chọn cách lấy mẫu."]);
    }
}

/// <summary>A unit with its own points in use.</summary>
public sealed record UnitPoints(UnitChoice Unit, IReadOnlyList<PointChoice> Points);

public sealed record PointChoice(long Id, long UnitId, string Name, string Code, IReadOnlyList<long> Services, string? OpenWave)
{
    public static async Task<Dictionary<long, List<PointChoice>>> AllAsync(SurveyDbContext context, StaffAccess access, CancellationToken cancellationToken)
    {
        var english = access.Language == "en";
        var rows = await context.PointsOf(access).AsNoTracking().Where(p => p.RetiredOn == null).Select(p => new
        {
            p.Id,
            p.UnitId,
            p.Code,
            Name = english ? p.NameEn : p.Name,
            Services = p.Services.Select(s => s.ServiceId).ToList(),
            Wave = context.OpenPoints.Where(o => o.CollectionPointId == p.Id).Select(o => english ? o.Wave!.NameEn : o.Wave!.Name).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return rows.Select(r => new PointChoice(r.Id, r.UnitId, r.Name, r.Code, r.Services, r.Wave))
            .GroupBy(p => p.UnitId).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Name, StringComparer.CurrentCulture).ToList());
    }
}
