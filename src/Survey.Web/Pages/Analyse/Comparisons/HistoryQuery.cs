using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>A unit from which or into which another came.</summary>
public sealed record Succession(Unit Unit, DateOnly Day);

/// <summary>What a unit was before and what became of it.</summary>
public sealed record UnitHistory
{
    public static readonly UnitHistory None = new();

    /// <summary>Units that ended and went over into this one alone: their figures and its own add up.</summary>
    public IReadOnlyList<Succession> Joined { get; init; } = [];

    /// <summary>Units that were divided, and this one is a part: their figures cannot be.</summary>
    public IReadOnlyList<Succession> SplitFrom { get; init; } = [];

    /// <summary>What became of this unit.</summary>
    public IReadOnlyList<Succession> Became { get; init; } = [];

    /// <summary>Whether anything in the unit's subtree has a history, so that then and now may differ.</summary>
    public bool Touches { get; init; }

    /// <summary>Units that count here now and that the reader may not see.</summary>
    public IReadOnlyList<Unit> Closed { get; init; } = [];

    public bool MayRestate => Touches && Closed.Count == 0;
}

/// <summary>Reads units' histories, and whether a reader may see units as they are now: only who may see each unit that
/// counts under another one, since the difference of the two views is that unit.</summary>
public sealed class HistoryQuery(SurveyDbContext database, LocalCalendar calendar)
{
    public async Task<UnitHistory> OfAsync(StaffAccess access, Unit unit, CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        var successions = await database.UnitSuccessions.AsNoTracking().Where(s => s.Day <= today).ToListAsync(cancellationToken);
        if (successions.Count == 0)
        {
            return UnitHistory.None;
        }

        var ids = successions.SelectMany(s => new[] { s.PredecessorId, s.SuccessorId }).Distinct().ToList();
        var units = await database.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancellationToken);
        var merged = successions.Where(s => successions.Count(o => o.PredecessorId == s.PredecessorId) == 1 && units[s.PredecessorId].ValidTo < today).ToList();
        var paths = PathsNow(unit, merged, units);
        var gained = merged.Select(s => units[s.PredecessorId]).Where(p => paths.Contains(p.Path) && !Within(p.Path, unit.Path)).ToList();
        return new UnitHistory
        {
            Joined = Of(merged.Where(s => s.SuccessorId == unit.Id), s => s.PredecessorId),
            SplitFrom = Of(successions.Except(merged).Where(s => s.SuccessorId == unit.Id), s => s.PredecessorId),
            Became = Of(successions.Where(s => s.PredecessorId == unit.Id), s => s.SuccessorId),
            Touches = successions.Exists(s => Within(units[s.SuccessorId].Path, unit.Path) || Within(units[s.PredecessorId].Path, unit.Path)),
            Closed = [.. gained.Where(g => !access.May(Role.Analyst, g.Path))],
        };

        List<Succession> Of(IEnumerable<UnitSuccession> rows, Func<UnitSuccession, long> id) =>
            [.. rows.Select(s => new Succession(units[id(s)], s.Day)).OrderBy(s => s.Unit.Name, StringComparer.Ordinal)];
    }

    /// <summary>The selection with units as they are now, where it asks for that and the reader may.</summary>
    public Selection Apply(Selection selection, UnitHistory history) =>
        selection.Choices.As == "now" && history.MayRestate ? selection with { AsOf = calendar.Today } : selection;

    /// <summary>The subtrees that count under a unit now: its own, those that went over into units of these, and so on.</summary>
    private static HashSet<string> PathsNow(Unit unit, List<UnitSuccession> merged, Dictionary<long, Unit> units)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal) { unit.Path };
        for (var before = 0; before != paths.Count;)
        {
            before = paths.Count;
            paths.UnionWith(merged.Where(s => paths.Any(p => Within(units[s.SuccessorId].Path, p))).Select(s => units[s.PredecessorId].Path).ToList());
        }

        return paths;
    }

    private static bool Within(string path, string above) => path.StartsWith(above, StringComparison.Ordinal);
}
