namespace Survey.Web.Commands;

/// <summary>What a balancer or an operator's watchdog asks. Names of failing checks, and nothing else, are told.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", (HttpContext http) => Answer(http, [])).AllowAnonymous();
        app.MapGet("/health/ready", async (HttpContext http, Readiness readiness, CancellationToken cancellationToken) =>
            Answer(http, await readiness.FailingAsync(cancellationToken))).AllowAnonymous();
    }

    private static IResult Answer(HttpContext http, IReadOnlyList<string> failing)
    {
        http.Response.Headers.CacheControl = "no-store";
        return failing.Count == 0
            ? Results.Json(new { status = "ok" })
            : Results.Json(new { status = "not ready", failing }, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
