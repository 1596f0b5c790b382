using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>Who deals with citizens' feedback: officers and analysts, each within their units. What lies outside does not exist for the page.</summary>
public static class FeedbackScope
{
    public static IQueryable<Unit> FeedbackUnitsOf(this SurveyDbContext context, StaffAccess access)
    {
        var (officers, analysts) = (context.Units.Where(access.Units(Role.Officer)), context.Units.Where(access.Units(Role.Analyst)));
        return context.Units.Where(u => officers.Any(o => o.Id == u.Id) || analysts.Any(a => a.Id == u.Id));
    }

    public static Task<Unit?> FeedbackUnitAsync(this SurveyDbContext context, StaffAccess access, string code, CancellationToken cancellationToken) =>
        context.FeedbackUnitsOf(access).AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, cancellationToken);

    /// <summary>The tickets of a unit and of those below it.</summary>
    public static IQueryable<Ticket> TicketsOf(this SurveyDbContext context, Unit unit) =>
        context.Tickets.Where(t => context.Units.Any(u => u.Id == t.UnitId && u.Path.StartsWith(unit.Path)));
}
