using System.Globalization;
using System.Threading.RateLimiting;
using Survey.Web.Pages.Admin;

namespace Survey.Web.Pages.Respond;

/// <summary>What an address is told that sends more than it may. A filled form comes back to its sender.</summary>
public sealed partial class CrowdedReply(CitizenPages pages, AnswerEndpoint answers, ContactEndpoint contact, LocalCalendar calendar, ILogger<CrowdedReply> logger)
{
    private long _notedMinute;

    public async Task AnswerAsync(HttpContext context, RateLimitLease refusal)
    {
        var wait = refusal.TryGetMetadata(MetadataName.RetryAfter, out var rest) ? rest : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        Note();
        if (!PublicPaths.IsForm(context.Request.Path) && !PublicPaths.IsResults(context.Request.Path))
        {
            // Staff read the page that goes with the status.
            return;
        }

        var reply = new Reply(context, calendar);
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.RouteValues.ContainsKey("code") && !reply.IsJson && !AddressLimiter.IsFarOver(refusal))
        {
            await (PublicPaths.IsContact(context.Request.Path) ? contact.ReturnAsync(context) : answers.ReturnAsync(context));
            return;
        }

        // The page's script keeps the sheet and sends it again by itself.
        await reply.PageAsync("busy", await pages.NoticeAsync(PageSort.Crowded, null, PageRequest.Of(context.Request).Language));
    }

    // Once a minute, and without the address.
    private void Note()
    {
        var minute = calendar.UtcNow.Ticks / TimeSpan.TicksPerMinute;
        if (Interlocked.Exchange(ref _notedMinute, minute) != minute)
        {
            LogRefused();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Requests were refused: one address sent more than Survey:LimitsPerMinute allows. Where a proxy stands in front of the program, Survey:KnownProxies must name it, or all visitors count as one.")]
    private partial void LogRefused();
}
