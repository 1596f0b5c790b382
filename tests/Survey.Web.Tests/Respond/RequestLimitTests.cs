using System.Net;
using System.Text.Json;

namespace Survey.Web.Tests.Respond;

public sealed class RequestLimitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 5, 12, 0, 10, TimeSpan.Zero);

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("::ffff:203.0.113.7", "::ffff:203.0.113.8", false)]
    public void Key_IsOnePerNetwork(string one, string other, bool same)
    {
        // Two numbers may be equal by chance, eight pairs of them hardly.
        var keys = Enumerable.Range(0, 8).Select(_ => new AddressKey()).ToList();

        Assert.Equal(same, keys.TrueForAll(k => k.Of(IPAddress.Parse(one), Noon) == k.Of(IPAddress.Parse(other), Noon)));
    }

    [Fact]
    public void Key_OfTheSameAddress_IsAnotherOneEachDayAndInEachProcess()
    {
        var key = new AddressKey();
        var address = IPAddress.Parse("203.0.113.7");
        var days = Enumerable.Range(0, 8).Select(d => key.Of(address, Noon.AddDays(d))).ToList();

        Assert.Equal(key.Of(address, Noon.AddDays(7)), key.Of(address, Noon.AddDays(7).AddHours(11)));
        Assert.True(days.Distinct().Count() > 1);
        Assert.NotEqual(days, Enumerable.Range(0, 8).Select(_ => new AddressKey().Of(address, Noon)));
    }

    [Fact]
    public async Task Post_AboveTheLimitOfOneNetwork_GivesTheFilledFormBackAndTakesItAMinuteLater()
    {
        await using var host = await StartAsync(("Answers", "2"));
        var counter = await Counter.AddAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(counter, "2001:db8::1")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(counter, "2001:db8::2")).StatusCode);
        (string, string)[] form = [.. (await counter.OpenAsync()).Select(f => (f.Key, f.Value)), ("overall", "2"), ("comment", "Giữ lại")];

        var refused = await counter.SendAsync(form, From("2001:db8::3"));
        var page = await Counter.PageAsync(refused);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(50), refused.Headers.RetryAfter!.Delta);
        Assert.True(refused.Headers.CacheControl!.NoStore);
        Assert.Equal("Giữ lại", page.QuerySelector("textarea")!.TextContent);
        Assert.NotNull(page.QuerySelector("[name=overall][value='2']:checked"));
        Assert.Contains(form, f => f == ("key", page.QuerySelector("[name=key]")!.GetAttribute("value")!));
        Assert.Contains("cùng gửi", page.QuerySelector(".err")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await counter.StoredAsync()).Count);

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(counter, "2001:db8:0:1::3")).StatusCode);
        host.Time!.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(HttpStatusCode.SeeOther, (await counter.SendAsync(form, From("2001:db8::4"))).StatusCode);
        Assert.Equal(4, (await counter.StoredAsync()).Count);
    }

    [Fact]
    public async Task Post_FarAboveTheLimit_CostsNoFormAnyMore()
    {
        await using var host = await StartAsync(("Answers", "1"));
        var counter = await Counter.AddAsync(host);
        await SendAsync(counter, "203.0.113.7");
        Assert.NotNull((await Counter.PageAsync(await SendAsync(counter, "203.0.113.7"))).QuerySelector("form"));

        var refused = await SendAsync(counter, "203.0.113.7");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Null((await Counter.PageAsync(refused)).QuerySelector("form"));
        Assert.Single(await counter.StoredAsync());
    }

    [Fact]
    public async Task Post_ByThePagesScript_IsToldToTryAgain()
    {
        await using var host = await StartAsync(("Answers", "1"));
        var counter = await Counter.AddAsync(host);
        await SendAsync(counter, "203.0.113.7");

        var refused = await SendAsync(counter, "203.0.113.7", r => r.Headers.Add("Accept", "application/json"));

        Assert.Equal((HttpStatusCode.TooManyRequests, true), (refused.StatusCode, refused.Headers.RetryAfter is not null));
        using var answer = JsonDocument.Parse(await Counter.TextAsync(refused));
        Assert.Equal("busy", answer.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Get_AboveTheLimit_IsAKindPageForThatAddressAlone()
    {
        await using var host = await StartAsync(("Pages", "2"));
        var counter = await Counter.AddAsync(host);
        await GetAsync(host, counter.Path, "203.0.113.7");
        await GetAsync(host, "/r/unknown", "::ffff:203.0.113.7");

        var refused = await GetAsync(host, counter.Path + "?lang=en", "203.0.113.7");

        Assert.Equal((HttpStatusCode.TooManyRequests, true), (refused.StatusCode, refused.Headers.RetryAfter is not null));
        Assert.Equal("Many people are here at once", (await Counter.PageAsync(refused)).QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, counter.Path, "203.0.113.8")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "/health/live", "203.0.113.7")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "/sign-in", "203.0.113.7")).StatusCode);
    }

    [Fact]
    public async Task Get_WithAForgedAddress_CountsForTheConnection()
    {
        await using var host = await StartBehindAsync("192.0.2.1", ("Pages", "2"));
        await GetAsync(host, "/r/unknown", "203.0.113.1");
        await GetAsync(host, "/r/unknown", "203.0.113.2");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await GetAsync(host, "/r/unknown", "203.0.113.3")).StatusCode);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/setup/AbCdEf")]
    public async Task Staff_AboveTheLimit_AreAskedToWait(string path)
    {
        await using var host = await StartAsync(("SignIns", "2"), ("SignInPages", "3"));
        for (var i = 0; i < 2; i++)
        {
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await PostAsync(host, path)).StatusCode);
        }

        var refused = await PostAsync(host, path);

        Assert.Equal((HttpStatusCode.TooManyRequests, true), (refused.StatusCode, refused.Headers.RetryAfter is not null));
        Assert.Equal("Thử quá nhiều lần", (await Counter.PageAsync(refused)).QuerySelector("h1")!.TextContent);
        for (var i = 0; i < 3; i++)
        {
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await GetAsync(host, path, "203.0.113.7")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await GetAsync(host, path, "203.0.113.7")).StatusCode);
    }

    [Fact]
    public async Task ALimitOfNothing_IsNone()
    {
        await using var host = await StartAsync(("Answers", "0"), ("Pages", "0"));
        var counter = await Counter.AddAsync(host);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(counter, "203.0.113.7")).StatusCode);
        }
    }

    [Fact]
    public void Defaults_LeaveRoomForAHallBehindOneAddress()
    {
        var limits = new SurveySettings().LimitsPerMinute;

        Assert.True(limits is { Answers: >= 600, Pages: >= 3000, SignIns: > 0 and <= 60, SignInPages: > 0 });
    }

    // The clock stands still: no minute ends unasked.
    private static Task<SurveyHost> StartAsync(params (string Name, string Value)[] limits) => StartBehindAsync("127.0.0.1", limits);

    private static Task<SurveyHost> StartBehindAsync(string proxy, params (string Name, string Value)[] limits) => SurveyHost.StartAsync(new SurveyHostStart
    {
        Now = Noon,
        Settings = new Dictionary<string, string?>(limits.Select(l => KeyValuePair.Create("Survey:LimitsPerMinute:" + l.Name, (string?)l.Value)))
        {
            ["Survey:KnownProxies:0"] = proxy,
        },
    });

    private static Action<HttpRequestMessage> From(string address) => r => r.Headers.Add("X-Forwarded-For", address);

    private static async Task<HttpResponseMessage> SendAsync(Counter counter, string address, Action<HttpRequestMessage>? change = null)
    {
        var own = await counter.OpenAsync();
        return await counter.SendAsync([.. own.Select(f => (f.Key, f.Value)), ("overall", "2")], From(address) + change);
    }

    private static async Task<HttpResponseMessage> GetAsync(SurveyHost host, string path, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        From(address)(request);
        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<HttpResponseMessage> PostAsync(SurveyHost host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) };
        From("203.0.113.7")(request);
        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
