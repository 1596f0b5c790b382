using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Survey.Web.Pages.Admin;

namespace Survey.Web.Pages.Shared;

/// <summary>What every page of a signed-in person has at hand.</summary>
public abstract class StaffPage : PageModel
{
    /// <summary>What is wrong with the form, by field name; "" for the whole form.</summary>
    public List<(string Field, string Words)> Problems { get; } = [];

    public StaffAccess Access => HttpContext.StaffAccess() ?? throw new InvalidOperationException("The page is open to signed-in people only.");

    public string Language => HttpContext.StaffLanguage();

    /// <summary>A sentence that the next page shows once.</summary>
    protected void Notice(string words) => TempData["Notice"] = words;

    protected bool Keep(ValidationResult result)
    {
        Problems.AddRange(result.Errors.Select(e => (e.PropertyName, e.ErrorMessage)));
        return Problems.Count == 0;
    }

    protected void Problem(string field, string words) => Problems.Add((field, words));

    public bool IsWrong(string field) => Problems.Exists(p => p.Field == field);
}
