namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>The services of remedies.</summary>
public static class RemediesModule
{
    public static IServiceCollection AddRemedies(this IServiceCollection services) => services
        .AddScoped<RemedyQuery>().AddSingleton<RemedyWorkbook>();
}
