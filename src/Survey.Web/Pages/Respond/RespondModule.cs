namespace Survey.Web.Pages.Respond;

/// <summary>The citizen's part of the application.</summary>
public static class RespondModule
{
    public static IServiceCollection AddRespond(this IServiceCollection services) => services;

    public static void MapRespond(this WebApplication app)
    {
    }
}
