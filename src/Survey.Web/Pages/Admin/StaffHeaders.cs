namespace Survey.Web.Pages.Admin;

/// <summary>Security headers. Citizens' pages carry a policy of their own (inline CSS and JS by hash).</summary>
public static class StaffHeaders
{
    public static void UseStaffHeaders(this WebApplication app)
    {
        var staff = Staff();
        // The designer and the preview hold the citizen's document in a frame, and the designer the paper form.
        var designer = Staff(holdsFrame: true);
        var paper = Staff(standsInFrame: true);
        var citizens = Common();
        app.UseWhen(http => !IsCitizensDocument(http.Request.Path) && !HoldsFrame(http.Request.Path) && !IsPaper(http.Request.Path), branch => branch.UseSecurityHeaders(staff));
        app.UseWhen(http => HoldsFrame(http.Request.Path), branch => branch.UseSecurityHeaders(designer));
        app.UseWhen(http => IsPaper(http.Request.Path), branch => branch.UseSecurityHeaders(paper));
        app.UseWhen(http => IsCitizensDocument(http.Request.Path), branch => branch.UseSecurityHeaders(citizens));
        app.UseWhen(http => !PublicPaths.Holds(http.Request.Path), branch => branch.Use(NoStore));
    }

    private static HeaderPolicyCollection Staff(bool holdsFrame = false, bool standsInFrame = false) => (standsInFrame ? Common().AddFrameOptionsSameOrigin() : Common().AddFrameOptionsDeny())
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().WithNonce();
            csp.AddStyleSrc().Self().WithNonce();
            csp.AddImgSrc().Self().Data();
            csp.AddFontSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddManifestSrc().Self();
            csp.AddFormAction().Self();
            csp.AddObjectSrc().None();
            csp.AddBaseUri().None();
            if (standsInFrame)
            {
                csp.AddFrameAncestors().Self();
            }
            else
            {
                csp.AddFrameAncestors().None();
            }

            if (holdsFrame)
            {
                csp.AddFrameSrc().Self();
            }
        });

    // The sheet and the preview of what is published are citizens' documents and set their policy themselves.
    private static bool IsCitizensDocument(PathString path) => PublicPaths.Holds(path)
        || (path.StartsWithSegments("/analyse") && path.Value!.EndsWith("/publish/preview", StringComparison.OrdinalIgnoreCase)) || (IsQuestionnaire(path, out var rest) && rest.Equals("/sheet", StringComparison.OrdinalIgnoreCase));

    private static bool HoldsFrame(PathString path) => IsQuestionnaire(path, out var rest) && (rest.Length == 0 || rest.Equals("/preview", StringComparison.OrdinalIgnoreCase));

    private static bool IsPaper(PathString path) => IsQuestionnaire(path, out var rest) && rest.Equals("/paper", StringComparison.OrdinalIgnoreCase);

    // The path of one questionnaire, with what stands behind its number.
    private static bool IsQuestionnaire(PathString path, out string rest)
    {
        rest = "";
        if (!path.StartsWithSegments("/design/questionnaires", out var remaining) || remaining.Value is not { Length: > 1 } one)
        {
            return false;
        }

        var slash = one.IndexOf('/', 1);
        rest = slash < 0 ? "" : one[slash..];
        return one[1..(slash < 0 ? one.Length : slash)].All(char.IsAsciiDigit);
    }

    private static HeaderPolicyCollection Common() => new HeaderPolicyCollection()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(p => p.SameOrigin());

    // What staff see is for them: no shared or disk cache keeps it. Assets are named by their content and set their own.
    private static Task NoStore(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            if (http.Response.Headers.CacheControl.Count == 0)
            {
                http.Response.Headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(http);
    }
}

/// <summary>Refuses unsafe requests that another site's page has sent; browsers say so in Sec-Fetch-Site.</summary>
public sealed class SameSiteOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var method = http.Request.Method;
        var isSafe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        if (isSafe || PublicPaths.Holds(http.Request.Path) || site is "" or "same-origin" or "none")
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
