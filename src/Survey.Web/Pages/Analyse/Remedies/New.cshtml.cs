using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>A remedy for a finding: the figure found is kept as it is shown now.</summary>
public sealed class NewModel(SurveyDbContext context, SelectionQuery selections, ResultsQuery results, LocalCalendar calendar, ReportText texts) : StaffPage
{
    private const int UsualDays = 30;

    [BindProperty]
    public RemedyInput Input { get; set; } = new();

    public Selection Selection { get; private set; } = null!;
    public UnitReport Report { get; private set; } = null!;
    public IReadOnlyList<RemedyPart> Parts { get; private set; } = [];
    public DateOnly Today => calendar.Today;

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        var asked = Request.Query["part"].ToString();
        if (Parts.FirstOrDefault(p => p.Code == asked) is not { } part)
        {
            return NotFound();
        }

        Input = new RemedyInput { Part = part.Code, Finding = Finding(part), DueOn = Today.AddDays(UsualDays) };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string unit, CancellationToken cancellationToken)
    {
        if (await LoadAsync(unit, cancellationToken) is { } ended)
        {
            return ended;
        }

        var part = Parts.FirstOrDefault(p => p.Code == (Input.Part ?? ""));
        if (part is null)
        {
            Problem("part", texts["Hãy chọn chỉ số cần nâng."]);
        }

        Problems.AddRange(Input.Problems(Today, Report.Overall.Figure, texts));
        if (part is null || Problems.Count > 0)
        {
            return Page();
        }

        var remedy = await AddAsync(part, cancellationToken);
        Notice(texts["Đã đặt việc khắc phục."]);
        return LocalRedirect($"/analyse/{Selection.Unit.Code}/remedies/{remedy.Id}");
    }

    private async Task<Remedy> AddAsync(RemedyPart part, CancellationToken cancellationToken)
    {
        var (finding, action, owner, wanted) = Input.Clean();
        var remedy = new Remedy
        {
            Id = RandomKey.New(),
            UnitId = Selection.Unit.Id,
            QuestionnaireId = await context.Questionnaires.Where(q => q.Code == Selection.Questionnaire.Code).Select(q => q.Id).SingleAsync(cancellationToken),
            IndexCode = Report.Index.Code,
            Part = part.Code,
            PeriodCode = Selection.Period.Code,
            FoundHundredths = part.Figure?.Rounded is { } rounded ? (int)(rounded * 100) : null,
            FoundBase = part.Figure?.Value is null ? null : part.Figure.Base,
            WantedHundredths = wanted,
            Finding = finding,
            Action = action,
            Owner = owner,
            DueOn = Input.DueOn!.Value,
            CreatedBy = Access.AccountId,
            CreatedAt = calendar.UtcNow,
        };
        context.Add(remedy);
        context.Audit(calendar, Access.AccountId, "remedy_added", $"{Selection.Unit.Code}: {action}");
        await context.SaveChangesAsync(cancellationToken);
        return remedy;
    }

    private string Finding(RemedyPart part) => part.Figure?.Value is null ? ""
        : Report.Overall.Figure is { Value: not null } overall && part.Code.Length > 0
            ? texts["{0}: {1}, cả chỉ số {2} ({3}).", part.Name, texts.Index(part.Figure), texts.Index(overall), Report.Period.NameIn(Language)]
            : texts["{0}: {1} ({2}).", part.Name, texts.Index(part.Figure), Report.Period.NameIn(Language)];

    private async Task<IActionResult?> LoadAsync(string code, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, code, cancellationToken) is not { } unit)
        {
            return NotFound();
        }

        var choices = Choices.From(Request.Query) with { Service = null, Channel = null, Sampling = null };
        if (await selections.OfAsync(unit, choices, cancellationToken) is not { } selection)
        {
            return choices.AreNone && HttpMethods.IsGet(Request.Method) ? LocalRedirect($"/analyse/{unit.Code}/remedies") : NotFound();
        }

        if (await results.GetAsync(selection.Query, cancellationToken) is not { } report)
        {
            return NotFound();
        }

        (Selection, Report, Parts) = (selection, report, RemedyParts.Of(report, texts));
        return null;
    }
}
