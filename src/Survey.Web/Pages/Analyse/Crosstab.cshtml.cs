using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;
using Survey.Web.Pages.Analyse.Crosstabs;

namespace Survey.Web.Pages.Analyse;

/// <summary>A unit's responses by two characteristics. What is chosen stands in the address, so that it can be passed on.</summary>
public sealed class CrosstabModel(SelectionQuery selections, CrosstabQuery crosstabs) : PageModel
{
    /// <summary>Null, like the answer, where nothing has been asked anywhere yet.</summary>
    public Selection? Selection { get; private set; }
    public CrosstabAnswer? Answer { get; private set; }

    /// <summary>Whether the address asks for a filter, which a cross-tab does not have.</summary>
    public bool IsFilterLeftOut => Selection is { Choices: { Service: not null } or { Channel: not null } or { Sampling: not null } };

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

        var choice = new CrosstabChoice(One("rows"), One("columns"), One("show"));
        (selection, var answer) = await AnswerAsync(selection, choice, cancellationToken);
        if (answer is null)
        {
            return NotFound();
        }

        (Selection, Answer) = (selection, answer);
        return Page();
    }

    // Who names no period sees the running one; where nothing of it is released yet, the last one that has figures.
    private async Task<(Selection Selection, CrosstabAnswer? Answer)> AnswerAsync(Selection selection, CrosstabChoice choice, CancellationToken cancellationToken)
    {
        var answer = await crosstabs.GetAsync(selection.Query, choice, cancellationToken);
        var tried = (Selection: selection, Answer: answer);
        for (var i = 0; i < 4 && selection.Choices.Period is null && tried.Answer?.Report is { Overall.Figure: null, Before: { } before }; i++)
        {
            tried.Selection = tried.Selection with { Period = before };
            tried.Answer = await crosstabs.GetAsync(tried.Selection.Query, choice, cancellationToken);
        }

        return tried.Answer?.Report.Overall.Figure is null ? (selection, answer) : tried;
    }

    private string? One(string name) => Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
}
