using Survey.Web.Data.Responses;

namespace Survey.Web.Pages.Respond;

/// <summary>The citizen's part of the application.</summary>
public static class RespondModule
{
    public static IServiceCollection AddRespond(this IServiceCollection services) => services
        .AddSingleton<SubmissionQueue>().AddHostedService(s => s.GetRequiredService<SubmissionQueue>())
        .AddSingleton<VisitCounter>().AddHostedService(s => s.GetRequiredService<VisitCounter>())
        .AddSingleton<RespondCatalogue>().AddHostedService(s => s.GetRequiredService<RespondCatalogue>())
        .AddSingleton<KeyPurge>().AddHostedService(s => s.GetRequiredService<KeyPurge>())
        .AddSingleton<TrialPurge>().AddHostedService(s => s.GetRequiredService<TrialPurge>())
        .AddSingleton<ContactPurge>().AddHostedService(s => s.GetRequiredService<ContactPurge>())
        .AddSingleton<RespondPointReader>().AddSingleton<RazorRenderer>().AddSingleton<CitizenPages>()
        .AddSingleton<RespondEndpoints>().AddSingleton<AnswerEndpoint>().AddSingleton<TrialEndpoints>()
        .AddSingleton<ContactEndpoint>().AddSingleton<ReplyEndpoint>()
        .AddSingleton<AddressKey>().AddSingleton<AddressLimiter>().AddSingleton<CrowdedReply>();

    /// <summary>After the proxies' headers, before anything that costs.</summary>
    /// <remarks>Not the framework's middleware: it starts a limiter of its own beside ours, whose timer wakes ten times a second and never ends.</remarks>
    public static void UseRequestLimits(this WebApplication app)
    {
        var limiter = app.Services.GetRequiredService<AddressLimiter>();
        var reply = app.Services.GetRequiredService<CrowdedReply>();
        app.Use(async (context, next) =>
        {
            using var lease = limiter.AttemptAcquire(context);
            if (lease.IsAcquired)
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            await reply.AnswerAsync(context, lease);
        });
    }

    public static void MapRespond(this WebApplication app)
    {
        string[] read = [HttpMethods.Get, HttpMethods.Head];
        var respond = app.Services.GetRequiredService<RespondEndpoints>();
        var answer = app.Services.GetRequiredService<AnswerEndpoint>();
        app.MapMethods("/r/{code}", read, (RequestDelegate)respond.GetFormAsync).AllowAnonymous();
        app.MapMethods("/r/{code}/thanks", read, (RequestDelegate)respond.GetThanksAsync).AllowAnonymous();
        app.MapPost("/r/{code}", (RequestDelegate)answer.PostAsync).AllowAnonymous();

        var contact = app.Services.GetRequiredService<ContactEndpoint>();
        app.MapMethods("/r/{code}/contact", read, (RequestDelegate)contact.GetAsync).AllowAnonymous();
        app.MapPost("/r/{code}/contact", (RequestDelegate)contact.PostAsync).AllowAnonymous();
        var reply = app.Services.GetRequiredService<ReplyEndpoint>();
        app.MapMethods("/reply", read, (RequestDelegate)reply.GetAsync).AllowAnonymous();
        app.MapPost("/reply", (RequestDelegate)reply.PostAsync).AllowAnonymous();

        var trial = app.Services.GetRequiredService<TrialEndpoints>();
        app.MapMethods("/t/{token}", read, (RequestDelegate)trial.GetFormAsync).AllowAnonymous();
        app.MapMethods("/t/{token}/thanks", read, (RequestDelegate)trial.GetThanksAsync).AllowAnonymous();
        app.MapPost("/t/{token}", (RequestDelegate)trial.PostAsync).AllowAnonymous();
    }
}
