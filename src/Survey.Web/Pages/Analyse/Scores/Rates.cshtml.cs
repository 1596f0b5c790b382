using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Pages.Analyse.Tables;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>Numbers of many units for their score sheets from one file.</summary>
public sealed class RatesModel(SurveyDbContext database, Importer importer, LocalCalendar calendar, ReportText texts, ScoreDesk desk)
    : TablePage(database, importer, calendar, texts)
{
    private const int MostSheets = 50;

    private readonly SurveyDbContext _database = database;
    private readonly ReportText _texts = texts;

    public override string Address => "/scores/rates";

    public override IReadOnlyList<(string Name, string Words)> Columns =>
    [
        ("unit", _texts["mã của đơn vị"]), ("period", _texts["mã kỳ: năm rồi mã, ví dụ 2026-q1"]), ("scheme", _texts["mã của bộ tiêu chí"]),
        ("input", _texts["tên số liệu trong bộ tiêu chí; thêm “earlier:” ở đầu cho số của năm trước"]), ("value", _texts["số; để trống là giữ nguyên số đang có"]),
        ("source", _texts["lấy từ đâu, nếu cần ghi"]), ("unit_name, criterion, criterion_name", _texts["tên để dễ nhìn, không đọc"]),
    ];

    /// <summary>The draft sheets that a file can fill, newest first.</summary>
    public IReadOnlyList<StoredScoreSheet> Drafts { get; private set; } = [];

    protected override ImportKind Kind => ImportKind.Rates;

    protected override string Action => "score_rates_imported";

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!Access.Has(Role.Analyst))
        {
            return Forbid();
        }

        var units = _database.Units.Where(Access.Units(Role.Analyst));
        Drafts = await _database.ScoreSheets.AsNoTracking().Include(s => s.Unit).Where(s => s.State == ScoreState.Draft && units.Any(u => u.Id == s.UnitId))
            .OrderByDescending(s => s.CreatedAt).ThenBy(s => s.Id).Take(MostSheets).ToListAsync(cancellationToken);
        return null;
    }

    protected override async Task<(string Name, IReadOnlyList<string[]> Rows)> TemplateAsync(CancellationToken cancellationToken)
    {
        List<string[]> rows = [["unit", "unit_name", "period", "scheme", "criterion", "criterion_name", "input", "value", "source"]];
        foreach (var draft in Drafts)
        {
            var scheme = await desk.SchemeAsync(draft.SchemeId, cancellationToken);
            var stored = await _database.ScoreInputs.AsNoTracking().Where(i => i.SheetId == draft.Id).ToDictionaryAsync(i => i.Name, cancellationToken);
            foreach (var (criterion, input) in scheme.All.OfType<ScoredCriterion>().SelectMany(c => c.Formula.Inputs.OfType<TypedInput>().Select(i => (c, i))))
            {
                rows.Add([
                    draft.Unit!.Code, draft.Unit.NameIn(_texts.Language), draft.PeriodCode, scheme.Code, criterion.Code, _texts.In(criterion.Title), input.Name,
                    stored.GetValueOrDefault(input.Name)?.Value ?? "", stored.GetValueOrDefault(input.Name)?.Source ?? "",
                ]);
            }
        }

        return ("so-lieu-cham-diem", rows);
    }
}
