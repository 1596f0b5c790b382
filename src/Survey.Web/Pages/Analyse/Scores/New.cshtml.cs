using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>A scheme that can be chosen, newest version only.</summary>
public sealed record SchemeChoice(long Id, string Code, int Version, string Title, DateOnly From, DateOnly? To);

/// <summary>Begins a score sheet: a unit, a period, and a scheme that holds on the period's last day.</summary>
public sealed class NewModel(SurveyDbContext context, SheetWriter writer, LocalCalendar calendar, ReportText texts) : StaffPage
{
    [BindProperty]
    public long Unit { get; set; }

    [BindProperty]
    public string? Period { get; set; }

    [BindProperty]
    public long Scheme { get; set; }

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public IReadOnlyList<StoredPeriod> Periods { get; private set; } = [];
    public IReadOnlyList<SchemeChoice> Schemes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : Forbid();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return Forbid();
        }

        var (unit, period, scheme) = (Units.FirstOrDefault(u => u.Id == Unit), Periods.FirstOrDefault(p => p.Code == Period), Schemes.FirstOrDefault(s => s.Id == Scheme));
        Check(unit, period, scheme);
        if (Problems.Count > 0)
        {
            return Page();
        }

        // Any version of the scheme: a unit has one score of a period, and its corrections.
        if (await context.ScoreSheets.Where(s => s.UnitId == Unit && s.PeriodCode == Period && context.ScoringSchemes.Any(c => c.Id == s.SchemeId && c.Code == scheme!.Code))
            .OrderByDescending(s => s.Number).Select(s => (long?)s.Id).FirstOrDefaultAsync(cancellationToken) is { } known)
        {
            Notice(texts["Đơn vị đã có bảng điểm của kỳ này theo bộ tiêu chí đó: đây là bảng mới nhất."]);
            return LocalRedirect($"/scores/{known}");
        }

        var sheet = writer.New(Unit, period!.Code, scheme!.Id, 1, Access.AccountId);
        context.Audit(calendar, Access.AccountId, "score_sheet_added", $"{unit!.Code}: {period.Code}, {scheme.Code} {scheme.Version}");
        await context.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"/scores/{sheet.Id}");
    }

    private void Check(UnitChoice? unit, StoredPeriod? period, SchemeChoice? scheme)
    {
        if (unit is null)
        {
            Problem("Unit", texts["Hãy chọn đơn vị."]);
        }

        if (period is null)
        {
            Problem("Period", texts["Hãy chọn kỳ."]);
        }

        if (scheme is null)
        {
            Problem("Scheme", texts["Hãy chọn bộ tiêu chí."]);
        }
        else if (period is not null && (scheme.From > period.Last || scheme.To < period.Last))
        {
            Problem("Scheme", texts["Bộ tiêu chí này không có hiệu lực vào ngày cuối của kỳ."]);
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        Units = await context.UnitChoicesAsync(Access, Role.Analyst, cancellationToken);
        Periods = await context.Periods.AsNoTracking().Where(p => p.First <= today).OrderByDescending(p => p.Last).ThenByDescending(p => p.First).ToListAsync(cancellationToken);
        var stored = await context.ScoringSchemes.AsNoTracking().Where(s => !context.ScoringSchemes.Any(n => n.Code == s.Code && n.Version > s.Version && n.EffectiveFrom <= s.EffectiveFrom))
            .OrderByDescending(s => s.EffectiveFrom).ThenBy(s => s.Code).ToListAsync(cancellationToken);
        Schemes = [.. stored.Select(s => new SchemeChoice(s.Id, s.Code, s.Version, Title(s), s.EffectiveFrom, s.EffectiveTo))];
        return Access.Has(Role.Analyst);
    }

    private string Title(StoredScoringScheme scheme) =>
        ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(scheme.Json)).Scheme is { } read ? texts.In(read.Title) : scheme.Code;
}
