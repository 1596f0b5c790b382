using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Feedback;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Tickets;

/// <summary>The feedback of a unit and of those below it: what waits, what is overdue, and how a period's was answered.</summary>
public sealed class IndexModel(SurveyDbContext context, SelectionQuery selections, LocalCalendar calendar) : StaffPage
{
    private const int PageSize = 50;

    public Unit Unit { get; private set; } = null!;

    /// <summary>For the tabs; null where the person may not read results, or there are none.</summary>
    public Selection? Selection { get; private set; }
    public TicketFilter Filter { get; private set; } = new();
    public IReadOnlyList<StoredPeriod> Periods { get; private set; } = [];
    public StoredPeriod? Period { get; private set; }
    public FeedbackReport Report { get; private set; } = null!;
    public IReadOnlyList<TicketRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public DateOnly Today => calendar.Today;

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (await context.FeedbackUnitAsync(Access, unit, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Unit = found;
        Filter = TicketFilter.From(Request.Query);
        Periods = await context.Periods.AsNoTracking().Where(p => p.First <= Today).OrderByDescending(p => p.Last).ThenByDescending(p => p.First).ToListAsync(cancellationToken);
        Period = Filter.Period is null ? null : Periods.FirstOrDefault(p => p.Code == Filter.Period);
        if (Filter.Period is not null && Period is null)
        {
            return NotFound();
        }

        Selection = Access.May(Role.Analyst, Unit.Path) ? await selections.OfAsync(Unit, new Choices { Period = Filter.Period }, cancellationToken) : null;
        await ReadAsync(cancellationToken);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var all = context.TicketsOf(Unit).AsNoTracking();
        var received = Period is { } period ? all.Where(t => t.ReceivedOn >= period.First && t.ReceivedOn <= period.Last) : all;
        var items = await received.Select(t => new { t.DueOn, t.AnsweredOn }).ToListAsync(cancellationToken);
        Report = FeedbackReport.Of(items.Select(i => new FeedbackItem(i.DueOn, i.AnsweredOn)), Today);
        var shown = Filter.Of(all, Period, Access.AccountId, Today);
        Total = await shown.CountAsync(cancellationToken);
        Filter = Filter with { Page = Math.Clamp(Filter.Page, 1, PageCount) };
        // What waits first, by its due day; then what was answered, the latest first.
        var rows = await shown.OrderBy(t => t.AnsweredOn != null).ThenByDescending(t => t.AnsweredOn).ThenBy(t => t.DueOn).ThenBy(t => t.Id)
            .Skip((Filter.Page - 1) * PageSize).Take(PageSize)
            .Select(t => new { Ticket = t, Unit = context.Units.First(u => u.Id == t.UnitId), Owner = context.Users.Where(a => a.Id == t.OwnerId).Select(a => a.DisplayName).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        Rows = [.. rows.Select(r => new TicketRow(r.Ticket, r.Unit.NameIn(Language), r.Owner))];
    }
}

public sealed record TicketRow(Ticket Ticket, string Unit, string? Owner);
