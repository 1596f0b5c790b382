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

        var choices = Choices.From(Request.Query);
        var (found, selection) = await selections.FindAsync(access, unit, choices, cancellationToken);
        if (found is null || selection is null)
        {
            return found is not null && choices.AreNone ? Page() : NotFound();
        }

        var choice = new CrosstabChoice(One("rows"), One("columns"), One("show"));
        (selection, var answer) = await SelectionQuery.LastWithFiguresAsync(selection, s => crosstabs.GetAsync(s.Query, choice, cancellationToken), a => a.Report);
        if (answer is null)
        {
            return NotFound();
        }

        (Selection, Answer) = (selection, answer);
        return Page();
    }

    private string? One(string name) => Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
}
