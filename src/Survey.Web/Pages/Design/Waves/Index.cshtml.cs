using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Waves;

public sealed class IndexModel(SurveyDbContext context, LocalCalendar calendar) : StaffPage
{
    public IReadOnlyList<WaveRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var english = Language == "en";
        var rows = await context.WavesOf(Access).AsNoTracking().Select(w => new
        {
            w.Id,
            w.State,
            w.Synthetic,
            w.OpenedAt,
            w.ClosedAt,
            w.Version!.Number,
            w.VersionId,
            Name = english ? w.NameEn : w.Name,
            Unit = english ? w.Unit!.NameEn : w.Unit!.Name,
            Points = w.Points.Count,
        }).ToListAsync(cancellationToken);
        var titles = await VersionChoice.TitlesAsync(context, rows.Select(r => r.VersionId).Distinct().ToList(), Language, cancellationToken);
        Rows = [.. rows.Select(r => new WaveRow(r.Id, r.Name, r.Unit, titles[r.VersionId], r.Number, r.Points, r.State, r.Synthetic, DayOf(r.OpenedAt), DayOf(r.ClosedAt)))
            .OrderBy(r => r.State switch { WaveState.Open => 0, WaveState.Draft => 1, _ => 2 }).ThenBy(r => r.Synthetic)
            .ThenByDescending(r => r.OpenedOn).ThenBy(r => r.Name, StringComparer.CurrentCulture)];
    }

    private DateOnly? DayOf(DateTime? at) => at is { } utc ? calendar.DayOf(utc) : null;
}

public sealed record WaveRow(long Id, string Name, string Unit, string Questionnaire, int Version, int Points, WaveState State, bool Synthetic, DateOnly? OpenedOn, DateOnly? ClosedOn);
