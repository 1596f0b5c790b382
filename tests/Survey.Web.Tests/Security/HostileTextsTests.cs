using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Respond;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Security;

/// <summary>
/// Checks 27 and 28: every text that anyone may store holds markup, a script's address and what engines of templates take
/// for a formula. Every page shows them letter by letter, and makes nothing of them.
/// </summary>
public sealed class HostileTextsTests(HostileTextsTests.World world) : IClassFixture<HostileTextsTests.World>
{
    private const string Hostile = "{0}{{913*977}} ${913*977} <%=913*977%> #{913*977} " + Short + "' onfocus='x javascript:alert(1)</title></textarea><svg/onload=x>&lt;";
    // A name has room for 200 characters, a period's and an account's for half of them.
    private const string Short = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";
    private const string Product = "892001";

    private static readonly HashSet<string> UrlAttributes = ["href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "background", "cite", "ping"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CitizensPages_ShowEveryTextLetterByLetter()
    {
        var form = await world.PageAsync(world.Host.Client, $"/r/{world.Point.Code}?s=s_a");
        var questionnaire = world.Questionnaire;
        AssertShows(form, "/r", [.. TextsOf(questionnaire).Where(t => t != questionnaire.Thanks!.In("vi")), Text("service_a"), Text("point")]);
        AssertShows(await world.PageAsync(world.Host.Client, $"/r/{world.Point.Code}"), "picker", [Text("service_a"), Text("service_b"), Text("point")]);
        AssertShows(await world.PageAsync(world.Host.Client, $"/r/{world.Point.Code}/thanks"), "thanks", [Text("point"), questionnaire.Thanks!.In("vi")]);
        await world.PageAsync(world.Host.Client, $"/r/{world.Point.Code}?s=s_a&lang=en");
        await world.PageAsync(world.Host.Client, $"/r/{world.Closed.Code}", HttpStatusCode.OK, HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Answers_ThatComeBackOrAreThankedFor_ShowEveryTextLetterByLetter()
    {
        var form = await world.PageAsync(world.Host.Client, $"/r/{world.Point.Code}?s=s_a");
        var own = form.QuerySelectorAll("input[type=hidden]").Select(e => KeyValuePair.Create(e.GetAttribute("name")!, e.GetAttribute("value")!)).ToList();
        async Task<IDocument> SendAsync(HttpStatusCode expected, params (string Name, string Value)[] fields)
        {
            using var content = new FormUrlEncodedContent([.. own, .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
            using var response = await world.Host.Client.PostAsync($"/r/{world.Point.Code}", content, Cancellation);
            Assert.Equal(expected, response.StatusCode);
            return World.Check("POST /r", await Counter.TextAsync(response));
        }

        var back = await SendAsync(HttpStatusCode.BadRequest, ("comment", Text("typed")), ("trips", "<script>alert(1)"));
        AssertShows(back, "returned", [Text("typed"), Text("overall text")]);
        Assert.Equal("<script>alert(1)", back.QuerySelector("input[name=trips]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task StaffPages_MakeNothingOfAnyText()
    {
        using var admin = await StaffClient.SignInAsync(world.Host, (Role.Administrator, world.Root), (Role.Officer, world.Root), (Role.Analyst, world.Root));
        var q = $"/design/questionnaires/{world.Version.QuestionnaireId}";
        var texts = TextsOf(world.Questionnaire);
        AssertShows(await world.PageAsync(admin.Http, q), "edit", texts);
        AssertShows(await world.PageAsync(admin.Http, q + "/sheet"), "sheet", [.. texts.Where(t => t != world.Questionnaire.Thanks!.In("vi"))]);
        string[] others = [q + "/preview?lang=en", q + "/sheet?lang=en", q + "/publish", "/design/questionnaires", "/design/waves", "/design/waves/new", $"/design/waves/{world.Wave.Id}", "/design/points", $"/design/points/{world.Point.Code}",
            "/design/points/new", "/design/points?q=" + Uri.EscapeDataString(Hostile), "/admin/accounts", "/admin/accounts/invite", $"/admin/accounts/{world.Account.Id}", "/admin/audit", "/language", "/sign-out"];
        foreach (var path in others)
        {
            await world.PageAsync(admin.Http, path);
        }

        AssertShows(await world.PageAsync(world.Host.Client, $"/design/points/{world.Point.Code}/poster"), "poster", [Text("point"), Text("unit")]);
        AssertShows(await world.PageAsync(admin.Http, $"/design/points/posters?unit={world.Unit.Code}"), "posters", [Text("point"), Text("unit")]);
        AssertShows(await world.PageAsync(admin.Http, "/admin/audit"), "audit", [Text("audit")]);
        AssertShows(await world.PageAsync(admin.Http, "/admin/accounts"), "accounts", ["account " + Short]);
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task ResultPages_MakeNothingOfAnyText(string language)
    {
        using var admin = await StaffClient.SignInAsync(world.Host, (Role.Administrator, world.Root), (Role.Analyst, world.Root));
        var ending = language == "en" ? "_en" : "";
        (await admin.PostAsync("/language", ("language", language))).Dispose();
        var choice = $"?period=2026-q3&q={world.Questionnaire.Code}";
        var page = await world.PageAsync(admin.Http, $"/analyse/{world.Unit.Code}{choice}");
        AssertShows(page, "results", [Text("unit" + ending), Text("point" + ending), Text("dimension")]);
        await world.PageAsync(admin.Http, $"/analyse/tinh{choice}");
        await world.PageAsync(admin.Http, $"/analyse/{world.Unit.Code}/summary{choice}");
        using var svg = await admin.Http.GetAsync($"/analyse/{world.Unit.Code}/trend.svg{choice}", Cancellation);
        World.Check("trend.svg", await svg.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("JavaScript://example.vn/%0aalert(1)", null)]
    [InlineData("\u0001javascript:alert(1)", null)]
    [InlineData("data:text/html,<script>alert(1)</script>", null)]
    [InlineData("vbscript:x", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("//evil.example", null)]
    [InlineData("tel:1022\"><script>alert(1)</script>", null)]
    [InlineData("https://pakn.example.vn/\"onclick=\"alert(1)", "https://pakn.example.vn/%22onclick=%22alert(1)")]
    [InlineData("https://pakn.example.vn/", "https://pakn.example.vn/")]
    [InlineData("1022", null)]
    public async Task FeedbackAddress_IsALinkOnlyWhereItIsOneOfTheWeb(string address, string? link)
    {
        var counter = await Counter.AddAsync(world.Host, change: u => u.Feedback = address);
        var page = await world.PageAsync(world.Host.Client, counter.Path + "/thanks");
        Assert.Equal(link, page.QuerySelector(".pakn a")?.GetAttribute("href"));
        await world.PageAsync(world.Host.Client, $"/design/points/{counter.Point.Code}/poster");
        await counter.CloseAsync(DateTime.UtcNow);
        Assert.Equal(link, (await world.PageAsync(world.Host.Client, counter.Path)).QuerySelector(".pakn a")?.GetAttribute("href"));
    }

    /// <summary>A text that tells where it was stored.</summary>
    private static string Text(string place) => place + " " + Hostile;

    private static void AssertShows(IDocument page, string where, IEnumerable<string> texts)
    {
        var shown = Squeeze(string.Join(' ', page.All.SelectMany(e => e.ChildNodes.OfType<IText>().Select(t => t.Data).Append(e is { LocalName: "input" or "option" } ? e.GetAttribute("value") : null))));
        Assert.All(texts, t => Assert.True(shown.Contains(Squeeze(t), StringComparison.Ordinal), $"{where} does not show: {t}"));
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c != '\uFFFD'));

    private static List<string> TextsOf(Questionnaire q) =>
    [
        .. new[] { q.Title, q.Lead, q.Thanks }.Concat(q.Sections.SelectMany(s => new[] { s.Title, s.Text })).Concat(q.Items.SelectMany(i => new[] { i.Text, i.Hint }))
            .Concat(q.Items.SelectMany(i => i switch
            {
                SingleChoiceItem s => s.Options.Select(o => o.Label),
                MultipleChoiceItem m => m.Options.Select(o => o.Label),
                NumberItem { Unit: { } unit } => [unit],
                _ => [],
            })).Concat(q.Scales.SelectMany(s => s.Points.Select(p => p.Label).Append(s.NotApplicable?.Label)))
            .OfType<LocalizedText>().Select(t => t.In("vi")),
    ];

    /// <summary>An organisation whose every word is hostile, with enough answers to be shown.</summary>
    public sealed class World : IAsyncLifetime
    {
        public SurveyHost Host { get; private set; } = null!;
        public Unit Root { get; private set; } = null!;
        public Unit Unit { get; private set; } = null!;
        public CollectionPoint Point { get; private set; } = null!;
        public CollectionPoint Closed { get; private set; } = null!;
        public QuestionnaireVersion Version { get; private set; } = null!;
        public Wave Wave { get; private set; } = null!;
        public Account Account { get; private set; } = null!;
        public Questionnaire Questionnaire { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await SurveyHost.StartAsync(new SurveyHostStart { Services = SecureWorld.HashCheaply, Settings = SecureWorld.Unlimited });
            await using var context = Host.CreateContext();
            var sample = new Sample(context);
            Root = await sample.UnitAsync("tinh");
            Unit = await sample.UnitAsync("so_a", Root);
            var services = new[] { await sample.ServiceAsync("s_a", Unit), await sample.ServiceAsync("s_b", Unit) };
            Point = await sample.PointAsync(Unit, "q1", services: services);
            Closed = await sample.PointAsync(Unit, "q2");
            (Root.Name, Root.NameEn, Unit.Name, Unit.NameEn, Unit.Feedback) = (Text("root"), Text("root_en"), Text("unit"), Text("unit_en"), "javascript:alert(1)//" + Hostile);
            (Point.Name, Point.NameEn, Closed.Name) = (Text("point"), Text("point_en"), Text("closed"));
            (services[0].Name, services[0].NameEn, services[1].Name) = (Text("service_a"), Text("service_a_en"), Text("service_b"));
            Version = await sample.VersionAsync(Unit, Json());
            Questionnaire = Sample.QuestionnaireOf(Version.Json);
            Wave = await sample.OpenWaveAsync(Version, Unit, Point);
            (Wave.Name, Wave.NameEn) = (Text("wave"), Text("wave_en"));
            Account = await StaffClient.CreateAccountAsync(Host, (Role.Analyst, Unit));
            await context.Users.Where(u => u.Id == Account.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.DisplayName, "account " + Short));
            await AnswerAsync(context);
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();

        public async Task<IDocument> PageAsync(HttpClient client, string path, params HttpStatusCode[] expected)
        {
            using var response = await client.GetAsync(path, Cancellation);
            Assert.True(expected.Contains(response.StatusCode) || (expected.Length == 0 && response.StatusCode == HttpStatusCode.OK), $"{path}: {response.StatusCode}");
            return Check(path, await Counter.TextAsync(response));
        }

        /// <summary>Reads a page as a browser does and looks for anything that the texts have become.</summary>
        public static IDocument Check(string where, string html)
        {
            var page = new HtmlParser().ParseDocument(html);
            foreach (var element in page.All)
            {
                // The preview holds the citizen's document in a frame; what the frame says is looked at by itself.
                var isSheet = element.GetAttribute("src") is { } sheet && sheet.StartsWith("/design/questionnaires/", StringComparison.Ordinal) && sheet.Contains("/sheet?", StringComparison.Ordinal);
                Assert.False((element.LocalName == "iframe" && !isSheet) || element.LocalName is "img" or "object" or "embed" or "base", $"{where}: {element.OuterHtml}");
                Assert.False(element.LocalName == "script" && element.TextContent.Contains("alert(", StringComparison.Ordinal), $"{where}: {element.OuterHtml}");
                foreach (var attribute in element.Attributes)
                {
                    Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{where}: {attribute.Name} {element.LocalName}");
                    Assert.False(UrlAttributes.Contains(attribute.Name.ToLowerInvariant()) && !IsSafe(attribute.Value), $"{where}: {attribute.Name}={attribute.Value}");
                }
            }

            Assert.DoesNotContain(Product, html, StringComparison.Ordinal);
            return page;
        }

        // Of this site, of the web, or the empty picture that keeps browsers from asking for an icon.
        private static bool IsSafe(string url) => url is "" or "data:," || url[0] is '/' or '#' or '?' && !url.StartsWith("//", StringComparison.Ordinal) || url.StartsWith("http://", StringComparison.Ordinal) || url.StartsWith("https://", StringComparison.Ordinal);

        private async Task AnswerAsync(SurveyDbContext context)
        {
            var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-3);
            var sheets = new RandomSheets(Questionnaire, 1) { Blank = 0 };
            for (var i = 0; i < 30; i++)
            {
                var id = RandomKey.ForDay(day);
                context.Add(new SurveyResponse { Id = id, WaveId = Wave.Id, VersionId = Version.Id, CollectionPointId = Point.Id, ServiceId = 0, Channel = Channel.Qr, Day = day, Answers = sheets.Next().ToJson() });
                context.Add(new PendingFold { Id = id, WaveId = Wave.Id, CollectionPointId = Point.Id });
            }

            // No page shows words of citizens yet; the first that does is looked at from its first day.
            for (var i = 0; i < 12; i++)
            {
                context.Add(new Comment { Id = RandomKey.New(), Month = (day.Year * 100) + day.Month, CollectionPointId = Point.Id, Item = "comment", Text = Text("typed by a citizen"), LowOverall = i < 6 });
            }

            context.Add(new StoredPeriod { Id = RandomKey.New(), Code = "2026-q3", Template = "s2", Year = 2026, Name = "period " + Short, NameEn = "period_en " + Short, First = day.AddDays(-30), Last = day.AddDays(30) });
            context.Add(new AuditEntry { Id = RandomKey.New(), At = DateTime.UtcNow, AccountId = Account.Id, Action = "points_imported", Subject = Text("audit") });
            await context.SaveChangesAsync();
            await Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(CancellationToken.None);
        }

        // Every kind of item with a hint, every localised text replaced.
        private static string Json()
        {
            var root = JsonNode.Parse(Questionnaires.EveryKind.Replace("\"text\": {\"vi\": \"Nói chung\"", "\"hint\": {\"vi\": \"x\"}, \"text\": {\"vi\": \"Nói chung\"", StringComparison.Ordinal))!.AsObject();
            root["lead"] = new JsonObject { ["vi"] = "x" };
            root["thanks"] = new JsonObject { ["vi"] = "x" };
            root["sections"]![0]!["text"] = new JsonObject { ["vi"] = "x" };
            root["indices"] = JsonNode.Parse("""
                [{"code": "sipas", "title": {"vi": "x"}, "method": "top_two_box", "methodVersion": 1, "composite": "pooled", "rollUp": "pooled", "minimumBase": 5,
                  "dimensions": [{"code": "d", "title": {"vi": "x"}, "weight": 1, "items": [{"code": "overall"}]}]}]
                """);
            Fill(root, "");
            root["indices"]![0]!["dimensions"]![0]!["title"]!["vi"] = Text("dimension");
            return QuestionnaireJson.Write(Sample.QuestionnaireOf(root.ToJsonString()));
        }

        private static void Fill(JsonNode? node, string name)
        {
            if (node is JsonArray list)
            {
                foreach (var part in list)
                {
                    Fill(part, name);
                }
            }
            else if (node is JsonObject { } words && words.ContainsKey("vi"))
            {
                words.Remove("en");
                words["vi"] = Text(name.Trim());
            }
            else if (node is JsonObject parts)
            {
                var code = (string?)parts["code"] ?? "";
                foreach (var (key, value) in parts.ToList())
                {
                    Fill(value, value is JsonObject ? $"{code} {key}" : key);
                }
            }
        }
    }
}
