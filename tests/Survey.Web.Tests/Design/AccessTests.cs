using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design;

public sealed class AccessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Gets => ["/design/points/{point}", "/design/points/posters?unit=so_b", "/design/points/stickers?unit=so_b", "/design/points/stickers?point={point}", "/design/points?unit=so_b",
        "/design/waves/{wave}", "/design/questionnaires/{q}", "/design/questionnaires/{q}/publish", "/design/questionnaires/{q}/mapping", "/design/questionnaires/{q}/preview", "/design/questionnaires/{q}/sheet", "/design/questionnaires/{q}/paper", "/design/questionnaires/{q}/try", "/design/questionnaires/{q}/paper?version=1&point={point}", "/design/questionnaires/{q}/json",
        "/design/questionnaires/{q}/json/1"];

    public static TheoryData<string> Posts => ["/design/points/{point}", "/design/points/{point}?handler=Retire", "/design/points/{point}?handler=Revive", "/design/waves/{wave}?handler=Close",
        "/design/waves/{wave}?handler=Open", "/design/waves/{wave}?handler=Delete", "/design/questionnaires/{q}?handler=Head", "/design/questionnaires/{q}?handler=Item&at=item:access", "/design/questionnaires/{q}?handler=Act&at=item:access", "/design/questionnaires/{q}?handler=Undo", "/design/questionnaires/{q}/publish",
        "/design/questionnaires/{q}/publish?handler=Submit", "/design/questionnaires/{q}/publish?handler=Approve", "/design/questionnaires/{q}/publish?handler=Take&number=1",
        "/design/questionnaires/{q}/publish?handler=Archive", "/design/questionnaires/{q}/mapping",
        "/design/questionnaires/{q}/try", "/design/questionnaires/{q}/try?handler=Wipe", "/design/questionnaires/{q}/try?handler=End"];

    [Fact]
    public async Task Get_OfASiblingsThing_Is404ForItsNeighbourAnd200ForItsOwn()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var stranger = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        using var strangeAdmin = await StaffClient.SignInAsync(host, (Role.Administrator, world.A));
        using var analyst = await StaffClient.SignInAsync(host, (Role.Analyst, world.B));
        using var own = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var above = await StaffClient.SignInAsync(host, (Role.Administrator, world.Root));

        foreach (var row in Gets)
        {
            var path = Fill(row.Data, world);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, await stranger.StatusOfAsync(path)));
            Assert.Equal((path, HttpStatusCode.NotFound), (path, await strangeAdmin.StatusOfAsync(path)));
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, await analyst.StatusOfAsync(path)));
            Assert.Equal((path, HttpStatusCode.OK), (path, await own.StatusOfAsync(path)));
            Assert.Equal((path, HttpStatusCode.OK), (path, await above.StatusOfAsync(path)));
        }
    }

    [Fact]
    public async Task Post_ToASiblingsThing_Is404AndChangesNothing()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var stranger = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        using var analyst = await StaffClient.SignInAsync(host, (Role.Analyst, world.B));

        foreach (var row in Posts)
        {
            var path = Fill(row.Data, world);
            var field = path.Contains("/points/", StringComparison.Ordinal) ? new[] { ("Input.Name", "Đã đổi") }
                : path.Contains("/questionnaires/", StringComparison.Ordinal) && !path.Contains("/try", StringComparison.Ordinal) ? [("Revision", "0")] : [];
            using var strange = await stranger.PostToAsync("/language", path, field);
            using var refused = await analyst.PostToAsync("/language", path, field);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, strange.StatusCode));
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, refused.StatusCode));
        }

        await using var context = host.CreateContext();
        Assert.Equal(WaveState.Open, (await context.Waves.SingleAsync(Cancellation)).State);
        Assert.Equal(1, await context.OpenPoints.CountAsync(Cancellation));
        Assert.Equal(1, await context.QuestionnaireVersions.CountAsync(Cancellation));
        Assert.False(await context.CollectionPoints.AnyAsync(p => p.RetiredOn != null || p.Name == "Đã đổi", Cancellation));
    }

    [Theory]
    [InlineData(Role.Officer)]
    [InlineData(Role.Analyst)]
    public async Task EveryRole_MaySwitchTheLanguageAndSignOutButNotAdminister(Role role)
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var client = await StaffClient.SignInAsync(host, (role, root));

        using var english = await client.PostAsync("/language", ("language", "en"));

        Assert.Equal("en", (await client.PageAsync("/language")).DocumentElement.GetAttribute("lang"));
        Assert.Equal(HttpStatusCode.Forbidden, await client.StatusOfAsync("/admin/accounts"));
        Assert.Equal(HttpStatusCode.Forbidden, await client.StatusOfAsync("/admin/audit"));
        (await client.PostAsync("/sign-out")).Dispose();
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusOfAsync("/language"));
    }

    [Fact]
    public async Task Lists_ShowNothingOfASibling()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var stranger = await StaffClient.SignInAsync(host, (Role.Officer, world.A));

        foreach (var path in new[] { "/design/points", "/design/waves", "/design/waves/new", "/design/questionnaires", "/design/points/new" })
        {
            var text = (await stranger.PageAsync(path)).Body!.OuterHtml;
            Assert.DoesNotContain("so_b", text, StringComparison.Ordinal);
            Assert.DoesNotContain(world.PointB.Code, text, StringComparison.Ordinal);
            Assert.DoesNotContain($"{world.WaveB.Id}", text, StringComparison.Ordinal);
        }
    }

    private static string Fill(string path, DesignWorld world) => path.Replace("{point}", world.PointB.Code, StringComparison.Ordinal)
        .Replace("{wave}", $"{world.WaveB.Id}", StringComparison.Ordinal).Replace("{q}", $"{world.VersionB.QuestionnaireId}", StringComparison.Ordinal);
}
