using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>Which remedies a list shows, as it stands in the address.</summary>
public sealed record RemedyFilter
{
    public const int SoonDays = 14;

    /// <summary>open, overdue, soon, done, dropped; null: all.</summary>
    public string? State { get; init; }
    public int Page { get; init; } = 1;

    public static RemedyFilter From(IQueryCollection query) => new()
    {
        State = query["state"].ToString() is "open" or "overdue" or "soon" or "done" or "dropped" ? query["state"].ToString() : null,
        Page = int.TryParse(query["p"], out var page) ? Math.Clamp(page, 1, 100_000) : 1,
    };

    public IQueryable<Remedy> Of(IQueryable<Remedy> all, DateOnly today) => State switch
    {
        "open" => all.Where(r => r.State == RemedyState.Open),
        "overdue" => all.Where(r => r.State == RemedyState.Open && r.DueOn < today),
        "soon" => all.Where(r => r.State == RemedyState.Open && r.DueOn >= today && r.DueOn <= today.AddDays(SoonDays)),
        "done" => all.Where(r => r.State == RemedyState.Done),
        "dropped" => all.Where(r => r.State == RemedyState.Dropped),
        _ => all,
    };

    public string Address(Unit unit) =>
        $"/analyse/{unit.Code}/remedies" + (State, Page) switch
        {
            (null, 1) => "",
            (null, _) => $"?p={Page}",
            (_, 1) => $"?state={State}",
            _ => $"?state={State}&p={Page}",
        };
}

/// <summary>How many remedies stand how.</summary>
public sealed record RemedyCounts(int Open, int Overdue, int Soon, int Done, int Dropped)
{
    public int All => Open + Done + Dropped;
}

public static class RemedyScope
{
    /// <summary>The remedies of a unit and of those below it.</summary>
    public static IQueryable<Remedy> RemediesOf(this SurveyDbContext context, Unit unit) =>
        context.Remedies.Where(r => context.Units.Any(u => u.Id == r.UnitId && u.Path.StartsWith(unit.Path)));
}
