using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Pages.Analyse.Comments;

/// <summary>When a comment has a tag: by hand, or by a keyword unless a hand took it off.</summary>
internal static class TagRules
{
    public const int MostKeywords = 60;

    /// <summary>The keywords as they are looked for.</summary>
    public static IReadOnlyList<string> KeywordsOf(string lines) =>
        [.. lines.Split('\n').Select(SearchWords.Whole).Where(k => k.Length > 0).Distinct(StringComparer.Ordinal)];

    public static bool Holds(string plain, IEnumerable<string> keywords) => keywords.Any(k => plain.Contains(k, StringComparison.Ordinal));

    /// <summary>The tags of a unit and of those above it, its own last; tags that are out of use only where asked for.</summary>
    public static async Task<List<CommentTag>> TagsOfAsync(SurveyDbContext context, Unit unit, bool retired, CancellationToken cancellationToken)
    {
        var codes = unit.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var tags = await context.CommentTags.AsNoTracking().Where(t => (retired || !t.Retired) && context.Units.Any(u => u.Id == t.UnitId && codes.Contains(u.Code)))
            .ToListAsync(cancellationToken);
        return [.. tags.OrderBy(t => t.UnitId == unit.Id).ThenBy(t => t.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>The comments that have the tag.</summary>
    public static IQueryable<Comment> With(this IQueryable<Comment> comments, CommentTag tag, SurveyDbContext context)
    {
        var id = tag.Id;
        Expression<Func<Comment, bool>> byHand = c => context.CommentTaggings.Any(t => t.CommentId == c.Id && t.TagId == id && !t.Removed);
        var keywords = KeywordsOf(tag.Keywords);
        if (keywords.Count == 0)
        {
            return comments.Where(byHand);
        }

        var byRule = keywords.Select(k => (Expression<Func<Comment, bool>>)(c => c.Plain!.Contains(k))).Aggregate(Either);
        Expression<Func<Comment, bool>> kept = c => !context.CommentTaggings.Any(t => t.CommentId == c.Id && t.TagId == id && t.Removed);
        return comments.Where(Either(byHand, Both(byRule, kept)));
    }

    public static Expression<Func<T, bool>> Either<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => Join(one, other, Expression.OrElse);

    public static Expression<Func<T, bool>> Both<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => Join(one, other, Expression.AndAlso);

    private static Expression<Func<T, bool>> Join<T>(
        Expression<Func<T, bool>> one, Expression<Func<T, bool>> other, Func<Expression, Expression, Expression> join)
    {
        var same = new Replacing(other.Parameters[0], one.Parameters[0]).Visit(other.Body);
        return Expression.Lambda<Func<T, bool>>(join(one.Body, same), one.Parameters);
    }

    private sealed class Replacing(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
