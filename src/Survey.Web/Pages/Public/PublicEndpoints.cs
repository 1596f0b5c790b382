using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Pages.Public;

/// <summary>The addresses that are open to all. Nothing is written and no cookie is set; unknown and switched off are one answer.</summary>
public sealed partial class PublicEndpoints(PublicDesk desk, PublicPages pages, ILogger<PublicEndpoints> logger)
{
    private const string Html = "text/html; charset=utf-8";

    public Task GetListAsync(HttpContext context) => GuardAsync(context, async (language, cancellationToken) =>
        new Sent(await pages.ListAsync(language, cancellationToken), Html));

    public Task GetUnitAsync(HttpContext context) => GuardAsync(context, async (language, cancellationToken) =>
        await FindAsync(context, cancellationToken) is { HasPage: true } unit ? new Sent(await pages.UnitAsync(unit, language, cancellationToken), Html) : null);

    public Task GetWallAsync(HttpContext context) => GuardAsync(context, async (language, cancellationToken) =>
        await FindAsync(context, cancellationToken) is { Page.ShowsWall: true } unit
            ? new Sent(await pages.WallAsync(unit, language, context.Request.Query["theme"].ToString(), cancellationToken), Html) { Policy = PublicAssets.Wall.Policy }
            : null);

    public Task GetJsonAsync(HttpContext context) => GuardAsync(context, async (_, cancellationToken) =>
        await JsonAsync(context, cancellationToken) is { } json ? new Sent(Encoding.UTF8.GetBytes(json), MediaTypeNames.Application.Json) { IsData = true } : null);

    public Task GetCsvAsync(HttpContext context) => GuardAsync(context, async (_, cancellationToken) =>
        await JsonAsync(context, cancellationToken) is { } json
            ? new Sent(await ReleaseCsv.WriteAsync(ReleaseDocument.Parse(json), cancellationToken), "text/csv; charset=utf-8") { IsData = true, FileName = FileName(context) }
            : null);

    /// <summary>Sends a page that no cache keeps.</summary>
    public static async Task SendOnceAsync(HttpContext context, byte[] page)
    {
        Head(context, PublicAssets.Page.Policy, "no-store");
        context.Response.ContentType = Html;
        await WriteAsync(context, page);
    }

    private Task<PublicUnit?> FindAsync(HttpContext context, CancellationToken cancellationToken) =>
        desk.FindAsync(context.Request.RouteValues["unit"] as string, cancellationToken);

    private async Task<string?> JsonAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Request.RouteValues["period"] is string { Length: <= 40 } period
        && await FindAsync(context, cancellationToken) is { Page: { ShowsResults: true } page }
            ? await desk.JsonAsync(page, period, cancellationToken)
            : null;

    // Both codes were found in the database; what else a name could hold does not come back.
    private static string FileName(HttpContext context) =>
        string.Concat($"{context.Request.RouteValues["unit"]}-{context.Request.RouteValues["period"]}".Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) + ".csv";

    private async Task GuardAsync(HttpContext context, Func<string, CancellationToken, Task<Sent?>> answer)
    {
        var language = PublicPages.LanguageOf(context.Request);
        try
        {
            if (await answer(language, context.RequestAborted) is { } sent)
            {
                await SendAsync(context, sent);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await SendOnceAsync(context, await pages.MissingAsync(language));
        }
        catch (Exception e) when (RespondEndpoints.IsAway(e) && !context.Response.HasStarted)
        {
            LogAway(e);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
            await SendOnceAsync(context, await pages.AwayAsync(language));
        }
    }

    private static async Task SendAsync(HttpContext context, Sent sent)
    {
        Head(context, sent.Policy, "public, max-age=300");
        var (request, response) = (context.Request, context.Response);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(sent.Bytes))[..24]}\"");
        response.Headers.ETag = tag.ToString();
        if (sent.IsData)
        {
            response.Headers.AccessControlAllowOrigin = "*";
        }

        if (request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false) || t.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = sent.ContentType;
        if (sent.FileName is { } name)
        {
            response.Headers.ContentDisposition = $"attachment; filename={name}; filename*=UTF-8''{name}";
        }

        await WriteAsync(context, sent.Bytes);
    }

    private static void Head(HttpContext context, string policy, string cache)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = cache;
    }

    private static async Task WriteAsync(HttpContext context, byte[] bytes)
    {
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private sealed record Sent(byte[] Bytes, string ContentType)
    {
        public string Policy { get; init; } = PublicAssets.Page.Policy;
        public bool IsData { get; init; }
        public string? FileName { get; init; }
    }

    [LoggerMessage(LogLevel.Error, "The database is away; a reader was asked to come back.")]
    private partial void LogAway(Exception error);
}
