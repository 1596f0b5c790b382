using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>A period of the calendar, with how far its closing is.</summary>
public sealed record CalendarRow(StoredPeriod Period, PeriodClosing? Closing);

/// <summary>A day on which something is due.</summary>
/// <param name="Inside">Whether it is due inside the organisation, and not at the recipient.</param>
public sealed record DueDay(DateOnly Day, StoredPeriod Period, bool Inside, bool IsClosed);

/// <summary>The periods of a unit: their days, when reports are due and to whom, and whether they are closed.</summary>
public sealed class IndexModel(SurveyDbContext context, LocalCalendar calendar) : StaffPage
{
    private const int DaysAhead = 120;

    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public Unit? Unit { get; private set; }
    public IReadOnlyList<int> Years { get; private set; } = [];
    public int Year { get; private set; }
    public IReadOnlyList<CalendarRow> Rows { get; private set; } = [];
    public IReadOnlyList<DueDay> Due { get; private set; } = [];
    public DateOnly Today => calendar.Today;

    /// <summary>Names of the units that are named as recipients, by code.</summary>
    public IReadOnlyDictionary<string, string> Recipients { get; private set; } = new Dictionary<string, string>();

    public bool MayPlan => Access.Has(Role.Administrator);

    public async Task<IActionResult> OnGetAsync(string? unit, int? year, CancellationToken cancellationToken)
    {
        Units = await context.PeriodUnitsOf(Access).AsNoTracking()
            .OrderBy(u => u.Path).ToListAsync(cancellationToken);
        Unit = unit is null ? Units.Count > 0 ? Units[0] : null : Units.FirstOrDefault(u => u.Code == unit);
        if (unit is not null && Unit is null)
        {
            return NotFound();
        }

        var periods = await context.Periods.AsNoTracking().ToListAsync(cancellationToken);
        var recipients = periods.Select(p => p.Recipient).OfType<string>().Distinct().ToList();
        Recipients = await context.Units.AsNoTracking().Where(u => recipients.Contains(u.Code)).ToDictionaryAsync(u => u.Code, u => u.NameIn(Language), cancellationToken);
        Years = [.. periods.Select(p => p.Year).Distinct().OrderDescending()];
        Year = year ?? Years.Where(y => y <= Today.Year).DefaultIfEmpty(Today.Year).First();
        if (Unit is not null)
        {
            var closings = (await context.PeriodClosings.AsNoTracking().Where(c => c.UnitId == Unit.Id).ToListAsync(cancellationToken))
                .GroupBy(c => c.PeriodCode).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Number)!);
            Rows = [.. periods.Where(p => p.Year == Year).OrderBy(p => p.Template, StringComparer.Ordinal).ThenBy(p => p.Last).ThenByDescending(p => p.First)
                .Select(p => new CalendarRow(p, closings.GetValueOrDefault(p.Code)))];
            Due = [.. DueDays(periods, closings).OrderBy(d => d.Day).ThenBy(d => d.Period.Code, StringComparer.Ordinal)];
        }

        return Page();
    }

    public string? RecipientOf(StoredPeriod period) => period.Recipient is { Length: > 0 } code ? Recipients.GetValueOrDefault(code, code) : null;

    private IEnumerable<DueDay> DueDays(List<StoredPeriod> periods, Dictionary<string, PeriodClosing> closings)
    {
        var (from, to) = (Today, Today.AddDays(DaysAhead));
        foreach (var period in periods)
        {
            var isClosed = closings.GetValueOrDefault(period.Code) is { } closing && (closing.Number > 1 || closing.State == ClosingState.Closed);
            foreach (var (day, inside) in new[] { (period.DueInternal, true), (period.DueExternal, false) })
            {
                if (day is { } due && from <= due && due <= to)
                {
                    yield return new(due, period, inside, isClosed);
                }
            }
        }
    }
}
