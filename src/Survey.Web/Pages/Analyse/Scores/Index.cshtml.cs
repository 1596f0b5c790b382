using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>One sheet in the list; its totals once it was submitted.</summary>
public sealed record SheetLine(StoredScoreSheet Sheet, string Period, string Scheme, ComputedSheet? Computed);

/// <summary>The score sheets that the reader may see.</summary>
public sealed class IndexModel(SurveyDbContext context, ScoreDesk desk, ReportText texts) : StaffPage
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<StoredPeriod> Periods { get; private set; } = [];
    public IReadOnlyList<SheetLine> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public bool MayWrite => Access.Has(Role.Analyst);

    public string At(int page) => $"/scores?period={Uri.EscapeDataString(Period ?? "")}&state={Uri.EscapeDataString(State ?? "")}&p={page}";

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var own = context.SheetsOf(Access).AsNoTracking();
        var used = await own.Select(s => s.PeriodCode).Distinct().ToListAsync(cancellationToken);
        Periods = await context.Periods.AsNoTracking().Where(p => used.Contains(p.Code)).OrderByDescending(p => p.Last).ThenByDescending(p => p.First).ToListAsync(cancellationToken);
        if (!string.IsNullOrEmpty(Period))
        {
            own = own.Where(s => s.PeriodCode == Period);
        }

        if (Enum.TryParse<ScoreState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state))
        {
            own = own.Where(s => s.State == state);
        }

        Total = await own.CountAsync(cancellationToken);
        P = Math.Clamp(P, 1, PageCount);
        var sheets = await own.Include(s => s.Unit).OrderByDescending(s => s.CreatedAt).ThenBy(s => s.Id).Skip((P - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        var computed = (await desk.SubmittedAsync(sheets, cancellationToken)).ToDictionary(c => c.Sheet.Id);
        var lines = new List<SheetLine>();
        foreach (var sheet in sheets)
        {
            lines.Add(new(
                sheet,
                Periods.FirstOrDefault(p => p.Code == sheet.PeriodCode)?.NameIn(texts.Language) ?? sheet.PeriodCode,
                texts.In((await desk.SchemeAsync(sheet.SchemeId, cancellationToken)).Title),
                computed.GetValueOrDefault(sheet.Id)));
        }

        Rows = lines;
    }
}
