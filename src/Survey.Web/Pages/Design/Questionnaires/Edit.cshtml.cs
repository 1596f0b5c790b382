using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Drafts;
using Survey.Web.Pages.Design.Questionnaires.Designer;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The designer: list on the left, paper in the middle, properties on the right. Every edit is a form that is posted here.</summary>
[RequestFormLimits(ValueCountLimit = 5_000)]
[RequestSizeLimit(2 * 1024 * 1024)]
public sealed class EditModel(DesignerDesk desk, IStringLocalizer<DesignTexts> texts) : StaffPage, IReadsFormFields
{
    public DesignerView View { get; private set; } = null!;

    public string Unit => desk.Stored.Unit!.NameIn(Language);

    /// <summary>What the last step changed elsewhere.</summary>
    [TempData]
    public string[]? Told { get; set; }

    private DesignerAddress Address => DesignerAddress.Of(Request.Query, desk.Draft);

    /// <summary>Which fields there are depends on what is edited; see <see cref="PostedFields.HasUnread"/>.</summary>
    public bool MayRead(string? handler, string field) => true;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        return await desk.OpenAsync(id, Access, cancellationToken)
            ? await ShowAsync(Selection.Of(Address.At, desk.Draft), v => v with { Asks = Request.Query["ask"] == "delete" }, cancellationToken)
            : NotFound();
    }

    public Task<IActionResult> OnPostHeadAsync(long id, CancellationToken cancellationToken) => EditAsync(id, "head", PropertyActions.Head, cancellationToken);

    public Task<IActionResult> OnPostItemAsync(long id, CancellationToken cancellationToken) => EditAsync(id, "item", PropertyActions.Item, cancellationToken);

    public Task<IActionResult> OnPostSectionAsync(long id, CancellationToken cancellationToken) => EditAsync(id, "section", PropertyActions.Section, cancellationToken);

    public Task<IActionResult> OnPostScaleAsync(long id, CancellationToken cancellationToken) => EditAsync(id, "scale", PropertyActions.Scale, cancellationToken);

    public Task<IActionResult> OnPostIndexAsync(long id, CancellationToken cancellationToken) => EditAsync(id, "index", PropertyActions.Index, cancellationToken);

    public Task<IActionResult> OnPostActAsync(long id, CancellationToken cancellationToken) => EditAsync(id, null, OutlineActions.Read, cancellationToken);

    public Task<IActionResult> OnPostUndoAsync(long id, CancellationToken cancellationToken) => StepAsync(id, desk.UndoAsync, cancellationToken);

    public Task<IActionResult> OnPostRedoAsync(long id, CancellationToken cancellationToken) => StepAsync(id, desk.RedoAsync, cancellationToken);

    private async Task<IActionResult> EditAsync(long id, string? kind, Func<PostedFields, Questionnaire, Selection, DesignerStep?> read, CancellationToken cancellationToken)
    {
        if (!await desk.OpenAsync(id, Access, cancellationToken))
        {
            return NotFound();
        }

        var fields = new PostedFields(Request.Form, desk.Draft.Languages);
        if (!Selection.IsNamed(Address.At, desk.Draft, out var at))
        {
            return await ShowAsync(Selection.Head, v => v with { Clash = desk.ClashOf(fields) }, cancellationToken);
        }

        if ((kind is not null && kind != at.Kind) || read(fields, desk.Draft, at) is not { } step || fields.HasUnread())
        {
            return BadRequest();
        }

        Problems.AddRange(fields.Problems.Select(p => (p.Field, RefusalWords.Of(p.Problem, texts))));
        return Problems.Count > 0
            ? await ShowAsync(at, v => v with { Shown = step.Typed, Codes = step.Codes, Problems = Problems }, cancellationToken)
            : await ResultAsync(await desk.ApplyAsync(fields.Revision, Access.AccountId, step.Edit, cancellationToken), step, at, cancellationToken);
    }

    private async Task<IActionResult> ResultAsync(DraftOutcome outcome, DesignerStep step, Selection at, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case DraftOutcome.Saved saved:
                Told = desk.LossesOf(step, saved);
                return Back(step.Then?.Invoke(step.Result?.Code ?? "") ?? at.ToString());
            case DraftOutcome.Conflict conflict:
                var clash = await desk.ClashAsync(conflict, step, at, cancellationToken);
                return await ShowAsync(clash.IsGone ? Selection.Head : at, v => v with { Shown = clash.IsGone ? desk.Draft : conflict.Mine ?? step.Typed, Clash = clash }, cancellationToken);
            default:
                Problems.AddRange(desk.ProblemsOf(step, ((DraftOutcome.Refused)outcome).Problem));
                return await ShowAsync(at, v => v with { Shown = step.Typed, Codes = step.Codes, Problems = Problems }, cancellationToken);
        }
    }

    private async Task<IActionResult> StepAsync(long id, Func<int, long, CancellationToken, Task<string?>> take, CancellationToken cancellationToken)
    {
        if (!await desk.OpenAsync(id, Access, cancellationToken))
        {
            return NotFound();
        }

        var fields = new PostedFields(Request.Form, desk.Draft.Languages);
        if (fields.HasUnread())
        {
            return BadRequest();
        }

        Told = await take(fields.Revision, Access.AccountId, cancellationToken) is { } refusal ? [refusal] : null;
        return Back(Address.At);
    }

    private async Task<IActionResult> ShowAsync(Selection at, Func<DesignerView, DesignerView> with, CancellationToken cancellationToken)
    {
        var view = with(await desk.ViewAsync(at, Address, Access, cancellationToken));
        // What was typed may have given the selected thing another code: then it is not there under this one.
        View = Selection.IsNamed(at.ToString(), view.Shown, out _) ? view : view with { Shown = desk.Draft };
        return Page();
    }

    private LocalRedirectResult Back(string at) => LocalRedirect($"/design/questionnaires/{desk.Stored.Id}{Address with { At = at }}");
}
