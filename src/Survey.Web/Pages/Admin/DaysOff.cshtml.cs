using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Feedback;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin;

/// <summary>The days off of a year and the weekend days worked in their place. They move the due days of the whole tree's feedback,
/// so only the whole tree's administrators enter them.</summary>
public sealed class DaysOffModel(SurveyDbContext context, SurveySettings settings, LocalCalendar calendar, IStringLocalizer<AdminTexts> texts) : StaffPage
{
    public const int TextLength = 8000;
    private const int MostDays = 120;

    [BindProperty]
    public string? Off { get; set; }

    [BindProperty]
    public string? Worked { get; set; }

    public int Year { get; private set; }
    public int ThisYear => calendar.Today.Year;
    public int Days => Math.Clamp(settings.FeedbackWorkingDays, 0, 250);

    /// <summary>When what is received today is due, by the days that are kept.</summary>
    public DateOnly DueOn { get; private set; }

    public async Task<IActionResult> OnGetAsync(int? year, CancellationToken cancellationToken)
    {
        if (!await MayAsync(year, cancellationToken))
        {
            return NotFound();
        }

        var kept = await KeptAsync(cancellationToken);
        (Off, Worked) = (Lines(kept.Where(d => !d.Worked)), Lines(kept.Where(d => d.Worked)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] int? year, CancellationToken cancellationToken)
    {
        if (!await MayAsync(year, cancellationToken))
        {
            return NotFound();
        }

        var (off, worked) = (Read("Off", Off), Read("Worked", Worked));
        foreach (var (day, _) in worked.Where(d => d.Day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
        {
            Problem("Worked", texts["{0} không phải thứ bảy hay chủ nhật.", Shown(day)]);
        }

        foreach (var (day, _) in worked.IntersectBy(off.Select(d => d.Day), d => d.Day))
        {
            Problem("Worked", texts["{0} vừa là ngày nghỉ vừa là ngày làm bù.", Shown(day)]);
        }

        if (Problems.Count > 0)
        {
            return Page();
        }

        await KeepAsync([.. off.Select(d => (d, false)), .. worked.Select(d => (d, true))], cancellationToken);
        Notice(texts["Đã lưu {0} ngày nghỉ và {1} ngày làm bù của năm {2}.", off.Count, worked.Count, Year]);
        return LocalRedirect($"/admin/days-off?year={Year}");
    }

    private async Task KeepAsync(List<(NamedDay Day, bool Worked)> days, CancellationToken cancellationToken)
    {
        var kept = (await KeptAsync(cancellationToken)).ToDictionary(d => d.Day);
        foreach (var (day, worked) in days)
        {
            if (kept.Remove(day.Day, out var known))
            {
                (known.Worked, known.Name) = (worked, day.Name);
            }
            else
            {
                context.Add(new DayOff { Day = day.Day, Worked = worked, Name = day.Name });
            }
        }

        context.RemoveRange(kept.Values);
        context.Audit(calendar, Access.AccountId, "days_off_saved", string.Create(CultureInfo.InvariantCulture, $"{Year}: {days.Count(d => !d.Worked)} + {days.Count(d => d.Worked)}"));
        await context.SaveChangesAsync(cancellationToken);
    }

    private IReadOnlyList<NamedDay> Read(string field, string? text)
    {
        if (text?.Length > TextLength)
        {
            Problem(field, texts["Danh sách quá dài."]);
            return [];
        }

        var (days, problems) = DayLines.Read(TypedText.Clean(text), Year);
        foreach (var (line, problem) in problems)
        {
            Problem(field, problem switch
            {
                DayLineProblem.OtherYear => texts["Dòng {0}: ngày không thuộc năm {1}.", line, Year],
                DayLineProblem.BadRun => texts["Dòng {0}: ngày cuối phải sau ngày đầu và cách không quá một tháng.", line],
                DayLineProblem.Twice => texts["Dòng {0}: ngày đã có ở dòng trên.", line],
                _ => texts["Dòng {0}: hãy bắt đầu bằng một ngày, chẳng hạn 30/4.", line],
            });
        }

        if (days.Count > MostDays || days.Any(d => d.Name.Length > DayOff.NameLength))
        {
            Problem(field, texts["Tối đa {0} ngày, mỗi tên tối đa {1} ký tự.", MostDays, DayOff.NameLength]);
        }

        return days;
    }

    private async Task<bool> MayAsync(int? year, CancellationToken cancellationToken)
    {
        Year = year ?? ThisYear;
        DueOn = (await context.WorkingDaysAsync(calendar.Today, cancellationToken)).After(calendar.Today, Days);
        return Year is >= 2020 and <= 2100 && await AuditModel.MayReadAsync(context, Access, cancellationToken);
    }

    private Task<List<DayOff>> KeptAsync(CancellationToken cancellationToken)
    {
        var (first, last) = (new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));
        return context.DaysOff.Where(d => d.Day >= first && d.Day <= last).ToListAsync(cancellationToken);
    }

    private static string Lines(IEnumerable<DayOff> days) => DayLines.Write(days.Select(d => new NamedDay(d.Day, d.Name)));

    private static string Shown(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
