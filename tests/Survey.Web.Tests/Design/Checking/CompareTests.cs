using System.Net;
using System.Text.Encodings.Web;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Questionnaires;
using Survey.Web.Tests.Admin;
using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Tests.Design.Checking;

public sealed class CompareTests
{
    [Fact]
    public async Task Page_MarksTheWordsThatChanged_AndEncodesThem()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await host.ChangeDraftAsync(q => q with { Title = q.Title.With("vi", q.Title.In("vi") + " <b>đậm</b>") });
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var page = await officer.PageAsync(PathOf(world));

        var change = Assert.Single(page.QuerySelectorAll("[data-effect] li[data-kind]"));
        Assert.Equal(" <b>đậm</b>", change.QuerySelector("ins")!.TextContent);
        Assert.Null(change.QuerySelector("b, del"));
        Assert.NotNull(page.QuerySelector("[data-effect=Words] h3 a[href$='?at=head']"));
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("?from=1&to=draft", HttpStatusCode.OK)]
    [InlineData("?from=draft&to=1", HttpStatusCode.OK)]
    [InlineData("?from=1&to=1", HttpStatusCode.OK)]
    [InlineData("?from=2", HttpStatusCode.NotFound)]
    [InlineData("?from=01", HttpStatusCode.NotFound)]
    [InlineData("?to=99999999999999999999", HttpStatusCode.NotFound)]
    [InlineData("?to=x%00", HttpStatusCode.NotFound)]
    public async Task Page_OfVersionsThatThereAreNot_Is404(string query, HttpStatusCode status)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var stranger = await StaffClient.SignInAsync(host, (Role.Officer, world.A));

        Assert.Equal(status, await officer.StatusOfAsync(PathOf(world) + query));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOfAsync(PathOf(world) + query));
    }

    [Fact]
    public async Task Page_FollowsTheMappingOfTheDraft()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var old = "";
        await host.ChangeDraftAsync(q =>
        {
            var last = q.Sections[^1];
            old = last.Items[^1].Code;
            return q with { Sections = [.. q.Sections.SkipLast(1), last with { Items = [.. last.Items.SkipLast(1), last.Items[^1] with { Code = "renamed" }] }] };
        });
        await using (var context = host.CreateContext())
        {
            var mapping = CodeMappingJson.Write(new CodeMapping { Items = new Dictionary<string, string?> { [old] = "renamed" } });
            await context.Questionnaires.ExecuteUpdateAsync(s => s.SetProperty(q => q.Mapping, mapping), TestContext.Current.CancellationToken);
        }

        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var kinds = (await officer.PageAsync(PathOf(world))).QuerySelectorAll("li[data-kind]").Select(l => l.GetAttribute("data-kind"));

        Assert.Equal(["ItemRecoded"], kinds);
    }

    [Fact]
    public async Task Page_NamesScalesAndDimensionsByTheirWords()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var before = Sample.QuestionnaireOf(world.VersionB.Json);
        var (gone, kept) = (before.Indices[0].Dimensions[0], before.Indices[0].Dimensions[1]);
        await host.ChangeDraftAsync(q => q with { Indices = [q.Indices[0] with { Dimensions = [kept with { Items = [.. kept.Items, .. gone.Items] }, .. q.Indices[0].Dimensions.Skip(2)] }] });
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var changes = (await officer.PageAsync(PathOf(world))).QuerySelectorAll("li[data-kind]").ToDictionary(l => l.GetAttribute("data-kind")!, l => l.TextContent.Trim());

        Assert.StartsWith($"Bỏ yếu tố “{gone.Title.In("vi")}”.", changes["DimensionRemoved"], StringComparison.Ordinal);
        Assert.Contains($"vào yếu tố “{kept.Title.In("vi")}”.", changes["IndexItemAdded"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rất hài lòng", "Khá hài lòng", "<del>Rất</del><ins>Khá</ins> hài lòng")]
    [InlineData("Anh/chị đến đây", "Ông/bà tới đây", "<del>Anh</del><ins>Ông</ins>/<del>chị đến</del><ins>bà tới</ins> đây")]
    [InlineData("", "Mới", "<ins>Mới</ins>")]
    [InlineData("Cũ", "", "<del>Cũ</del>")]
    // Khmer: whole clusters change, never a vowel without its consonant.
    [InlineData("ពេញចិត្ត", "ពេញចិត្ដ", "ពេញចិ<del>ត្ត</del><ins>ត្ដ</ins>")]
    [InlineData("កា", "កី", "<del>កា</del><ins>កី</ins>")]
    public void Marks_AreWholeWords(string before, string after, string html)
    {
        using var text = new StringWriter();
        WordMarks.Html(before, after).WriteTo(text, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        Assert.Equal(html, text.ToString());
    }

    [Fact]
    public void Short_CutsNoCluster()
    {
        var words = string.Concat(Enumerable.Repeat("ក្ដី", 100));
        var cut = PlaceWords.Shortened(words);
        Assert.EndsWith("ក្ដី…", cut, StringComparison.Ordinal);
        Assert.StartsWith(cut[..^1], words, StringComparison.Ordinal);
        Assert.Equal("Ngắn", PlaceWords.Shortened("Ngắn"));
    }

    private static string PathOf(DesignWorld world) => $"/design/questionnaires/{world.VersionB.QuestionnaireId}/compare";
}
