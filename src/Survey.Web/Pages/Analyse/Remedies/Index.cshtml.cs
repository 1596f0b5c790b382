using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>What a unit and those below it do about findings: what is due, overdue and done, and whether the index moved.</summary>
public sealed class IndexModel(SurveyDbContext context, SelectionQuery selections, RemedyQuery remedies, RemedyWorkbook workbook, LocalCalendar calendar) : StaffPage
{
    private const int PageSize = 50;
    private const int MostInFile = 5000;

    public Unit Unit { get; private set; } = null!;

    /// <summary>For the tabs; null where nothing has been asked yet.</summary>
    public Selection? Selection { get; private set; }
    public RemedyFilter Filter { get; private set; } = new();
    public RemedyCounts Counts { get; private set; } = null!;
    public IReadOnlyList<RemedyRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public DateOnly Today => calendar.Today;

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, cancellationToken))
        {
            return NotFound();
        }

        Selection = await selections.OfAsync(Unit, Choices.From(Request.Query), cancellationToken);
        Counts = await remedies.CountsAsync(Unit, cancellationToken);
        var shown = Filter.Of(context.RemediesOf(Unit).AsNoTracking(), Today);
        Total = await shown.CountAsync(cancellationToken);
        Filter = Filter with { Page = Math.Clamp(Filter.Page, 1, PageCount) };
        Rows = await remedies.RowsAsync(await Ordered(shown).Skip((Filter.Page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnGetDownloadAsync(string unit, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, cancellationToken))
        {
            return NotFound();
        }

        var all = await Ordered(Filter.Of(context.RemediesOf(Unit).AsNoTracking(), Today)).Take(MostInFile).ToListAsync(cancellationToken);
        var file = workbook.Write(Unit, await remedies.RowsAsync(all, cancellationToken));
        var name = $"remedies-{Unit.Code}-{Today:yyyy-MM-dd}.xlsx";
        context.Audit(calendar, Access.AccountId, "export_remedies", name);
        await context.SaveChangesAsync(cancellationToken);
        return File(file, RemedyWorkbook.ContentType, name);
    }

    // What is open first, by its due day; then what ended, the latest first.
    private static IOrderedQueryable<Remedy> Ordered(IQueryable<Remedy> remedies) =>
        remedies.OrderBy(r => r.EndedOn != null).ThenByDescending(r => r.EndedOn).ThenBy(r => r.DueOn).ThenBy(r => r.Id);

    private async Task<bool> LoadAsync(string code, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, code, cancellationToken) is not { } unit)
        {
            return false;
        }

        (Unit, Filter) = (unit, RemedyFilter.From(Request.Query));
        return true;
    }
}
