using System.Buffers.Binary;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design;

public sealed class StickersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stickers_OfAUnit_HoldEachPointInUseAsOftenAsAsked()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var sample = new Sample(host.CreateContext());
        var second = await sample.PointAsync(world.B, "qb2");
        var retired = await sample.PointAsync(world.B, "qb3");
        await host.CreateContext().CollectionPoints.Where(p => p.Id == retired.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.RetiredOn, new DateOnly(2026, 1, 1)), Cancellation);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var one = await officer.PageAsync("/design/points/stickers?unit=so_b");
        var sheets = await officer.PageAsync("/design/points/stickers?unit=so_b&size=large&copies=10");
        var odd = await officer.PageAsync("/design/points/stickers?unit=so_b&copies=100000");

        Assert.Equal(2, one.QuerySelectorAll(".label").Length);
        Assert.All(one.QuerySelectorAll(".label"), l => Assert.NotNull(l.QuerySelector(".qr svg")));
        Assert.Contains("Quầy qb2", one.QuerySelectorAll(".label")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains($"/r/{second.Code[..4]}-{second.Code[4..]}", one.QuerySelectorAll(".label .address")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal([10, 10], sheets.QuerySelectorAll(".labels").Select(s => s.QuerySelectorAll(".label").Length));
        Assert.Equal(2, odd.QuerySelectorAll(".label").Length);
    }

    [Fact]
    public async Task Stickers_OfOnePoint_FillASheet()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var page = await officer.PageAsync("/design/points/stickers?point=" + world.PointB.Code);

        Assert.Equal(24, page.QuerySelectorAll(".labels .label").Length);
        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusOfAsync("/design/points/stickers?point=AAAAAAAA"));
        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusOfAsync("/design/points/stickers"));
    }

    [Theory]
    [InlineData("s", 8)]
    [InlineData("m", 16)]
    [InlineData("l", 32)]
    public async Task Png_OfAPoint_IsAlwaysTheSamePictureOfWholeModules(string size, int module)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);

        using var response = await host.Client.GetAsync($"/design/points/{world.PointB.Code}/qr.png?size={size}", Cancellation);
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancellation);
        var again = await host.Client.GetByteArrayAsync($"/design/points/{world.PointB.Code.ToLowerInvariant()}/qr.png?size={size}", Cancellation);
        var other = await host.Client.GetByteArrayAsync($"/design/points/{world.PointA.Code}/qr.png?size={size}", Cancellation);

        Assert.Equal(("image/png", HttpStatusCode.OK), (response.Content.Headers.ContentType!.MediaType, response.StatusCode));
        Assert.Equal($"qr-{world.PointB.Code}-{size}.png", response.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
        Assert.Equal(width, height);
        Assert.Equal((0, 1), (width % module, width / module % 4)); // A code has 17 + 4n modules; a quiet zone of four lies on each side.
        Assert.Equal(bytes, again);
        Assert.NotEqual(bytes, other);
    }

    [Fact]
    public async Task Png_OfNoPoint_OfAnotherSize_OrOfARetiredPoint_Is404_ExceptForItsOfficer()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var path = $"/design/points/{world.PointB.Code}/qr.png";
        foreach (var missing in new[] { path + "?size=xl", path + "?size=1000000", "/design/points/AAAAAAAA/qr.png", "/design/points/so_b/qr.png" })
        {
            using var none = await host.Client.GetAsync(missing, Cancellation);
            Assert.Equal((missing, HttpStatusCode.NotFound), (missing, none.StatusCode));
        }

        await host.CreateContext().CollectionPoints.Where(p => p.Id == world.PointB.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.RetiredOn, new DateOnly(2026, 1, 1)), Cancellation);
        using var own = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var stranger = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        using var retired = await host.Client.GetAsync(path, Cancellation);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound), (retired.StatusCode, await own.StatusOfAsync(path), await stranger.StatusOfAsync(path)));
    }
}
