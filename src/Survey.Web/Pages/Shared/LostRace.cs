using System.Data.Common;
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
        if (context.Exception is DbUpdateConcurrencyException
            || (context.Exception is DbUpdateException { InnerException: DbException inner } && DatabaseErrors.IsDuplicate(inner)))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status409Conflict);
            context.ExceptionHandled = true;
        }
    }
}
