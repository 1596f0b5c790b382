using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Survey.Web.Pages.Shared;

/// <summary>
/// Says 413 of a form that announces more than its page takes. It stands between the filter that sets the page's limit and
/// the one that looks for the antiforgery token, which would read the form and call what it cannot read invalid.
/// </summary>
public sealed class TooLarge : IAuthorizationFilter, IOrderedFilter
{
    public int Order => 950;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var limit = context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        // The page that tells of it answers the same request once more.
        if (context.HttpContext.Request.ContentLength > limit && context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
    }
}
