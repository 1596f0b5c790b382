using Survey.Web.Data.Responses;

namespace Survey.Web.Pages.Respond;

/// <summary>The citizen's part of the application.</summary>
public static class RespondModule
{
    public static IServiceCollection AddRespond(this IServiceCollection services) => services
        .AddSingleton<SubmissionQueue>().AddHostedService(s => s.GetRequiredService<SubmissionQueue>())
        .AddSingleton<VisitCounter>().AddHostedService(s => s.GetRequiredService<VisitCounter>());

    public static void MapRespond(this WebApplication app)
    {
    }
}
