using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design;
using Survey.Web.Pages.Public;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Publishing;

/// <summary>What a unit shows to everybody: an officer turns it on and off, and sees beforehand how it looks.</summary>
public sealed class PublishModel(SurveyDbContext database, PublishChoices choices, ReleaseWorker worker, LocalCalendar calendar, ReportText texts) : StaffPage
{
    public const int MostDays = 365;
    private const int UsualDays = 15;
    private const int MostPeriods = 8;

    [BindProperty]
    public PublishInput Input { get; set; } = new();

    public Unit Unit { get; private set; } = null!;
    public PublicPage? Current { get; private set; }
    public IReadOnlyList<PublishChoice> Choices { get; private set; } = [];
    public IReadOnlyList<Release> Releases { get; private set; } = [];

    /// <summary>Periods that are not out, with the day on which they may come out.</summary>
    public IReadOnlyList<(StoredPeriod Period, DateOnly Day)> Waiting { get; private set; } = [];
    public IReadOnlyDictionary<string, StoredPeriod> Periods { get; private set; } = new Dictionary<string, StoredPeriod>();
    public DateOnly Today => calendar.Today;

    public sealed record PublishInput
    {
        /// <summary>Questionnaire and index, as <see cref="PublishChoice.Value"/>.</summary>
        public string? Choice { get; init; }
        public bool ShowsResults { get; init; }
        public bool ShowsAnswers { get; init; }
        public bool ShowsWall { get; init; }
        public int? DaysAfter { get; init; }
        public int Revision { get; init; }
    }

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, cancellationToken))
        {
            return NotFound();
        }

        Input = Current is not { } page ? new PublishInput { Choice = Choices is [var first, ..] ? first.Value : null, ShowsResults = true, DaysAfter = UsualDays } : new PublishInput
        {
            Choice = PublishChoices.ValueOf(Choices, page),
            ShowsResults = page.ShowsResults,
            ShowsAnswers = page.ShowsAnswers,
            ShowsWall = page.ShowsWall,
            DaysAfter = page.DaysAfter,
            Revision = page.Revision,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string unit, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, cancellationToken))
        {
            return NotFound();
        }

        var chosen = Choices.FirstOrDefault(c => c.Value == Input.Choice);
        if (!IsRight(chosen))
        {
            return Page();
        }

        Save(chosen!);
        database.Audit(calendar, Access.AccountId, "public_page_changed", Unit.Code);
        await database.SaveChangesAsync(cancellationToken);
        worker.Wake();
        Notice(Input is { ShowsResults: false, ShowsAnswers: false, ShowsWall: false } ? texts["Đã tắt các trang công khai."] : texts["Đã lưu. Kỳ nào đến ngày thì công bố trong ít phút."]);
        return LocalRedirect($"/analyse/{Unit.Code}/publish");
    }

    private bool IsRight(PublishChoice? chosen)
    {
        if (chosen is null)
        {
            Problem("choice", texts["Hãy chọn chỉ số để công bố."]);
        }

        if (Input.DaysAfter is not (>= 1 and <= MostDays))
        {
            Problem("days", texts["Số ngày phải từ 1 đến 365."]);
        }

        if (Input.Revision != (Current?.Revision ?? 0))
        {
            Problem("", texts["Có người vừa sửa trang này. Xem lại ở dưới rồi lưu lần nữa."]);
            Input = Input with { Revision = Current?.Revision ?? 0 };
        }

        return Problems.Count == 0;
    }

    private void Save(PublishChoice chosen)
    {
        if (Current is not { } page)
        {
            page = new PublicPage { UnitId = Unit.Id, QuestionnaireId = chosen.QuestionnaireId, IndexCode = chosen.Index, DaysAfter = Input.DaysAfter!.Value };
            database.Add(page);
        }

        (page.QuestionnaireId, page.IndexCode, page.DaysAfter) = (chosen.QuestionnaireId, chosen.Index, Input.DaysAfter!.Value);
        (page.ShowsResults, page.ShowsAnswers, page.ShowsWall) = (Input.ShowsResults, Input.ShowsAnswers, Input.ShowsWall);
        page.Revision++;
    }

    private async Task<bool> LoadAsync(string code, CancellationToken cancellationToken)
    {
        if (await database.UnitsOf(Access).AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, cancellationToken) is not { } unit)
        {
            return false;
        }

        Unit = unit;
        Current = await database.PublicPages.SingleOrDefaultAsync(p => p.UnitId == unit.Id, cancellationToken);
        Choices = await choices.OfAsync(unit, Current, cancellationToken);
        if (Current is { } page)
        {
            await LoadPeriodsAsync(page, cancellationToken);
        }

        return true;
    }

    private async Task LoadPeriodsAsync(PublicPage page, CancellationToken cancellationToken)
    {
        var periods = await database.Periods.AsNoTracking().ToListAsync(cancellationToken);
        Periods = periods.ToDictionary(p => p.Code, StringComparer.Ordinal);
        Releases = await database.Releases.AsNoTracking()
            .Where(r => r.UnitId == page.UnitId && r.QuestionnaireId == page.QuestionnaireId && r.IndexCode == page.IndexCode)
            .OrderByDescending(r => r.ReleasedAt).ToListAsync(cancellationToken);
        var shown = Releases.Select(r => r.PeriodCode).ToHashSet(StringComparer.Ordinal);
        Waiting = [.. periods.Where(p => !shown.Contains(p.Code) && p.First <= Today)
            .Select(p => (Period: p, Day: ReleaseWorker.DayOf(p, page.DaysAfter)))
            .OrderByDescending(p => p.Day).ThenByDescending(p => p.Period.First).Take(MostPeriods)];
    }
}
