using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>One remedy: what was found, what is done, and what the next periods say.</summary>
public sealed class RemedyModel(SurveyDbContext context, SelectionQuery selections, RemedyQuery remedies, LocalCalendar calendar, ReportText texts) : StaffPage
{
    [BindProperty]
    public RemedyInput Input { get; set; } = new();

    /// <summary>The unit in the address; the remedy is its own or of a unit below it.</summary>
    public Unit Unit { get; private set; } = null!;
    public RemedyRow Row { get; private set; } = null!;
    public string Author { get; private set; } = "";
    public DateOnly Today => calendar.Today;

    public async Task<IActionResult> OnGetAsync(string unit, long id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, id, cancellationToken) is not { } remedy)
        {
            return NotFound();
        }

        Input = RemedyInput.Of(remedy, texts);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string unit, long id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, id, cancellationToken) is not { } remedy)
        {
            return NotFound();
        }

        Problems.AddRange(Input.Problems(calendar.DayOf(remedy.CreatedAt), Row.Now, texts));
        if (Problems.Count > 0 || IsOutrun(remedy, Input.Revision))
        {
            return Page();
        }

        (remedy.Finding, remedy.Action, remedy.Owner, remedy.WantedHundredths) = Input.Clean();
        remedy.DueOn = Input.DueOn!.Value;
        return await DoneAsync(remedy, "remedy_changed", cancellationToken);
    }

    /// <summary>Done, dropped, or open again.</summary>
    public async Task<IActionResult> OnPostStateAsync(string unit, long id, int revision, RemedyState state, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, id, cancellationToken) is not { } remedy)
        {
            return NotFound();
        }

        if (!ModelState.IsValid || !Enum.IsDefined(state))
        {
            return BadRequest();
        }

        if (IsOutrun(remedy, revision))
        {
            Input = RemedyInput.Of(remedy, texts);
            return Page();
        }

        (remedy.State, remedy.EndedOn) = (state, state == RemedyState.Open ? null : Today);
        return await DoneAsync(remedy, state switch { RemedyState.Done => "remedy_done", RemedyState.Dropped => "remedy_dropped", _ => "remedy_reopened" }, cancellationToken);
    }

    // Whoever saved meanwhile is not overwritten; what was typed stays in the form and is saved by saving again.
    private bool IsOutrun(Remedy remedy, int revision)
    {
        if (revision == remedy.Revision)
        {
            return false;
        }

        Problem("", texts["Có người vừa sửa việc này: {0}; làm: {1}; hạn {2}; {3}. Xem lại rồi lưu lần nữa.", remedy.Action, remedy.Owner, texts.Day(remedy.DueOn), texts.State(remedy.State)]);
        Input = Input with { Revision = remedy.Revision };
        return true;
    }

    private async Task<IActionResult> DoneAsync(Remedy remedy, string action, CancellationToken cancellationToken)
    {
        remedy.Revision++;
        context.Audit(calendar, Access.AccountId, action, $"{Row.Unit.Code}: {remedy.Action}");
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã lưu."]);
        return LocalRedirect($"/analyse/{Unit.Code}/remedies/{remedy.Id}");
    }

    private async Task<Remedy?> LoadAsync(string code, long id, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, code, cancellationToken) is not { } unit
            || await context.RemediesOf(unit).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } remedy)
        {
            return null;
        }

        Unit = unit;
        Row = (await remedies.RowsAsync([remedy], cancellationToken)).Single();
        Author = await context.Users.Where(a => a.Id == remedy.CreatedBy).Select(a => a.DisplayName).FirstOrDefaultAsync(cancellationToken) ?? ReportText.Nothing;
        return remedy;
    }
}
