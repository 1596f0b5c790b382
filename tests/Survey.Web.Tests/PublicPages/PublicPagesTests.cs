using System.Net;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.PublicPages;

public sealed class PublicPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SwitchedOff_AndUnknown_AreTheSame404()
    {
        await using var world = await PublicWorld.CreateAsync();
        await world.TurnOnAsync(world.Province.SoA, wall: true);
        await world.TurnOnAsync(world.Province.SoB, results: false);
        await world.Worker.ReleaseAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(world, "/public/so_a")).StatusCode);

        var unknown = await BodyOf404Async(world, "/public/khong_co");
        foreach (var path in new[] { "/public/so_b", "/public/tinh", "/wall/so_b", "/wall/khong_co", "/public/so_b/2026-q3.json", "/public/so_a/2025-q1.csv", "/public/so_a/2025-q1.json", "/public/khong_co/2026-q3.csv" })
        {
            Assert.Equal((path, unknown), (path, await BodyOf404Async(world, path)));
        }

        var page = world.Province.Context.PublicPages.Single(p => p.UnitId == world.Province.SoA.Id);
        (page.ShowsResults, page.ShowsWall) = (false, false);
        await world.Province.Context.SaveChangesAsync(Cancel);
        foreach (var path in new[] { "/public/so_a", "/wall/so_a", "/public/so_a/2026-q3.json", "/public/so_a/2026-q3.csv" })
        {
            Assert.Equal((path, unknown), (path, await BodyOf404Async(world, path)));
        }
    }

    [Fact]
    public async Task Pages_SetNoCookie_MayBeKept_AndAnswer304()
    {
        await using var world = await PublicWorld.CreateAsync();
        await world.TurnOnAsync(world.Province.SoA, wall: true);
        await world.Worker.ReleaseAsync(Cancel);
        using var officer = await StaffClient.SignInAsync(world.Host, (Role.Administrator, world.Province.Province));
        foreach (var path in new[] { "/public", "/public/so_a", "/public/so_a?lang=en", "/wall/so_a", "/public/so_a/2026-q3.json", "/public/so_a/2026-q3.csv" })
        {
            foreach (var client in new[] { world.Host.Client, officer.Http })
            {
                using var response = await client.GetAsync(path, Cancel);
                Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
                Assert.False(response.Headers.Contains("Set-Cookie"), path);
                Assert.True(response.Headers.CacheControl is { Public: true, NoStore: false, MaxAge: not null }, path);
                Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
                var policy = response.Headers.GetValues("Content-Security-Policy").Single();
                Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
                Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
                Assert.Equal((path, path.Contains("2026-q3", StringComparison.Ordinal)), (path, response.Headers.Contains("Access-Control-Allow-Origin")));
            }

            using var first = await GetAsync(world, path);
            using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", first.Headers.ETag!.ToString() } } };
            using var unchanged = await world.Host.Client.SendAsync(again, Cancel);
            Assert.Equal((path, HttpStatusCode.NotModified), (path, unchanged.StatusCode));
            Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync(Cancel));
        }
    }

    [Fact]
    public async Task UnitPage_NeedsNoScript_AndSaysTheFigureItsBaseAndItsMethod()
    {
        await using var world = await PublicWorld.CreateAsync(synthetic: true);
        await world.TurnOnAsync(world.Province.SoA, wall: true);
        await world.Worker.ReleaseAsync(Cancel);
        var released = await world.ReleaseOfAsync("so_a");
        var (page, english, wall) = (await world.TextAsync("/public/so_a"), await world.TextAsync("/public/so_a?lang=en"), await world.TextAsync("/wall/so_a"));
        var figure = released.Overall.Value.ToString("N2", System.Globalization.CultureInfo.GetCultureInfo("vi-VN"));

        Assert.All([page, english, wall], text => Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase));
        Assert.All([page, wall], text => Assert.Contains(figure, text, StringComparison.Ordinal));
        Assert.All([page, wall], text => Assert.Contains("mô phỏng", text, StringComparison.Ordinal));
        Assert.Contains($"Từ {released.Overall.Base} phiếu", page, StringComparison.Ordinal);
        Assert.Contains("bản 1", page, StringComparison.Ordinal);
        Assert.Contains("/public/so_a/2026-q3.csv", page, StringComparison.Ordinal);
        Assert.Contains($"From {released.Overall.Base} responses", english, StringComparison.Ordinal);
        Assert.Contains("http-equiv=refresh", wall, StringComparison.Ordinal);
        Assert.True(page.Length < 40_000, $"{page.Length}");
        Assert.Contains("+cmd|", page.Replace("&#x2B;", "+", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_ThatAreNotPublished_AreNotTold()
    {
        await using var world = await PublicWorld.CreateAsync();
        await world.TurnOnAsync(world.Province.Province, results: false, answers: true);
        var today = new DateOnly(2026, 9, 18);
        foreach (var (words, on, state) in new[] { ("Đã kê thêm ghế", (DateOnly?)today, TicketState.Answered), ("Chưa công bố", null, TicketState.Answered), ("Mở lại rồi", today, TicketState.InWork) })
        {
            world.Province.Context.Add(new Ticket
            {
                Id = RandomKey.New(),
                UnitId = world.Province.SoA.Id,
                Channel = TicketChannel.Hotline,
                Subject = "Việc kín",
                Text = "Lời kín",
                ReceivedOn = today,
                DueOn = today,
                State = state,
                Answer = "Trả lời riêng",
                PublicAnswer = words,
                PublishedOn = on,
            });
        }

        await world.Province.Context.SaveChangesAsync(Cancel);
        var page = await world.TextAsync("/public/tinh");

        Assert.Contains("Đã kê thêm ghế", page, StringComparison.Ordinal);
        Assert.All(["Chưa công bố", "Mở lại rồi", "Việc kín", "Lời kín", "Trả lời riêng"], words => Assert.DoesNotContain(words, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_OfOneAddress_AreLimited()
    {
        await using var host = await SurveyHost.StartAsync(new() { Now = new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero), Settings = new Dictionary<string, string?> { ["Survey:LimitsPerMinute:Pages"] = "2" } });
        foreach (var expected in new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests })
        {
            using var response = await host.Client.GetAsync("/public", Cancel);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> GetAsync(PublicWorld world, string path) => world.Host.Client.GetAsync(path, Cancel);

    private static async Task<string> BodyOf404Async(PublicWorld world, string path)
    {
        using var response = await GetAsync(world, path);
        Assert.Equal((path, HttpStatusCode.NotFound), (path, response.StatusCode));
        Assert.True(response.Headers.CacheControl!.NoStore, path);
        Assert.False(response.Headers.Contains("ETag"), path);
        return await response.Content.ReadAsStringAsync(Cancel);
    }
}
