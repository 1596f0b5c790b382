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

        var choices = Choices.From(Request.Query);
        var (found, selection) = await selections.FindAsync(access, unit, choices, cancellationToken);
        if (found is null || selection is null)
        {
            return found is not null && choices.AreNone ? Page() : NotFound();
        }

        (selection, var answer) = await SelectionQuery.LastWithFiguresAsync(selection, s => priorities.GetAsync(s.Query, cancellationToken), a => a.Report);
        if (answer is null)
        {
            return NotFound();
        }

        (Selection, Answer) = (selection, answer);
        return Page();
    }
}
