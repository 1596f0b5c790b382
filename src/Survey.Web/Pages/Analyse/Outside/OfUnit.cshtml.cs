using Microsoft.AspNetCore.Mvc;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Outside;

/// <summary>A unit's published values by year, beside its own index of the year.</summary>
public sealed class OutsideOfUnitModel(SelectionQuery selections, OutsideQuery outside) : StaffPage
{
    public Unit Unit { get; private set; } = null!;

    /// <summary>Null where nothing has been asked anywhere yet.</summary>
    public Selection? Selection { get; private set; }
    public IReadOnlyList<OutsideYear> Years { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, unit, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Unit = found;
        var choices = Choices.From(Request.Query);
        Selection = await selections.OfAsync(found, choices, cancellationToken);
        if (Selection is null && !choices.AreNone)
        {
            return NotFound();
        }

        Years = await outside.YearsAsync(found, Selection, cancellationToken);
        return Page();
    }
}
