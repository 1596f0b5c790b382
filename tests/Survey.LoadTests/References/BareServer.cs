using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Survey.LoadTests.References;

/// <summary>Kestrel and one delegate: what a request costs here at the least.</summary>
internal static class BareServer
{
    public static WebApplication Create(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.ListenLocalhost(port);
        });
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
