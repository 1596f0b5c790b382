using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Data.Tallies;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Comments;

public sealed class CommentsPageTests
{
    private const string Page = "/analyse/so_a/comments?period=" + CommentWorld.Period;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_OfFewerThanTenResponses_AreReadOnNoPage()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Alone, CommentWorld.August, 9);
        await world.AnswerAsync(world.Big, CommentWorld.August, 12);
        await world.AnswerAsync(world.Big, CommentWorld.September, 9);
        await world.AnswerAsync(world.Big, CommentWorld.September, 5, waiting: true);
        await world.SayAsync(world.Alone, CommentWorld.August, "kín đáo");
        await world.SayAsync(world.Big, CommentWorld.August, "đọc được");
        await world.SayAsync(world.Big, CommentWorld.September, "tháng này chưa đủ");
        using var analyst = await world.SignInAsync(Role.Analyst);

        Assert.Equal(["đọc được"], await CommentWorld.WordsAsync(analyst, Page));
        Assert.Equal(["đọc được"], await CommentWorld.WordsAsync(analyst, Page.Replace("so_a", "tinh", StringComparison.Ordinal)));
        var small = await analyst.PageAsync(Page.Replace("so_a", "so_b", StringComparison.Ordinal));
        Assert.Empty(small.QuerySelectorAll(".said-list"));
        Assert.DoesNotContain("Quầy alone", small.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync($"{Page.Replace("so_a", "so_b", StringComparison.Ordinal)}&at={world.Alone.Code}"));
    }

    [Fact]
    public async Task SmallCounters_AreReadTogether_OnceTheMonthIsOver_UnderTheUnitsName()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.SmallOne, CommentWorld.August, 6);
        await world.AnswerAsync(world.SmallTwo, CommentWorld.August, 5);
        await world.AnswerAsync(world.SmallOne, CommentWorld.September, 6);
        await world.AnswerAsync(world.SmallTwo, CommentWorld.September, 5);
        await world.SayAsync(world.SmallOne, CommentWorld.August, "tháng trước");
        await world.SayAsync(world.SmallTwo, CommentWorld.September, "tháng này");
        using var analyst = await world.SignInAsync(Role.Analyst);

        var page = await analyst.PageAsync(Page);

        Assert.Equal("tháng trước", Assert.Single(page.QuerySelectorAll(".said-list .words")).TextContent);
        Assert.Contains("Đơn vị so_a, các quầy ít phiếu", page.QuerySelector(".said-list .meta")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Quầy small", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync($"{Page}&at={world.SmallOne.Code}"));
    }

    [Theory]
    [InlineData("thai do", 1)]
    [InlineData("THÁI ĐỘ", 1)]
    [InlineData("thái-độ", 1)]
    [InlineData("hanh", 1)]
    [InlineData("khong co tu nay", 0)]
    [InlineData("%", 0)]
    [InlineData("_", 0)]
    [InlineData("'", 0)]
    [InlineData("thai%do", 1)]
    [InlineData("th_i", 0)]
    public async Task Search_IsWithoutDiacritics_AndTakesNoWildcards(string words, int found)
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Big, CommentWorld.August, 12);
        await world.SayAsync(world.Big, CommentWorld.August, "Thái độ rất hành chính");
        await world.SayAsync(world.Big, CommentWorld.August, "Tốt");
        using var analyst = await world.SignInAsync(Role.Analyst);

        Assert.Equal(found, (await CommentWorld.WordsAsync(analyst, $"{Page}&words={Uri.EscapeDataString(words)}")).Count);
    }

    [Fact]
    public async Task Filters_AreTheAddress_AndPagesAreNewestMonthFirst()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Big, CommentWorld.August, 60);
        await world.AnswerAsync(world.Big, CommentWorld.September, 60);
        for (var i = 0; i < 55; i++)
        {
            await world.SayAsync(world.Big, i % 2 == 0 ? CommentWorld.August : CommentWorld.September, $"ý {i}", low: i < 10);
        }

        using var analyst = await world.SignInAsync(Role.Analyst);
        var first = await analyst.PageAsync(Page);
        var second = await CommentWorld.WordsAsync(analyst, Page + "&p=2");

        Assert.Equal(50, first.QuerySelectorAll(".said-list li").Length);
        Assert.Equal(55, first.QuerySelectorAll(".said-list .words").Select(w => w.TextContent).Concat(second).Distinct().Count());
        var months = first.QuerySelectorAll(".said-list .meta span:first-child").Select(m => m.TextContent).Where(m => m.EndsWith("/2026", StringComparison.Ordinal)).ToList();
        Assert.Equal(months.OrderDescending(StringComparer.Ordinal), months);
        Assert.Equal("09/2026", months[0]);
        Assert.Equal(10, (await CommentWorld.WordsAsync(analyst, Page + "&low=1")).Count);
        Assert.Equal(5, (await CommentWorld.WordsAsync(analyst, Page + "&p=999999999")).Count);
        Assert.Equal(55, first.QuerySelectorAll(".said-list li").Length + second.Count);
        Assert.Contains($"at={world.Big.Code}", (await analyst.PageAsync($"{Page}&at={world.Big.Code}&low=1&words=y")).QuerySelector("a[rel=next], form[action*='at=']")!.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_AreMaskedAgain_AndSearchFindsNothingOfWhatIsMasked()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Big, CommentWorld.August, 12);
        await world.SayAsync(world.Big, CommentWorld.August, "Gọi tôi số 0912345678", plain: false);
        using var analyst = await world.SignInAsync(Role.Analyst);

        Assert.Equal(1, await world.Host.Services.GetRequiredService<CommentWords>().MakeAsync(Cancel));

        Assert.Equal([$"Gọi tôi số {CommentMask.Mark}"], await CommentWorld.WordsAsync(analyst, Page));
        Assert.Empty(await CommentWorld.WordsAsync(analyst, Page + "&words=0912"));
        Assert.Single(await CommentWorld.WordsAsync(analyst, Page + "&words=goi"));
        Assert.Equal(0, await world.Host.Services.GetRequiredService<CommentWords>().MakeAsync(Cancel));
    }

    [Fact]
    public async Task WordsThatTheFoldReleases_CanBeSearchedAtOnce()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Big, CommentWorld.September, 12, waiting: true);
        world.Context.Add(new PendingFold { Id = -7, WaveId = world.Wave.Id, CollectionPointId = world.Big.Id, Month = CommentWorld.September, Item = "comment", Text = "Niềm nở", LowOverall = false });
        await world.Context.SaveChangesAsync(Cancel);
        using var analyst = await world.SignInAsync(Role.Analyst);
        Assert.Empty(await CommentWorld.WordsAsync(analyst, Page));

        await world.Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(Cancel);
        world.Host.Time!.Advance(TimeSpan.FromHours(2)); // Counts are kept for a while.

        Assert.Equal(["Niềm nở"], await CommentWorld.WordsAsync(analyst, Page + "&words=niem+no"));
    }

    [Fact]
    public async Task Tags_ComeByWholeWords_AndAHandOverrulesTheRule()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Big, CommentWorld.August, 12);
        var waited = await world.SayAsync(world.Big, CommentWorld.August, "Chờ LÂU quá");
        var other = await world.SayAsync(world.Big, CommentWorld.August, "Lâudai"); // one word that only begins like it
        using var analyst = await world.SignInAsync(Role.Analyst);
        (await analyst.PostAsync("/analyse/tinh/comments/tags", ("Input.Name", "Thời gian"), ("Input.Keywords", "cho lau\nlâu\n\n!!"))).Dispose();
        var tag = await world.Context.CommentTags.AsNoTracking().SingleAsync(Cancel);
        var tagged = $"{Page}&tag={tag.Id}";

        Assert.Equal(["Chờ LÂU quá"], await CommentWorld.WordsAsync(analyst, tagged));

        using var off = await analyst.PostToAsync(tagged, $"{Page}&handler=Untag", ("comment", $"{waited.Id}"), ("tag", $"{tag.Id}"));
        using var on = await analyst.PostToAsync(tagged, $"{Page}&handler=Tag", ("comment", $"{other.Id}"), ("tag", $"{tag.Id}"));

        Assert.Equal(HttpStatusCode.Redirect, on.StatusCode);
        Assert.Equal(["Lâudai"], await CommentWorld.WordsAsync(analyst, tagged));
        Assert.Equal(["comment_tag_saved", "comments_tagged", "comments_untagged"], (await world.Context.AuditEntries.Where(a => a.Action.StartsWith("comment")).Select(a => a.Action).ToListAsync(Cancel)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tags_AreInheritedBelow_NeverAside_AndOneGoesOnManyAtOnce()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Big, CommentWorld.August, 12);
        await world.AnswerAsync(world.Alone, CommentWorld.August, 12);
        var words = new List<Comment>();
        for (var i = 0; i < 6; i++)
        {
            words.Add(await world.SayAsync(world.Big, CommentWorld.August, $"ý {i}"));
        }

        var above = new CommentTag { Id = 11, UnitId = world.Province.Id, Name = "Của tỉnh" };
        var aside = new CommentTag { Id = 12, UnitId = world.SoB.Id, Name = "Của sở B" };
        world.Context.AddRange(above, aside);
        await world.Context.SaveChangesAsync(Cancel);
        using var analyst = await world.SignInAsync(Role.Analyst, world.SoA);

        using var many = await analyst.PostToAsync(Page, Page + "&handler=Tag", [.. words.Select(w => ("comment", $"{w.Id}")), ("tag", "11")]);
        using var strange = await analyst.PostToAsync(Page, Page + "&handler=Tag", ("comment", $"{words[0].Id}"), ("tag", "12"));

        Assert.Equal(HttpStatusCode.Redirect, many.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        var bars = (await analyst.PageAsync(Page)).QuerySelectorAll(".tag-bars li").Select(l => (l.QuerySelector("a")!.TextContent, l.QuerySelector(".num")!.TextContent)).ToList();
        Assert.Equal([("Của tỉnh", "6")], bars);
    }

    [Fact]
    public async Task TagCounts_BelowFive_AreNotShown()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Big, CommentWorld.August, 12);
        world.Context.AddRange(new CommentTag { Id = 11, UnitId = world.SoA.Id, Name = "Bốn", Keywords = "bốn" }, new CommentTag { Id = 12, UnitId = world.SoA.Id, Name = "Năm", Keywords = "năm" });
        for (var i = 0; i < 9; i++)
        {
            await world.SayAsync(world.Big, CommentWorld.August, i < 4 ? "có bốn" : "có năm");
        }

        using var analyst = await world.SignInAsync(Role.Analyst);
        var page = await analyst.PageAsync(Page);

        Assert.Equal(["Năm 5", "Bốn –"], page.QuerySelectorAll(".tag-bars li").Select(l => $"{l.QuerySelector("a")!.TextContent} {l.QuerySelector(".num")!.TextContent}"));
        Assert.Single(page.QuerySelectorAll(".tag-bars .fill"));
    }

    [Fact]
    public async Task Tagging_WordsThatMayNotBeRead_Is404_AndKeepsNothing()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Big, CommentWorld.August, 12);
        await world.AnswerAsync(world.Alone, CommentWorld.August, 3);
        var open = await world.SayAsync(world.Big, CommentWorld.August, "đọc được");
        var hidden = await world.SayAsync(world.Alone, CommentWorld.August, "kín");
        world.Context.Add(new CommentTag { Id = 11, UnitId = world.Province.Id, Name = "Nhãn" });
        await world.Context.SaveChangesAsync(Cancel);
        using var analyst = await world.SignInAsync(Role.Analyst);
        const string top = "/analyse/tinh/comments";

        using var both = await analyst.PostToAsync(top, top + "?handler=Tag", ("comment", $"{open.Id}"), ("comment", $"{hidden.Id}"), ("tag", "11"));

        Assert.Equal(HttpStatusCode.NotFound, both.StatusCode);
        Assert.Equal(0, await world.Context.CommentTaggings.CountAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync($"/analyse/tinh/tickets/new?comment={hidden.Id}"));
    }

    [Fact]
    public async Task TagForm_ChangedByAnotherMeanwhile_OverwritesNothing()
    {
        await using var world = await CommentWorld.CreateAsync();
        world.Context.Add(new CommentTag { Id = 11, UnitId = world.SoA.Id, Name = "Nhãn", Revision = 3 });
        await world.Context.SaveChangesAsync(Cancel);
        using var officer = await world.SignInAsync(Role.Officer, world.SoA);
        const string tags = "/analyse/so_a/comments/tags";

        using var old = await officer.PostAsync(tags, ("Input.Id", "11"), ("Input.Revision", "2"), ("Input.Name", "Của tôi"), ("Input.Keywords", ""));
        var page = await StaffClient.ReadAsync(old);

        Assert.Contains("Có người vừa sửa nhãn này", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Nhãn", (await world.Context.CommentTags.AsNoTracking().SingleAsync(Cancel)).Name);
        using var again = await officer.PostAsync(tags, ("Input.Id", "11"), ("Input.Revision", page.QuerySelector("input[name='Input.Revision']")!.GetAttribute("value")!), ("Input.Name", "Của tôi"), ("Input.Keywords", ""));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal("Của tôi", (await world.Context.CommentTags.AsNoTracking().SingleAsync(Cancel)).Name);
    }
}
