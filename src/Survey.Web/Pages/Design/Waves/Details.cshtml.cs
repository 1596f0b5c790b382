using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Waves;

public sealed class DetailsModel(SurveyDbContext context, LocalCalendar calendar, WaveOpening opening, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    public Wave Wave { get; private set; } = null!;
    public string Questionnaire { get; private set; } = "";
    public IReadOnlyList<WavePointRow> Rows { get; private set; } = [];
    public IReadOnlyList<string> Taken { get; private set; } = [];

    /// <summary>Its questionnaire was put away: it can't be opened until that is taken out again.</summary>
    public bool IsArchived => Wave.Version!.Questionnaire!.ArchivedAt is not null;
    public DateOnly? OpenedOn => Wave.OpenedAt is { } at ? calendar.DayOf(at) : null;
    public DateOnly? ClosedOn => Wave.ClosedAt is { } at ? calendar.DayOf(at) : null;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } wave)
        {
            return NotFound();
        }

        if (!wave.Synthetic && wave.State != WaveState.Open)
        {
            if (await opening.OpenAsync(wave, Access.AccountId, cancellationToken) is { } refusal)
            {
                Taken = refusal.Taken;
                await LoadAsync(id, cancellationToken);
                return Page();
            }

            Notice(texts["Đợt “{0}” đang nhận phiếu.", wave.Name]);
        }

        return LocalRedirect("/design/waves/" + id);
    }

    public async Task<IActionResult> OnPostCloseAsync(long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } wave)
        {
            return NotFound();
        }

        if (wave.State == WaveState.Open)
        {
            await opening.CloseAsync(wave, Access.AccountId, cancellationToken);
            Notice(texts["Đã đóng đợt “{0}”.", wave.Name]);
        }

        return LocalRedirect("/design/waves/" + id);
    }

    public async Task<IActionResult> OnPostDeleteAsync(long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { State: WaveState.Draft } wave)
        {
            return NotFound();
        }

        context.Waves.Remove(wave);
        context.Audit(calendar, Access.AccountId, "wave_deleted", wave.Name);
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã xóa đợt “{0}”.", wave.Name]);
        return LocalRedirect("/design/waves");
    }

    private Task<Wave?> FindAsync(long id, CancellationToken cancellationToken) => context.WavesOf(Access)
        .Include(w => w.Unit).Include(w => w.Version!.Questionnaire!.Unit).Include(w => w.Points).SingleOrDefaultAsync(w => w.Id == id, cancellationToken);

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } wave)
        {
            return false;
        }

        Wave = wave;
        Questionnaire = VersionChoice.TitleOf(wave.Version!.Json, Language, "");
        Rows = await RowsAsync(wave, cancellationToken);
        return true;
    }

    private async Task<IReadOnlyList<WavePointRow>> RowsAsync(Wave wave, CancellationToken cancellationToken)
    {
        // The cells hold what is released: they advance in steps of five while the wave is open.
        var counts = await context.TallyCells.AsNoTracking().Where(c => c.WaveId == wave.Id).GroupBy(c => c.CollectionPointId)
            .Select(g => new { g.Key, Responses = g.Sum(c => c.Responses), LastDay = g.Max(c => c.LastDay) })
            .ToDictionaryAsync(c => c.Key, cancellationToken);
        var points = await context.WavePoints.AsNoTracking().Where(p => p.WaveId == wave.Id).Select(p => p.CollectionPoint!)
            .Select(p => new { p.Id, p.Code, p.Name, p.NameEn, p.RetiredOn, Unit = p.Unit! }).ToListAsync(cancellationToken);
        var ids = points.ConvertAll(p => p.Id);
        var since = calendar.Today.AddDays(-30);
        var visits = await context.VisitCounts.AsNoTracking().Where(v => ids.Contains(v.CollectionPointId) && v.Day >= since)
            .GroupBy(v => v.CollectionPointId).Select(g => new { g.Key, Count = g.Sum(v => v.Count) }).ToDictionaryAsync(v => v.Key, v => v.Count, cancellationToken);
        return [.. points.OrderBy(p => p.Unit.Path, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.CurrentCulture).Select(p =>
        {
            var shown = counts.GetValueOrDefault(p.Id) is { } c && c.Responses >= Suppression.MinimumShown ? c : null;
            return new WavePointRow(p.Code, Language == "en" ? p.NameEn : p.Name, p.Unit.NameIn(Language), p.RetiredOn is not null,
                shown?.Responses, shown?.LastDay, visits.GetValueOrDefault(p.Id));
        })];
    }
}

public sealed record WavePointRow(string Code, string Name, string Unit, bool Retired, int? Responses, DateOnly? LastDay, long ClosedVisits);
