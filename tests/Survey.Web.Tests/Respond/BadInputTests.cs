using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Survey.Web.Tests.Respond;

public sealed class BadInputTests(RespondHost fixture) : IClassFixture<RespondHost>
{
    private static readonly string[] OwnFields = ["key", "wave", "service", "channel", "lang"];

    private static readonly string[] Nasty =
    [
        "", " ", "%00", "%0d%0aX-Injected:1", "-1", "0", "9223372036854775808", "1e9", "NaN", "null", "true", "[]", "{}", "%27%20OR%201=1--",
        "%3Cscript%3Ealert(1)%3C/script%3E", "..%2f..%2fetc%2fpasswd", "{{7*7}}", "$%7bjndi:ldap://x%7d", "%EF%BF%BF", "%E2%80%AE", "%F0%9F%98%80",
        "%ED%A0%80", "%C3%28", "%FF", "%", "%4", "%zz", "AAAAAAAAAAAAAAAAAAAAAAAA", "________________________", "=====",
    ];

    public static TheoryData<string> Bodies()
    {
        var bodies = new TheoryData<string>();
        foreach (var field in OwnFields.Concat(["overall", "wishes", "trips", "comment", "name_it"]))
        {
            foreach (var value in Nasty)
            {
                bodies.Add($"{field}|{value}");
            }
        }

        return bodies;
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_WithOneNastyField_IsNeverAServerError(string fieldAndValue)
    {
        var (field, value) = (fieldAndValue[..fieldAndValue.IndexOf('|', StringComparison.Ordinal)], fieldAndValue[(fieldAndValue.IndexOf('|', StringComparison.Ordinal) + 1)..]);
        var counter = await SharedCounterAsync();
        var own = await counter.OpenAsync($"?s={counter.Service(0)}");
        var fields = own.Append(new("overall", "2")).Where(f => f.Key != field).Select(f => $"{f.Key}={f.Value}").Append($"{field}={value}");

        var response = await PostAsync(counter, string.Join('&', fields));

        Assert.Contains((int)response.StatusCode, Expected(field));
        Assert.False(response.Headers.Contains("X-Injected"));
    }

    [Theory]
    [InlineData("extra=1")]
    [InlineData("Overall=2")]
    [InlineData("overall[]=2")]
    [InlineData("overall.x=2")]
    [InlineData("sent=1")]
    [InlineData("__RequestVerificationToken=x")]
    [InlineData("=x")]
    [InlineData("overall")]
    [InlineData("key=AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("wave=1")]
    [InlineData("lang=en")]
    [InlineData("channel=qr")]
    [InlineData("service=")]
    public async Task Post_WithAFieldThatIsNotOurs_IsBroken(string extra)
    {
        var counter = await SharedCounterAsync();
        var own = await counter.OpenAsync($"?s={counter.Service(0)}");
        var response = await PostAsync(counter, string.Join('&', own.Append(new("overall", "2")).Select(f => $"{f.Key}={f.Value}")) + "&" + extra);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Chưa có gì được lưu", await Counter.TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithATooLargeBody_IsBroken()
    {
        var counter = await SharedCounterAsync();
        foreach (var chunked in new[] { false, true })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, counter.Path) { Content = Form("comment=" + new string('x', 70_000)) };
            request.Headers.TransferEncodingChunked = chunked;
            Assert.Equal(HttpStatusCode.BadRequest, (await fixture.Host.NewClient().SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Fact]
    public async Task Post_WithManyFields_IsBroken() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(await SharedCounterAsync(), string.Concat(Enumerable.Repeat("a=1&", 15_000)))).StatusCode);

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16")]
    [InlineData(null)]
    public async Task Post_OfAnotherType_IsBroken(string? type)
    {
        var counter = await SharedCounterAsync();
        var content = new ByteArrayContent("overall=2"u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.Host.Client.PostAsync(counter.Path, content, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("?s=%00&lang=%ff&c=%3cscript%3e")]
    [InlineData("?lang=xx&lang=en&s=a&s=b")]
    [InlineData("?&&&===&%")]
    public async Task Get_WithNastyParameters_GivesAPage(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await fixture.Host.Client.GetAsync((await SharedCounterAsync()).Path + query, TestContext.Current.CancellationToken)).StatusCode);

    private static readonly SemaphoreSlim Once = new(1);
    private static readonly Dictionary<SurveyHost, Counter> Counters = [];

    private async Task<Counter> SharedCounterAsync()
    {
        await Once.WaitAsync();
        try
        {
            return Counters.TryGetValue(fixture.Host, out var counter) ? counter : Counters[fixture.Host] = await Counter.AddAsync(fixture.Host, services: 2);
        }
        finally
        {
            Once.Release();
        }
    }

    // An unknown wave is a closed one; words may be anything that is UTF-8.
    private static int[] Expected(string field) => field switch
    {
        "wave" => [400, 410],
        "lang" or "service" or "wishes" or "trips" or "comment" or "name_it" => [303, 400],
        _ => [400],
    };

    private static StringContent Form(string body)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");
        return content;
    }

    private async Task<HttpResponseMessage> PostAsync(Counter counter, string body) =>
        await fixture.Host.Client.PostAsync(counter.Path, Form(body), TestContext.Current.CancellationToken);
}
