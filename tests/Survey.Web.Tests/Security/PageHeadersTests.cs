using System.Net;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;
using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Tests.Security;

/// <summary>Checks 1, 2, 4, 7, 31 and 40 on every kind of page.</summary>
public sealed class PageHeadersTests(SecureWorld world) : IClassFixture<SecureWorld>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] Public => ["/sign-in", "/setup/none", "/error/404", "/no-such-page", "/r/" + world.Own.Point.Code, "/r/" + world.Own.Point.Code + "/thanks", "/r/" + world.Own.Point.Code + "/contact", "/reply", "/r/AAAAAAAA/contact", "/r/AAAAAAAA", "/t/AAAAAAAAAAAAAAAAAAAAAAAA", "/t/none/thanks", "/public", "/public/none", "/wall/none",
        $"/design/points/{world.Own.Point.Code}/poster"];

    private string[] Staff => ["/design/points", "/design/points/" + world.Own.Point.Code, "/design/points/new", "/design/points/import", "/design/points/posters?unit=so_a", "/design/points/stickers?unit=so_a", "/design/waves",
        "/design/waves/new", $"/design/waves/{world.Own.Wave.Id}", "/design/questionnaires", "/design/questionnaires/import", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/brought-in", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}",
        $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/publish", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/preview", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/sheet", "/design/questionnaires/new",
        $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/check", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/compare?from=1&to=draft", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/translate?lang=en",
        $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/paper", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/try", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/paper?version=1&point={world.Own.Point.Code}",
        "/design/bank", $"/design/bank/put?into={world.Own.Version.QuestionnaireId}", $"/design/bank/save?questionnaire={world.Own.Version.QuestionnaireId}&at=item:overall",
        "/scores", "/scores/new", $"/scores/{world.Own.Sheet.Id}", $"/scores/{world.Own.Sheet.Id}/evidence?criterion=II.1.4", "/scores/rates", "/scores/schemes", $"/scores/schemes/{world.Scheme.Id}",
        "/analyse/so_a", "/analyse/so_a/summary", "/analyse/so_a/comments", "/analyse/so_a/comments/tags", "/analyse/so_a/tickets", "/analyse/so_a/publish", "/analyse/so_a/publish/preview", "/analyse/so_a/tickets/new", $"/analyse/so_a/tickets/{world.Own.Ticket.Id}", "/analyse/alerts", "/analyse/alerts?unit=so_a", "/analyse/so_a/remedies", "/analyse/so_a/remedies/new", $"/analyse/so_a/remedies/{world.Own.Remedy.Id}", "/analyse/so_a/reports", "/analyse/so_a/reports/print", $"/analyse/so_a/reports/{world.Own.Pack.Id}", "/admin/accounts", "/admin/days-off", "/admin/accounts/invite", $"/admin/accounts/{world.Own.Account.Id}", "/admin/programs", "/admin/programs/new", "/admin/programs/accesses", $"/admin/programs/{world.Own.Token.Id}", "/admin/programs/receivers", "/admin/programs/receivers/new", $"/admin/programs/receivers/{world.Own.Delivery.ReceiverId}", "/admin/programs/deliveries", $"/admin/programs/deliveries/{world.Own.Delivery.Id}", "/language", "/sign-out", "/design/points/AAAAAAAA", "/admin/accounts/1"];

    private string[] Files => ["/analyse/export/quarter?unit=so_a", "/analyse/export/responses?unit=so_a", "/analyse/export/scoring?unit=so_a", "/analyse/export/scoring.csv?unit=so_a",
        $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/json", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/json/1",
        $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/xlsform", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/xlsform/1", "/design/points/import?handler=Sample", "/analyse/so_a/remedies?handler=Download", "/scores/rates?handler=Template", $"/scores/schemes/{world.Scheme.Id}?handler=Download",
        $"/analyse/so_a/reports/{world.Own.Pack.Id}?handler=File&name=bao-cao.txt", $"/analyse/so_a/reports/{world.Own.Pack.Id}?handler=Zip",
        $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/translate?lang=en&handler=Csv", $"/design/questionnaires/{world.Own.Version.QuestionnaireId}/translate?lang=en&handler=Xlsx",
        $"/design/points/{world.Own.Point.Code}/qr.png", $"/admin/programs/deliveries/{world.Own.Delivery.Id}?handler=File"];

    [Fact]
    public async Task EveryPage_CarriesAPolicyWithoutUnsafe_AndTheOtherHeaders()
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        foreach (var (path, client) in Public.Select(p => (p, world.Host.Client)).Concat(Staff.Select(p => (p, admin.Http))))
        {
            using var response = await client.GetAsync(path, Cancellation);
            Assert.Equal((path, "text/html"), (path, response.Content.Headers.ContentType!.MediaType));
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.False(policy.Contains("unsafe", StringComparison.Ordinal), path);
            // The citizen's document and the paper form stand in a frame of the preview, and of nothing else.
            var framed = path.EndsWith("/sheet", StringComparison.Ordinal) || path.Contains("/paper", StringComparison.Ordinal) ? "frame-ancestors 'self'" : "frame-ancestors 'none'";
            Assert.All(["default-src 'none'", "object-src 'none'", "base-uri 'none'", framed], rule => Assert.True(
                policy.Contains(rule, StringComparison.Ordinal) || (rule == "object-src 'none'" && policy.Contains("default-src 'none'", StringComparison.Ordinal)), $"{path}: {policy}"));
            AssertPlainHeaders(path, response);
        }
    }

    [Fact]
    public async Task EveryFile_IsAnAttachmentWithAGeneratedName_ThatNoCacheKeeps()
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        foreach (var path in Files)
        {
            using var response = await admin.Http.GetAsync(path, Cancellation);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
            var disposition = Assert.Single(response.Content.Headers.GetValues("Content-Disposition"));
            Assert.Matches("^attachment; filename=[A-Za-z0-9_.-]+; filename\\*=UTF-8''[A-Za-z0-9_.-]+$", disposition);
            Assert.True(response.Headers.CacheControl!.NoStore, path);
            AssertPlainHeaders(path, response);
        }
    }

    [Fact]
    public async Task PublicPages_SetNoCookie_AlsoForAStaffMember()
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        foreach (var path in Public.Where(p => p is not ("/sign-in" or "/setup/none")).Append("/health/live").Append("/health/ready").Append("/css/tokens.css"))
        {
            foreach (var client in new[] { world.Host.Client, admin.Http })
            {
                using var response = await client.GetAsync(path, Cancellation);
                Assert.False(response.Headers.TryGetValues("Set-Cookie", out var cookies), $"{path}: {cookies?.First()}");
            }
        }
    }

    [Fact]
    public async Task Get_OfAnything_ChangesNothing_ButTheLineOfADownload()
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        var before = await StateAsync();
        foreach (var path in Public.Concat(Staff).Concat(["/sign-out?handler=x", "/language?language=en", $"/design/waves/{world.Own.Wave.Id}?handler=Close", $"/design/waves/{world.Own.Wave.Id}?handler=Delete",
            $"/design/points/{world.Own.Point.Code}?handler=Retire", $"/admin/accounts/{world.Own.Account.Id}?handler=Disable", $"/admin/accounts/{world.Own.Account.Id}?handler=Link"]))
        {
            using var response = await admin.Http.GetAsync(path, Cancellation);
            Assert.True((int)response.StatusCode < 500, path);
        }

        Assert.Equal(before, await StateAsync());
        Assert.Equal(HttpStatusCode.OK, await admin.StatusOfAsync("/language"));
    }

    [Theory]
    [InlineData("/appsettings.json")]
    [InlineData("/appsettings.Production.json")]
    [InlineData("/survey.db")]
    [InlineData("/App_Data/survey.db")]
    [InlineData("/App_Data/survey.db-wal")]
    [InlineData("/.git/config")]
    [InlineData("/.git/HEAD")]
    [InlineData("/.env")]
    [InlineData("/web.config")]
    [InlineData("/Survey.Web.dll")]
    [InlineData("/Pages/Admin/SignIn.cshtml")]
    [InlineData("/css/../appsettings.json")]
    [InlineData("/css/..%2fappsettings.json")]
    [InlineData("/css/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/..%5cappsettings.json")]
    [InlineData("/swagger")]
    [InlineData("/swagger/index.html")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/metrics")]
    [InlineData("/_framework/blazor.server.js")]
    public async Task Files_OfTheProgramAndItsData_AreNotServed(string path)
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { EnvironmentName = "Production", Services = SecureWorld.HashCheaply });

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.BaseUrl + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var response = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Trace_IsRefused_AndEchoesNothing()
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        foreach (var path in Public.Concat(["/", "/design/points", "/health/live", "/css/tokens.css"]))
        {
            using var request = new HttpRequestMessage(HttpMethod.Trace, path) { Headers = { { "X-Echo", "CanaryEcho" } } };
            using var response = await admin.Http.SendAsync(request, Cancellation);
            Assert.True(SecureWorld.IsRefusal(response.StatusCode), $"{path} {response.StatusCode}");
            Assert.DoesNotContain("CanaryEcho", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    private static void AssertPlainHeaders(string path, HttpResponseMessage response)
    {
        Assert.Equal((path, "nosniff"), (path, response.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal((path, "same-origin"), (path, response.Headers.GetValues("Referrer-Policy").Single()));
        Assert.False(response.Headers.Contains("Server") || response.Headers.Contains("X-Powered-By"), path);
    }

    private async Task<string> StateAsync()
    {
        await using var context = world.Host.CreateContext();
        var rows = new List<string>();
        foreach (var table in context.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
        {
#pragma warning disable EF1002 // A table's name from the model.
            rows.Add($"{table} {(await context.Database.SqlQueryRaw<long>($"SELECT count(*) AS Value FROM {table}").ToListAsync(Cancellation))[0]}");
#pragma warning restore EF1002
        }

        var waves = await context.Waves.OrderBy(w => w.Id).Select(w => w.State.ToString()).ToListAsync(Cancellation);
        var users = await context.Users.OrderBy(u => u.Id).Select(u => u.Language + u.DisabledAt + u.SecurityStamp).ToListAsync(Cancellation);
        return string.Join('\n', [.. rows, .. waves, .. users]);
    }
}
