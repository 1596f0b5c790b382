using Microsoft.Extensions.DependencyInjection.Extensions;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Data.Tallies;

/// <summary>Folding responses into tallies, and figures out of them.</summary>
public static class TallyModule
{
    public static IServiceCollection AddTallies(this IServiceCollection services)
    {
        services.TryAddScoped<ResultsQuery>();
        return services
            .AddSingleton<PublishedVersions>()
            .AddSingleton<TallyStore>()
            .AddSingleton<ResultsCache>()
            .AddSingleton<FoldWorker>()
            .AddHostedService(s => s.GetRequiredService<FoldWorker>());
    }
}
