using System.Linq.Expressions;
using Survey.Web.Data.Entities;

namespace Survey.Web;

/// <summary>What the signed-in person may do, and over which subtrees. An administrator may also do what officers and analysts do.</summary>
public sealed record StaffAccess
{
    public required long AccountId { get; init; }
    public required string DisplayName { get; init; }
    public required string Language { get; init; }

    /// <summary>Role and the path of the unit it is bound to.</summary>
    public required IReadOnlyList<(Role Role, string Path)> Grants { get; init; }

    public bool Has(Role role) => Paths(role).Any();

    public bool May(Role role, string unitPath) => Paths(role).Any(p => unitPath.StartsWith(p, StringComparison.Ordinal));

    /// <summary>Paths of the subtrees over which the person holds the role.</summary>
    public IEnumerable<string> Paths(Role role) => Grants.Where(g => g.Role == role || g.Role == Role.Administrator).Select(g => g.Path);

    /// <summary>A filter that the database applies: units within the subtrees of the role.</summary>
    public Expression<Func<Unit, bool>> Units(Role role)
    {
        var unit = Expression.Parameter(typeof(Unit), "unit");
        var path = Expression.Property(unit, nameof(Unit.Path));
        var startsWith = typeof(string).GetMethod(nameof(string.StartsWith), [typeof(string)])!;
        Expression body = Expression.Constant(false);
        foreach (var prefix in Paths(role).Distinct())
        {
            body = Expression.OrElse(body, Expression.Call(path, startsWith, Expression.Constant(prefix)));
        }

        return Expression.Lambda<Func<Unit, bool>>(body, unit);
    }
}
