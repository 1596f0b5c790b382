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

        if (await priorities.GetAsync(selection.Query, cancellationToken) is not { } answer)
        {
            return NotFound();
        }

        (Selection, Answer) = (selection, answer);
        return Page();
    }
}
