using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;
using Survey.Web.Pages.Analyse.Priorities;

namespace Survey.Web.Pages.Analyse;

/// <summary>What a unit should improve first.</summary>
public sealed class PrioritiesModel(SelectionQuery selections, PriorityQuery priorities) : PageModel
{
    /// <summary>Null, like the answer, where nothing has been asked anywhere yet.</summary>
    public Selection? Selection { get; private set; }
    public PriorityAnswer? Answer { get; private set; }

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (HttpContext.StaffAccess() is not { } access)
        {
            return Challenge();
        }

        if (await selections.UnitAsync(access, unit, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        var choices = Choices.From(Request.Query);
        if (await selections.OfAsync(found, choices, cancellationToken) is not { } selection)
        {
            return choices.AreNone ? Page() : NotFound();
        }

        (selection, var answer) = await AnswerAsync(selection, cancellationToken);
        if (answer is null)
        {
            return NotFound();
        }

        (Selection, Answer) = (selection, answer);
        return Page();
    }

    // Who names no period sees the running one; where nothing of it is released yet, the last one that has figures.
    private async Task<(Selection Selection, PriorityAnswer? Answer)> AnswerAsync(Selection selection, CancellationToken cancellationToken)
    {
        var answer = await priorities.GetAsync(selection.Query, cancellationToken);
        var tried = (Selection: selection, Answer: answer);
        for (var i = 0; i < 4 && selection.Choices.Period is null && tried.Answer?.Report is { Overall.Figure: null, Before: { } before }; i++)
        {
            tried.Selection = tried.Selection with { Period = before };
            tried.Answer = await priorities.GetAsync(tried.Selection.Query, cancellationToken);
        }

        return tried.Answer?.Report.Overall.Figure is null ? (selection, answer) : tried;
    }
}
