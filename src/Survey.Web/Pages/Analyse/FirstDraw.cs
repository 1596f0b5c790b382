using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// Draws the province's results once into nothing before the program listens: what is slow the first time (compiling
/// queries and pages, reading the tallies) is then behind it, and no analyst waits a second for it after a restart.
/// </summary>
public sealed partial class FirstDraw(IServiceScopeFactory scopes, LocalCalendar calendar, ILogger<FirstDraw> logger)
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
        var database = scope.ServiceProvider.GetRequiredService<SurveyDbContext>();
        var root = await database.Units.AsNoTracking().Where(u => u.ParentId == null).OrderBy(u => u.Path).FirstOrDefaultAsync(cancellationToken);
        var endpoint = routes.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().FirstOrDefault(e => e.RoutePattern.RawText == Page);
        if (root is null || endpoint?.RequestDelegate is not { } draw)
        {
            return;
        }

        // What a visitor sees who asks for no period, and the period that reports are being written about.
        var today = calendar.Today;
        var ended = await database.Periods.AsNoTracking().Where(p => p.Last < today)
            .OrderByDescending(p => p.Last).ThenByDescending(p => p.First).Select(p => p.Code).FirstOrDefaultAsync(cancellationToken);
        await draw(Visit(endpoint, root, null, scope.ServiceProvider, cancellationToken));
        if (ended is not null)
        {
            await draw(Visit(endpoint, root, ended, scope.ServiceProvider, cancellationToken));
        }
    }

    private static DefaultHttpContext Visit(RouteEndpoint endpoint, Unit unit, string? period, IServiceProvider services, CancellationToken cancellationToken)
    {
        var http = new DefaultHttpContext { RequestServices = services, RequestAborted = cancellationToken };
        http.Request.Method = HttpMethods.Get;
        http.Request.Scheme = Uri.UriSchemeHttp;
        http.Request.Host = new HostString("localhost");
        http.Request.Path = $"/analyse/{unit.Code}";
        http.Request.QueryString = period is null ? QueryString.Empty : QueryString.Create("period", period);
        http.Request.RouteValues = new RouteValueDictionary(endpoint.RoutePattern.RequiredValues) { ["unit"] = unit.Code };
        http.Items[typeof(StaffAccess)] = new StaffAccess { AccountId = 0, DisplayName = "", Language = "vi", Grants = [(Role.Analyst, unit.Path)] };
        http.SetEndpoint(endpoint);
        http.Response.Body = Stream.Null;
        return http;
    }

    [LoggerMessage(LogLevel.Warning, "The results could not be drawn ahead of the first visitor.")]
    private static partial void Failed(ILogger logger, Exception error);
}
