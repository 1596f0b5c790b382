using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Survey.Web.Tests.Admin;

public sealed class EndpointsTests
{
    // What anyone may call, exactly. A new address that is open to all is a decision: it is added here.
    private static readonly string[] Open =
    [
        "/api/v1/openapi.json", "/design/points/{code}/poster", "/design/points/{code}/qr.png", "/error/{status:int?}", "/health/live", "/health/ready", "/public", "/public/{unit}", "/public/{unit}/{period}.csv", "/public/{unit}/{period}.json", "/r/{code}", "/r/{code}/contact", "/r/{code}/thanks", "/reply", "/setup/{code}", "/sign-in", "/t/{token}", "/t/{token}/thanks", "/wall/{unit}",
    ];

    // Files, named by their content too. A new one is no decision of access, as long as it is one of these kinds.
    private static readonly Regex Asset = new(@"^/(css|js)/[a-z0-9.-]+\.(css|js)(\.gz)?$", RegexOptions.CultureInvariant);

    [Fact]
    public async Task Anonymous_AreExactlyTheseEndpoints()
    {
        await using var host = await SurveyHost.StartAsync();

        var endpoints = host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().ToList();
        var anonymous = endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(endpoints.Count > 20);
        Assert.Equal(Open, anonymous.Where(a => !Asset.IsMatch(a)));
    }

    [Fact]
    public async Task StaffPage_CarriesThePolicyAndNoUnsafeSource()
    {
        await using var host = await SurveyHost.StartAsync();

        using var response = await host.Client.GetAsync("/sign-in", TestContext.Current.CancellationToken);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Assets_AreServedToBrowsersThatAskForGzip()
    {
        await using var host = await SurveyHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/css/tokens.css") { Headers = { { "Accept-Encoding", "gzip, br" } } };

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.True(response.IsSuccessStatusCode);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
