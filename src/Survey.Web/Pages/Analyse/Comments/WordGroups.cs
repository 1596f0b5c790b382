using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Comments;

/// <summary>Where a group of words belongs: a collection point, or the small points of a unit together.</summary>
/// <param name="UnitPath">The unit; of a point its own.</param>
/// <param name="Point">The point; null for a unit's small ones.</param>
internal sealed record WordGroup(string UnitPath, long? Point);

/// <summary>
/// Which words may be read together. Words are read by groups, and each word is in exactly one group, the same on every page:
/// <list type="number">
/// <item>A collection point's words of one month are a group of their own where ten responses came there in that month.</item>
/// <item>The words of smaller points wait until the month is over. Then they are put together within their unit, and what is still
/// fewer than ten responses goes on to the unit above, until ten are together; else nobody reads them.</item>
/// <item>A page shows whole groups only: those of its unit and below. So whatever a reader subtracts from whatever (unit from
/// parent, month from period), what is left is whole groups again, of ten responses or more each.</item>
/// <item>Filters (words, low answer, tag) go by what stands beside the words for everyone who may read them. They sort a group's
/// words; they never tell which smaller group they came from. A group's counter is named only where it is the counter's own.</item>
/// </list>
/// </summary>
internal sealed class WordGroups
{
    private readonly Dictionary<(int Month, long Point), WordGroup> _groups = [];

    /// <summary>The group of a point's words of a month; null where nobody may read them.</summary>
    public WordGroup? Of(int month, long point) => _groups.GetValueOrDefault((month, point));

    public static async Task<WordGroups> ReadAsync(
        SurveyDbContext context, CommentBases bases, IReadOnlyList<int> months, DateOnly today, CancellationToken cancellationToken)
    {
        var units = await context.Units.AsNoTracking().Select(u => new UnitNode(u.Id, u.ParentId, u.Path)).ToListAsync(cancellationToken);
        var points = await context.CollectionPoints.AsNoTracking().Select(p => new { p.Id, p.UnitId }).ToListAsync(cancellationToken);
        var groups = new WordGroups();
        foreach (var month in months)
        {
            var counts = await bases.OfAsync(month, cancellationToken);
            groups.Add(month, units, points.ToLookup(p => p.UnitId, p => (p.Id, counts.GetValueOrDefault(p.Id))), isOver: month < CommentMonth.Of(today));
        }

        return groups;
    }

    /// <summary>The rule itself; see the class.</summary>
    internal void Add(int month, IEnumerable<UnitNode> units, ILookup<long, (long Point, int Responses)> points, bool isOver)
    {
        var left = new Dictionary<long, Pool>();
        foreach (var unit in units.OrderByDescending(u => u.Path.Count(c => c == '/')))
        {
            var pool = left.GetValueOrDefault(unit.Id) ?? new Pool();
            foreach (var (point, responses) in points[unit.Id])
            {
                if (responses >= Suppression.MinimumBreakdown)
                {
                    _groups[(month, point)] = new WordGroup(unit.Path, point);
                }
                else
                {
                    pool.Points.Add(point);
                    pool.Responses += responses;
                }
            }

            Close(month, unit, pool, left, isOver);
        }
    }

    private void Close(int month, UnitNode unit, Pool pool, Dictionary<long, Pool> left, bool isOver)
    {
        if (!isOver)
        {
            return;
        }

        if (pool.Responses >= Suppression.MinimumBreakdown)
        {
            var group = new WordGroup(unit.Path, null);
            pool.Points.ForEach(p => _groups[(month, p)] = group);
        }
        else if (unit.ParentId is { } parent)
        {
            var above = left.TryGetValue(parent, out var known) ? known : left[parent] = new Pool();
            above.Points.AddRange(pool.Points);
            above.Responses += pool.Responses;
        }
    }

    internal sealed record UnitNode(long Id, long? ParentId, string Path);

    private sealed class Pool
    {
        public List<long> Points { get; } = [];
        public int Responses { get; set; }
    }
}
