using System.Net;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Questionnaires;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design;

public sealed class PaperTests
{
    [Fact]
    public async Task Paper_OfAVersion_HoldsEveryItemWithItsCodesAndConditionsInWords()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var version = await new Sample(host.CreateContext()).VersionAsync(world.B, Sample.QuestionnaireJsonOf("sipas_service"));
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var q = Sample.QuestionnaireOf(version.Json);

        var page = await officer.PageAsync($"/design/questionnaires/{version.QuestionnaireId}/paper?version=1");

        Assert.Equal(q.Items.Select(i => i.Code), page.QuerySelectorAll(".ask .question > .code").Select(e => e.TextContent));
        foreach (var (item, ask) in q.Items.Zip(page.QuerySelectorAll(".ask")))
        {
            Assert.Equal(PaperWords.OptionsOf(item).Select(o => o.Code), ask.QuerySelectorAll(".ticks .code").Select(e => e.TextContent));
            Assert.Equal(item is MultipleChoiceItem ? 0 : PaperWords.OptionsOf(item).Count, ask.QuerySelectorAll(".circle").Length);
            Assert.Equal(item is TextItem { Multiline: true } ? 4 : 0, ask.QuerySelectorAll(".lines i").Length);
        }

        var delay = page.QuerySelectorAll(".ask").Single(a => a.QuerySelector(".question .code")!.TextContent == "delay").QuerySelector("b")!.TextContent.TrimEnd('.');
        Assert.Contains(page.QuerySelectorAll(".only"), e => e.TextContent == $"Chỉ trả lời nếu câu {delay} là “Có”.");
        Assert.Equal(2, page.QuerySelectorAll(".cells i").Length); // 0 to 50
        Assert.Contains("Ẩn danh", page.QuerySelector(".promise")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("sipas_service · bản 1", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".qr"));
        Assert.Null(page.QuerySelector(".draft"));
    }

    [Fact]
    public async Task Paper_OfTheDraft_SaysSo_AndInEachLanguageSpeaksIt()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = $"/design/questionnaires/{world.VersionB.QuestionnaireId}/paper";

        var draft = await officer.PageAsync(path);
        var english = await officer.PageAsync(path + "?lang=en");
        var unknown = await officer.PageAsync(path + "?lang=xx");

        Assert.NotNull(draft.QuerySelector(".draft"));
        Assert.Equal(("vi", "en", "vi"), (draft.DocumentElement.GetAttribute("lang"), english.DocumentElement.GetAttribute("lang"), unknown.DocumentElement.GetAttribute("lang")));
        Assert.Equal(Sample.QuestionnaireOf(world.VersionB.Json).Title.In("en"), english.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Paper_WithAPointOfTheVersionsWave_CarriesItsQrAndName_AndWithAnyOtherIs404()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var idle = await new Sample(host.CreateContext()).PointAsync(world.B, "idle");
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.Root));
        var path = $"/design/questionnaires/{world.VersionB.QuestionnaireId}/paper";

        var page = await officer.PageAsync($"{path}?version=1&point={world.PointB.Code}");

        Assert.NotNull(page.QuerySelector(".phone .qr svg"));
        Assert.Contains($"/r/{world.PointB.Code[..4]}-{world.PointB.Code[4..]}", page.QuerySelector(".phone .address")!.TextContent, StringComparison.Ordinal);
        foreach (var missing in new[] { $"{path}?version=1&point={idle.Code}", $"{path}?version=1&point={world.PointA.Code}", $"{path}?version=1&point=x", $"{path}?version=2", $"{path}?version=-1", $"{path}?point={world.PointB.Code}" })
        {
            Assert.Equal((missing, HttpStatusCode.NotFound), (missing, await officer.StatusOfAsync(missing)));
        }
    }

    [Fact]
    public async Task Paper_FromAboveOfAPublishedOne_ShowsTheVersionAndNoDraft()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var version = await new Sample(host.CreateContext()).VersionAsync(world.Root, Sample.QuestionnaireJsonOf("one_stop"));
        using var below = await StaffClient.SignInAsync(host, (Role.Officer, world.A));

        var page = await below.PageAsync($"/design/questionnaires/{version.QuestionnaireId}/paper");

        Assert.Null(page.QuerySelector(".draft"));
        Assert.Equal(["1"], page.QuerySelectorAll("#version option").Select(o => o.GetAttribute("value")));
    }

    [Fact]
    public async Task Paper_OfHostileWords_ShowsThemAsWords()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var json = Sample.QuestionnaireJsonOf("one_stop").Replace("Sớm hơn hẹn", "</style><script>alert(1)</script>", StringComparison.Ordinal).Replace("\"code\": \"one_stop\"", "\"code\": \"hostile\"", StringComparison.Ordinal);
        var version = await new Sample(host.CreateContext()).VersionAsync(world.B, json);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var page = await officer.PageAsync($"/design/questionnaires/{version.QuestionnaireId}/paper");

        Assert.Equal(["/js/staff"], page.QuerySelectorAll("script").Select(s => s.GetAttribute("src")![..9]));
        Assert.Contains("<script>alert(1)</script>", page.QuerySelector(".ticks")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"all": [{"item": "trips", "atLeast": 2}, {"not": {"item": "overall", "is": ["1"]}}]}""", "Chỉ trả lời nếu câu 4 từ 2 trở lên và câu 1 không phải “Kém”.")]
    [InlineData("""{"any": [{"item": "trips", "answered": true}, {"all": [{"item": "trips", "atMost": 3}, {"item": "overall", "is": ["1", "na"]}]}]}""", "Chỉ trả lời nếu câu 4 đã trả lời hoặc (câu 4 từ 3 trở xuống và câu 1 là “Kém” hoặc “Không rõ”).")]
    [InlineData("""{"not": {"item": "trips", "answered": true}}""", "Chỉ trả lời nếu câu 4 để trống.")]
    [InlineData("""{"not": {"all": [{"item": "trips", "atLeast": 2}]}}""", "Chỉ trả lời nếu không đúng là câu 4 từ 2 trở lên.")]
    public async Task Paper_WithANestedCondition_SaysItInOneSentence(string condition, string sentence)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var json = Survey.Web.Tests.Respond.Questionnaires.EveryKind.Replace("""{"item": "trips", "atLeast": 2}""", condition, StringComparison.Ordinal);
        var version = await new Sample(host.CreateContext()).VersionAsync(world.B, QuestionnaireJson.Write(Sample.QuestionnaireOf(json)));
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var page = await officer.PageAsync($"/design/questionnaires/{version.QuestionnaireId}/paper");

        Assert.Equal(sentence, page.QuerySelector(".section .only")!.TextContent);
    }
}
