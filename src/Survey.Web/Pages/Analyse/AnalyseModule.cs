using Survey.Web.Data.Responses;
using Survey.Web.Pages.Analyse.Alerts;
using Survey.Web.Pages.Analyse.Closings;
using Survey.Web.Pages.Analyse.Comments;
using Survey.Web.Pages.Analyse.Comparisons;
using Survey.Web.Pages.Analyse.Plans;
using Survey.Web.Pages.Analyse.Remedies;
using Survey.Web.Pages.Analyse.Reports;
using Survey.Web.Pages.Analyse.Scores;
using Survey.Web.Pages.Analyse.Trends;

namespace Survey.Web.Pages.Analyse;

/// <summary>The analyst's part of the application.</summary>
public static class AnalyseModule
{
    public static IServiceCollection AddAnalyse(this IServiceCollection services) => services
        .AddPlans().AddComparisons().AddRemedies().AddAlerts().AddScores().AddReports()
        .AddClosings()
        .AddSingleton<ReportText>().AddSingleton<Headlines>().AddSingleton<FirstDraw>()
        .AddScoped<SelectionQuery>().AddScoped<TrendQuery>().AddScoped<TrendSelection>().AddSingleton<TrendText>().AddScoped<UnitTreeQuery>()
        .AddSingleton<CommentBases>().AddScoped<CommentQuery>()
        .AddHostedService<CommentWarmth>()
        .AddSingleton<CommentWords>().AddHostedService(s => s.GetRequiredService<CommentWords>())
        .AddScoped<Crosstabs.CrosstabQuery>().AddScoped<Priorities.PriorityQuery>()
        .AddScoped<Publishing.PublishChoices>()
        .AddSingleton<ExportProgress>().AddScoped<ExportRequest>().AddScoped<QuarterWorkbook>().AddScoped<ServiceTable>().AddScoped<ResponseCsv>().AddScoped<ScoringQuery>().AddScoped<ScoringBytes>();

    public static void MapAnalyse(this WebApplication app)
    {
        app.MapExports();
        app.MapTrends();
        app.MapGet("/analyse/{unit}/publish/preview", Publishing.PublishPreview.GetAsync).RequireAuthorization(nameof(Data.Entities.Role.Officer));
    }
}
