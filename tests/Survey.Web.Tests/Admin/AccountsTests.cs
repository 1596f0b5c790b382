using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Admin;

public sealed class AccountsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invite_ThenItsLink_GivesAnAccountThatCanSignIn()
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var admin = await StaffClient.SignInAsync(host, (Role.Administrator, root));

        using var invited = await admin.PostAsync("/admin/accounts/invite", ("Input.Name", "Trần Văn Bình"), ("Input.UserName", "binh@tinh.example"),
            ("Input.UnitId", $"{root.Id}"), ("Input.Roles", "Officer"), ("Input.Roles", "Analyst"));
        var page = await admin.PageAsync(invited.Headers.Location!.ToString());
        var link = new Uri(page.QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        using var set = await admin.PostToAsync("/language", link, ("Input.Password", StaffClient.Password), ("Input.Again", StaffClient.Password));
        using var signedIn = await admin.PostAsync("/sign-in", ("UserName", "binh@tinh.example"), ("Password", StaffClient.Password));

        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await admin.StatusOfAsync("/design/points"));
        Assert.Equal(HttpStatusCode.Forbidden, await admin.StatusOfAsync("/admin/accounts"));
        Assert.True(await host.CreateContext().AuditEntries.AnyAsync(a => a.Action == "account_invited", Cancellation));
    }

    [Theory]
    [InlineData("so_b")]
    [InlineData("tinh")]
    public async Task Invite_OverAUnitThatIsNotOnes_Is404(string code)
    {
        await using var host = await SurveyHost.StartAsync();
        var sample = new Sample(host.CreateContext());
        var root = await sample.UnitAsync("tinh");
        var a = await sample.UnitAsync("so_a", root);
        var other = code == "tinh" ? root : await sample.UnitAsync(code, root);
        using var admin = await StaffClient.SignInAsync(host, (Role.Administrator, a));

        using var response = await admin.PostAsync("/admin/accounts/invite", ("Input.Name", "X"), ("Input.UserName", "x@tinh.example"), ("Input.UnitId", $"{other.Id}"), ("Input.Roles", "Officer"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(1, await host.CreateContext().Users.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("Disable")]
    [InlineData("Link")]
    [InlineData("Enable")]
    public async Task Change_OfAnAccountThatAlsoServesAbove_Is404(string handler)
    {
        await using var host = await SurveyHost.StartAsync();
        var sample = new Sample(host.CreateContext());
        var root = await sample.UnitAsync("tinh");
        var a = await sample.UnitAsync("so_a", root);
        var both = await StaffClient.CreateAccountAsync(host, (Role.Officer, a), (Role.Administrator, root));
        using var admin = await StaffClient.SignInAsync(host, (Role.Administrator, a));

        using var response = await admin.PostToAsync("/language", $"/admin/accounts/{both.Id}?handler={handler}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null((await host.CreateContext().Users.SingleAsync(u => u.Id == both.Id, Cancellation)).DisabledAt);
    }

    [Fact]
    public async Task Disable_ThrowsTheOtherOutAtOnce()
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var admin = await StaffClient.SignInAsync(host, (Role.Administrator, root));
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, root));

        (await admin.PostToAsync("/language", $"/admin/accounts/{officer.Account.Id}?handler=Disable")).Dispose();

        Assert.Equal(HttpStatusCode.Redirect, await officer.StatusOfAsync("/design/points"));
        using var again = await officer.PostAsync("/sign-in", ("UserName", officer.Account.UserName!), ("Password", StaffClient.Password));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }
}
