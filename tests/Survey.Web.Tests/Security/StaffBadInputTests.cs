using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Security;

/// <summary>
/// Every parameter of staff pages × what has broken others. Never a server error, never markup, a header or another
/// site's address made of what was sent. Each test runs all values on one parameter.
/// </summary>
public sealed class StaffBadInputTests(SecureWorld world) : IClassFixture<SecureWorld>
{
    // As they stand on the wire. "hostile" is looked for in what comes back.
    private static readonly string[] Nasty =
    [
        "", "+", "%20%20", "%00", "a%00b", "%0d%0aX-Injected:%201", "%0aX-Injected:1", "-1", "0", "1", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e309", "NaN",
        "Infinity", "0x10", "1,5", "null", "undefined", "true", "[]", "{}", "[1,2]", "%5B%5D=1", "%27", "%22", "%27%20OR%20%271%27=%271", "1;DROP%20TABLE%20Units--", "%27%20UNION%20SELECT%201,2,3--",
        "%25", "_", "%5C", "%27)%3B--", "1%20AND%20SLEEP(5)", "%3Cscript%3Ehostile(1)%3C/script%3E", "%22%3E%3Cimg%20src=x%20onerror=hostile(1)%3E", "%27%20onmouseover=hostile(1)%20x=%27",
        "%3Csvg/onload=hostile(1)%3E", "javascript:hostile(1)", "%3C/title%3E%3Cscript%3Ehostile(2)%3C/script%3E", "%3C!--", "]]%3E", "{{7*7}}", "$%7B7*7%7D", "%23%7B7*7%7D", "@(7*7)", "%25%7B7*7%7D", "$%7Bjndi:ldap://x%7D",
        "..%2f..%2f..%2fetc%2fpasswd", "..%5c..%5cx", "//hostile.example", "https:%2f%2fhostile.example", "%EF%BF%BE", "%EF%BF%BF", "%ED%A0%80", "%ED%B0%80%ED%A0%80", "%C0%AF", "%FF%FE", "%C3%28",
        "%E2%80%AE", "%F0%9F%98%80", "%EF%BC%9D1", "e%CC%81%CC%81%CC%81%CC%81", "%E1%BA%A0", "%", "%zz", "%u0041", "2026-02-30", "0001-01-01", "99999-q9", Long('a', 300), Long('a', 6000), Long('9', 400), Long('(', 1000),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Gets => [
        "/design/points?unit=!", "/design/points?state=!", "/design/points?q=!", "/design/points?p=!", "/design/points?q=a&q=!&q[]=!", "/design/points/!", "/design/points/!/poster", "/design/points/{code}/poster?size=!",
        "/design/points/{code}/poster?lang=!", "/design/points/posters?unit=!", "/design/points/posters?unit=so_a&size=!", "/design/points/new?unit=!", "/design/points/import?handler=!", "/design/points/{code}?handler=!",
        "/design/waves/!", "/design/waves/{wave}?handler=!", "/design/questionnaires/!", "/design/questionnaires/{q}?at=!", "/design/questionnaires/{q}?at=item:!&lang=!&frame=!&ask=!", "/design/questionnaires/{q}/sheet?version=!", "/design/questionnaires/{q}/sheet?lang=!", "/design/questionnaires/{q}/preview?frame=!", "/design/questionnaires/{q}/preview?version=!", "/design/questionnaires/{q}/preview?lang=!", "/design/questionnaires/{q}/json/!",
        "/analyse?period=!", "/analyse/!", "/analyse/!/summary", "/analyse/!/trend.svg", "/analyse/so_a?period=!", "/analyse/so_a?q=!", "/analyse/so_a?index=!", "/analyse/so_a?service=!", "/analyse/so_a?channel=!",
        "/analyse/so_a?sampling=!", "/analyse/so_a/summary?period=!", "/analyse/so_a/trend.svg?q=!", "/analyse/export/quarter?unit=!", "/analyse/export/responses?unit=!", "/analyse/export/scoring?unit=!",
        "/analyse/export/scoring.csv?unit=!", "/analyse/export/scoring?unit=so_a&period=!", "/analyse/export/responses?unit=so_a&q=!", "/analyse/export/!?unit=so_a", "/admin/audit?p=!", "/admin/accounts/!",
        "/sign-in?returnUrl=!", "/sign-in?lang=!", "/setup/!", "/error/!", "/!", "/language?language=!"];

    public static TheoryData<string, string> Posts => new()
    {
        { "/design/points/new", "Input.UnitId={unit}&Input.Name=!" },
        { "/design/points/new", "Input.UnitId={unit}&Input.Name=A&Input.NameEn=!" },
        { "/design/points/new", "Input.UnitId={unit}&Input.Name=A&Input.Kind=!" },
        { "/design/points/new", "Input.UnitId={unit}&Input.Name=A&Input.SharedDevice=!" },
        { "/design/points/new", "Input.UnitId={unit}&Input.Name=A&Input.Services=!" },
        { "/design/points/new", "Input.UnitId=!&Input.Name=A" },
        { "/design/points/new", "Input.UnitId={unit}&Input.Name=A&!=1" },
        { "/design/points/{code}", "Input.Name=!&Input.Services[!]=1" },
        { "/design/points/{code}", "Input.Name=!" },
        { "/design/points/{code}?handler=Retire", "successor=x!" },
        { "/design/points/!?handler=Revive", "" },
        { "/design/points/import?handler=Confirm", "name=x.csv&content=!" },
        { "/design/points/import?handler=Confirm", "name=!&content=a2V5LHVuaXQNCg==" },
        { "/design/waves/new", "Input.Name=!&Input.VersionId={version}&Input.Points={point}" },
        { "/design/waves/new", "Input.Name=A&Input.NameEn=!&Input.VersionId={version}&Input.Points={point}" },
        { "/design/waves/new", "Input.Name=A&Input.VersionId=!&Input.Points={point}" },
        { "/design/waves/new", "Input.Name=A&Input.VersionId={version}&Input.Points=!" },
        { "/design/waves/new", "Input.Name=A&Input.VersionId={version}&Input.Units=!" },
        { "/design/waves/new", "Input.Name=A&Input.VersionId={version}&Input.Sampling=!" },
        { "/design/waves/new", "Input.Name=A&Input.VersionId={version}&Input.Points={point}&open=!" },
        { "/design/waves/{wave}?handler=!", "" },
        { "/design/questionnaires/{q}?handler=Head", "Revision=!&t.title.vi=A" },
        { "/design/questionnaires/{q}?handler=Head", "Revision=1&t.title.vi=!" },
        { "/design/questionnaires/{q}?handler=Head", "Revision=1&t.title.vi=A&overall=!" },
        { "/design/questionnaires/{q}?handler=Head", "Revision=1&t.title.vi=A&t.!.vi=A" },
        { "/design/questionnaires/{q}?handler=Head", "Revision=1&t.title.vi=A&do=language_added&language=!" },
        { "/design/questionnaires/{q}?handler=Head", "Revision=1&t.title.vi=A&do=!" },
        { "/design/questionnaires/{q}?handler=Item&at=item:!", "Revision=1&was=scale&t.text.vi=A" },
        { "/design/questionnaires/{q}?handler=Item&at=item:access", "Revision=1&was=!&t.text.vi=A" },
        { "/design/questionnaires/{q}?handler=Item&at=item:access", "Revision=1&was=scale&t.text.vi=!&t.hint.vi=!" },
        { "/design/questionnaires/{q}?handler=Item&at=item:access", "Revision=1&was=scale&t.text.vi=A&kind=!&scale=!" },
        { "/design/questionnaires/{q}?handler=Item&at=item:access", "Revision=1&was=single&t.text.vi=A&o.0.code=!&o.0.t.vi=A&o.1.code=b&o.1.t.vi=B" },
        { "/design/questionnaires/{q}?handler=Item&at=item:access", "Revision=1&was=single&t.text.vi=A&o.0.code=a&o.0.t.vi=A&o.1.code=b&o.1.t.vi=!&o.new.vi=!" },
        { "/design/questionnaires/{q}?handler=Item&at=item:access", "Revision=1&was=number&t.text.vi=A&min=!&max=!&decimals=!&b.0.code=a&b.0.t.vi=A&b.new.vi=A&b.new.to=!" },
        { "/design/questionnaires/{q}?handler=Item&at=item:access", "Revision=1&was=long_text&t.text.vi=A&length=!" },
        { "/design/questionnaires/{q}?handler=Item&at=item:access", "Revision=1&was=scale&t.text.vi=A&do=recode&code=!" },
        { "/design/questionnaires/{q}?handler=Item&at=item:overall", "Revision=1&was=scale&t.text.vi=A&c.0.item=!&c.0.op=is&c.0.code=1" },
        { "/design/questionnaires/{q}?handler=Item&at=item:overall", "Revision=1&was=scale&t.text.vi=A&c.0.item=access&c.0.op=!&c.0.code=!&c.0.value=!&c.new=!" },
        { "/design/questionnaires/{q}?handler=Section&at=section:service", "Revision=1&t.title.vi=!&t.text.vi=!&c.new=!" },
        { "/design/questionnaires/{q}?handler=Scale&at=scale:satisfaction5", "Revision=1&p.0.code=!&p.0.score=!&p.0.t.vi=A&p.1.code=b&p.1.score=1&p.1.t.vi=!" },
        { "/design/questionnaires/{q}?handler=Scale&at=scale:satisfaction5", "Revision=1&do=point_removed.!&p.0.code=a&p.0.score=0&p.0.t.vi=A&p.1.code=b&p.1.score=1&p.1.t.vi=B" },
        { "/design/questionnaires/{q}?handler=Index&at=index:sipas", "Revision=1&t.title.vi=!&method=!&composite=!&rollup=!&base=!&d.0.code=a&d.0.t.vi=A&d.0.weight=1&d.0.i.0.code=access" },
        { "/design/questionnaires/{q}?handler=Index&at=index:sipas", "Revision=1&t.title.vi=A&base=5&d.0.code=!&d.0.t.vi=!&d.0.weight=!&d.0.i.0.code=!&d.0.i.0.positive=!&d.0.new=!" },
        { "/design/questionnaires/{q}?handler=Act&at=!", "Revision=1&do=up" },
        { "/design/questionnaires/{q}?handler=Act&at=item:access", "Revision=1&do=!" },
        { "/design/questionnaires/{q}?handler=Act&at=item:access", "Revision=1&do=place&to=!&after=!" },
        { "/design/questionnaires/{q}?handler=Act&at=item:access", "Revision=1&do=add.scale&wording=!" },
        { "/design/questionnaires/{q}?handler=Act&at=head", "Revision=1&do=add_scale&preset=!" },
        { "/design/questionnaires/{q}?handler=Act&at=head&lang=!&frame=!", "Revision=1&do=add_section&wording=!" },
        { "/design/questionnaires/{q}?handler=Undo&at=!", "Revision=!" },
        { "/design/questionnaires/{q}?handler=!", "Revision=1" },
        { "/design/questionnaires/new", "Input.Title=!&Input.UnitId={unit}&Input.Source=vi" },
        { "/design/questionnaires/new", "Input.Title=A&Input.UnitId=!&Input.Source=vi" },
        { "/design/questionnaires/new", "Input.Title=A&Input.UnitId={unit}&Input.Source=!&Input.Languages=!" },
        { "/design/questionnaires/{q}/publish", "Revision=!" },
        { "/design/questionnaires?handler=Pick", "code=!&unitId={unit}" },
        { "/design/questionnaires?handler=Pick", "code=one_stop&unitId=!" },
        { "/admin/accounts/invite", "Input.Name=!&Input.UserName=x@x.vn&Input.UnitId={unit}" },
        { "/admin/accounts/invite", "Input.Name=A&Input.UserName=!&Input.UnitId={unit}&Input.Roles=Officer" },
        { "/admin/accounts/invite", "Input.Name=A&Input.UserName=x@x.vn&Input.UnitId=!&Input.Roles=Officer" },
        { "/admin/accounts/invite", "Input.Name=A&Input.UserName=x@x.vn&Input.UnitId={unit}&Input.Roles=!" },
        { "/admin/accounts/{account}?handler=Grant", "unitId={unit}&roles=!" },
        { "/admin/accounts/{account}?handler=Grant", "unitId=!&roles=Officer" },
        { "/admin/accounts/{account}?handler=Withdraw", "unitId={unit}&role=!" },
        { "/language", "language=!" },
        { "/language", "language=vi&returnUrl=!" },
        { "/sign-in", "UserName=!&Password=x" },
        { "/sign-in", "UserName=x&Password=!" },
        { "/sign-in", "UserName=x&Password=x&ReturnUrl=!" },
        { "{setup}", "Input.DisplayName=!&Input.UserName=a&Input.Password=b&Input.Again=c" },
        { "{setup}", "Input.DisplayName=A&Input.UserName=!&Input.Password=b&Input.Again=c" },
        { "{setup}", "Input.DisplayName=A&Input.UserName=a&Input.Password=!&Input.Again=c" },
    };

    [Fact]
    public void Cases_AreMany() => Assert.True((Gets.Count + Posts.Count) * Nasty.Length > 5000);

    [Theory]
    [MemberData(nameof(Gets))]
    public async Task Get_WithANastyParameter_IsAnsweredInOrder(string address)
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        var filled = await FillAsync(address);
        await Parallel.ForEachAsync(Nasty, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, async (value, cancellation) =>
        {
            if (value.Length > 4000 && address.Contains("/!", StringComparison.Ordinal))
            {
                return; // A path this long is refused before anything reads it.
            }

            // As it stands: the client would tidy the path up.
            var uri = new Uri(world.Host.BaseUrl + filled.Replace("!", value, StringComparison.Ordinal), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            await AssertHarmlessAsync($"GET {address} {value}", await admin.Http.SendAsync(request, cancellation));
        });
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Post_WithANastyField_IsAnsweredInOrder(string path, string fields)
    {
        using var admin = await world.SignInAsync(Role.Administrator, world.Root);
        var token = Uri.EscapeDataString(await admin.TokenAsync("/language"));
        var (address, body) = (await FillAsync(path), await FillAsync(fields));
        await Parallel.ForEachAsync(Nasty, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, async (value, cancellation) =>
        {
            if (value.Length > 4000 && path.Contains('!', StringComparison.Ordinal))
            {
                return;
            }

            var uri = new Uri(world.Host.BaseUrl + address.Replace("!", value, StringComparison.Ordinal), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var request = new HttpRequestMessage(HttpMethod.Post, uri);
            request.Content = new StringContent($"{body.Replace("!", value, StringComparison.Ordinal)}&__RequestVerificationToken={token}".TrimStart('&'), Encoding.ASCII, "application/x-www-form-urlencoded");
            await AssertHarmlessAsync($"POST {path} {fields} {value}", await admin.Http.SendAsync(request, cancellation));
        });
    }

    private static async Task AssertHarmlessAsync(string what, HttpResponseMessage response)
    {
        using (response)
        {
            Assert.True((int)response.StatusCode < 500, $"{what}: {response.StatusCode}");
            Assert.False(response.Headers.Contains("X-Injected"), what);
            var location = response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.ToString() : null;
            Assert.True(location is null || System.Text.RegularExpressions.Regex.IsMatch(location, @"^/([^/\\]|$)") || location.StartsWith("http://127.0.0.1:", StringComparison.Ordinal), $"{what}: {location}");
            if (response.Content.Headers.ContentDisposition?.DispositionType == "attachment")
            {
                Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
                return; // A file holds what was typed, as it was typed; no browser reads it as a page.
            }

            var text = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.All(["<script>hostile", "<img src=x", "<svg/onload", "' onmouseover=hostile", "href=\"javascript:", "href=\"//hostile", "Exception", "   at Survey."],
                bad => Assert.False(text.Contains(bad, StringComparison.OrdinalIgnoreCase), $"{what}: {bad}"));
        }
    }

    private async Task<string> FillAsync(string text)
    {
        if (text == "{setup}")
        {
            await using var scope = world.Host.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<SetupLinks>().CreateAsync(null, Cancellation);
        }

        return text.Replace("{unit}", Id(world.Own.Unit.Id), StringComparison.Ordinal).Replace("{code}", world.Own.Point.Code, StringComparison.Ordinal)
            .Replace("{point}", Id(world.Own.Point.Id), StringComparison.Ordinal).Replace("{wave}", Id(world.Own.Wave.Id), StringComparison.Ordinal)
            .Replace("{version}", Id(world.Own.Version.Id), StringComparison.Ordinal).Replace("{q}", Id(world.Own.Version.QuestionnaireId), StringComparison.Ordinal)
            .Replace("{account}", Id(world.Own.Account.Id), StringComparison.Ordinal);
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Long(char c, int length) => new(c, length);
}
