using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.PublicPages;

public sealed class PublishPageTests
{
    private const string Page = "/analyse/so_a/publish";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_ByAnOfficer_TurnsThePagesOn_AndOffAgain()
    {
        await using var world = await PublicWorld.CreateAsync();
        using var officer = await StaffClient.SignInAsync(world.Host, (Role.Officer, world.Province.SoA));

        using var saved = await officer.PostAsync(Page, Fields(("Input.ShowsResults", "true"), ("Input.ShowsWall", "true"), ("Input.DaysAfter", "3"), ("Input.Revision", "0")));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(1, await world.Worker.ReleaseAsync(Cancel));
        Assert.NotNull((await officer.PageAsync(Page)).QuerySelector("a[href='/wall/so_a']"));
        await using var context = world.Host.CreateContext();
        var stored = await context.PublicPages.SingleAsync(Cancel);
        Assert.Equal((3, true, false, true, 1), (stored.DaysAfter, stored.ShowsResults, stored.ShowsAnswers, stored.ShowsWall, stored.Revision));
        Assert.Contains(await context.AuditEntries.Select(a => a.Action).ToListAsync(Cancel), a => a == "public_page_changed");

        using var stale = await officer.PostAsync(Page, Fields(("Input.DaysAfter", "3"), ("Input.Revision", "0")));
        Assert.Equal(HttpStatusCode.OK, stale.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await officer.StatusOfAsync("/public/so_a"));
        using var off = await officer.PostAsync(Page, Fields(("Input.DaysAfter", "3"), ("Input.Revision", "1")));
        Assert.Equal(HttpStatusCode.Redirect, off.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusOfAsync("/public/so_a"));
    }

    [Theory]
    [InlineData("Input.DaysAfter", "0")]
    [InlineData("Input.DaysAfter", "366")]
    [InlineData("Input.DaysAfter", "nhiều")]
    [InlineData("Input.Choice", "khac:sipas")]
    public async Task Post_OfWhatCannotBe_ChangesNothing(string field, string value)
    {
        await using var world = await PublicWorld.CreateAsync();
        using var officer = await StaffClient.SignInAsync(world.Host, (Role.Officer, world.Province.SoA));
        var fields = Fields(("Input.ShowsResults", "true"), ("Input.DaysAfter", "3"), ("Input.Revision", "0")).Where(f => f.Name != field).Append((field, value)).ToArray();

        using var refused = await officer.PostAsync(Page, fields);

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.NotNull((await StaffClient.ReadAsync(refused)).QuerySelector("#problems"));
        await using var context = world.Host.CreateContext();
        Assert.Empty(await context.PublicPages.ToListAsync(Cancel));
    }

    [Fact]
    public async Task Preview_ShowsTheLastEndedPeriod_ToTheOfficerAlone_AndKeepsNothing()
    {
        await using var world = await PublicWorld.CreateAsync();
        using var officer = await StaffClient.SignInAsync(world.Host, (Role.Officer, world.Province.SoA));
        using var preview = await officer.Http.GetAsync(Page + "/preview", Cancel);
        var text = await preview.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("Bản xem trước", text, StringComparison.Ordinal);
        Assert.Contains("Quý III/2026", text, StringComparison.Ordinal);
        Assert.True(preview.Headers.CacheControl!.NoStore);
        Assert.Single(preview.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(0, await world.CountAsync());
        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusOfAsync("/analyse/so_b/publish/preview"));
        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusOfAsync("/analyse/so_b/publish"));
        using var analyst = await StaffClient.SignInAsync(world.Host, (Role.Analyst, world.Province.SoA));
        Assert.Equal(HttpStatusCode.Forbidden, await analyst.StatusOfAsync(Page));
    }

    private static (string Name, string Value)[] Fields(params (string Name, string Value)[] fields) => [("Input.Choice", "sipas_service:sipas"), .. fields];
}
