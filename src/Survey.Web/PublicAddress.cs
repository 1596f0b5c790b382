using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Survey.Web;

/// <summary>The address that links, posters and QR codes carry: the setting, else where the program listens.
/// Never what the request says of itself.</summary>
public sealed class PublicAddress(SurveySettings settings, IServer server)
{
    public string Base => (settings.PublicBaseUrl.Length > 0 ? settings.PublicBaseUrl : Listening()).TrimEnd('/');

    public string Of(string path) => Base + path;

    private string Listening() => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? SurveySettings.DefaultUrl;
}
