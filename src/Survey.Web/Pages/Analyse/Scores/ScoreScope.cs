using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>Which sheets a person may see: those of units that the person analyses or appraises.</summary>
public static class ScoreScope
{
    public static IQueryable<Unit> ScoredUnits(this SurveyDbContext context, StaffAccess access)
    {
        var (own, appraised) = (context.UnitsOf(access, Role.Analyst), context.UnitsOf(access, Role.Appraiser));
        return context.Units.Where(u => own.Any(o => o.Id == u.Id) || appraised.Any(a => a.Id == u.Id));
    }

    public static IQueryable<StoredScoreSheet> SheetsOf(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.ScoredUnits(access);
        return context.ScoreSheets.Where(s => units.Any(u => u.Id == s.UnitId));
    }
}
