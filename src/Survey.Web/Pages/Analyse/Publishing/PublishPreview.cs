using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;
using Survey.Web.Pages.Design;
using Survey.Web.Pages.Public;

namespace Survey.Web.Pages.Analyse.Publishing;

/// <summary>The public page as it would be with the last ended period that has figures, before anything is out.</summary>
public static class PublishPreview
{
    private const int MostPeriods = 8;

    public static async Task<IResult> GetAsync(
        string unit, HttpContext http, SurveyDbContext database, PublishChoices choices, ReleaseMaker maker, PublicPages pages, LocalCalendar calendar, CancellationToken cancellationToken)
    {
        if (http.StaffAccess() is not { } access
            || await database.UnitsOf(access).AsNoTracking().SingleOrDefaultAsync(u => u.Code == unit, cancellationToken) is not { } found)
        {
            return Results.NotFound();
        }

        var page = await database.PublicPages.AsNoTracking().SingleOrDefaultAsync(p => p.UnitId == found.Id, cancellationToken);
        var offered = await choices.OfAsync(found, page, cancellationToken);
        var asked = http.Request.Query["choice"].ToString() is { Length: > 0 } value ? value : page is null ? null : PublishChoices.ValueOf(offered, page);
        var chosen = offered.FirstOrDefault(c => asked is null || c.Value == asked);
        var release = chosen is null ? null : await LatestAsync(found, chosen, database, maker, calendar.Today, cancellationToken);
        var shown = new PublicUnit(found, page ?? new PublicPage { UnitId = found.Id, QuestionnaireId = 0, IndexCode = "", DaysAfter = 0 });
        await PublicEndpoints.SendOnceAsync(http, await pages.PreviewAsync(shown, release, PublicPages.LanguageOf(http.Request), cancellationToken));
        return Results.Empty;
    }

    private static async Task<ReleaseDocument?> LatestAsync(
        Unit unit, PublishChoice chosen, SurveyDbContext database, ReleaseMaker maker, DateOnly today, CancellationToken cancellationToken)
    {
        var ended = await database.Periods.Where(p => p.Last < today)
            .OrderByDescending(p => p.Last).ThenByDescending(p => p.First).Take(MostPeriods).Select(p => p.Code).ToListAsync(cancellationToken);
        foreach (var period in ended)
        {
            if (await maker.MakeAsync(new ReleaseSubject(unit.Code, chosen.Questionnaire, chosen.Index, period), cancellationToken) is var (document, _))
            {
                return document;
            }
        }

        return null;
    }
}
