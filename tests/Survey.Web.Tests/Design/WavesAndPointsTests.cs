using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Organisation;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Points;
using Survey.Web.Pages.Shared;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design;

public sealed class WavesAndPointsTests
{
    private const string Script = "<img src=x onerror=alert(1)>\"'";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OverAPointInAnotherOpenWave_IsRefusedWithItsName()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.Root));
        (await officer.PostAsync("/design/waves/new", ("Input.Name", "Đợt hai"), ("Input.VersionId", $"{world.VersionB.Id}"), ("Input.Sampling", "Census"),
            ("Input.Points", $"{world.PointA.Id}"), ("Input.Points", $"{world.PointB.Id}"), ("open", "false"))).Dispose();
        var wave = await host.CreateContext().Waves.SingleAsync(w => w.Name == "Đợt hai", Cancellation);

        using var refused = await officer.PostToAsync("/language", $"/design/waves/{wave.Id}?handler=Open");

        Assert.Contains(world.PointB.Name, (await StaffClient.ReadAsync(refused)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await host.CreateContext().OpenPoints.CountAsync(Cancellation));
        (await officer.PostToAsync("/language", $"/design/waves/{world.WaveB.Id}?handler=Close")).Dispose();
        using var opened = await officer.PostToAsync("/language", $"/design/waves/{wave.Id}?handler=Open");
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        await using var context = host.CreateContext();
        Assert.Equal([wave.Id, wave.Id], await context.OpenPoints.Select(o => o.WaveId).ToListAsync(Cancellation));
        Assert.NotNull((await context.Waves.SingleAsync(w => w.Id == world.WaveB.Id, Cancellation)).ClosedAt);
        Assert.Equal(2, await context.AuditEntries.CountAsync(a => a.Action == "wave_opened" || a.Action == "wave_closed", Cancellation));
    }

    [Theory]
    [InlineData(WaveState.Draft)]
    [InlineData(WaveState.Closed)]
    public async Task Open_OfAnArchivedQuestionnaire_IsRefusedInASentence_AndNotOffered(WaveState state)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var path = $"/design/waves/{world.WaveB.Id}";
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        (await officer.PostToAsync("/language", path + "?handler=Close")).Dispose();
        await using (var context = host.CreateContext())
        {
            await context.Waves.ExecuteUpdateAsync(w => w.SetProperty(x => x.State, state), Cancellation);
            Assert.NotNull((await officer.PageAsync(path)).QuerySelector("form[action*='handler=Open']"));
            await context.Questionnaires.ExecuteUpdateAsync(q => q.SetProperty(x => x.ArchivedAt, DateTime.UtcNow), Cancellation);
        }

        Assert.Null((await officer.PageAsync(path)).QuerySelector("form[action*='handler=Open']"));
        using var refused = await officer.PostToAsync("/language", path + "?handler=Open");

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("đã cất", (await StaffClient.ReadAsync(refused)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await using var after = host.CreateContext();
        Assert.Equal(state, (await after.Waves.SingleAsync(Cancellation)).State);
        Assert.Empty(await after.OpenPoints.ToListAsync(Cancellation));
        (await Publishing.StepAsync(host, officer, world.VersionB.QuestionnaireId, "Restore")).Dispose();
        using var opened = await officer.PostToAsync("/language", path + "?handler=Open");
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
    }

    [Fact]
    public async Task New_WithAUnitTickedAndNoScript_TakesItsPoints()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.Root));

        (await officer.PostAsync("/design/waves/new", ("Input.Name", "Đợt A"), ("Input.VersionId", $"{world.VersionB.Id}"), ("Input.Units", $"{world.A.Id}"), ("open", "true"))).Dispose();

        var wave = await host.CreateContext().Waves.Include(w => w.Points).SingleAsync(w => w.Name == "Đợt A", Cancellation);
        Assert.Equal((WaveState.Open, world.A.Id), (wave.State, wave.UnitId));
        Assert.Equal(world.PointA.Id, Assert.Single(wave.Points).CollectionPointId);
    }

    [Theory]
    [InlineData(4, "<5")]
    [InlineData(5, "5")]
    public async Task Wave_ShowsACountOnlyFromFiveOn(int responses, string shown)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await using (var context = host.CreateContext())
        {
            context.TallyCells.Add(new TallyCell
            {
                WaveId = world.WaveB.Id,
                CollectionPointId = world.PointB.Id,
                ServiceId = 0,
                Channel = Channel.Qr,
                Segment = new DateOnly(2026, 6, 15),
                Responses = responses,
                LastDay = new DateOnly(2026, 7, 2),
                Revision = 1,
                Vector = [],
            });
            await context.SaveChangesAsync(Cancellation);
        }

        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var row = (await officer.PageAsync($"/design/waves/{world.WaveB.Id}")).QuerySelector("tbody tr")!;
        Assert.Equal(shown, row.QuerySelector("td.num")!.TextContent);
        Assert.Equal(responses >= 5, row.TextContent.Contains("02/07/2026", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NewPoint_HasAValidCodeAndCannotChangeItsUnit()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.Root));

        using var made = await officer.PostAsync("/design/points/new", ("Input.UnitId", $"{world.A.Id}"), ("Input.Name", "Quầy mới"), ("Input.Kind", "Counter"));
        var path = made.Headers.Location!.ToString();
        (await officer.PostAsync(path, ("Input.UnitId", $"{world.B.Id}"), ("Input.Name", "Quầy đổi tên"), ("Input.Kind", "Counter"))).Dispose();

        var point = await host.CreateContext().CollectionPoints.SingleAsync(p => p.Name == "Quầy đổi tên", Cancellation);
        Assert.True(ShortCode.TryParse(point.Code, out _));
        Assert.Equal(world.A.Id, point.UnitId);
    }

    [Fact]
    public async Task Retire_StopsTheOpenWaveThereAndKeepsTheSuccessor()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.Root));

        using var unknown = await officer.PostToAsync("/language", $"/design/points/{world.PointB.Code}?handler=Retire", ("successor", world.PointB.Code));
        Assert.Equal(HttpStatusCode.OK, unknown.StatusCode);
        (await officer.PostToAsync("/language", $"/design/points/{world.PointB.Code}?handler=Retire", ("successor", ShortCodeText.Grouped(world.PointA.Code).ToLowerInvariant()))).Dispose();

        await using var context = host.CreateContext();
        var point = await context.CollectionPoints.SingleAsync(p => p.Id == world.PointB.Id, Cancellation);
        Assert.NotNull(point.RetiredOn);
        Assert.Equal(world.PointA.Id, point.SuccessorId);
        Assert.Equal(0, await context.OpenPoints.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Import_ShowsFirstAndKeepsOnlyWhenConfirmed_AndKnowsNoSiblingsUnit()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        static byte[] Csv(string unit) => Encoding.UTF8.GetBytes($"key,unit,name,kind\r\nmoi_1,{unit},Quầy từ tệp,counter\r\n");

        using var sibling = await officer.UploadAsync("/language", "/design/points/import", "file", "diem.csv", Csv("so_b"));
        using var seen = await officer.UploadAsync("/language", "/design/points/import", "file", "diem.csv", Csv("so_a"));

        Assert.NotNull((await StaffClient.ReadAsync(sibling)).QuerySelector("[role=alert]"));
        Assert.Contains("Quầy từ tệp", (await StaffClient.ReadAsync(seen)).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.False(await host.CreateContext().CollectionPoints.AnyAsync(p => p.Key == "moi_1", Cancellation));
        using var kept = await officer.PostToAsync("/language", "/design/points/import?handler=Confirm", ("name", "diem.csv"), ("content", Convert.ToBase64String(Csv("so_a"))));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.True(await host.CreateContext().CollectionPoints.AnyAsync(p => p.Key == "moi_1" && p.UnitId == world.A.Id, Cancellation));
    }

    [Theory]
    [InlineData("a4", "A4")]
    [InlineData("a5", "A5")]
    public async Task Poster_CarriesTheQrOfTheAddressAndTheCodeInWords(string size, string paper)
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Settings = new Dictionary<string, string?> { ["Survey:PublicBaseUrl"] = "https://khaosat.tinh.example" } });
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        using var response = await officer.Http.GetAsync($"/design/points/{world.PointB.Code}/poster?size={size}", Cancellation);
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        var page = await StaffClient.ReadAsync(response);

        Assert.Contains($"size: {paper}", html, StringComparison.Ordinal);
        Assert.Contains(Poster.QrOf("https://khaosat.tinh.example/r/" + world.PointB.Code), html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.Equal("khaosat.tinh.example/r/" + ShortCodeText.Grouped(world.PointB.Code), page.QuerySelector(".address")!.TextContent);
        Assert.Equal(world.B.Name, page.QuerySelector(".organisation")!.TextContent);
        Assert.Contains("pakn.example.vn/so_b", page.QuerySelector(".feedback")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poster_OfACounterInUse_IsForAnyoneWhoHasItsCode_WithoutAWayIntoStaffPages()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var own = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var stranger = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        var path = $"/design/points/{world.PointB.Code}/poster";

        using var response = await host.Client.GetAsync(path, Cancellation);
        var page = await StaffClient.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal([path + "?size=a4", path + "?size=a5"], page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal(2, (await stranger.PageAsync(path)).QuerySelectorAll("a").Length);
        Assert.NotNull((await own.PageAsync(path)).QuerySelector($"a[href='/design/points/{world.PointB.Code}']"));

        await host.CreateContext().CollectionPoints.Where(p => p.Id == world.PointB.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.RetiredOn, new DateOnly(2026, 1, 1)), Cancellation);
        using var retired = await host.Client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, retired.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOfAsync(path));
        Assert.Equal(HttpStatusCode.OK, await own.StatusOfAsync(path));
    }

    [Fact]
    public async Task EnglishAccount_ReadsTheWavesEnglishNameAndOneQuestionnaire()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        (await officer.PostAsync("/language", ("language", "en"))).Dispose();

        Assert.Contains("Test wave", (await officer.PageAsync("/design/points/" + world.PointB.Code)).QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Questionnaire", (await officer.PageAsync($"/design/waves/{world.WaveB.Id}")).QuerySelector("dt")!.TextContent);
    }

    [Fact]
    public async Task Form_WithMissingOrImpossibleText_IsAnsweredWithWords()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.Root));

        foreach (var path in new[] { "/design/points/new", "/design/points/" + world.PointA.Code, "/design/waves/new" })
        {
            var of = path.Contains("waves", StringComparison.Ordinal) ? ("Input.VersionId", $"{world.VersionB.Id}") : ("Input.UnitId", $"{world.A.Id}");
            using var missing = await officer.PostAsync(path, of);
            using var odd = await officer.PostAsync(path, ("Input.Name", "\uFFFE"), of);
            Assert.NotNull((await StaffClient.ReadAsync(missing)).QuerySelector("#problems"));
            Assert.NotNull((await StaffClient.ReadAsync(odd)).QuerySelector("#problems"));
        }

        Assert.Equal(HttpStatusCode.OK, await officer.StatusOfAsync("/design/points?q=%EF%BF%BE"));
        using var signIn = await officer.PostAsync("/sign-in", ("UserName", "\uFFFE"), ("Password", "\uFFFE"));
        Assert.Equal(HttpStatusCode.OK, signIn.StatusCode);
    }

    [Fact]
    public async Task EveryTextField_StaysTextOnEveryPageThatShowsIt()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await using (var context = host.CreateContext())
        {
            await context.Units.ExecuteUpdateAsync(s => s.SetProperty(u => u.Name, Script).SetProperty(u => u.NameEn, Script).SetProperty(u => u.Feedback, Script), Cancellation);
            await context.CollectionPoints.ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, Script).SetProperty(p => p.NameEn, Script), Cancellation);
            await context.Waves.ExecuteUpdateAsync(s => s.SetProperty(w => w.Name, Script).SetProperty(w => w.NameEn, Script), Cancellation);
            var json = world.VersionB.Json.Replace("Rất hài lòng", "<img src=x onerror=alert(1)>", StringComparison.Ordinal).Replace("Anh/chị hài lòng", "<img src=x onerror=alert(1)>", StringComparison.Ordinal);
            await context.Questionnaires.ExecuteUpdateAsync(s => s.SetProperty(q => q.Draft, json), Cancellation);
            await context.QuestionnaireVersions.ExecuteUpdateAsync(s => s.SetProperty(v => v.Json, json), Cancellation);
        }

        using var client = await StaffClient.SignInAsync(host, (Role.Administrator, world.Root));
        await host.CreateContext().Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.DisplayName, Script), Cancellation);
        var (q, point, wave) = ($"/design/questionnaires/{world.VersionB.QuestionnaireId}", "/design/points/" + world.PointB.Code, $"/design/waves/{world.WaveB.Id}");
        string[] pages = ["/design/questionnaires", q, q + "/preview", q + "/publish", "/design/waves", "/design/waves/new", wave, "/design/points", "/design/points/new", point,
            point + "/poster", "/design/points/posters?unit=so_b", "/admin/accounts", "/admin/accounts/invite", $"/admin/accounts/{client.Account.Id}", "/admin/audit"];

        foreach (var path in pages)
        {
            using var response = await client.Http.GetAsync(path, Cancellation);
            var html = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
            Assert.False(html.Contains("<img", StringComparison.OrdinalIgnoreCase), path);
            Assert.True(html.Contains("&lt;img src=x", StringComparison.Ordinal), path);
        }
    }
}
