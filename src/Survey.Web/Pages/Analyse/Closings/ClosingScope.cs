using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>Whose periods a person may look at.</summary>
public static class ClosingScope
{
    public static IQueryable<Unit> PeriodUnitsOf(this SurveyDbContext context, StaffAccess access)
    {
        var (analysts, approvers) = (context.UnitsOf(access, Role.Analyst), context.UnitsOf(access, Role.Approver));
        return context.Units.Where(u => analysts.Any(a => a.Id == u.Id) || approvers.Any(a => a.Id == u.Id));
    }
}
