using System.Data.Common;
using Survey.Core.Organisation;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Pages.Respond;

/// <summary>GET /r/{code} and its thank-you page. Nothing is written, and a page that is known costs no SQL.</summary>
public sealed partial class RespondEndpoints(RespondCatalogue catalogue, CitizenPages pages, VisitCounter visits, LocalCalendar calendar, ILogger<RespondEndpoints> logger)
{
    public Task GetFormAsync(HttpContext context) => GuardAsync(context, async point =>
        point.MovedTo is { } successor && point.IsRetired(calendar.Today) ? LeadTo(context, point, successor) : await PageForAsync(context, point));

    public Task GetThanksAsync(HttpContext context) =>
        GuardAsync(context, async point => await pages.NoticeAsync(PageSort.Thanks, point, PageRequest.Of(context.Request).Language));

    /// <summary>The point of the address; null (and counted) where the code leads nowhere.</summary>
    internal async ValueTask<RespondPoint?> PointAsync(HttpContext context)
    {
        var point = ShortCode.TryParse(context.Request.RouteValues["code"] as string, out var code) ? await catalogue.FindAsync(code) : null;
        if (point is null)
        {
            visits.Count(VisitCounter.NoPoint, VisitKind.Unknown);
        }

        return point;
    }

    /// <summary>Whether the error means that the database is away.</summary>
    internal static bool IsAway(Exception error) => error is DbException or TimeoutException || error.InnerException is DbException or TimeoutException;

    internal static void NoteAway(HttpContext context) => context.Response.Headers.RetryAfter = "5";

    internal void LogAway(Exception error) => LogDatabaseAway(error);

    // A page that is null was answered otherwise.
    private async Task GuardAsync(HttpContext context, Func<RespondPoint, Task<CitizenPage?>> page)
    {
        var language = PageRequest.Of(context.Request).Language;
        CitizenPage? answer;
        try
        {
            answer = await PointAsync(context) is { } point ? await page(point) : await pages.NoticeAsync(PageSort.Unknown, null, language);
        }
        catch (Exception e) when (IsAway(e))
        {
            LogDatabaseAway(e);
            NoteAway(context);
            answer = await pages.NoticeAsync(PageSort.Busy, null, language);
        }

        if (answer is not null)
        {
            await PageWriter.WriteAsync(context, answer, calendar);
        }
    }

    // The printed code of a counter that moved goes on working: no page to read, no link to press.
    private CitizenPage? LeadTo(HttpContext context, RespondPoint point, string successor)
    {
        visits.Count(point.Id, VisitKind.Retired);
        PageWriter.Headers(context, InlineAssets.Instance.PlainPolicy);
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = CitizenPages.Url(successor, PageRequest.Of(context.Request));
        return null;
    }

    private ValueTask<CitizenPage> PageForAsync(HttpContext context, RespondPoint point)
    {
        var request = PageRequest.Of(context.Request);
        if (point.IsRetired(calendar.Today))
        {
            visits.Count(point.Id, VisitKind.Retired);
            return pages.NoticeAsync(PageSort.Retired, point, request.Language);
        }

        if (point.Open is not { } wave)
        {
            visits.Count(point.Id, VisitKind.Closed);
            return pages.NoticeAsync(point.HadWave ? PageSort.Closed : PageSort.NotYet, point, request.Language);
        }

        return point.Services.Count switch
        {
            0 => pages.FormAsync(point, wave, null, request with { Service = "" }),
            1 => pages.FormAsync(point, wave, point.Services[0], request),
            _ when request.Service == PageRequest.OtherService => pages.FormAsync(point, wave, null, request),
            _ => point.Services.FirstOrDefault(s => s.Code == request.Service) is { } service
                ? pages.FormAsync(point, wave, service, request)
                : pages.PickerAsync(point, wave, request),
        };
    }

    [LoggerMessage(LogLevel.Error, "The database is away; a citizen was asked to come back.")]
    private partial void LogDatabaseAway(Exception error);
}
