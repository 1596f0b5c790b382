namespace Survey.Web.Pages.Public;

/// <summary>What everybody may see: results that came out, what was improved, and the page on the wall of the hall.</summary>
public static class PublicModule
{
    public static IServiceCollection AddPublic(this IServiceCollection services) => services
        .AddSingleton<ReleaseMaker>().AddSingleton<ReleaseDrift>()
        .AddSingleton<ReleaseWorker>().AddHostedService(s => s.GetRequiredService<ReleaseWorker>())
        .AddSingleton<PublicDesk>().AddSingleton<PublicPages>().AddSingleton<PublicEndpoints>();

    public static void MapPublic(this WebApplication app)
    {
        string[] read = [HttpMethods.Get, HttpMethods.Head];
        var endpoints = app.Services.GetRequiredService<PublicEndpoints>();
        app.MapMethods("/public", read, (RequestDelegate)endpoints.GetListAsync).AllowAnonymous();
        app.MapMethods("/public/{unit}", read, (RequestDelegate)endpoints.GetUnitAsync).AllowAnonymous();
        app.MapMethods("/public/{unit}/{period}.json", read, (RequestDelegate)endpoints.GetJsonAsync).AllowAnonymous();
        app.MapMethods("/public/{unit}/{period}.csv", read, (RequestDelegate)endpoints.GetCsvAsync).AllowAnonymous();
        app.MapMethods("/wall/{unit}", read, (RequestDelegate)endpoints.GetWallAsync).AllowAnonymous();
    }
}
