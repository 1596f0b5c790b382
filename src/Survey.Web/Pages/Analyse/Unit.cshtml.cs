using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;
using Survey.Web.Pages.Analyse.Comparisons;

namespace Survey.Web.Pages.Analyse;

/// <summary>The results of one unit: the answer, then why, then the tables. The summary page is the same report on one sheet.</summary>
public class UnitModel(SelectionQuery selections, ResultsQuery results, HistoryQuery histories, ExactIntervals exact, OtherWayQuery otherWays) : PageModel
{
    /// <summary>Null, like the report, where nothing has been asked anywhere yet.</summary>
    public Selection? Selection { get; private set; }
    public UnitReport? Report { get; private set; }
    public IReadOnlyList<Service> Services { get; private set; } = [];
    public UnitHistory History { get; private set; } = UnitHistory.None;
    public OtherWays Ways { get; private set; } = new([], [], []);

    /// <summary>The index under the method, factor rule or weights that the address names; null: none.</summary>
    public OtherWay? Other { get; private set; }

    /// <summary>Codes of the ancestors that the person may open.</summary>
    public IReadOnlySet<string> OpenAncestors { get; private set; } = new HashSet<string>();

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

        History = await histories.OfAsync(access, found, cancellationToken);
        (selection, var report) = await ReportAsync(results, histories.Apply(selection, History), cancellationToken);
        if (report is null)
        {
            return NotFound();
        }

        (Selection, Report) = (selection, await exact.ApplyAsync(report, cancellationToken));
        (Ways, Other, var known) = await otherWays.OfAsync(selection, Report, cancellationToken);
        if (!known)
        {
            return NotFound();
        }

        Services = await selections.ServicesAsync(found, cancellationToken);
        OpenAncestors = Open(access, report);
        return Page();
    }

    // Who names no period sees the running one; where nothing of it is released yet, the last one that has figures.
    internal static async Task<(Selection Selection, UnitReport? Report)> ReportAsync(ResultsQuery results, Selection selection, CancellationToken cancellationToken)
    {
        var report = await results.GetAsync(selection.Query, cancellationToken);
        if (report is null && selection.AsOf is not null)
        {
            // The unit is gone now; it is shown as it was.
            selection = selection with { AsOf = null };
            report = await results.GetAsync(selection.Query, cancellationToken);
        }

        var tried = (Selection: selection, Report: report);
        for (var i = 0; i < 4 && selection.Choices.Period is null && tried.Report is { Overall.Figure: null, Before: { } before }; i++)
        {
            tried.Selection = tried.Selection with { Period = before };
            tried.Report = await results.GetAsync(tried.Selection.Query, cancellationToken);
        }

        return tried.Report?.Overall.Figure is null ? (selection, report) : tried;
    }

    internal static HashSet<string> Open(StaffAccess access, UnitReport report)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        var path = "";
        foreach (var ancestor in report.Ancestors)
        {
            path += ancestor.Code + "/";
            if (access.May(Role.Analyst, path))
            {
                open.Add(ancestor.Code);
            }
        }

        return open;
    }
}
