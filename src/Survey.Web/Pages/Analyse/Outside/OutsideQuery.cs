using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Outside;

/// <summary>A published value with its index and unit.</summary>
public sealed record OutsideRow(OutsideValue Value, OutsideIndex Index, Unit Unit)
{
    public string IndexName(string language) => language == "en" ? Index.NameEn : Index.Name;

    /// <summary>What stands in brackets at the end of the name, such as PAPI; else the name.</summary>
    public string ShortName(string language) => IndexName(language) is var name && name.EndsWith(')') && name.LastIndexOf('(') is >= 0 and var open
        ? name[(open + 1)..^1]
        : name;
}

/// <summary>A year of a unit: what others published, and our own index of that year's longest period.</summary>
/// <param name="Period">Null where no period of the year has begun.</param>
/// <param name="Report">Null where nothing was ever asked.</param>
public sealed record OutsideYear(int Year, IReadOnlyList<OutsideRow> Values, StoredPeriod? Period, UnitReport? Report);

/// <summary>Published values of the units that a person may analyse.</summary>
public sealed class OutsideQuery(SurveyDbContext database, ResultsQuery results, LocalCalendar calendar)
{
    // Of our own years; the others' are told however old they are.
    private const int OwnYears = 6;

    public async Task<List<OutsideRow>> RowsAsync(IQueryable<Unit> units, CancellationToken cancellationToken)
    {
        var rows = await database.OutsideValues.AsNoTracking()
            .Join(units, v => v.UnitId, u => u.Id, (v, u) => new { v, u })
            .Join(database.OutsideIndices, x => x.v.IndexCode, i => i.Code, (x, i) => new { x.v, x.u, i })
            .OrderBy(x => x.u.Path).ThenByDescending(x => x.v.Year).ThenBy(x => x.i.Name).ThenBy(x => x.v.Component).ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new OutsideRow(x.v, x.i, x.u));
    }

    public Task<List<OutsideRow>> OfUnitAsync(Unit unit, CancellationToken cancellationToken) =>
        RowsAsync(database.Units.Where(u => u.Id == unit.Id), cancellationToken);

    /// <summary>The newest value of each whole index, for one line; parts only where the whole is not there.</summary>
    public async Task<IReadOnlyList<OutsideRow>> NewestAsync(Unit unit, CancellationToken cancellationToken) =>
        [.. (await OfUnitAsync(unit, cancellationToken)).GroupBy(r => r.Index.Code).Where(g => g.Any(r => r.Value.Component.Length == 0))
            .Select(g => g.Where(r => r.Value.Component.Length == 0).MaxBy(r => r.Value.Year)!)];

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<OutsideYear>> YearsAsync(Unit unit, Selection? selection, CancellationToken cancellationToken)
    {
        var rows = (await OfUnitAsync(unit, cancellationToken)).ToLookup(r => r.Value.Year);
        var today = calendar.Today;
        var periods = (await database.Periods.AsNoTracking().Where(p => p.First <= today).ToListAsync(cancellationToken))
            .GroupBy(p => p.Year).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Last.DayNumber - p.First.DayNumber)!);
        var own = selection is null ? [] : periods.Keys.OrderDescending().Take(OwnYears).ToHashSet();
        var years = new List<OutsideYear>();
        foreach (var year in own.Union(rows.Select(g => g.Key)).OrderDescending())
        {
            var period = own.Contains(year) ? periods[year] : null;
            var report = period is null || selection is null ? null
                : await results.GetAsync(selection.Query with { Period = period.Code, Service = null, Channel = null, Sampling = null }, cancellationToken);
            years.Add(new OutsideYear(year, [.. rows[year]], period, report));
        }

        return [.. years.Where(y => y.Values.Count > 0 || y.Report?.Overall.Figure is not null)];
    }
}
