namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>What stands beside an index: target, earlier periods, peers, other methods and weights, what units were before.</summary>
public static class ComparisonsModule
{
    public static IServiceCollection AddComparisons(this IServiceCollection services) => services
        .AddScoped<PeerQuery>().AddScoped<HistoryQuery>().AddScoped<ExactIntervals>().AddScoped<OtherWayQuery>();
}
