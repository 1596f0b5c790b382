using Microsoft.AspNetCore.Mvc;
using Survey.Web.Pages.Analyse.Plans;
using Survey.Web.Pages.Analyse.Reports.Papers;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>The papers as pages that print on A4, with the figures of this moment.</summary>
public sealed class PrintModel(SelectionQuery selections, PlanDesk plans, ReportRecordQuery records, Headlines headlines, ReportText texts) : StaffPage
{
    public Paper Paper { get; private set; } = null!;
    public Selection Selection { get; private set; } = null!;

    /// <summary>result, plan or distribution.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Of a period that lies ahead there are plans only.</summary>
    public bool HasBegun { get; private set; }

    public async Task<IActionResult> OnGetAsync(string unit, string? paper, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, unit, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        var choices = Choices.From(Request.Query);
        if (await plans.PlaceAsync(found, choices, cancellationToken) is not { } place || await records.FindAsync(place.Selection, cancellationToken) is not { } record)
        {
            return choices.AreNone ? LocalRedirect($"/analyse/{found.Code}/reports") : NotFound();
        }

        HasBegun = record.HasBegun;
        Kind = paper ?? (HasBegun ? "result" : "plan");
        Selection = place.Selection;
        var made = Kind switch
        {
            "plan" => new PlanPapers(record, texts).Survey(),
            "distribution" => new PlanPapers(record, texts).Distribution(),
            "result" when HasBegun => new ResultPaper(record, texts, headlines).Write(),
            _ => null,
        };
        if (made is null)
        {
            return NotFound();
        }

        Paper = made;
        return Page();
    }
}
