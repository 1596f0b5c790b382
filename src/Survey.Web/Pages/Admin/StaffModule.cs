using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Survey.Web.Api;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Questionnaires;
using Survey.Web.Pages.Design.Questionnaires.Designer;
using Survey.Web.Pages.Design.Bank;
using Survey.Web.Pages.Design.Waves;
using Survey.Web.Pages.Respond;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin;

/// <summary>Accounts, sign-in and what every staff page shares.</summary>
public static class StaffModule
{
    /// <summary>The policy of pages on which those who approve read what officers write.</summary>
    public const string OfficerOrApprover = "OfficerOrApprover";

    /// <summary>The policy of pages on which citizens' feedback is answered.</summary>
    public const string OfficerOrAnalyst = "OfficerOrAnalyst";
    public const string AnalystOrApprover = "AnalystOrApprover";
    public const string AnalystOrAppraiser = "AnalystOrAppraiser";

    private const string ErrorPage = "/Shared/Error";

    // Every other page below /Design is for officers alone.
    private static readonly string[] ApproversPages =
        ["/Design/Questionnaires/Publish", "/Design/Questionnaires/Preview", "/Design/Questionnaires/Sheet", "/Design/Questionnaires/Check", "/Design/Questionnaires/Compare", "/Design/Questionnaires/Paper"];

    public static IServiceCollection AddStaff(this IServiceCollection services, IWebHostEnvironment environment)
    {
        AddAccounts(services);
        AddCookies(services);
        AddKeys(services);
        AddPages(services);
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
        services.AddHttpContextAccessor();
        services.AddScoped<SetupLinks>().AddScoped<PasswordSignIn>().AddSingleton<PublicAddress>().AddScoped<WaveOpening>().AddScoped<DraftStore>().AddSingleton<BankUses>().AddScoped<ApprovalFlow>()
            .AddScoped<DraftCheck>().AddScoped<DesignerDesk>();
        return services;
    }

    public static void UseStaff(this WebApplication app)
    {
        UseProxies(app);
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseHsts();
        app.UseStaffHeaders();
        app.UseProgramAnswers();
        app.UseRouting();
        app.UseRequestLimits();
        app.Use(RefuseUnknown);
        app.Use(RefusePlainHttp);
        app.UseAuthentication();
        app.UseRequestLocalization();
        app.UseMiddleware<SameSiteOnly>();
        app.UseAuthorization();
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(o =>
            {
                o.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.MinLength,
                    RequiredUniqueChars = 0,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                o.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
            })
            .AddEntityFrameworkStores<SurveyDbContext>()
            .AddPasswordValidator<PasswordRules>()
            .AddErrorDescriber<AccountErrors>()
            .AddSignInManager();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
    }

    private static void AddCookies(IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IWebHostEnvironment, SurveySettings, ApplicationStart>((o, environment, settings, start) =>
            {
                StaffCookie.Protect(o.Cookie, "survey", environment, settings, start);
                o.LoginPath = "/sign-in";
                o.ReturnUrlParameter = "returnUrl";
                o.SlidingExpiration = false;
                o.ExpireTimeSpan = StaffCookie.Lifetime;
                o.Events = new CookieAuthenticationEvents
                {
                    OnValidatePrincipal = StaffCookie.ValidateAsync,
                    OnRedirectToLogin = StaffCookie.AskToSignIn,
                    OnRedirectToAccessDenied = StaffCookie.Refuse,
                };
            });
        services.AddAntiforgery();
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>()
            .Configure<IWebHostEnvironment, SurveySettings, ApplicationStart>((o, environment, settings, start) =>
                StaffCookie.Protect(o.Cookie, "survey-page", environment, settings, start));
        services.AddOptions<CookieTempDataProviderOptions>()
            .Configure<IWebHostEnvironment, SurveySettings, ApplicationStart>((o, environment, settings, start) =>
                StaffCookie.Protect(o.Cookie, "survey-notice", environment, settings, start));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(nameof(Role.Administrator), Holding(Role.Administrator))
            .AddPolicy(nameof(Role.Officer), Holding(Role.Officer))
            .AddPolicy(nameof(Role.Analyst), Holding(Role.Analyst))
            .AddPolicy(nameof(Role.Approver), Holding(Role.Approver))
            .AddPolicy(OfficerOrApprover, Holding(Role.Officer, Role.Approver))
            .AddPolicy(OfficerOrAnalyst, Holding(Role.Officer, Role.Analyst))
            .AddPolicy(AnalystOrApprover, Holding(Role.Analyst, Role.Approver))
            .AddPolicy(AnalystOrAppraiser, Holding(Role.Analyst, Role.Appraiser));
    }

    private static AuthorizationPolicy Holding(params Role[] roles) => new AuthorizationPolicyBuilder()
        .RequireAuthenticatedUser()
        .RequireAssertion(c => c.Resource is HttpContext http && http.StaffAccess() is { } access && roles.Any(access.Has))
        .Build();

    private static void AddKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("survey");
        services.AddSingleton<StoredKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = s.GetRequiredService<StoredKeys>()));
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddLocalization(o => o.ResourcesPath = "Resources");
        services.AddRazorPages(o =>
        {
            // Signing out, the language and the first page are in Admin, too, and are for everyone who is signed in.
            o.Conventions.AuthorizeFolder("/Admin/Accounts", nameof(Role.Administrator));
            o.Conventions.AuthorizePage("/Admin/Audit", nameof(Role.Administrator));
            o.Conventions.AuthorizeFolder("/Admin/Programs", nameof(Role.Administrator));
            o.Conventions.AuthorizePage("/Admin/DaysOff", nameof(Role.Administrator));
            o.Conventions.AuthorizePage("/Admin/Mail", nameof(Role.Administrator));
            o.Conventions.AddFolderApplicationModelConvention("/Design", page => page.EndpointMetadata.Add(new AuthorizeAttribute(
                page.ViewEnginePath == "/Design/Approvals" ? nameof(Role.Approver)
                : ApproversPages.Contains(page.ViewEnginePath) ? OfficerOrApprover
                : nameof(Role.Officer))));
            o.Conventions.AddFolderApplicationModelConvention("/Analyse", page => page.EndpointMetadata.Add(new AuthorizeAttribute(
                page.ViewEnginePath.StartsWith("/Analyse/Publishing/", StringComparison.Ordinal) ? nameof(Role.Officer)
                : page.ViewEnginePath == "/Analyse/Closings/Templates" ? nameof(Role.Administrator)
                : page.ViewEnginePath.StartsWith("/Analyse/Closings/", StringComparison.Ordinal) ? AnalystOrApprover
                : page.ViewEnginePath.StartsWith("/Analyse/Scores/", StringComparison.Ordinal) ? AnalystOrAppraiser
                : page.ViewEnginePath.StartsWith("/Analyse/Tickets/", StringComparison.Ordinal) || page.ViewEnginePath == "/Analyse/Comments/Tags" ? OfficerOrAnalyst : nameof(Role.Analyst))));
        });
        services.Configure<MvcOptions>(o =>
        {
            o.Filters.Add<TooLarge>();
            o.Filters.Add<KnownFieldsOnly>();
            o.Filters.Add<LostRace>();
            // Their notation of names throws at a bracket that is not closed, and no page uses it.
            o.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
            o.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
        });
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.SupportedCultures = o.SupportedUICultures = [CultureInfo.GetCultureInfo("vi-VN"), CultureInfo.GetCultureInfo("en-GB")];
            o.DefaultRequestCulture = new RequestCulture("vi-VN");
            o.RequestCultureProviders = [new CustomRequestCultureProvider(http => Task.FromResult<ProviderCultureResult?>(
                new ProviderCultureResult(http.StaffLanguage() == "en" ? "en-GB" : "vi-VN")))];
        });
    }

    // Said before authorisation asks anyone to sign in: what does not exist is 404 for everyone.
    private static Task RefuseUnknown(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not null)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // Where the staff cookies are for HTTPS alone, a page that needs one can say so only in words.
    private static Task RefusePlainHttp(HttpContext http, RequestDelegate next)
    {
        var cookie = http.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).Cookie;
        if (http.Request.IsHttps || cookie.SecurePolicy != CookieSecurePolicy.Always
            || http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not { } page || page.ViewEnginePath == ErrorPage)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("Trang cán bộ chỉ mở được qua HTTPS. · Staff pages open over HTTPS only.");
    }

    private static void UseProxies(WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<SurveySettings>().KnownProxies;
        if (proxies.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        // The framework believes the machine itself, too, unless told not to.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }
}
