using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
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

    /// <summary>The long table that is shown whole: services or points; null: neither.</summary>
    public string? All => Request.Query["all"].ToString() is var all && all is ("services" or "points") ? all : null;

    public string AddressOfAll(string table) =>
        Selection is null ? "" : $"{QueryHelpers.AddQueryString(Selection.Address(Selection.Unit.Code), "all", table)}#{table}";

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
        OpenAncestors = SelectionQuery.Open(access, report.Ancestors);
        return Page();
    }

    internal static async Task<(Selection Selection, UnitReport? Report)> ReportAsync(ResultsQuery results, Selection selection, CancellationToken cancellationToken)
    {
        var shown = await LastAsync(selection);
        // Where the unit is gone now it is shown as it was.
        return shown.Answer is null && selection.AsOf is not null ? await LastAsync(selection with { AsOf = null }) : shown;

        Task<(Selection Selection, UnitReport? Answer)> LastAsync(Selection wanted) =>
            SelectionQuery.LastWithFiguresAsync(wanted, s => results.GetAsync(s.Query, cancellationToken), r => r);
    }
}
