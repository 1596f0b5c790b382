using Survey.Web.Pages.Analyse.Outside;
using Survey.Web.Pages.Analyse.Ratings;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>Services of the planner, of outside indices and of ratings.</summary>
public static class PlansModule
{
    public static IServiceCollection AddPlans(this IServiceCollection services) => services
        .AddScoped<StratumQuery>().AddScoped<PlanDesk>().AddScoped<PlanLinesForm>().AddSingleton<PlanWorkbook>()
        .AddScoped<OutsideQuery>().AddScoped<RatingDesk>();
}
