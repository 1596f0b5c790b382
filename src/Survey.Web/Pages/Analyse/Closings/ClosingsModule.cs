using Survey.Web.Data.Closing;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>Periods: their calendar, their closing, and the snapshots that stand for closed ones.</summary>
public static class ClosingsModule
{
    public static IServiceCollection AddClosings(this IServiceCollection services) => services
        .AddSingleton<Signer>().AddSingleton<FrozenStore>()
        .AddScoped<SnapshotMaker>().AddScoped<ClosingFlow>().AddScoped<LateCounts>().AddScoped<PeriodPlanner>()
        .AddSingleton<DueLetters>().AddSingleton<DueWatch>().AddHostedService(s => s.GetRequiredService<DueWatch>());
}
