using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Security;

/// <summary>Every endpoint × every role × own, child and sibling unit (checks 5, 21, 22, 23). A new page is in the matrix by itself.</summary>
public sealed class AuthorisationMatrixTests(SecureWorld world) : IClassFixture<SecureWorld>
{
    // Addresses that lead to no unit's thing.
    private static readonly string[] Everyones = ["/", "/language", "/sign-out"];

    // It tells of all units, so whoever administers only some of them does not have it.
    private static readonly string[] OfTheWhole = ["/admin/audit", "/admin/days-off", "/admin/mail"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private sealed record Target(string Pattern, IReadOnlyList<Role> Needs, bool HasPost, IReadOnlyList<string> Handlers)
    {
        // A scoring scheme is nobody's: all units score by it.
        public bool NamesAThing => (Pattern.Contains('{', StringComparison.Ordinal) && !Pattern.StartsWith("/scores/schemes", StringComparison.Ordinal)) || Pattern.StartsWith("/analyse/export", StringComparison.Ordinal) || IsOfAUnit(Pattern) || IsOfTheBank(Pattern);
    }

    [Fact]
    public async Task SignedOut_GetsNothing_ButTheWayToSignIn()
    {
        foreach (var target in await TargetsAsync())
        {
            using var get = await world.Host.Client.GetAsync(Fill(target, world.Own), Cancellation);
            using var post = await world.Host.Client.PostAsync(Fill(target, world.Own), new FormUrlEncodedContent([]), Cancellation);

            Assert.Equal((target.Pattern, HttpStatusCode.Redirect), (target.Pattern, get.StatusCode));
            Assert.Contains("/sign-in?returnUrl=", get.Headers.Location!.ToString(), StringComparison.Ordinal);
            Assert.True(post.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed, $"{target.Pattern} {post.StatusCode}");
        }
    }

    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Officer)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Appraiser)]
    [InlineData(Role.Administrator)]
    public async Task Role_ReachesOwnAndBelow_NeverASibling_NorAnothersPart(Role role)
    {
        using var client = await world.SignInAsync(role);
        var token = await client.TokenAsync("/language");
        var targets = await TargetsAsync();
        var reached = 0;
        foreach (var target in targets)
        {
            var may = target.Needs.Count == 0 || target.Needs.Contains(role) || role == Role.Administrator;
            foreach (var holding in new[] { world.Own, world.Child })
            {
                var (path, status) = (Fill(target, holding), await client.StatusOfAsync(Fill(target, holding)));
                Assert.True(may ? (OfTheWhole.Contains(target.Pattern) ? status == HttpStatusCode.NotFound : status is HttpStatusCode.OK or HttpStatusCode.Redirect) : status == HttpStatusCode.Forbidden, $"{role} GET {path}: {status}");
                reached += may ? 1 : 0;
            }

            var strange = Fill(target, world.Sibling);
            var read = await client.StatusOfAsync(strange);
            Assert.True(!target.NamesAThing || read == (may ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden), $"{role} GET {strange}: {read}");
            foreach (var address in Everyones.Contains(target.Pattern) ? [] : target.Handlers.Select(h => h.Length == 0 ? strange : strange + "?handler=" + h))
            {
                var expected = !may ? HttpStatusCode.Forbidden : target.NamesAThing ? HttpStatusCode.NotFound : (HttpStatusCode?)null;
                var written = await PostAsync(client, address, token);
                Assert.True(expected is null || written == expected, $"{role} POST {address}: {written}");
                Assert.True(await PostAsync(client, address, null) is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{role} POST {address} without a token");
            }
        }

        Assert.InRange(reached, 6, targets.Count * 2);
    }

    [Fact]
    public async Task Post_ToAPageThatOnlyReads_Is405()
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        var token = await admin.TokenAsync("/language");
        foreach (var target in (await TargetsAsync()).Where(t => !t.HasPost))
        {
            Assert.Equal((target.Pattern, HttpStatusCode.MethodNotAllowed), (target.Pattern, await PostAsync(admin, Fill(target, world.Own), token)));
        }
    }

    [Fact]
    public async Task EveryPost_WithoutAToken_OrFromAnotherSite_Is400()
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        var token = await admin.TokenAsync("/language");
        using var elsewhere = await world.SignInAsync(Role.Administrator);
        var elsewheresToken = await elsewhere.TokenAsync("/language");
        elsewhere.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        foreach (var target in (await TargetsAsync()).Where(t => t.HasPost))
        {
            foreach (var address in target.Handlers.Select(h => Fill(target, world.Own) + (h.Length == 0 ? "" : "?handler=" + h)))
            {
                Assert.Equal((address, HttpStatusCode.BadRequest), (address, await PostAsync(admin, address, null)));
                Assert.Equal((address, HttpStatusCode.BadRequest), (address, await PostAsync(admin, address, token[..^4] + "AAAA")));
                Assert.Equal((address, HttpStatusCode.BadRequest), (address, await PostAsync(elsewhere, address, elsewheresToken)));
            }
        }
    }

    private static async Task<HttpStatusCode> PostAsync(StaffClient client, string address, string? token)
    {
        using var content = new FormUrlEncodedContent(token is null ? [] : [new("__RequestVerificationToken", token)]);
        using var response = await client.Http.PostAsync(address, content, Cancellation);
        return response.StatusCode;
    }

    private async Task<List<Target>> TargetsAsync()
    {
        var loader = world.Host.Services.GetRequiredService<PageLoader>();
        var targets = new List<Target>();
        foreach (var endpoint in world.Host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            var verbs = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
            IReadOnlyList<string> handlers = verbs?.Contains("POST") == true ? [""] : [];
            var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, endpoint.Metadata);
                handlers = [.. compiled.HandlerMethods.Where(h => h.HttpMethod == "Post").Select(h => h.Name ?? "")];
            }

            // What programs read has tokens, and a matrix of its own. The last one is the framework's, for files that are added while a developer's program runs.
            if (!isOpen && !pattern.StartsWith("/api/", StringComparison.Ordinal) && pattern != "/{**path:file}")
            {
                targets.Add(new Target(pattern, NeedOf(pattern), handlers.Count > 0, handlers));
            }
        }

        Assert.InRange(targets.Count, 25, 200);
        return targets;
    }

    private static bool IsOfAUnit(string pattern) => pattern is "/design/points/posters" or "/design/points/stickers";

    private static bool IsOfTheBank(string pattern) => pattern is "/design/bank/save" or "/design/bank/put";

    private static IReadOnlyList<Role> NeedOf(string pattern) => pattern switch
    {
        "/design/approvals" => [Role.Approver],
        "/design/questionnaires/{id:long}/publish" or "/design/questionnaires/{id:long}/preview" or "/design/questionnaires/{id:long}/sheet"
            or "/design/questionnaires/{id:long}/paper" or "/design/questionnaires/{id:long}/check" or "/design/questionnaires/{id:long}/compare" => [Role.Officer, Role.Approver],
        _ when pattern.StartsWith("/design", StringComparison.Ordinal) => [Role.Officer],
        "/tickets" or "/analyse/{unit}/comments/tags" => [Role.Officer, Role.Analyst],
        _ when pattern.StartsWith("/analyse/{unit}/publish", StringComparison.Ordinal) => [Role.Officer],
        _ when pattern.StartsWith("/analyse/{unit}/tickets", StringComparison.Ordinal) => [Role.Officer, Role.Analyst],
        _ when pattern.StartsWith("/analyse", StringComparison.Ordinal) => [Role.Analyst],
        "/periods/templates" => [Role.Administrator],
        _ when pattern.StartsWith("/periods", StringComparison.Ordinal) => [Role.Analyst, Role.Approver],
        "/scores/new" or "/scores/rates" => [Role.Analyst],
        "/scores/{id:long}/appraise" => [Role.Appraiser],
        "/scores/schemes/{id:long}/edit" => [Role.Administrator],
        _ when pattern.StartsWith("/scores", StringComparison.Ordinal) => [Role.Analyst, Role.Appraiser],
        _ when pattern.StartsWith("/admin", StringComparison.Ordinal) => [Role.Administrator],
        _ when Everyones.Contains(pattern) => [],
        _ => throw new InvalidOperationException($"Nobody has said whose {pattern} is."),
    };

    private string Fill(Target target, Holding holding)
    {
        var id = target.Pattern.StartsWith("/design/waves", StringComparison.Ordinal) ? holding.Wave.Id
            : target.Pattern.StartsWith("/design/questionnaires", StringComparison.Ordinal) ? holding.Version.QuestionnaireId
            : target.Pattern.Contains("/tickets/", StringComparison.Ordinal) ? holding.Ticket.Id
            : target.Pattern.Contains("/remedies/", StringComparison.Ordinal) ? holding.Remedy.Id
            : target.Pattern.Contains("/reports/", StringComparison.Ordinal) ? holding.Pack.Id
            : target.Pattern.StartsWith("/scores/schemes", StringComparison.Ordinal) ? world.Scheme.Id
            : target.Pattern.StartsWith("/scores", StringComparison.Ordinal) ? holding.Sheet.Id
            : target.Pattern == "/admin/programs/{id:long}" ? holding.Token.Id
            : target.Pattern == "/admin/programs/receivers/{id:long}" ? holding.Delivery.ReceiverId
            : target.Pattern == "/admin/programs/deliveries/{id:long}" ? holding.Delivery.Id
            : holding.Account.Id;
        var path = target.Pattern.Replace("{id:long}", $"{id}", StringComparison.Ordinal).Replace("{code}", holding.Point.Code, StringComparison.Ordinal)
            .Replace("{unit}", holding.Unit.Code, StringComparison.Ordinal).Replace("{period}", "2026-q3", StringComparison.Ordinal).Replace("{number:int?}", "1", StringComparison.Ordinal);
        Assert.DoesNotContain('{', path);
        if (IsOfTheBank(target.Pattern))
        {
            return $"{path}?questionnaire={holding.Version.QuestionnaireId}&into={holding.Version.QuestionnaireId}&at=item:overall";
        }

        return target.Pattern.StartsWith("/analyse/export", StringComparison.Ordinal) || IsOfAUnit(target.Pattern)
            ? path + "?unit=" + holding.Unit.Code
            : path;
    }
}
