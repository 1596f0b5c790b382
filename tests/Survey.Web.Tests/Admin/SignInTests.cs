using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;

namespace Survey.Web.Tests.Admin;

public sealed class SignInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_StaffPageSignedOut_LeadsToSignIn()
    {
        await using var host = await SurveyHost.StartAsync();

        using var response = await host.Client.GetAsync("/admin/accounts", Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("/sign-in?returnUrl=%2Fadmin%2Faccounts", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("/admin/accounts", "/admin/accounts")]
    public async Task Post_WithReturnUrl_StaysHere(string returnUrl, string expected)
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        var account = await StaffClient.CreateAccountAsync(host, (Role.Administrator, root));
        using var client = await StaffClient.SignInAsync(host, (Role.Administrator, root));

        using var response = await client.PostToAsync("/sign-in", "/sign-in", ("UserName", account.UserName!), ("Password", StaffClient.Password), ("ReturnUrl", returnUrl));

        Assert.Equal(expected, response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Post_AfterFiveWrongPasswords_RefusesTheRightOneWithTheSameWordsAsAnUnknownName()
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var client = await StaffClient.SignInAsync(host, (Role.Administrator, root));
        for (var i = 0; i < 5; i++)
        {
            (await client.PostAsync("/sign-in", ("UserName", client.Account.UserName!), ("Password", "sai mật khẩu rồi"))).Dispose();
        }

        using var locked = await client.PostAsync("/sign-in", ("UserName", client.Account.UserName!), ("Password", StaffClient.Password));
        using var unknown = await client.PostAsync("/sign-in", ("UserName", "khong-co-ai"), ("Password", StaffClient.Password));

        Assert.Equal(HttpStatusCode.OK, locked.StatusCode);
        Assert.Equal(HttpStatusCode.OK, unknown.StatusCode);
        var words = (await StaffClient.ReadAsync(locked)).QuerySelector("[role=alert]")!.TextContent;
        Assert.Equal(words, (await StaffClient.ReadAsync(unknown)).QuerySelector("[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task SignOut_KillsACopiedCookie()
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        var account = await StaffClient.CreateAccountAsync(host, (Role.Administrator, root));
        var (cookie, token) = await SignInByHandAsync(host, account);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, "/language", cookie));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Headers = { { "Cookie", cookie } } };
        request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", await TokenOfAsync(host, cookie))]);
        using var signedOut = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(host, "/language", cookie));
        Assert.NotEmpty(token);
    }

    [Fact]
    public async Task DisabledAccount_IsOutAtItsNextRequest()
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var client = await StaffClient.SignInAsync(host, (Role.Administrator, root));
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/language"));

        await host.CreateContext().Users.Where(a => a.Id == client.Account.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.DisabledAt, DateTime.UtcNow), Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, await client.StatusOfAsync("/language"));
    }

    [Fact]
    public async Task Post_WithoutAntiforgeryToken_Is400()
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var client = await StaffClient.SignInAsync(host, (Role.Administrator, root));

        using var response = await client.Http.PostAsync("/language", new FormUrlEncodedContent([new("language", "en")]), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.BadRequest)]
    [InlineData("same-site", HttpStatusCode.BadRequest)]
    [InlineData("same-origin", HttpStatusCode.Redirect)]
    public async Task Post_FromAnotherSitesPage_Is400(string site, HttpStatusCode expected)
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var client = await StaffClient.SignInAsync(host, (Role.Administrator, root));
        client.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);

        using var response = await client.PostAsync("/language", ("language", "en"));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task SetupLink_MakesTheFirstAdministratorOnce()
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        var path = await NewLinkAsync(host);
        using var client = await StaffClient.SignInAsync(host);

        using var first = await client.PostAsync(path, FirstFields("chi@tinh.example"));
        using var second = await client.PostToAsync("/language", path, FirstFields("khac@tinh.example"));

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
        await using var context = host.CreateContext();
        var grant = await context.Grants.SingleAsync(Cancellation);
        Assert.Equal((Role.Administrator, root.Id), (grant.Role, grant.UnitId));
        Assert.False(await context.Users.AnyAsync(u => u.UserName == "khac@tinh.example", Cancellation));
    }

    [Fact]
    public async Task SetupLink_AfterItsTime_Is404()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Now = DateTimeOffset.UtcNow });
        var path = await NewLinkAsync(host);
        using (var before = await host.Client.GetAsync(path, Cancellation))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        host.Time!.Advance(SetupLinks.FirstLifetime + TimeSpan.FromSeconds(1));

        using var after = await host.Client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Theory]
    [InlineData("ngắn quá")]
    [InlineData("matkhau123456")]
    [InlineData("Mật-Khẩu 123456")]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("Nguyễn Thị Chi 2026")]
    public async Task SetupLink_WithAGuessablePassword_SaysSoAndStaysUsable(string password)
    {
        await using var host = await SurveyHost.StartAsync();
        await new Sample(host.CreateContext()).UnitAsync("tinh");
        var path = await NewLinkAsync(host);
        using var client = await StaffClient.SignInAsync(host);

        using var response = await client.PostAsync(path, FirstFields("chi@tinh.example", password));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull((await StaffClient.ReadAsync(response)).QuerySelector("[role=alert] li"));
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync(path));
    }

    private static async Task<string> NewLinkAsync(SurveyHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SetupLinks>().CreateAsync(null, Cancellation);
    }

    private static (string, string)[] FirstFields(string name, string password = StaffClient.Password) =>
        [("Input.DisplayName", "Nguyễn Thị Chi"), ("Input.UserName", name), ("Input.Password", password), ("Input.Again", password)];

    private static async Task<(string Cookie, string Token)> SignInByHandAsync(SurveyHost host, Account account)
    {
        using var page = await host.Client.GetAsync("/sign-in", Cancellation);
        var token = (await StaffClient.ReadAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Headers = { { "Cookie", CookiesOf(page) } } };
        request.Content = new FormUrlEncodedContent([new("UserName", account.UserName), new("Password", StaffClient.Password), new("__RequestVerificationToken", token)]);
        using var response = await host.Client.SendAsync(request, Cancellation);
        return (CookiesOf(response) + "; " + CookiesOf(page), token);
    }

    private static async Task<string> TokenOfAsync(SurveyHost host, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-out") { Headers = { { "Cookie", cookie } } };
        using var response = await host.Client.SendAsync(request, Cancellation);
        return (await StaffClient.ReadAsync(response)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    private static async Task<HttpStatusCode> StatusAsync(SurveyHost host, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", cookie } } };
        using var response = await host.Client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private static string CookiesOf(HttpResponseMessage response) =>
        string.Join("; ", response.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
}
