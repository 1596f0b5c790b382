using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Security;

namespace Survey.Web.Tests.Programs;

/// <summary>Where files may be sent, and who may say so.</summary>
public sealed class ReceiverAddressTests(SecureWorld world) : IClassFixture<SecureWorld>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void ClosedAddress_IsNotReached(string address) => Assert.False(new ReceiverAddress(new SurveySettings()).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("113.160.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2405:4800::1")]
    public void OpenAddress_IsReached(string address) => Assert.True(new ReceiverAddress(new SurveySettings()).Allows(IPAddress.Parse(address)));

    [Fact]
    public void AllowedNetwork_OpensItselfAndNothingElse()
    {
        var addresses = new ReceiverAddress(new SurveySettings { Deliveries = new() { AllowedNetworks = ["10.20.0.0/16", "fd00:1::/32"] } });

        Assert.True(addresses.Allows(IPAddress.Parse("10.20.3.4")) && addresses.Allows(IPAddress.Parse("::ffff:10.20.3.4")) && addresses.Allows(IPAddress.Parse("fd00:1::5")));
        Assert.False(addresses.Allows(IPAddress.Parse("10.21.0.1")) || addresses.Allows(IPAddress.Parse("fd00:2::5")) || addresses.Allows(IPAddress.Loopback));
        Assert.Throws<InvalidOperationException>(() => new ReceiverAddress(new SurveySettings { Deliveries = new() { AllowedNetworks = ["10.20.0.0"] } }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nhan.example.vn")]
    [InlineData("http://nhan.example.vn/")]
    [InlineData("ftp://nhan.example.vn/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https:///path")]
    [InlineData("https://user:secret@nhan.example.vn/")]
    [InlineData("https://nhan.example.vn/#part")]
    [InlineData("https://nhan.example.vn/ a")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://10.0.0.1:8443/")]
    [InlineData("long")]
    public async Task NewReceiver_AtABadAddress_IsRefusedInWords(string address)
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        await using var context = world.Host.CreateContext();
        var before = await context.Receivers.CountAsync(Cancel);

        using var response = await AddAsync(admin, world.Own.Unit, "Hệ thống", address == "long" ? "https://nhan.example.vn/" + new string('a', 500) : address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull((await StaffClient.ReadAsync(response)).QuerySelector("#problems"));
        Assert.Equal(before, await context.Receivers.CountAsync(Cancel));
    }

    [Fact]
    public async Task NewReceiver_IsSeenByTheAdministratorsOfItsUnit_Alone()
    {
        using var own = await world.SignInAsync(Role.Administrator);
        using var sibling = await world.SignInAsync(Role.Administrator, world.Sibling.Unit);

        using var made = await AddAsync(own, world.Child.Unit, "Nơi nhận CanaryName", "https://nhan.example.vn/diem?ky=1");
        using var nameless = await AddAsync(own, world.Child.Unit, " ", "https://nhan.example.vn/");
        using var foreign = await AddAsync(own, world.Sibling.Unit, "x", "https://nhan.example.vn/");
        using var extra = await own.PostAsync("/admin/programs/receivers/new", ("Input.Name", "x"), ("Input.Address", "https://nhan.example.vn/"), ("Input.UnitId", $"{world.Own.Unit.Id}"), ("Input.IsActive", "false"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (made.StatusCode, nameless.StatusCode, foreign.StatusCode, extra.StatusCode));
        Assert.Contains("CanaryName", (await own.PageAsync("/admin/programs/receivers")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("CanaryName", (await sibling.PageAsync("/admin/programs/receivers")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> AddAsync(StaffClient admin, Unit unit, string name, string address) =>
        admin.PostAsync("/admin/programs/receivers/new", ("Input.Name", name), ("Input.Address", address), ("Input.UnitId", $"{unit.Id}"));
}
