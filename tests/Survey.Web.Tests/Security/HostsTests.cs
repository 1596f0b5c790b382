using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Security;

/// <summary>Checks 2, 3, 18, 34 and 35: what the program believes of a request, and how its cookies are kept.</summary>
public sealed class HostsTests
{
    private const string Own = "https://khaosat.tinh.example";
    private static readonly Dictionary<string, string?> BehindProxy = new() { ["Survey:PublicBaseUrl"] = Own, ["Survey:KnownProxies:0"] = "127.0.0.1" };
    private static readonly Dictionary<string, string?> NoProxy = new() { ["Survey:PublicBaseUrl"] = Own };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task InProduction_CookiesAreBoundToTheHost_SecureAndHidden()
    {
        await using var host = await StartAsync(BehindProxy);
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        var account = await StaffClient.CreateAccountAsync(host, (Role.Officer, root));

        using var page = await SendAsync(host, HttpMethod.Get, "/sign-in");
        var cookie = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-survey-page=", StringComparison.Ordinal));
        var token = (await StaffClient.ReadAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var signedIn = await SendAsync(host, HttpMethod.Post, "/sign-in", r =>
        {
            r.Headers.Add("Cookie", cookie.Split(';')[0]);
            r.Content = new FormUrlEncodedContent([new("UserName", account.UserName), new("Password", StaffClient.Password), new("__RequestVerificationToken", token)]);
        });

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var cookies = signedIn.Headers.GetValues("Set-Cookie").Concat(page.Headers.GetValues("Set-Cookie")).ToList();
        Assert.Contains(cookies, c => c.StartsWith("__Host-survey=", StringComparison.Ordinal));
        Assert.All(cookies, c =>
        {
            Assert.StartsWith("__Host-", c, StringComparison.Ordinal);
            Assert.Matches("; path=/(;|$)", c);
            Assert.Matches("; secure(;|$)", c);
            Assert.Matches("; samesite=(lax|strict)(;|$)", c);
            Assert.Matches("; httponly(;|$)", c);
            Assert.DoesNotContain("domain=", c, StringComparison.OrdinalIgnoreCase);
            // For this session of the browser only; an empty one is taken away.
            Assert.True(!c.Contains("expires=", StringComparison.OrdinalIgnoreCase) || c.Contains("=; expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase), c);
        });
        var hsts = page.Headers.GetValues("Strict-Transport-Security").Single();
        Assert.True(int.Parse(hsts.Split(';')[0].Split('=')[1], System.Globalization.CultureInfo.InvariantCulture) >= 31_536_000, hsts);
    }

    [Fact]
    public async Task InDevelopment_OnThisMachine_CookiesAreHiddenAndSameSite()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Services = SecureWorld.HashCheaply });

        using var page = await host.Client.GetAsync("/sign-in", Cancellation);

        var cookie = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("survey-page=", StringComparison.Ordinal));
        Assert.Matches("; samesite=(lax|strict); httponly$", cookie);
        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task PlainHttp_WhereTheAddressIsHttps_IsNoServerError()
    {
        await using var host = await StartAsync(NoProxy);

        using var page = await SendAsync(host, HttpMethod.Get, "/sign-in", r => r.Headers.Remove("X-Forwarded-Proto"));

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("HTTPS", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task ForwardedProto_FromNoKnownProxy_IsNotBelieved()
    {
        await using var believed = await StartAsync(BehindProxy);
        await using var stranger = await StartAsync(NoProxy);
        await using var other = await StartAsync(new(NoProxy) { ["Survey:KnownProxies:0"] = "192.0.2.1" });

        using var yes = await SendAsync(believed, HttpMethod.Get, "/r/AAAAAAAA");
        using var no = await SendAsync(stranger, HttpMethod.Get, "/r/AAAAAAAA");
        using var neither = await SendAsync(other, HttpMethod.Get, "/r/AAAAAAAA");

        // HSTS is said on HTTPS alone: it shows what the program took the request for.
        Assert.True(yes.Headers.Contains("Strict-Transport-Security"));
        Assert.False(no.Headers.Contains("Strict-Transport-Security"));
        Assert.False(neither.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("khaosat.tinh.example.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("khaosat.tinh.example", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    public async Task Host_ThatIsNotOurs_IsRefused(string name, HttpStatusCode expected)
    {
        await using var host = await StartAsync(BehindProxy);

        using var response = await SendAsync(host, HttpMethod.Get, "/sign-in", r => r.Headers.Host = name);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Links_AreBuiltFromTheConfiguredAddress_WhateverTheRequestSays()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart
        {
            Services = SecureWorld.HashCheaply,
            Settings = new Dictionary<string, string?> { ["Survey:PublicBaseUrl"] = "http://khaosat.tinh.example", ["AllowedHosts"] = "*" },
        });
        var sample = new Sample(host.CreateContext());
        var root = await sample.UnitAsync("tinh");
        var point = await sample.PointAsync(root);
        using var admin = await StaffClient.SignInAsync(host, (Role.Administrator, root));
        var other = await StaffClient.CreateAccountAsync(host, (Role.Officer, root));
        admin.Http.DefaultRequestHeaders.Host = "evil.example";
        admin.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        (await admin.PostToAsync("/language", $"/admin/accounts/{other.Id}?handler=Link")).Dispose();
        var link = (await admin.PageAsync($"/admin/accounts/{other.Id}")).QuerySelector("#link")!.GetAttribute("value")!;

        Assert.StartsWith("http://khaosat.tinh.example/setup/", link, StringComparison.Ordinal);
        foreach (var path in new[] { "/design/points/" + point.Code, $"/design/points/{point.Code}/poster", "/design/points/posters?unit=tinh" })
        {
            var html = (await admin.PageAsync(path)).DocumentElement.OuterHtml;
            Assert.Contains("khaosat.tinh.example/r/", html, StringComparison.Ordinal);
            Assert.DoesNotContain("evil.example", html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~//evil.example")]
    [InlineData("/%0d%0aSet-Cookie:x=1")]
    public async Task ReturnUrl_OfSignInAndLanguage_StaysHere(string returnUrl)
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Services = SecureWorld.HashCheaply });
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var client = await StaffClient.SignInAsync(host, (Role.Officer, root));

        using var language = await client.PostAsync("/language", ("language", "vi"), ("returnUrl", returnUrl));
        using var signIn = await client.PostAsync("/sign-in", ("UserName", client.Account.UserName!), ("Password", StaffClient.Password), ("ReturnUrl", returnUrl));

        foreach (var response in new[] { language, signIn })
        {
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            Assert.Matches(@"^/([^/\\\t].*)?$", response.Headers.Location!.OriginalString);
            Assert.DoesNotContain(response.Headers.NonValidated, h => h.Key == "Set-Cookie" && h.Value.ToString().StartsWith("x=", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Tokens_OfSetupLinks_AreLongAndNotOfAKind()
    {
        await using var host = await SurveyHost.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var links = scope.ServiceProvider.GetRequiredService<SetupLinks>();

        var codes = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            codes.Add((await links.CreateAsync(null, Cancellation))["/setup/".Length..]);
        }

        Assert.Equal(20, codes.Distinct().Count());
        Assert.All(codes, c => Assert.True(System.Buffers.Text.Base64Url.DecodeFromChars(c).Length * 8 >= 128));
        Assert.All(codes, c => Assert.False(Guid.TryParse(c, out _)));
        // Only the last one still works: an earlier one that leaked is worth nothing.
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.OK], [await StatusAsync(codes[0]), await StatusAsync(codes[^1])]);

        async Task<HttpStatusCode> StatusAsync(string code)
        {
            using var response = await host.Client.GetAsync("/setup/" + code, Cancellation);
            return response.StatusCode;
        }
    }

    private static Task<SurveyHost> StartAsync(Dictionary<string, string?> settings) =>
        SurveyHost.StartAsync(new SurveyHostStart { EnvironmentName = "Production", Settings = settings, Services = SecureWorld.HashCheaply });

    private static Task<HttpResponseMessage> SendAsync(SurveyHost host, HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "203.0.113.5" } } };
        request.Headers.Host = "khaosat.tinh.example";
        change?.Invoke(request);
        return host.Client.SendAsync(request, Cancellation);
    }
}
