using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Periods;
using Survey.Web.Data;
using Survey.Web.Data.Closing;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>Which set of periods is wanted for which year.</summary>
public sealed class YearInput
{
    public string? Set { get; set; }
    public int? Year { get; set; }
}

public sealed class YearInputValidator : AbstractValidator<YearInput>
{
    public const int First = 2015;
    public const int Last = 2100;

    public YearInputValidator(ReportText texts) =>
        RuleFor(i => i.Year).Must(y => y is >= First and <= Last).OverridePropertyName("year").WithMessage(_ => texts["Hãy ghi năm từ {0} đến {1}.", First, Last]);
}

/// <summary>A set of periods as they come back every year, and the years it is already planned for.</summary>
public sealed record TemplateSet(string Code, bool IsOurs, IReadOnlyList<StoredPeriodTemplate> Rows, IReadOnlyList<int> Years);

/// <summary>The calendars of organisations: the sets in use, those that come with the program, and the years they are planned for.</summary>
public sealed class TemplatesModel(SurveyDbContext context, PeriodPlanner planner, LocalCalendar calendar, ReportText texts) : StaffPage
{
    [BindProperty]
    public YearInput Input { get; set; } = new();

    public IReadOnlyList<TemplateSet> Sets { get; private set; } = [];
    public int NextYear => calendar.Today.Year + 1;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    /// <summary>Adds the periods of a year; those that are there stay as they are.</summary>
    public async Task<IActionResult> OnPostPlanAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Sets.FirstOrDefault(s => s.Code == Input.Set) is not { } set)
        {
            return NotFound();
        }

        if (!Keep(new YearInputValidator(texts).Validate(Input)))
        {
            return Page();
        }

        var (added, problem) = await planner.PlanAsync(set.Rows, Input.Year!.Value, cancellationToken);
        if (problem is not null)
        {
            Problem("", texts["Kỳ {0} của năm {1} kết thúc trước khi bắt đầu. Hãy sửa bộ kỳ rồi nhập lại.", problem, Input.Year.Value]);
            return Page();
        }

        context.Audit(calendar, Access.AccountId, "plan_periods", $"{set.Code} {Input.Year}");
        await context.SaveChangesAsync(cancellationToken);
        Notice(added == 0 ? texts["Năm {0} đã có đủ các kỳ của bộ này.", Input.Year.Value] : texts["Đã thêm {0} kỳ của năm {1}.", added, Input.Year.Value]);
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await context.PeriodTemplates.AsNoTracking().ToListAsync(cancellationToken);
        var years = (await context.Periods.AsNoTracking().Select(p => new { p.Template, p.Year }).Distinct().ToListAsync(cancellationToken)).ToLookup(p => p.Template, p => p.Year);
        var shipped = ShippedTemplates.Read();
        Sets = [.. stored.GroupBy(t => t.Set).Select(g => Of(g.Key, true, g)), .. shipped.GroupBy(t => t.Set).Where(g => stored.TrueForAll(t => t.Set != g.Key)).Select(g => Of(g.Key, false, g))];

        TemplateSet Of(string code, bool isOurs, IEnumerable<StoredPeriodTemplate> rows) =>
            new(code, isOurs, [.. rows.OrderBy(r => (r.ToYear, r.To), Comparer<(int, string)>.Default).ThenBy(r => r.Code, StringComparer.Ordinal)], [.. years[code].Order()]);
    }
}
