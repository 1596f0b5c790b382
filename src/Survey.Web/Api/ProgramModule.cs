using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Survey.Web.Api;

/// <summary>The interface for programs: read-only, versioned, behind tokens that the administrator makes.</summary>
public static class ProgramModule
{
    private const string Policy = "program";
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddPrograms(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ProgramAuthentication>(ProgramAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, Holding(null));
        foreach (var scope in ProgramScopes.All)
        {
            services.AddAuthorizationBuilder().AddPolicy(PolicyOf(scope), Holding(scope));
        }

        services.AddOpenApi("v1", o =>
        {
            o.ShouldInclude = d => d.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            o.AddDocumentTransformer((document, _, _) =>
            {
                Describe(document);
                return Task.CompletedTask;
            });
        });
        return services.AddSingleton<ProgramLimits>().AddSingleton<AccessLog>().AddHostedService(s => s.GetRequiredService<AccessLog>())
            .AddSingleton<AccessPurge>().AddHostedService(s => s.GetRequiredService<AccessPurge>());
    }

    public static void UseProgramAnswers(this WebApplication app) => app.UseMiddleware<ProgramAnswers>();

    public static void MapPrograms(this WebApplication app)
    {
        app.MapOpenApi("/api/v1/openapi.json").AllowAnonymous();
        var api = app.MapGroup("/api/v1").AddEndpointFilter(KnownParametersAsync);
        List<ApiUnit>(api, "/units", UnitEndpoints.UnitsAsync, "Units", "The token's unit and all below it.", null, "after", "limit");
        One<ApiUnit>(api, "/units/{unit}", UnitEndpoints.UnitAsync, "A unit", "One unit by its code.", null);
        List<ApiPeriod>(api, "/periods", UnitEndpoints.PeriodsAsync, "Periods", "The reporting periods.", null, "after", "limit");
        List<ApiQuestionnaire>(api, "/questionnaires", UnitEndpoints.QuestionnairesAsync, "Questionnaires", "What is or was out at the counters of the token's units, with the indices it gives.", null, "after", "limit");
        List<ApiScheme>(api, "/schemes", UnitEndpoints.SchemesAsync, "Scoring schemes", "The schemes by which scoring files are made.", null, "after", "limit");
        List<ApiKey>(api, "/keys", UnitEndpoints.KeysAsync, "Signing keys", "Public keys that verify manifests and deliveries.", null);
        List<ApiResult>(api, "/units/{unit}/periods/{period}/results", ResultEndpoints.ResultsAsync, "Results",
            "The indices of a unit in a period, by dimension, service and direct child: what the unit's page shows.", ProgramScopes.Results, "questionnaire", "index", "after", "limit");
        File(api, "/units/{unit}/periods/{period}/scoring/{scheme}", ResultEndpoints.ScoringAsync, "Scoring file",
            "The JSON by surveys/schema/scoring-file.schema.json.", ProgramScopes.Scoring, "application/json", "questionnaire");
        List<ApiSnapshot>(api, "/snapshots", SnapshotEndpoints.ListAsync, "Snapshots", "Closed periods of the token's units, with their corrections.", ProgramScopes.Snapshots, "unit", "period", "after", "limit");
        One<ApiSnapshot>(api, "/snapshots/{id}", SnapshotEndpoints.OneAsync, "A snapshot", "One closed period.", ProgramScopes.Snapshots);
        File(api, "/snapshots/{id}/manifest", SnapshotEndpoints.ManifestAsync, "Manifest", "The bytes that were signed.", ProgramScopes.Snapshots, "application/octet-stream");
        File(api, "/snapshots/{id}/signature", SnapshotEndpoints.SignatureAsync, "Signature", "ECDSA over P-256 with SHA-256, DER, over the manifest.", ProgramScopes.Snapshots, "application/octet-stream");
        File(api, "/snapshots/{id}/files/{name}", SnapshotEndpoints.FileAsync, "A file of a snapshot", "Its bytes as they were frozen.", ProgramScopes.Snapshots, "application/octet-stream");
    }

    private static AuthorizationPolicy Holding(string? scope)
    {
        var policy = new AuthorizationPolicyBuilder(ProgramAuthentication.SchemeName).RequireAuthenticatedUser();
        return (scope is null ? policy : policy.RequireClaim(ProgramAuthentication.ScopeClaim, scope)).Build();
    }

    private static string PolicyOf(string? scope) => scope is null ? Policy : $"{Policy}:{scope}";

    private static void List<T>(RouteGroupBuilder api, string path, Delegate answer, string summary, string description, string? scope, params string[] parameters) =>
        Map(api, path, answer, summary, description, scope, parameters).Produces<ApiPage<T>>(StatusCodes.Status200OK, "application/json");

    private static void One<T>(RouteGroupBuilder api, string path, Delegate answer, string summary, string description, string? scope, params string[] parameters) =>
        Map(api, path, answer, summary, description, scope, parameters).Produces<T>(StatusCodes.Status200OK, "application/json");

    private static void File(RouteGroupBuilder api, string path, Delegate answer, string summary, string description, string? scope, string type, params string[] parameters) =>
        Map(api, path, answer, summary, description, scope, parameters).Produces(StatusCodes.Status200OK, contentType: type);

    private static RouteHandlerBuilder Map(RouteGroupBuilder api, string path, Delegate answer, string summary, string description, string? scope, string[] parameters)
    {
        var route = api.MapMethods(path, Read, answer).RequireAuthorization(PolicyOf(scope)).WithMetadata(new KnownParameters(parameters))
            .WithSummary(summary).WithDescription(scope is null ? description : $"{description} Scope: {scope}.");
        foreach (var status in new[] { 400, 401, 403, 404, 429, 503 })
        {
            route.ProducesProblem(status);
        }

        return route;
    }

    /// <summary>A parameter that an address does not know is a mistake of the caller, and said so: an answer to another question would look right.</summary>
    private static async ValueTask<object?> KnownParametersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var known = http.GetEndpoint()!.Metadata.GetRequiredMetadata<KnownParameters>().Names;
        foreach (var (name, values) in http.Request.Query)
        {
            if (!known.Contains(name, StringComparer.Ordinal) || values.Count != 1)
            {
                return Refusal.Result(ProgramProblem.UnknownParameter, name);
            }
        }

        return await next(context);
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Survey",
            Version = "1",
            Description = "Read-only. Lists come in pages: follow next, or the Link header. Answers carry an ETag; send it back in If-None-Match. "
                + "What cannot be answered is application/problem+json, in Vietnamese or English by Accept-Language.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
    }

    private sealed record KnownParameters(IReadOnlyList<string> Names);
}
