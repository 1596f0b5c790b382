using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Api;

/// <summary>Knows programs by their token. Each request asks the database, so a revoked token is out at once, on every node.</summary>
public sealed class ProgramAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SurveyDbContext database, LocalCalendar calendar)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Program";
    public const string ScopeClaim = "scope";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ProgramToken.Of(Request) is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        var hash = ProgramToken.HashOf(text);
        var token = await database.ApiTokens.AsNoTracking().Include(t => t.Unit).SingleOrDefaultAsync(t => t.Hash == hash, Context.RequestAborted);
        if (token is null)
        {
            return AuthenticateResult.Fail("Unknown token.");
        }

        Context.NoteToken(token.Id);
        if (token.RevokedAt is not null || token.LastDay < calendar.Today)
        {
            return AuthenticateResult.Fail("The token is over.");
        }

        var access = new ProgramAccess(token.Id, token.Name, token.Unit!, ProgramScopes.Of(token));
        Context.Items[typeof(ProgramAccess)] = access;
        var claims = access.Scopes.Select(s => new Claim(ScopeClaim, s)).Append(new Claim(ClaimTypes.NameIdentifier, token.Id.ToString(CultureInfo.InvariantCulture)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var shown = ProgramToken.Of(Request) is not null;
        Response.Headers.WWWAuthenticate = shown ? "Bearer realm=\"survey\", error=\"invalid_token\"" : "Bearer realm=\"survey\"";
        Context.Refuse(shown ? ProgramProblem.TokenInvalid : ProgramProblem.TokenMissing);
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"survey\", error=\"insufficient_scope\"";
        Context.Refuse(ProgramProblem.Scope);
        return Task.CompletedTask;
    }
}

/// <summary>What the end points ask the request.</summary>
public static class ProgramRequest
{
    private static readonly object Token = new();

    public static ProgramAccess Program(this HttpContext http) =>
        http.Items[typeof(ProgramAccess)] as ProgramAccess ?? throw new InvalidOperationException("The end point is open to programs only.");

    /// <summary>Which token the request showed, whether it holds or not; null where it is none of ours.</summary>
    public static long? TokenId(this HttpContext http) => http.Items[Token] as long?;

    public static void NoteToken(this HttpContext http, long id) => http.Items[Token] = id;
}
