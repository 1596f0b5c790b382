namespace Survey.Web.Data.Tallies;

/// <summary>Folding responses into tallies.</summary>
public static class TallyModule
{
    public static IServiceCollection AddTallies(this IServiceCollection services) => services
        .AddSingleton<PublishedVersions>()
        .AddSingleton<TallyStore>()
        .AddSingleton<FoldWorker>()
        .AddHostedService(s => s.GetRequiredService<FoldWorker>());
}
