using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Design;

/// <summary>What an officer may touch, as filters that the database applies: what lies outside does not exist for the page.</summary>
public static class OfficerScope
{
    public static IQueryable<Unit> UnitsOf(this SurveyDbContext context, StaffAccess access, Role role = Role.Officer) =>
        context.Units.Where(access.Units(role));

    public static IQueryable<CollectionPoint> PointsOf(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.UnitsOf(access);
        return context.CollectionPoints.Where(p => units.Any(u => u.Id == p.UnitId));
    }

    public static IQueryable<Wave> WavesOf(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.UnitsOf(access);
        return context.Waves.Where(w => units.Any(u => u.Id == w.UnitId));
    }

    /// <summary>Questionnaires that the person may edit and publish.</summary>
    public static IQueryable<StoredQuestionnaire> QuestionnairesOf(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.UnitsOf(access);
        return context.Questionnaires.Where(q => units.Any(u => u.Id == q.UnitId));
    }

    /// <summary>Questionnaires whose draft the person may read: to edit it, or to approve it.</summary>
    public static IQueryable<StoredQuestionnaire> QuestionnairesSeenBy(this SurveyDbContext context, StaffAccess access)
    {
        var (officers, approvers) = (context.UnitsOf(access), context.UnitsOf(access, Role.Approver));
        return context.Questionnaires.Where(q => officers.Any(u => u.Id == q.UnitId) || approvers.Any(u => u.Id == q.UnitId));
    }

    /// <summary>The officer's own, and those of the units above: their versions may be used in waves.</summary>
    public static IQueryable<StoredQuestionnaire> UsableQuestionnaires(this SurveyDbContext context, StaffAccess access)
    {
        var units = context.UsableUnits(access);
        return context.Questionnaires.Where(q => units.Any(u => u.Id == q.UnitId));
    }

    /// <summary>The officer's units and those above them, whose things may be used.</summary>
    public static IQueryable<Unit> UsableUnits(this SurveyDbContext context, StaffAccess access) => context.Units.Where(WithinOrAbove(access));

    /// <summary>The officer's units in tree order.</summary>
    public static async Task<List<UnitChoice>> UnitChoicesAsync(this SurveyDbContext context, StaffAccess access, Role role, CancellationToken cancellationToken)
    {
        var units = await context.UnitsOf(access, role).AsNoTracking()
            .Select(u => new { u.Id, u.Code, u.Name, u.NameEn, u.Path, u.ValidTo }).ToListAsync(cancellationToken);
        var english = access.Language == "en";
        var tree = units.OrderBy(u => u.Path, StringComparer.Ordinal).ToList();
        var top = tree.Count == 0 ? 0 : tree.Min(u => DepthOf(u.Path));
        return tree.ConvertAll(u => new UnitChoice(u.Id, u.Code, english ? u.NameEn : u.Name, u.Path, DepthOf(u.Path) - top));
    }

    private static int DepthOf(string path) => path.Count(c => c == '/');

    private static Expression<Func<Unit, bool>> WithinOrAbove(StaffAccess access)
    {
        var within = access.Units(Role.Officer);
        var path = Expression.Property(within.Parameters[0], nameof(Unit.Path));
        var body = access.Paths(Role.Officer).SelectMany(Above).Distinct().Aggregate(within.Body, (either, above) =>
            Expression.OrElse(either, Expression.Equal(path, Expression.Constant(above))));
        return Expression.Lambda<Func<Unit, bool>>(body, within.Parameters);
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0 && slash < path.Length - 1; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..(slash + 1)];
        }
    }
}

/// <summary>A unit to choose, with its depth below the person's highest unit.</summary>
public sealed record UnitChoice(long Id, string Code, string Name, string Path, int Depth)
{
    public string Indented => new string(' ', Depth * 4) + Name;
}
