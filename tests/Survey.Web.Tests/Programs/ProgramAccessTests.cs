using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Api;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Security;

namespace Survey.Web.Tests.Programs;

/// <summary>Who may read what: every address × every token; bad input; limits; the list of accesses.</summary>
public sealed class ProgramAccessTests(SecureWorld world) : IClassFixture<SecureWorld>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryAddress_NeedsATokenThatHolds_WithItsScope()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));
        using var all = await ProgramClient.WithTokenAsync(world.Host, world.Own.Unit);
        using var none = new ProgramClient(world.Host, null);
        using var unknown = new ProgramClient(world.Host, "svy_00000000_" + new string('0', 64));
        using var over = await ProgramClient.WithTokenAsync(world.Host, world.Own.Unit, lastDay: today.AddDays(-1));
        using var scopeless = await ProgramClient.WithTokenAsync(world.Host, world.Own.Unit, scopes: "");
        using var staff = await world.SignInAsync(Role.Administrator, world.Root);
        var addresses = Addresses();
        Assert.InRange(addresses.Count, 13, 30);
        foreach (var (pattern, hasScope) in addresses)
        {
            var path = Fill(pattern, world.Own.Unit.Code);
            foreach (var refused in new[] { none, unknown, over })
            {
                using var response = await refused.GetAsync(path);
                Assert.Equal((path, HttpStatusCode.Unauthorized), (path, response.StatusCode));
                Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.Single().ToString(), StringComparison.Ordinal);
                Assert.Equal(ProgramProblem.MediaType, response.Content.Headers.ContentType!.MediaType);
            }

            // The cookie of a person opens nothing here.
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, await staff.StatusOfAsync(path)));
            using var without = await scopeless.GetAsync(path);
            Assert.Equal((path, hasScope), (path, without.StatusCode == HttpStatusCode.Forbidden));
            using var with = await all.GetAsync(path);
            Assert.True(with.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path}: {with.StatusCode}");
            using var written = await all.SendAsync(HttpMethod.Post, path);
            Assert.True(SecureWorld.IsRefusal(written.StatusCode), $"POST {path}: {written.StatusCode}");
        }
    }

    [Fact]
    public async Task Units_BesideAndAbove_AreNotFound_ThoseBelowAre()
    {
        using var client = await ProgramClient.WithTokenAsync(world.Host, world.Own.Unit);
        foreach (var (pattern, _) in Addresses().Where(a => a.Pattern.Contains("{unit}", StringComparison.Ordinal)))
        {
            foreach (var (unit, isOpen) in new[] { (world.Own.Unit, true), (world.Child.Unit, true), (world.Sibling.Unit, false), (world.Root, false) })
            {
                using var response = await client.GetAsync(Fill(pattern, unit.Code));
                Assert.Equal((pattern, unit.Code, isOpen ? HttpStatusCode.OK : HttpStatusCode.NotFound), (pattern, unit.Code, response.StatusCode));
            }
        }
    }

    [Fact]
    public async Task RevokedToken_IsOutAtOnce()
    {
        using var client = await ProgramClient.WithTokenAsync(world.Host, world.Own.Unit);
        using var admin = await world.SignInAsync(Role.Administrator);
        await client.JsonAsync("/api/v1/units");
        await using var context = world.Host.CreateContext();
        var hash = ProgramToken.HashOf(client.Http.DefaultRequestHeaders.Authorization!.Parameter!);
        var id = (await context.ApiTokens.SingleAsync(t => t.Hash == hash, Cancel)).Id;

        using var revoked = await admin.PostToAsync($"/admin/programs/{id}", $"/admin/programs/{id}?handler=Revoke");
        using var response = await client.GetAsync("/api/v1/units");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Unauthorized), (revoked.StatusCode, response.StatusCode));
    }

    [Theory]
    [InlineData("/api/v1/units?limit=0", 400)]
    [InlineData("/api/v1/units?limit=201", 400)]
    [InlineData("/api/v1/units?limit=-1", 400)]
    [InlineData("/api/v1/units?limit=9999999999999", 400)]
    [InlineData("/api/v1/units?limit=", 400)]
    [InlineData("/api/v1/units?limit=1e2", 400)]
    [InlineData("/api/v1/units?limit=10&limit=20", 400)]
    [InlineData("/api/v1/units?after=", 400)]
    [InlineData("/api/v1/units?after=%00", 400)]
    [InlineData("/api/v1/units?after='%20or%201=1", 400)]
    [InlineData("/api/v1/units?after=%EF%BF%BE", 400)]
    [InlineData("/api/v1/units?after=zzzz", 200)]
    [InlineData("/api/v1/units?unknown=1", 400)]
    [InlineData("/api/v1/units?Limit%00=1", 400)]
    [InlineData("/api/v1/units?access_token=svy_x", 400)]
    [InlineData("/api/v1/units/%2e%2e", 404)]
    [InlineData("/api/v1/units/so_a'--", 404)]
    [InlineData("/api/v1/units/so%25", 404)]
    [InlineData("/api/v1/units/SO_A%ED%A0%80", 404)]
    [InlineData("/api/v1/units/so_a?x", 400)]
    [InlineData("/api/v1/periods?after=../..", 400)]
    [InlineData("/api/v1/questionnaires?limit=x", 400)]
    [InlineData("/api/v1/schemes?after=%F0%9F%98%80", 400)]
    [InlineData("/api/v1/keys?limit=1", 400)]
    [InlineData("/api/v1/units/so_a/periods/none/results", 404)]
    [InlineData("/api/v1/units/so_a/periods/%EF%BF%BE/results", 404)]
    [InlineData("/api/v1/units/so_a/periods/2026-q3/results?questionnaire=", 404)]
    [InlineData("/api/v1/units/so_a/periods/2026-q3/results?questionnaire=none", 404)]
    [InlineData("/api/v1/units/so_a/periods/2026-q3/results?index=none", 404)]
    [InlineData("/api/v1/units/so_a/periods/2026-q3/results?after=*", 400)]
    [InlineData("/api/v1/units/so_a/periods/2026-q3/results?service=x", 400)]
    [InlineData("/api/v1/units/so_a/periods/2026-q3/scoring/none", 404)]
    [InlineData("/api/v1/units/so_a/periods/2026-q3/scoring/par_s2?questionnaire=none", 404)]
    [InlineData("/api/v1/units/so_a/periods/2026-q3/scoring/par_s2?limit=1", 400)]
    [InlineData("/api/v1/snapshots?after=abc", 400)]
    [InlineData("/api/v1/snapshots?after=99999999999999999999999", 400)]
    [InlineData("/api/v1/snapshots?unit=%00", 200)]
    [InlineData("/api/v1/snapshots/0", 404)]
    [InlineData("/api/v1/snapshots/-1", 404)]
    [InlineData("/api/v1/snapshots/99999999999999999999999", 404)]
    [InlineData("/api/v1/snapshots/x/manifest", 404)]
    [InlineData("/api/v1/snapshots/1/files/..%2f..%2fappsettings.json", 404)]
    [InlineData("/api/v1/none", 404)]
    [InlineData("/api", 404)]
    [InlineData("/api/v2/units", 404)]
    public async Task BadInput_IsAProblemInWords(string path, int status)
    {
        using var client = await ProgramClient.WithTokenAsync(world.Host, world.Own.Unit);

        using var response = await client.GetAsync(path, ("Accept-Language", "en"));

        Assert.Equal((path, status), (path, (int)response.StatusCode));
        if (status >= 400)
        {
            var problem = await ProgramClient.ReadAsync(response);
            Assert.Equal((ProgramProblem.MediaType, status), (response.Content.Headers.ContentType!.MediaType, problem.GetProperty("status").GetInt32()));
            Assert.StartsWith("urn:survey:problem:", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer  x y")]
    [InlineData("bearer eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("Digest username=\"a\"")]
    public async Task Authorization_OfAnotherKind_Is401(string header)
    {
        using var client = new ProgramClient(world.Host, null);

        using var response = await client.GetAsync("/api/v1/units", ("Authorization", header));
        using var huge = await client.GetAsync("/api/v1/units", ("Authorization", "Bearer " + new string('a', 8000)));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (response.StatusCode, huge.StatusCode));
    }

    [Theory]
    [InlineData(null, "vi")]
    [InlineData("vi", "vi")]
    [InlineData("en", "en")]
    [InlineData("en-GB,vi;q=0.5", "en")]
    [InlineData("en;q=0.2, vi;q=0.8", "vi")]
    [InlineData("fr, en;q=0.1", "en")]
    [InlineData("en;q=0", "vi")]
    [InlineData(";;;===", "vi")]
    public async Task Problem_IsInTheLanguageOfTheRequest(string? wanted, string expected)
    {
        using var client = await ProgramClient.WithTokenAsync(world.Host, world.Own.Unit);

        using var response = wanted is null ? await client.GetAsync("/api/v1/none") : await client.GetAsync("/api/v1/none", ("Accept-Language", wanted));

        Assert.Equal(expected, response.Content.Headers.ContentLanguage.Single());
        Assert.Equal(expected == "en" ? "Not found" : "Không tìm thấy", (await ProgramClient.ReadAsync(response)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Limit_CountsEachTokenByItself_AndTokensThatDoNotHoldByAddress()
    {
        await using var host = await SurveyHost.StartAsync(new()
        {
            Now = new DateTimeOffset(2026, 9, 20, 3, 0, 15, TimeSpan.Zero),
            Settings = new Dictionary<string, string?> { ["Survey:LimitsPerMinute:Programs"] = "3", ["Survey:LimitsPerMinute:UnknownPrograms"] = "2" },
        });
        await using var context = host.CreateContext();
        var unit = await new Sample(context).UnitAsync("tinh");
        using var one = await ProgramClient.WithTokenAsync(host, unit);
        using var two = await ProgramClient.WithTokenAsync(host, unit);

        Assert.Equal([200, 200, 200, 429, 429], await StatusesAsync(one, 5));
        Assert.Equal([200], await StatusesAsync(two, 1));
        var guesses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var guess = new ProgramClient(host, $"svy_guess_{i}");
            guesses.AddRange(await StatusesAsync(guess, 1));
        }

        Assert.Equal([401, 401, 429, 429], guesses);
        using var late = await one.GetAsync("/api/v1/units");
        Assert.Equal("45", late.Headers.GetValues("Retry-After").Single());
        host.Time!.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([200], await StatusesAsync(one, 1));
    }

    [Fact]
    public async Task Access_IsWrittenDown_AndSeenByTheAdministratorsOfItsUnit()
    {
        using var client = await ProgramClient.WithTokenAsync(world.Host, world.Child.Unit);
        using var nobody = new ProgramClient(world.Host, "svy_nobody");
        await client.JsonAsync("/api/v1/units/phong_a");
        using var _ = await nobody.GetAsync("/api/v1/periods?access_token=CanarySecret");
        await world.Host.Services.GetRequiredService<AccessLog>().FlushAsync(Cancel);
        using var own = await world.SignInAsync(Role.Administrator);
        using var sibling = await world.SignInAsync(Role.Administrator, world.Sibling.Unit);
        using var whole = await world.SignInAsync(Role.Administrator, world.Root);

        Assert.Contains("/api/v1/units/phong_a", await TextAsync(own), StringComparison.Ordinal);
        Assert.DoesNotContain("phong_a", await TextAsync(sibling), StringComparison.Ordinal);
        Assert.DoesNotContain("không rõ ai", await TextAsync(own), StringComparison.Ordinal);
        Assert.Contains("không rõ ai", await TextAsync(whole), StringComparison.Ordinal);
        await using var context = world.Host.CreateContext();
        Assert.DoesNotContain(await context.ApiAccesses.Select(a => a.Path).ToListAsync(Cancel), p => p.Contains("Canary", StringComparison.Ordinal));

        static async Task<string> TextAsync(StaffClient admin) => (await admin.PageAsync("/admin/programs/accesses")).QuerySelector("main")!.TextContent;
    }

    [Fact]
    public async Task Accesses_AreDeletedAfter400Days()
    {
        await using var host = await SurveyHost.StartAsync(new() { Now = new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero) });
        await using var context = host.CreateContext();
        foreach (var days in new[] { 1, 399, 401, 900 })
        {
            context.Add(new ApiAccess { Id = days, At = host.Time!.GetUtcNow().UtcDateTime.AddDays(-days), Path = "/api/v1/units", Status = 200 });
        }

        await context.SaveChangesAsync(Cancel);

        Assert.Equal(2, await host.Services.GetRequiredService<AccessPurge>().PurgeAsync(Cancel));
        Assert.Equal([1L, 399L], await context.ApiAccesses.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(Cancel));
    }

    [Fact]
    public async Task NewToken_IsShownOnce_StoredAsAHash_AndReads()
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));

        using var made = await MakeAsync(admin, "Hệ thống chấm điểm", world.Own.Unit, today.AddYears(1), "results");
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var page = await admin.PageAsync(made.Headers.Location!.ToString());
        var text = page.QuerySelector("#token")!.GetAttribute("value")!;
        var again = await admin.PageAsync(made.Headers.Location!.ToString());

        Assert.Matches("^svy_[0-9a-z]{8}_[0-9a-f]{64}$", text);
        Assert.Null(again.QuerySelector("#token"));
        await using var context = world.Host.CreateContext();
        var hash = ProgramToken.HashOf(text);
        Assert.Equal("results", (await context.ApiTokens.SingleAsync(t => t.Hash == hash, Cancel)).Scopes);
        using var client = new ProgramClient(world.Host, text);
        Assert.Equal(2, (await client.JsonAsync("/api/v1/units")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("", 0, "results", 200)]
    [InlineData("x", -1, "results", 200)]
    [InlineData("x", 732, "results", 200)]
    [InlineData("x", 10, "", 200)]
    [InlineData("x", 10, "everything", 200)]
    [InlineData("x", null, "results", 200)]
    [InlineData("long", 10, "results", 200)]
    public async Task NewToken_WithBadInput_IsRefusedInWords(string name, int? days, string scope, int status)
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        var day = days is { } d ? DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)).AddDays(d) : (DateOnly?)null;
        await using var context = world.Host.CreateContext();
        var before = await context.ApiTokens.CountAsync(Cancel);

        using var response = await MakeAsync(admin, name == "long" ? new string('d', 101) : name, world.Own.Unit, day, scope);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotNull((await StaffClient.ReadAsync(response)).QuerySelector("#problems"));
        Assert.Equal(before, await context.ApiTokens.CountAsync(Cancel));
    }

    [Fact]
    public async Task NewToken_ForAnothersUnit_Is404_AndAnUnknownField400()
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));

        using var foreign = await MakeAsync(admin, "x", world.Sibling.Unit, today.AddDays(1), "results");
        using var above = await MakeAsync(admin, "x", world.Root, today.AddDays(1), "results");
        using var extra = await admin.PostAsync("/admin/programs/new", ("Input.Name", "x"), ("Input.UnitId", $"{world.Own.Unit.Id}"), ("Input.Hash", "00"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (foreign.StatusCode, above.StatusCode, extra.StatusCode));
    }

    [Fact]
    public async Task Token_OverPlainHttp_InProduction_IsRefused()
    {
        await using var host = await SurveyHost.StartAsync(new() { EnvironmentName = "Production", Settings = new Dictionary<string, string?> { ["Survey:PublicBaseUrl"] = "https://127.0.0.1" } });
        await using var context = host.CreateContext();
        using var client = await ProgramClient.WithTokenAsync(host, await new Sample(context).UnitAsync("tinh"));

        using var response = await client.GetAsync("/api/v1/units");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("urn:survey:problem:https", (await ProgramClient.ReadAsync(response)).GetProperty("type").GetString());
    }

    private static Task<HttpResponseMessage> MakeAsync(StaffClient admin, string name, Unit unit, DateOnly? lastDay, string scope) =>
        admin.PostAsync("/admin/programs/new", [("Input.Name", name), ("Input.UnitId", $"{unit.Id}"), ("Input.LastDay", lastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "soon"), .. scope.Length > 0 ? [("Input.Scopes", scope)] : Array.Empty<(string, string)>()]);

    private static async Task<List<int>> StatusesAsync(ProgramClient client, int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var response = await client.GetAsync("/api/v1/units");
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    // Whatever address is added is asked, too.
    private List<(string Pattern, bool HasScope)> Addresses() => [.. world.Host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
        .Select(e => (e.RoutePattern.RawText!, e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy?.Contains(':', StringComparison.Ordinal) == true)))];

    private static string Fill(string pattern, string unit) => pattern.Replace("{unit}", unit, StringComparison.Ordinal).Replace("{period}", "2026-q3", StringComparison.Ordinal)
        .Replace("{scheme}", "par_s2", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal).Replace("{name}", "scoring.json", StringComparison.Ordinal);
}
