using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design.Checking;

public sealed class TranslateTests
{
    private const string Khmer = "តើលោកអ្នកពេញចិត្តនឹងសេវាសាធារណៈដែរឬទេ?";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_OfAnotherUnit_OrInALanguageThereIsNot_Is404()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var stranger = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = PathOf(world);

        foreach (var query in new[] { "", "?lang=en", "?lang=en&handler=Csv", "?lang=en&handler=Xlsx" })
        {
            Assert.Equal((query, HttpStatusCode.NotFound), (query, await stranger.StatusOfAsync(path + query)));
            Assert.Equal((query, HttpStatusCode.OK), (query, await officer.StatusOfAsync(path + query)));
        }

        using var written = await stranger.PostToAsync("/language", path + "?lang=en", ("t.title", "x"), ("s.title", new string('0', 32)));
        using var uploaded = await stranger.UploadAsync("/language", path + "?lang=en&handler=Import", "file", "x.csv", "key"u8.ToArray());
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [written.StatusCode, uploaded.StatusCode]);
        foreach (var query in new[] { "?lang=km", "?lang=x%00y", "?lang=vi&handler=Csv", "?lang=km&handler=Xlsx" })
        {
            Assert.Equal((query, HttpStatusCode.NotFound), (query, await officer.StatusOfAsync(path + query)));
        }
    }

    [Fact]
    public async Task Post_OfKhmer_IsKeptInNfcWholeAndFresh_UntilItsSourceChanges()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await host.AddKhmerAsync();
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = PathOf(world) + "?lang=km";

        using var saved = await SaveAsync(officer, path, ("title", Khmer));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(Khmer, (await host.DraftAsync()).Title.In("km"));
        await using (var context = host.CreateContext())
        {
            Assert.Equal("texts:km", (await context.DraftRevisions.OrderByDescending(r => r.Number).FirstAsync(Cancellation)).Target);
            Assert.Contains(await context.AuditEntries.ToListAsync(Cancellation), a => a.Action == "questionnaire_translated" && a.Subject.EndsWith(" km", StringComparison.Ordinal));
        }

        Assert.Empty(await StaleAsync(officer, path));

        await host.ChangeDraftAsync(q => q with { Title = q.Title.With("vi", "Hôm nay anh/chị thấy thế nào?") });
        Assert.Equal(["t.title"], await StaleAsync(officer, path));
        Assert.Equal(["t.title"], await StaleAsync(officer, PathOf(world) + "?lang=en"));

        // Read again and found right: no word changes, the mark goes.
        using var right = await SaveAsync(officer, path + "&show=stale", ("title", null));
        Assert.Equal(["t.title"], await StaleAsync(officer, path));
        var page = await officer.PageAsync(path);
        using var still = await officer.PostAsync(path, ("t.title", Khmer), ("s.title", page.QuerySelector("[name='s.title']")!.GetAttribute("value")!), ("ok.title", "true"));
        Assert.Empty(await StaleAsync(officer, path));
        Assert.Equal(Khmer, (await host.DraftAsync()).Title.In("km"));
        Assert.Equal(["t.title"], await StaleAsync(officer, PathOf(world) + "?lang=en"));
    }

    [Fact]
    public async Task Post_MadeFromASourceThatChangedMeanwhile_IsKeptAsStale()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await host.AddKhmerAsync();
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = PathOf(world) + "?lang=km";
        var fields = FieldsOf(await officer.PageAsync(path), ("title", Khmer));
        await host.ChangeDraftAsync(q => q with { Title = q.Title.With("vi", "Lời khác hẳn") });

        using var saved = await officer.PostAsync(path, fields);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(Khmer, (await host.DraftAsync()).Title.In("km"));
        Assert.Equal(["t.title"], await StaleAsync(officer, path));
    }

    [Fact]
    public async Task Post_AfterSomeoneElseTranslatedTheSameText_KeepsBothAndLosesNothing()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var first = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var second = await StaffClient.SignInAsync(host, (Role.Officer, world.Root));
        var path = PathOf(world) + "?lang=en";
        var mine = FieldsOf(await second.PageAsync(path), ("title", "Mine?"), ("lead", "My lead."));
        using var theirs = await SaveAsync(first, path, ("title", "Theirs?"), ("thanks", "Their thanks."));

        using var clashed = await second.PostAsync(path, mine);

        var page = await StaffClient.ReadAsync(clashed);
        Assert.Contains("Theirs?", page.QuerySelector("#conflict")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine?", page.QuerySelector("[name='t.title']")!.TextContent);
        var draft = await host.DraftAsync();
        Assert.Equal(("Theirs?", "My lead.", "Their thanks."), (draft.Title.In("en"), draft.Lead!.In("en"), draft.Thanks!.In("en")));

        using var over = await second.PostAsync(path, FieldsOf(page));
        Assert.Equal(HttpStatusCode.Redirect, over.StatusCode);
        Assert.Equal("Mine?", (await host.DraftAsync()).Title.In("en"));
    }

    [Fact]
    public async Task Post_OfATextThatIsGone_ShowsItsWords()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        using var response = await officer.PostAsync(PathOf(world) + "?lang=en", ("t.item.gone.text", "My long work"), ("s.item.gone.text", new string('0', 32)));

        Assert.Contains("My long work", (await StaffClient.ReadAsync(response)).QuerySelector("#conflict")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "1")]
    [InlineData("t.title", "without what it started from")]
    [InlineData("t.Bad Key", "x")]
    [InlineData("t.title.a.b.c.d", "x")]
    [InlineData("s.title\n", "x")]
    public async Task Post_OfUnknownFields_Is400(string field, string value)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        using var response = await officer.PostAsync(PathOf(world) + "?lang=en", (field, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Post_OfATextThatIsTooLong_SaysSoAndKeepsTheOthers()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var words = new string('a', QuestionnaireJson.MaxTextLength + 1);

        using var response = await SaveAsync(officer, PathOf(world) + "?lang=en", ("title", words), ("lead", " two\r\nlines "), ("thanks", ""));

        var page = await StaffClient.ReadAsync(response);
        Assert.NotNull(page.QuerySelector("#problems a[href='#t.title']"));
        Assert.Equal(words, page.QuerySelector("[name='t.title']")!.TextContent);
        var draft = await host.DraftAsync();
        Assert.Equal("two lines", draft.Lead!.In("en"));
        Assert.False(draft.Thanks!.Has("en"));
        Assert.NotEqual(words, draft.Title.In("en"));
    }

    [Fact]
    public async Task Page_OfOneLanguage_SaysWhereToAddAnother()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await host.ChangeDraftAsync(q => Sample.QuestionnaireOf(OneLanguage(q)));
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        Assert.NotNull((await officer.PageAsync(PathOf(world))).QuerySelector("a[href$='?at=head']"));
    }

    private static string OneLanguage(Questionnaire q)
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(QuestionnaireJson.Write(q))!;
        root["languages"] = new System.Text.Json.Nodes.JsonArray("vi");
        Strip(root);
        return root.ToJsonString();
    }

    private static void Strip(System.Text.Json.Nodes.JsonNode? node)
    {
        if (node is System.Text.Json.Nodes.JsonObject o)
        {
            o.Remove("en");
        }

        var below = node switch
        {
            System.Text.Json.Nodes.JsonObject x => x.Select(p => p.Value),
            System.Text.Json.Nodes.JsonArray x => x,
            _ => [],
        };
        foreach (var child in below.ToList())
        {
            Strip(child);
        }
    }

    private static string PathOf(DesignWorld world) => $"/design/questionnaires/{world.VersionB.QuestionnaireId}/translate";

    private static async Task<List<string>> StaleAsync(StaffClient officer, string path) =>
        [.. (await officer.PageAsync(path + "&show=stale")).QuerySelectorAll("#translate textarea").Select(t => t.GetAttribute("name")!)];

    private static async Task<HttpResponseMessage> SaveAsync(StaffClient officer, string path, params (string Key, string? Words)[] typed) =>
        await officer.PostAsync(path, FieldsOf(await officer.PageAsync(path), typed));

    // The form as a browser would send it.
    private static (string, string)[] FieldsOf(IDocument page, params (string Key, string? Words)[] typed) => [.. page.QuerySelectorAll("#translate [name]")
        .Where(e => e.GetAttribute("name") != "__RequestVerificationToken" && e.GetAttribute("type") != "checkbox")
        .Select(e => (Name: e.GetAttribute("name")!, Value: e.LocalName == "textarea" ? e.TextContent : e.GetAttribute("value")!))
        .Select(f => (f.Name, typed.FirstOrDefault(t => "t." + t.Key == f.Name).Words ?? f.Value))];
}
