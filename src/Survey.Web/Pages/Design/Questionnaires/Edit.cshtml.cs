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
    private const string ToldKey = "DesignerTold";

    public DesignerView View { get; private set; } = null!;

    public string Unit => desk.Stored.Unit!.NameIn(Language);

    /// <summary>What the last step changed elsewhere.</summary>
    public IReadOnlyList<string> Told { get; private set; } = [];

    private string At => Request.Query["at"].ToString();

    /// <summary>Which fields there are depends on what is edited; see <see cref="PostedFields.HasUnread"/>.</summary>
    public bool MayRead(string? handler, string field) => true;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!await desk.OpenAsync(id, Access, cancellationToken))
        {
            return NotFound();
        }

        Told = TempData[ToldKey] as string[] ?? [];
        return await ShowAsync(Selection.Of(At, desk.Draft), v => v with { Asks = Request.Query["ask"] == "delete" }, cancellationToken);
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
        if (!Selection.IsNamed(At, desk.Draft, out var at))
        {
            return await ShowAsync(Selection.Head, v => v with { Clash = desk.ClashOf(fields) }, cancellationToken);
        }

        var revision = fields.Revision();
        if ((kind is not null && kind != at.Kind) || read(fields, desk.Draft, at) is not { } step || fields.HasUnread())
        {
            return BadRequest();
        }

        Problems.AddRange(fields.Problems.Select(p => (p.Field, RefusalWords.Of(p.Problem, texts))));
        if (Problems.Count > 0)
        {
            return await ShowAsync(at, v => v with { Shown = step.Typed, Problems = Problems }, cancellationToken);
        }

        switch (await desk.ApplyAsync(revision, Access.AccountId, step.Edit, cancellationToken))
        {
            case DraftOutcome.Saved:
                Tell(desk.LossesOf(step));
                return Back(step.Then?.Invoke(step.Result?.Code ?? "") ?? at.ToString());
            case DraftOutcome.Refused refused:
                Problem("", desk.WordsOf(refused.Problem));
                return await ShowAsync(at, v => v with { Shown = step.Typed, Problems = Problems }, cancellationToken);
            case DraftOutcome.Conflict conflict:
                var clash = await desk.ClashAsync(conflict, step, at, cancellationToken);
                return await ShowAsync(clash.IsGone ? Selection.Head : at, v => v with { Shown = clash.IsGone ? desk.Draft : conflict.Mine ?? step.Typed, Clash = clash }, cancellationToken);
            default:
                throw new InvalidOperationException("An edit has one of three outcomes.");
        }
    }

    private async Task<IActionResult> StepAsync(long id, Func<int, long, CancellationToken, Task<string?>> take, CancellationToken cancellationToken)
    {
        if (!await desk.OpenAsync(id, Access, cancellationToken))
        {
            return NotFound();
        }

        var fields = new PostedFields(Request.Form, desk.Draft.Languages);
        var revision = fields.Revision();
        if (fields.HasUnread())
        {
            return BadRequest();
        }

        Tell(await take(revision, Access.AccountId, cancellationToken) is { } refusal ? [refusal] : []);
        return Back(At);
    }

    private void Tell(IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            TempData[ToldKey] = words.Take(12).ToArray();
        }
    }

    private async Task<IActionResult> ShowAsync(Selection at, Func<DesignerView, DesignerView> with, CancellationToken cancellationToken)
    {
        var view = with(await desk.ViewAsync(at, Access, Request.Query["lang"].ToString(), Request.Query["frame"].ToString(), cancellationToken));
        // What was typed may have given the selected thing another code: then it is not there under this one.
        View = Selection.IsNamed(at.ToString(), view.Shown, out _) ? view : view with { Shown = desk.Draft };
        return Page();
    }

    private LocalRedirectResult Back(string at) => LocalRedirect($"/design/questionnaires/{desk.Stored.Id}{desk.LinkTo(at, Request.Query["lang"].ToString(), Request.Query["frame"].ToString())}");
}
