namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>The planner's services.</summary>
public static class PlansModule
{
    public static IServiceCollection AddPlans(this IServiceCollection services) => services
        .AddScoped<StratumQuery>().AddScoped<PlanDesk>().AddScoped<PlanLinesForm>().AddSingleton<PlanWorkbook>();
}
