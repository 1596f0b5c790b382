using Survey.Web.Data.Mail;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>The services of alerts and of the letters that tell them.</summary>
public static class AlertsModule
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddScoped<AlertQuery>().AddSingleton<AlertLetters>().AddScoped<AddressConfirmation>()
        .AddSingleton<AlertWatch>().AddHostedService(s => s.GetRequiredService<AlertWatch>())
        .AddSingleton<MailWorker>().AddHostedService(s => s.GetRequiredService<MailWorker>());
}
