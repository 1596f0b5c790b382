namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>The services of score sheets.</summary>
public static class ScoresModule
{
    public static IServiceCollection AddScores(this IServiceCollection services) => services
        .AddScoped<ScoreIndices>().AddScoped<ScoreDesk>().AddScoped<SheetWriter>().AddScoped<SheetCompany>().AddSingleton<EvidenceRules>().AddScoped<SchemeDesk>();
}
