using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Survey.Web.Data;

namespace Survey.Web.Pages.Admin;

/// <summary>The staff cookie: what protects it, and what proves on each request that it still holds.</summary>
public static class StaffCookie
{
    /// <summary>A working day; there is no sliding renewal, so a public page never answers with a cookie.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(10);

    /// <summary><c>__Host-</c> and Secure, except on plain HTTP that never leaves this machine.</summary>
    public static void Protect(CookieBuilder cookie, string name, IWebHostEnvironment environment, SurveySettings settings, ApplicationStart start)
    {
        var local = environment.IsDevelopment() || StaysOnThisMachine(settings, start);
        cookie.Name = local ? name : "__Host-" + name;
        cookie.SecurePolicy = local ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }

    /// <summary>
    /// Each request asks the database whether the account still stands and which grants it has:
    /// sign-out, disabling and a withdrawn grant hold at once, on every node.
    /// </summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var access = PublicPaths.Holds(context.Request.Path) ? null : await FindAsync(context);
        if (access is null)
        {
            context.RejectPrincipal();
            return;
        }

        context.HttpContext.Items[typeof(StaffAccess)] = access;
    }

    public static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api") || !HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    public static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static async Task<StaffAccess?> FindAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var claims = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        var stamp = context.Principal?.FindFirstValue(claims.SecurityStampClaimType);
        if (stamp is null || !long.TryParse(context.Principal?.FindFirstValue(claims.UserIdClaimType), CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        var account = await services.GetRequiredService<SurveyDbContext>().Users.AsNoTracking()
            .Where(a => a.Id == id && a.SecurityStamp == stamp && a.DisabledAt == null)
            .Select(a => new { a.DisplayName, a.Language, Grants = a.Grants.Select(g => new { g.Role, g.Unit!.Path }).ToList() })
            .SingleOrDefaultAsync(context.HttpContext.RequestAborted);
        return account is null ? null : new StaffAccess
        {
            AccountId = id,
            DisplayName = account.DisplayName,
            Language = account.Language,
            Grants = [.. account.Grants.Select(g => (g.Role, g.Path))],
        };
    }

    private static bool StaysOnThisMachine(SurveySettings settings, ApplicationStart start) =>
        !settings.PublicBaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        && start.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).All(u =>
            Uri.TryCreate(u, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp
            && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));
}

/// <summary>Addresses of citizens and machines: no staff cookie counts there, and none is set.</summary>
public static class PublicPaths
{
    public static bool Holds(PathString path) => IsForm(path) || IsResults(path) || IsPrograms(path) || path.StartsWithSegments("/health");

    /// <summary>What programs ask with a token of their own.</summary>
    public static bool IsPrograms(PathString path) => path.StartsWithSegments("/api");

    /// <summary>What a unit shows to everybody, or the page on the wall of its hall.</summary>
    public static bool IsResults(PathString path) => path.StartsWithSegments("/public") || path.StartsWithSegments("/wall");

    /// <summary>A counter's form or a test link's, or the page on which a citizen reads a reply.</summary>
    public static bool IsForm(PathString path) => path.StartsWithSegments("/r") || path.StartsWithSegments("/t") || path.StartsWithSegments("/reply");

    /// <summary>The form on which a citizen asks for an answer, and the page on which the answer is read.</summary>
    public static bool IsContact(PathString path) => path.StartsWithSegments("/reply")
        || (path.StartsWithSegments("/r", out var rest) && rest.Value!.TrimEnd('/').EndsWith("/contact", StringComparison.OrdinalIgnoreCase));
}

/// <summary>What the pages ask the request.</summary>
public static class StaffRequest
{
    /// <summary>What the signed-in person may do; null when signed out.</summary>
    public static StaffAccess? StaffAccess(this HttpContext http) => http.Items[typeof(StaffAccess)] as StaffAccess;

    /// <summary>The language of the staff page: the account's; before sign-in the one in the address.</summary>
    public static string StaffLanguage(this HttpContext http) =>
        http.StaffAccess()?.Language ?? (http.Request.Query["lang"] == "en" ? "en" : "vi");
}
