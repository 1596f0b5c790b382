using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Respond;

public sealed class PageTests(RespondHost fixture) : IClassFixture<RespondHost>
{
    private const int Budget = 14_336;
    private SurveyHost Host => fixture.Host;

    [Theory]
    [InlineData("sipas_service")]
    [InlineData("sipas_short")]
    [InlineData("one_stop")]
    [InlineData("online_service")]
    public async Task Get_WithShippedQuestionnaire_FitsTheFirstRoundTrip(string questionnaire)
    {
        var json = Sample.QuestionnaireJsonOf(questionnaire).Replace($"\"code\": \"{questionnaire}\"", "\"code\": \"every_kind\"", StringComparison.Ordinal);
        var counter = await Counter.AddAsync(Host, json, services: 1);

        var response = await GetAsync(counter.Path, "gzip, br");
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(bytes.Length, 1000, Budget);
        Assert.Equal(bytes.Length, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Get_AsksForNothingElse()
    {
        var page = await FormAsync(await Counter.AddAsync(Host));

        Assert.Empty(page.QuerySelectorAll("[src], link:not([rel=icon]), object, iframe, [style], [onclick]"));
        Assert.Equal("data:,", page.QuerySelector("link[rel=icon]")!.GetAttribute("href"));
        Assert.All(page.QuerySelectorAll("use"), e => Assert.StartsWith("#", e.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_HasPolicyOfExactlyItsInlineContent_AndNoCookie()
    {
        foreach (var shared in new[] { false, true })
        {
            var counter = await Counter.AddAsync(Host, sharedDevice: shared);
            var response = await GetAsync(counter.Path, "gzip");
            var page = await Counter.PageAsync(response);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();

            Assert.Contains("default-src 'none';", policy, StringComparison.Ordinal);
            Assert.Contains($"style-src {Hash(page, "style")};", policy, StringComparison.Ordinal);
            Assert.Contains($"script-src {Hash(page, "script")};", policy, StringComparison.Ordinal);
            Assert.All(["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'"], p => Assert.Contains(p, policy, StringComparison.Ordinal));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task Get_ManyTimes_GivesTheSamePageWithAFreshKeyEach()
    {
        var counter = await Counter.AddAsync(Host, services: 1);
        var keys = new HashSet<string>();
        var pages = new HashSet<string>();
        for (var i = 0; i < 200; i++)
        {
            // GZipStream proves the CRC and the length.
            var text = await Counter.TextAsync(await GetAsync(counter.Path, "gzip"));
            var key = (await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(text, TestContext.Current.CancellationToken)).QuerySelector("[name=key]")!.GetAttribute("value")!;
            Assert.Matches("^[A-Za-z0-9_-]{24}$", key);
            Assert.True(keys.Add(key));
            pages.Add(text.Replace(key, "", StringComparison.Ordinal));
        }

        Assert.Single(pages);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("br", false)]
    [InlineData("gzip;q=0", false)]
    [InlineData("br, GZIP;q=0.8", true)]
    [InlineData("identity, gzip", true)]
    public async Task Get_CompressesOnlyWhereAskedTo(string? accepts, bool compressed)
    {
        var counter = await Counter.AddAsync(Host);
        var response = await GetAsync(counter.Path, accepts);

        Assert.Equal(compressed, response.Content.Headers.ContentEncoding.Contains("gzip"));
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.Contains("<title>Ý kiến</title>", await Counter.TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfAKnownPage_CostsNoSqlAndWritesNoRow()
    {
        var counter = await Counter.AddAsync(Host, services: 3);
        string[] paths = [counter.Path, $"{counter.Path}?s={counter.Service(1)}", $"{counter.Path}?s=-&lang=en", $"{counter.Path}/thanks"];
        foreach (var path in paths)
        {
            await GetAsync(path, "gzip");
        }

        var rows = await CountRowsAsync();
        var made = fixture.Contexts.Made;
        foreach (var path in Enumerable.Repeat(paths, 25).SelectMany(p => p))
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(path, "gzip")).StatusCode);
        }

        Assert.InRange(fixture.Contexts.Made - made, 0, 2); // the background's look at the open waves
        Assert.Equal(rows, await CountRowsAsync());
    }

    [Fact]
    public async Task Get_WithLowerCaseCodeAndForeignParameters_GivesTheForm()
    {
        var counter = await Counter.AddAsync(Host);
        var page = await Counter.PageAsync(await GetAsync($"/r/{counter.Point.Code.ToLowerInvariant()}?fbclid=x&zarsrc=30&utm_source=zalo", "gzip"));

        Assert.NotNull(page.QuerySelector("form"));
        Assert.Equal(counter.Path, page.QuerySelector("form")!.GetAttribute("action"));
    }

    [Fact]
    public async Task Get_InEnglish_MarksWhatIsOnlyThereInVietnamese()
    {
        var page = await FormAsync(await Counter.AddAsync(Host), "?lang=en");

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Your say", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Vì sao?", page.QuerySelector("legend [lang=vi]")!.TextContent);
        Assert.Contains("Send", page.QuerySelector("button")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("vi", page.QuerySelector("nav a")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task Get_ShowsEveryItemWithoutScript_AndSaysWhenToAnswerIt()
    {
        var page = await FormAsync(await Counter.AddAsync(Host));

        Assert.Equal(6, page.QuerySelectorAll("fieldset").Length);
        Assert.Empty(page.QuerySelectorAll("fieldset[hidden], fieldset[disabled]"));
        Assert.Equal("Chỉ trả lời nếu ở câu 1 anh/chị chọn “Kém”.", page.QuerySelector("fieldset .if")!.TextContent);
        Assert.Equal("Chỉ trả lời nếu câu 4 từ 2 trở lên.", page.QuerySelector("section > .if")!.TextContent);
        Assert.Equal("""["=","overall","1"]""", page.QuerySelector("fieldset[data-if]")!.GetAttribute("data-if"));
        Assert.Equal("""[">","trips",2]""", page.QuerySelector("section[data-if]")!.GetAttribute("data-if"));
        Assert.Equal("500", page.QuerySelector("textarea")!.GetAttribute("maxlength"));
        Assert.Equal("numeric", page.QuerySelector("[name=trips]")!.GetAttribute("inputmode"));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), e => Assert.NotNull(page.GetElementById(e.GetAttribute("aria-labelledby")!)));
    }

    [Fact]
    public async Task Get_WithSeveralServices_LetsTheCitizenPickFirst()
    {
        var counter = await Counter.AddAsync(Host, services: 3);
        var page = await FormAsync(counter, "?c=link");
        var links = page.QuerySelectorAll(".pick a").Select(a => a.GetAttribute("href")!).ToList();

        Assert.Null(page.QuerySelector("form"));
        Assert.Equal(4, links.Count);
        var form = await Counter.PageAsync(await GetAsync(links[1], "gzip"));
        Assert.Equal(counter.Service(1), form.QuerySelector("[name=service]")!.GetAttribute("value"));
        Assert.Equal("link", form.QuerySelector("[name=channel]")!.GetAttribute("value"));
        Assert.Contains($"Thủ tục {counter.Service(1)}", form.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OnASharedDevice_KeepsNothing()
    {
        var counter = await Counter.AddAsync(Host, sharedDevice: true);
        var text = await Counter.TextAsync(await GetAsync(counter.Path, "gzip"));

        Assert.DoesNotContain("localStorage", text, StringComparison.Ordinal);
        Assert.DoesNotContain("fetch(", text, StringComparison.Ordinal);
        Assert.Equal("kiosk", (await counter.OpenAsync())["channel"]);
        Assert.Contains("http-equiv=refresh", await Counter.TextAsync(await GetAsync(counter.Path + "/thanks", "gzip")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithMarkupInNames_ShowsItAsWords()
    {
        var counter = await Counter.AddAsync(Host, change: u =>
        {
            u.Name = "<script>alert(1)</script>";
            u.Feedback = "javascript:alert(1)";
        });
        var form = await FormAsync(counter);
        var thanks = await FormAsync(counter, "/thanks");

        Assert.Single(form.QuerySelectorAll("script"));
        Assert.Contains("<script>alert(1)</script>", form.QuerySelector("header b")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(thanks.QuerySelectorAll("script"));
        Assert.DoesNotContain(thanks.QuerySelectorAll("a"), a => a.GetAttribute("href")!.StartsWith("javascript", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Head_GivesHeadersOnly()
    {
        var counter = await Counter.AddAsync(Host);
        var response = await Host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, counter.Path), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private Task<IDocument> FormAsync(Counter counter, string query = "") => OpenAsync(counter.Path + query);

    private async Task<IDocument> OpenAsync(string path) => await Counter.PageAsync(await GetAsync(path, "gzip"));

    private Task<HttpResponseMessage> GetAsync(string path, string? accepts)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepts is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);
        }

        return Host.Client.SendAsync(request);
    }

    private async Task<long> CountRowsAsync()
    {
        await using var context = Host.CreateContext();
        return await context.SurveyResponses.CountAsync() + await context.SubmissionKeys.CountAsync() + await context.VisitCounts.CountAsync() + await context.PendingFolds.CountAsync();
    }

    private static string Hash(IDocument page, string element) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.QuerySelectorAll(element).Single().TextContent)))}'";
}
