using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Responses;

namespace Survey.Web.Pages.Shared;

/// <summary>Two people changed the same thing at the same moment and the page has no words of its own for that: the second is told so.</summary>
public sealed class LostRace : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (IsLost(context.Exception))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status409Conflict);
            context.ExceptionHandled = true;
        }
    }

    // EF wraps what the driver says once or twice.
    public static bool IsLost(Exception? error) =>
        error is not null && (error is DbUpdateConcurrencyException || DatabaseErrors.IsDuplicate(error) || DatabaseErrors.IsDeadlock(error) || IsLost(error.InnerException));
}
