using Microsoft.Extensions.Primitives;

namespace Survey.Web.Pages.Respond;

/// <summary>Sends a finished page with the headers that every citizen's page has.</summary>
internal static class PageWriter
{
    public static async Task WriteAsync(HttpContext context, CitizenPage page, LocalCalendar calendar)
    {
        var response = context.Response;
        Headers(context, page.Policy);
        response.StatusCode = page.Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.Vary = "Accept-Encoding";
        if (TakesGzip(context.Request.Headers.AcceptEncoding))
        {
            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = page.Document.GzipLength;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                WriteGzip(response, page.Document, calendar.Today);
                await response.BodyWriter.FlushAsync(context.RequestAborted);
            }

            return;
        }

        var key = new byte[FormKey.Length];
        FormKey.Write(key, calendar.Today);
        var plain = page.Document.Plain(key);
        response.ContentLength = plain.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(plain, context.RequestAborted);
        }
    }

    public static void Headers(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    private static void WriteGzip(HttpResponse response, CompiledDocument document, DateOnly today)
    {
        Span<byte> key = stackalloc byte[FormKey.Length];
        FormKey.Write(key, today);
        document.WriteGzip(response.BodyWriter, key);
    }

    private static bool TakesGzip(StringValues header)
    {
        foreach (var value in header)
        {
            foreach (var range in (value ?? "").AsSpan().Split(','))
            {
                var coding = value.AsSpan()[range].Trim();
                if (coding.StartsWith("gzip", StringComparison.OrdinalIgnoreCase))
                {
                    var rest = coding[4..].Trim();
                    return rest.IsEmpty || (rest[0] == ';' && !IsZero(rest[1..]));
                }
            }
        }

        return false;
    }

    // ";q=0", ";q=0.0" …: refused.
    private static bool IsZero(ReadOnlySpan<char> parameters)
    {
        var q = parameters.Trim();
        return q.StartsWith("q=0", StringComparison.OrdinalIgnoreCase) && !q[3..].ContainsAnyInRange('1', '9');
    }
}
