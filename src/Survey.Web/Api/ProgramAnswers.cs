using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Survey.Web.Pages.Admin;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Api;

/// <summary>What every answer below /api has: its headers, its limit, words where there is no answer, and a line in the list of accesses.</summary>
public sealed partial class ProgramAnswers(
    RequestDelegate next, ProgramLimits limits, AccessLog log, IOptionsMonitor<CookieAuthenticationOptions> cookies, ILogger<ProgramAnswers> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!PublicPaths.IsPrograms(http.Request.Path))
        {
            await next(http);
            return;
        }

        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Authorization, Accept-Language";
        var counts = await AnswerAsync(http);
        if (http.Response.StatusCode >= 400 && !http.Response.HasStarted)
        {
            await RefuseAsync(http);
        }

        if (counts)
        {
            log.Note(http);
        }
    }

    /// <returns>Whether the access is written down: what comes in by the thousand, from nobody we know, is not.</returns>
    private async Task<bool> AnswerAsync(HttpContext http)
    {
        // Where staff cookies are for HTTPS alone, so are tokens.
        if (!http.Request.IsHttps && cookies.Get(IdentityConstants.ApplicationScheme).Cookie.SecurePolicy == CookieSecurePolicy.Always)
        {
            http.Refuse(ProgramProblem.PlainHttp);
            return false;
        }

        if (!limits.MayAsk(http))
        {
            http.Refuse(ProgramProblem.TooMany);
            return false;
        }

        await GuardAsync(http);
        if (http.Response.StatusCode != StatusCodes.Status401Unauthorized || ProgramToken.Of(http.Request) is null || limits.MayFail(http))
        {
            return true;
        }

        http.Refuse(ProgramProblem.TooMany);
        return false;
    }

    private async Task GuardAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            http.Refuse(ProgramProblem.BadRequest with { Status = e.StatusCode });
        }
        catch (Exception e) when (RespondEndpoints.IsAway(e) && !http.Response.HasStarted)
        {
            LogFailed(e);
            http.Refuse(ProgramProblem.Away);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            LogFailed(e);
            http.Refuse(ProgramProblem.Failed);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private async Task RefuseAsync(HttpContext http)
    {
        var (problem, parameter) = http.RefusedFor();
        var response = http.Response;
        if (problem.Status is StatusCodes.Status429TooManyRequests)
        {
            response.Headers.RetryAfter = limits.Rest.ToString(CultureInfo.InvariantCulture);
        }
        else if (problem.Status is StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        var language = ProgramProblem.LanguageOf(http.Request);
        var bytes = problem.ToJson(language, parameter);
        response.Headers.ETag = default;
        response.Headers.ContentDisposition = default;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = language;
        response.ContentType = ProgramProblem.MediaType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await response.Body.WriteAsync(bytes, CancellationToken.None);
        }
    }

    [LoggerMessage(LogLevel.Error, "A program's request found no answer.")]
    private partial void LogFailed(Exception error);
}
