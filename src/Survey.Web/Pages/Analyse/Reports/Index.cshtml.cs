using Microsoft.AspNetCore.Mvc;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Mail;
using Survey.Web.Pages.Analyse.Plans;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>What one asks for to get a pack.</summary>
public sealed record PackInput
{
    public string? Language { get; init; }

    /// <summary>E-mail addresses, one a line.</summary>
    public string? Recipients { get; init; }
}

/// <summary>What one asks for to get packs by themselves.</summary>
public sealed record ScheduleInput
{
    public const int MostDays = 60;

    public string? Template { get; init; }
    public int? Days { get; init; }
    public string? Language { get; init; }
    public string? Recipients { get; init; }
}

/// <summary>The packs of a unit: asked for by a click or by schedule.</summary>
public sealed class IndexModel(SelectionQuery selections, PlanDesk plans, ResultsQuery results, PackDesk desk, SurveySettings settings, ReportText texts) : StaffPage
{
    private const int MostRecipients = 20;
    private const int RecipientsLength = 2000;

    [BindProperty(Name = "pack")]
    public PackInput Pack { get; set; } = new();

    [BindProperty(Name = "schedule")]
    public ScheduleInput Schedule { get; set; } = new();

    public Unit Unit { get; private set; } = null!;

    /// <summary>Null where nothing has been asked anywhere yet.</summary>
    public PlanPlace? Place { get; private set; }
    public IReadOnlyList<ReportPack> Packs { get; private set; } = [];
    public IReadOnlyList<PackSchedule> Schedules { get; private set; } = [];
    public IReadOnlyList<(string Template, string Names)> Templates { get; private set; } = [];
    public bool MailIsOn => settings.Mail.IsOn;
    public string Address => Place!.Selection.Address(Unit.Code, "/reports");

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken) => await LoadAsync(unit, cancellationToken) ?? Page();

    /// <summary>Asks for a pack.</summary>
    public async Task<IActionResult> OnPostAsync(string unit, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        var recipients = Recipients(Pack.Recipients, "pack.Recipients");
        CheckLanguage(Pack.Language, "pack.Language");
        if (Problems.Count > 0)
        {
            return Page();
        }

        if (await desk.RequestAsync(Place!.Selection, Pack.Language!, recipients, Access.AccountId, cancellationToken) is not { } pack)
        {
            Problem("", texts["Đã có {0} bộ báo cáo đang chờ. Hãy đợi các bộ ấy xong.", PackDesk.MostWaiting]);
            return Page();
        }

        return LocalRedirect($"/analyse/{Unit.Code}/reports/{pack.Id}");
    }

    public async Task<IActionResult> OnPostScheduleAsync(string unit, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        var recipients = Recipients(Schedule.Recipients, "schedule.Recipients");
        CheckLanguage(Schedule.Language, "schedule.Language");
        if (!Templates.Any(t => t.Template == Schedule.Template))
        {
            Problem("schedule.Template", texts["Hãy chọn bộ kỳ báo cáo."]);
        }

        if (Schedule.Days is not (>= 0 and <= ScheduleInput.MostDays))
        {
            Problem("schedule.Days", texts["Số ngày là số nguyên từ 0 đến {0}.", ScheduleInput.MostDays]);
        }

        if (Problems.Count == 0 && !await desk.ScheduleAsync(Place!.Selection, Schedule, recipients, Access.AccountId, cancellationToken))
        {
            Problem("", texts["Một đơn vị có nhiều nhất {0} lịch.", PackDesk.MostSchedules]);
        }

        return Problems.Count > 0 ? Page() : Saved(texts["Đã đặt lịch lập báo cáo."]);
    }

    public async Task<IActionResult> OnPostUnscheduleAsync(string unit, long id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        return ModelState.IsValid && await desk.UnscheduleAsync(Unit, id, Access.AccountId, cancellationToken) ? Saved(texts["Đã bỏ lịch."]) : NotFound();
    }

    private LocalRedirectResult Saved(string words)
    {
        Notice(words);
        return LocalRedirect(Address);
    }

    private void CheckLanguage(string? language, string field)
    {
        if (language is not ("vi" or "en"))
        {
            Problem(field, texts["Hãy chọn tiếng Việt hoặc tiếng Anh."]);
        }
    }

    private string Recipients(string? typed, string field)
    {
        var addresses = (typed ?? "").Split(['\n', '\r', ',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (addresses.Find(a => !MailAddress.IsRight(a)) is { } wrong)
        {
            Problem(field, texts["“{0}” không phải địa chỉ thư.", wrong.Length > 60 ? wrong[..60] + "…" : wrong]);
        }

        var recipients = string.Join('\n', addresses);
        if (addresses.Count > MostRecipients || recipients.Length > RecipientsLength)
        {
            Problem(field, texts["Nhiều nhất {0} địa chỉ thư.", MostRecipients]);
        }

        return recipients;
    }

    // Who names no period wants to report on the last one that has figures, as the results page shows it.
    private async Task<PlanPlace> WithFiguresAsync(PlanPlace place, CancellationToken cancellationToken)
    {
        var (shown, _) = await SelectionQuery.LastWithFiguresAsync(place.Selection, s => results.GetAsync(s.Query, cancellationToken), r => r);
        return place with { Period = shown.Period, Selection = shown, Tabs = place.Tabs with { Period = shown.Period } };
    }

    private async Task<IActionResult?> LoadAsync(string code, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, code, cancellationToken) is not { } unit)
        {
            return NotFound();
        }

        Unit = unit;
        var choices = Choices.From(Request.Query);
        Place = await plans.PlaceAsync(unit, choices, cancellationToken);
        if (Place is null)
        {
            return choices.AreNone && HttpMethods.IsGet(Request.Method) ? Page() : NotFound();
        }

        Place = await WithFiguresAsync(Place, cancellationToken);
        Packs = await desk.LatestAsync(unit, cancellationToken);
        Schedules = await desk.SchedulesAsync(unit, cancellationToken);
        Templates = await desk.TemplatesAsync(Language, cancellationToken);
        return null;
    }
}
