using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Pages.Analyse.Plans;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Tables;

/// <summary>One stored count.</summary>
public sealed record TransactionRow(string UnitCode, string UnitName, string ServiceName, string ServiceCode, string Period, long Count);

/// <summary>How many transactions units handled: what is stored, and more from a file.</summary>
public sealed class TransactionsModel(SurveyDbContext database, Importer importer, LocalCalendar calendar, ReportText texts, StratumQuery strata)
    : TablePage(database, importer, calendar, texts)
{
    private const int PageSize = 100;

    private readonly SurveyDbContext _database = database;
    private readonly LocalCalendar _calendar = calendar;
    private readonly ReportText _texts = texts;

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>The one that runs, then newest first: those that have counts, and those of the last year.</summary>
    public IReadOnlyList<(string Code, string Name)> Periods { get; private set; } = [];
    public IReadOnlyList<TransactionRow> Rows { get; private set; } = [];
    public long Sum { get; private set; }
    public int Total { get; private set; }
    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public override string Address => "/analyse/transactions";

    public override IReadOnlyList<(string Name, string Words)> Columns =>
    [
        ("unit", _texts["mã của đơn vị"]), ("service", _texts["mã của dịch vụ"]), ("period", _texts["mã kỳ: năm rồi mã, ví dụ 2026-q1"]),
        ("count", _texts["số giao dịch, số nguyên; để trống là giữ nguyên số đang có"]), ("unit_name, service_name", _texts["tên để dễ nhìn, không đọc"]),
    ];

    protected override ImportKind Kind => ImportKind.Transactions;

    protected override string Action => "transactions_imported";

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var units = _database.Units.Where(Access.Units(Role.Analyst));
        var own = _database.TransactionCounts.AsNoTracking().Join(units, c => c.UnitId, u => u.Id, (c, u) => new { c, u })
            .Join(_database.Services, x => x.c.ServiceId, s => s.Id, (x, s) => new { x.c, x.u, s });
        await LoadPeriodsAsync(await own.Select(x => x.c.PeriodCode).Distinct().ToListAsync(cancellationToken), cancellationToken);
        Period = Periods.Any(p => p.Code == Period) || Periods.Count == 0 ? Period : Periods[0].Code;
        var english = _texts.Language == "en";
        var wanted = PlainText.Of(Q ?? "");
        var rows = (await own.Where(x => x.c.PeriodCode == Period).OrderBy(x => x.u.Path).ThenBy(x => x.s.Name)
            .Select(x => new TransactionRow(x.u.Code, english ? x.u.NameEn : x.u.Name, english ? x.s.NameEn : x.s.Name, x.s.Code, x.c.PeriodCode, x.c.Count)).ToListAsync(cancellationToken))
            .FindAll(r => PlainText.Finds(wanted, [r.UnitCode, r.UnitName, r.ServiceCode, r.ServiceName]));
        (Total, Sum) = (rows.Count, rows.Sum(r => r.Count));
        P = Math.Clamp(P, 1, PageCount);
        Rows = [.. rows.Skip((P - 1) * PageSize).Take(PageSize)];
        return null;
    }

    protected override async Task<(string Name, IReadOnlyList<string[]> Rows)> TemplateAsync(CancellationToken cancellationToken)
    {
        List<string[]> rows = [["unit", "unit_name", "service", "service_name", "period", "count"]];
        if (await _database.Periods.AsNoTracking().SingleOrDefaultAsync(p => p.Code == Period, cancellationToken) is { } period)
        {
            foreach (var unit in await _database.Units.AsNoTracking().Where(Access.Units(Role.Analyst)).Where(u => !_database.Units.Where(Access.Units(Role.Analyst)).Any(a => a.Id == u.ParentId)).ToListAsync(cancellationToken))
            {
                var start = await strata.StartAsync(unit, period, byService: true, cancellationToken);
                var known = start.From?.Code == period.Code;
                rows.AddRange(start.Lines.Where(l => l.Stratum.Service is not null).Select(l => new[]
                {
                    l.Stratum.Unit.Code, l.Stratum.Unit.NameIn(_texts.Language), l.Stratum.Service!.Code, l.Stratum.Service.NameIn(_texts.Language),
                    period.Code, known && l.Population > 0 ? $"{l.Population}" : "",
                }));
            }
        }

        return ($"giao-dich-{Period}", rows);
    }

    private async Task LoadPeriodsAsync(List<string> counted, CancellationToken cancellationToken)
    {
        var (today, recent) = (_calendar.Today, _calendar.Today.AddDays(-400));
        var periods = await _database.Periods.AsNoTracking().Where(p => counted.Contains(p.Code) || (p.First <= today && p.Last >= recent))
            .OrderByDescending(p => p.Last).ThenByDescending(p => p.First).ToListAsync(cancellationToken);
        var unnamed = counted.Except(periods.Select(p => p.Code)).OrderDescending(StringComparer.Ordinal).Select(c => (c, c));
        var current = periods.Where(p => p.Last >= today).OrderBy(p => p.Last.DayNumber - p.First.DayNumber).Take(1);
        Periods = [.. current.Concat(periods).Distinct().Select(p => (p.Code, p.NameIn(_texts.Language))), .. unnamed];
        if (Period is null && counted.Count > 0)
        {
            Period = Periods.FirstOrDefault(p => counted.Contains(p.Code)).Code;
        }
    }
}
