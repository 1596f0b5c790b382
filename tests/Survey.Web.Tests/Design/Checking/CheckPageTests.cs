using System.Net;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design.Checking;

public sealed class CheckPageTests
{
    [Fact]
    public async Task Page_OfAShippedQuestionnaire_HasNoError_AndIsAnotherUnits404()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var stranger = await StaffClient.SignInAsync(host, (Role.Officer, world.A));

        var page = await officer.PageAsync(PathOf(world));

        Assert.Null(page.QuerySelector("#verdict.bad"));
        Assert.Empty(page.QuerySelectorAll("[data-severity=Error]"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOfAsync(PathOf(world)));
    }

    [Fact]
    public async Task Page_OfAnUnreachableItem_LinksToItsPlaceInTheDesigner()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var draft = await host.ChangeDraftAsync(WithUnreachableLast);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var page = await officer.PageAsync(PathOf(world));

        Assert.NotNull(page.QuerySelector("#verdict.bad"));
        var link = page.QuerySelector("[data-severity=Error] [data-kind=Unreachable] a")!.GetAttribute("href");
        Assert.Equal($"/design/questionnaires/{world.VersionB.QuestionnaireId}?at=item%3A{draft.Items.Last().Code}", link);
    }

    [Fact]
    public async Task Page_CountsWhatIsMissingAndOld_AndWeighsEachLanguage()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await host.AddKhmerAsync();
        var draft = await host.ChangeDraftAsync(q => q with { Title = q.Title.With("vi", "Lời mới") });
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var rows = (await officer.PageAsync(PathOf(world))).QuerySelectorAll("table tbody tr");

        Assert.Equal(3, rows.Length);
        Assert.Equal("1", rows[1].QuerySelector("a[href$='translate?lang=en&show=stale']")!.TextContent);
        Assert.Equal($"{QuestionnaireTexts.Of(draft).Count}", rows[2].QuerySelector("a[href$='translate?lang=km&show=missing']")!.TextContent);
        Assert.All(rows, r => Assert.Matches(@"^[1-9]\d?,\d KB$", r.Children[^1].TextContent.Trim()));
    }

    [Fact]
    public async Task Page_OfAHeavyLongQuestionnaire_SaysSo()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await host.ChangeDraftAsync(q => q with { Sections = [.. q.Sections, Many(q)] });
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var page = await officer.PageAsync(PathOf(world));

        Assert.NotEmpty(page.QuerySelectorAll("[data-kind=HeavyPage] li"));
        Assert.Single(page.QuerySelectorAll("[data-kind=LongToAnswer] li"));
        Assert.NotNull(page.QuerySelector("[data-severity=Warning], #verdict.good, #verdict.warn"));
    }

    [Theory]
    [InlineData("vi", @"^Mất khoảng [1-9]\d* phút( \d\d? giây| rưỡi)?, ở quầy người dân đứng chừng 1 phút rưỡi\.", @"^(\d\d? giây|[1-9]\d* phút( \d\d? giây| rưỡi)?)$")]
    [InlineData("en", @"^It takes about [1-9]\d*(½ min| min( \d\d? s)?); people stand at a counter for some 1½ min\.", @"^(\d\d? s|[1-9]\d*(½ min| min( \d\d? s)?))$")]
    public async Task Page_TellsTheTimeToAnswerInMinutes(string language, string finding, string cell)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await host.ChangeDraftAsync(q => q with { Sections = [.. q.Sections, Many(q)] });
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        if (language == "en")
        {
            (await officer.PostAsync("/language", ("language", "en"))).Dispose();
        }

        var page = await officer.PageAsync(PathOf(world));

        Assert.Matches(finding, page.QuerySelector("[data-kind=LongToAnswer] .sub")!.TextContent);
        Assert.All(page.QuerySelectorAll("table tbody tr"), r => Assert.Matches(cell, r.Children[^2].TextContent.Trim()));
    }

    private static Questionnaire WithUnreachableLast(Questionnaire q)
    {
        var scale = q.Items.OfType<ScaleItem>().First();
        var never = new AllCondition([.. scale.Scale.Points.Take(2).Select(p => new IsCondition(scale.Code, [p.Code]))]);
        var last = q.Sections[^1];
        return q with { Sections = [.. q.Sections.SkipLast(1), last with { Items = [.. last.Items.SkipLast(1), last.Items[^1] with { ShowIf = never }] }] };
    }

    private static Section Many(Questionnaire q) => new()
    {
        Code = "many",
        Items = [.. Enumerable.Range(0, 150).Select(i => new SingleChoiceItem
        {
            Code = $"many{i}",
            Text = LocalizedText.Of("vi", $"Câu hỏi {i}: {Guid.NewGuid()} {Guid.NewGuid()}"),
            Options = [.. Enumerable.Range(0, 4).Select(o => new ChoiceOption { Code = $"o{o}", Label = LocalizedText.Of("vi", $"{Guid.NewGuid()}") })],
        })],
    };

    private static string PathOf(DesignWorld world) => $"/design/questionnaires/{world.VersionB.QuestionnaireId}/check";
}
