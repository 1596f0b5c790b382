namespace Survey.Web.Pages.Analyse;

/// <summary>The analyst's part of the application.</summary>
public static class AnalyseModule
{
    public static IServiceCollection AddAnalyse(this IServiceCollection services) => services;

    public static void MapAnalyse(this WebApplication app)
    {
    }
}
