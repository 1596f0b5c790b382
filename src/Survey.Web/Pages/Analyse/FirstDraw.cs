using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// Draws the province's results once into nothing before the program listens: what is slow the first time (compiling
/// queries and pages, reading the tallies) is then behind it, and no analyst waits a second for it after a restart.
/// </summary>
public sealed partial class FirstDraw(IServiceScopeFactory scopes, ILogger<FirstDraw> logger)
{
    private const string Page = "analyse/{unit}";

    // A start must not hang on a slow database: citizens are waiting, too.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task TryAsync(IEndpointRouteBuilder routes, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            // On another thread, so that patience ends even where a driver does not yield.
            await Task.Run(() => DrawAsync(routes, limit.Token), limit.Token).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            Failed(logger, e);
        }
    }

    private async Task DrawAsync(IEndpointRouteBuilder routes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var root = await scope.ServiceProvider.GetRequiredService<SurveyDbContext>().Units.AsNoTracking()
            .Where(u => u.ParentId == null).OrderBy(u => u.Path).FirstOrDefaultAsync(cancellationToken);
        var endpoint = routes.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().FirstOrDefault(e => e.RoutePattern.RawText == Page);
        if (root is null || endpoint?.RequestDelegate is not { } draw)
        {
            return;
        }

        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
        http.Request.Method = HttpMethods.Get;
        http.Request.Scheme = Uri.UriSchemeHttp;
        http.Request.Host = new HostString("localhost");
        http.Request.Path = $"/analyse/{root.Code}";
        http.Request.RouteValues = new RouteValueDictionary(endpoint.RoutePattern.RequiredValues) { ["unit"] = root.Code };
        http.Items[typeof(StaffAccess)] = new StaffAccess { AccountId = 0, DisplayName = "", Language = "vi", Grants = [(Role.Analyst, root.Path)] };
        http.SetEndpoint(endpoint);
        http.Response.Body = Stream.Null;
        await draw(http);
    }

    [LoggerMessage(LogLevel.Warning, "The results could not be drawn ahead of the first visitor.")]
    private static partial void Failed(ILogger logger, Exception error);
}
