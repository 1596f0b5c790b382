namespace Survey.Web.Pages.Respond;

/// <summary>Refuses forms that another site's page sent. No cookie is needed for that.</summary>
internal static class RequestOrigin
{
    public static bool IsOwn(HttpRequest request, SurveySettings settings)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none"))
        {
            return false;
        }

        return origin switch
        {
            // Old browsers and plain clients send none.
            "" => true,
            "null" => site == "same-origin",
            _ => IsOwn(origin, request, settings),
        };
    }

    // The scheme is not compared: a proxy in front may have ended TLS.
    private static bool IsOwn(string origin, HttpRequest request, SurveySettings settings) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || (Uri.TryCreate(settings.PublicBaseUrl, UriKind.Absolute, out var own) && string.Equals(uri.Authority, own.Authority, StringComparison.OrdinalIgnoreCase)));
}
