using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>The sample plan of a unit and a period: proposed, changed by hand, fixed, and followed while the fieldwork runs.</summary>
[RequestFormLimits(ValueCountLimit = 4 * StratumQuery.MostLines)]
public sealed class PlanModel(SurveyDbContext database, SelectionQuery selections, PlanDesk desk, PlanLinesForm form, PlanWorkbook workbook, ReportText texts)
    : StaffPage, IReadsFormFields
{
    [BindProperty(Name = "Input")]
    public PlanInput Input { get; set; } = new();

    /// <summary>Null where nothing has been asked anywhere yet.</summary>
    public PlanPlace? Place { get; private set; }
    public SamplePlan? Plan { get; private set; }
    public PlanProgress? Progress { get; private set; }
    public PlanTerms? Terms { get; private set; }
    public IReadOnlyList<PlanLine> Lines { get; private set; } = [];

    /// <summary>Where the transactions of the rows come from, when they were just taken from the database.</summary>
    public StartLines? Start { get; private set; }

    /// <summary>Fields of rows whose number could not be read, as typed.</summary>
    public IReadOnlyDictionary<string, string> Wrong { get; private set; } = new Dictionary<string, string>();

    public long Population => Lines.Sum(l => l.Population);
    public long Planned => Lines.Sum(l => (long)l.Planned);

    public bool MayRead(string? handler, string field) => PlanLinesForm.IsRow(field);

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        if (Plan is not null)
        {
            Input = new PlanInput
            {
                Method = Plan.OlderMethod ? "older" : "margin",
                Margin = texts.Number(Plan.Margin / 100m, "0.##"),
                Least = $"{Plan.Least}",
                Strata = Plan.Quotas.TrueForAll(q => q.ServiceId == 0) ? "unit" : "service",
                Note = Plan.Note,
                Revision = Plan.Revision,
            };
            (Terms, Lines) = (PlanTerms.From(Input, texts, Problem), await desk.LinesOfAsync(Place!, Plan, cancellationToken));
            Progress = await desk.ProgressAsync(Place!, Lines, cancellationToken);
        }
        else
        {
            await StartAsync(cancellationToken);
        }

        return Page();
    }

    /// <summary>Reckons again from what is typed; nothing is kept.</summary>
    public async Task<IActionResult> OnPostProposeAsync(string unit, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        if (Input.Drawn != Input.Strata)
        {
            await StartAsync(cancellationToken);
        }
        else if (!await ReadAsync(cancellationToken))
        {
            return BadRequest();
        }
        else if (Terms is not null && Wrong.Count == 0)
        {
            Lines = Terms.Propose(Lines);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string unit, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        if (!await ReadAsync(cancellationToken))
        {
            return BadRequest();
        }

        if (Input.Drawn != Input.Strata)
        {
            Problem("Strata", texts["Cách chia đã đổi: bấm “Tính lại” trước khi chốt."]);
        }

        if ((Plan?.Revision ?? -1) != Input.Revision)
        {
            Problem("", texts["Người khác vừa sửa kế hoạch này. Hãy tải lại trang để xem số của họ rồi sửa lại."]);
        }

        return Problems.Count > 0 ? Page() : await SaveAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostDeleteAsync(string unit, int revision, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        if (Plan is null || Plan.Revision != revision || !ModelState.IsValid)
        {
            return StatusCode(StatusCodes.Status409Conflict);
        }

        await desk.DeleteAsync(Place!, Plan, Access.AccountId, cancellationToken);
        Notice(texts["Đã bỏ kế hoạch mẫu."]);
        return LocalRedirect(Address);
    }

    public async Task<IActionResult> OnGetDownloadAsync(string unit, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        if (Plan is null)
        {
            return NotFound();
        }

        Lines = await desk.LinesOfAsync(Place!, Plan, cancellationToken);
        var progress = await desk.ProgressAsync(Place!, Lines, cancellationToken);
        var name = $"plan-{Place!.Unit.Code}-{Place.Period.Code}-{Place.Questionnaire.Code}.xlsx";
        await desk.AuditDownloadAsync(name, Access.AccountId, cancellationToken);
        return File(workbook.Write(Place, Plan, progress), PlanWorkbook.ContentType, name);
    }

    public string Address => Place!.Selection.Address(Place.Unit.Code, "/plan");

    private async Task<IActionResult?> LoadAsync(string code, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, code, cancellationToken) is not { } unit)
        {
            return NotFound();
        }

        var choices = Choices.From(Request.Query);
        Place = await desk.PlaceAsync(unit, choices, cancellationToken);
        if (Place is null)
        {
            return choices.AreNone && HttpMethods.IsGet(Request.Method) ? Page() : NotFound();
        }

        Plan = await desk.FindAsync(Place, cancellationToken);
        return null;
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        Start = await desk.StartAsync(Place!, Input.ByService, cancellationToken);
        Input = Start.TooMany ? Input with { Strata = "unit" } : Input;
        Terms = PlanTerms.From(Input, texts, Problem);
        Lines = Terms?.Propose(Start.Lines) ?? Start.Lines;
    }

    // False where a row's unit or service is none of this plan's.
    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        Terms = PlanTerms.From(Input, texts, Problem);
        if ((Input.Note ?? "").Length > SamplePlan.NoteLength)
        {
            Problem("Note", texts["Ghi chú dài quá {0} ký tự.", SamplePlan.NoteLength]);
        }

        if (await form.ReadAsync(Place!.Unit, Request.Form, cancellationToken) is not { } read)
        {
            return false;
        }

        (Lines, Wrong) = (read.Lines, read.Wrong);
        foreach (var field in Wrong.Keys.Take(10))
        {
            Problem(field, texts["“{0}” không phải là số nguyên hợp lệ.", Wrong[field]]);
        }

        return true;
    }

    private async Task<IActionResult> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await desk.SaveAsync(Place!, Plan, Terms!, TypedText.Clean(Input.Note), Lines, Access.AccountId, cancellationToken);
        }
        catch (DbUpdateException error) when (LostRace.IsLost(error))
        {
            database.ChangeTracker.Clear();
            Problem("", texts["Người khác vừa sửa kế hoạch này. Hãy tải lại trang để xem số của họ rồi sửa lại."]);
            return Page();
        }

        Notice(texts["Đã chốt kế hoạch: {0} phiếu.", texts.Count(Planned)]);
        return LocalRedirect(Address);
    }
}
