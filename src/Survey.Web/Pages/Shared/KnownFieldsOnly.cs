using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Survey.Web.Pages.Shared;

/// <summary>A page that reads fields of the form itself, beside those that are bound to its properties.</summary>
public interface IReadsFormFields
{
    /// <summary>Whether the field may be one of them.</summary>
    /// <param name="handler">The page's handler, such as Revert; null: the one without a name.</param>
    /// <param name="field">The field's name.</param>
    bool MayRead(string? handler, string field);
}

/// <summary>
/// Lets a page's handler run only where the form holds nothing but fields that the page knows, and refuses verbs that the
/// page has no handler for: without one, Razor Pages would draw the page with nothing loaded.
/// </summary>
public sealed class KnownFieldsOnly(IOptions<AntiforgeryOptions> antiforgery) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is ErrorModel)
        {
            return next(); // Whatever was asked ends here once more, with its verb and form.
        }

        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return next();
        }

        context.Result = context.HandlerMethod is null ? new StatusCodeResult(StatusCodes.Status405MethodNotAllowed)
            : IsKnown(request, context) ? null
            : new BadRequestResult();
        return context.Result is null ? next() : Task.CompletedTask;
    }

    // A body that is no form is read by no page; a field named like a part of the address would stand in for it.
    private bool IsKnown(HttpRequest request, PageHandlerExecutingContext context)
    {
        if (!request.HasFormContentType)
        {
            return false;
        }

        return request.Form.Files.All(f => context.ModelState.ContainsKey(f.Name)) && request.Form.Keys.All(field =>
            field == antiforgery.Value.FormFieldName
            || (context.ModelState.TryGetValue(field, out var bound) && bound.AttemptedValue is not null && !context.RouteData.Values.ContainsKey(field))
            || (context.HandlerInstance is IReadsFormFields page && page.MayRead(context.HandlerMethod!.Name, field)));
    }
}
