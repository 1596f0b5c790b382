using Survey.Web.Data.Reports;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>The services of reports and of the packs they go out in.</summary>
public static class ReportsModule
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<ReportRecordQuery>().AddScoped<PackFiles>().AddScoped<ScoreWorkbook>().AddScoped<PackSchedules>().AddScoped<PackDesk>()
        .AddSingleton<PackLetters>().AddSingleton<PdfPrinter>().AddSingleton<PackQueue>()
        .AddSingleton<PackWorker>().AddHostedService(s => s.GetRequiredService<PackWorker>());
}
