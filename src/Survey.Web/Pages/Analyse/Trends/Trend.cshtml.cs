using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>What an address asks of a trend, and the answer.</summary>
public sealed class TrendSelection(SelectionQuery selections, TrendQuery trends, LocalCalendar calendar)
{
    /// <summary>The words of the parameter "by".</summary>
    public static IReadOnlyDictionary<string, TrendGrain> Grains { get; } = new Dictionary<string, TrendGrain>(StringComparer.Ordinal)
    {
        ["day"] = TrendGrain.Day,
        ["week"] = TrendGrain.Week,
        ["month"] = TrendGrain.Month,
        ["quarter"] = TrendGrain.Quarter,
        ["period"] = TrendGrain.Period,
    };

    /// <summary>The grain that an address names, months where it names none; null where there is none of this name.</summary>
    public static TrendGrain? GrainOf(IQueryCollection query) => query["by"].ToString() is not { Length: > 0 } by ? TrendGrain.Month
        : Grains.TryGetValue(by, out var grain) ? grain : null;

    /// <summary>The selection and its series; nulls where the person may not see the unit, a choice is unknown or nothing was asked yet.</summary>
    public async Task<(Unit? Unit, Selection? Selection, TrendSeries? Series)> FindAsync(
        StaffAccess access, string unit, IQueryCollection query, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(access, unit, cancellationToken) is not { } found)
        {
            return (null, null, null);
        }

        if (GrainOf(query) is not { } grain || await selections.OfAsync(found, Choices.From(query), cancellationToken) is not { } selection)
        {
            return (found, null, null);
        }

        var series = await SeriesAsync(selection, grain, cancellationToken);
        // Who names no period sees up to yesterday; where nothing is there yet, up to the last period that has figures.
        foreach (var period in selection.Periods.Where(p => selection.Choices.Period is null && p.Last < calendar.Today).DistinctBy(p => p.Last).Take(2))
        {
            if (series is null || series.Buckets.Any(b => b.Figure is not null))
            {
                break;
            }

            var earlier = selection with { Period = period };
            if (await SeriesAsync(earlier, grain, cancellationToken) is { } before && before.Buckets.Any(b => b.Figure is not null))
            {
                (selection, series) = (earlier, before);
            }
        }

        return (found, selection, series);
    }

    private Task<TrendSeries?> SeriesAsync(Selection selection, TrendGrain grain, CancellationToken cancellationToken)
    {
        var yesterday = calendar.Today.AddDays(-1);
        var last = selection.Period.Last < yesterday ? selection.Period.Last : yesterday;
        return trends.GetAsync(selection.Unit.Code, selection.Questionnaire.Code, selection.Choices.Index, grain,
            TrendRange.Until(last, grain, selection.Period.Code), cancellationToken);
    }
}

/// <summary>The index of one unit over time.</summary>
public sealed class TrendModel(TrendSelection trends) : PageModel
{
    /// <summary>Null, like the series, where nothing has been asked anywhere yet.</summary>
    public Selection? Selection { get; private set; }
    public TrendSeries? Series { get; private set; }

    /// <summary>Codes of the ancestors that the person may open.</summary>
    public IReadOnlySet<string> OpenAncestors { get; private set; } = new HashSet<string>();

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (HttpContext.StaffAccess() is not { } access)
        {
            return Challenge();
        }

        var (found, selection, series) = await trends.FindAsync(access, unit, Request.Query, cancellationToken);
        if (found is null || (series is null && !(selection is null && Choices.From(Request.Query).AreNone && TrendSelection.GrainOf(Request.Query) is not null)))
        {
            return NotFound();
        }

        (Selection, Series) = (selection, series);
        OpenAncestors = series is null ? OpenAncestors : SelectionQuery.Open(access, series.Ancestors);
        return Page();
    }

    /// <summary>The same selection by another grain.</summary>
    public string Address(string by) => Selection is null ? "" : QueryHelpers.AddQueryString(Selection.Address(Selection.Unit.Code, "/trend"), "by", by);

    /// <summary>The picture as a file.</summary>
    public string Picture(string by) => Selection is null ? "" : QueryHelpers.AddQueryString(Selection.Address(Selection.Unit.Code, "/trend/chart.svg"), "by", by);
}

public static class TrendEndpoints
{
    public static void MapTrends(this WebApplication app) => app.MapGroup("/analyse").RequireAuthorization(nameof(Role.Analyst))
        .MapGet("/{unit}/trend/chart.svg", async (string unit, HttpContext http, TrendSelection trends, TrendText text, CancellationToken cancellationToken) =>
            http.StaffAccess() is { } access && await trends.FindAsync(access, unit, http.Request.Query, cancellationToken) is (_, _, { } series)
                ? Results.Text(text.Saved(series), "image/svg+xml", System.Text.Encoding.UTF8)
                : Results.NotFound());
}
