using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Pages.Respond;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Respond;

public sealed class TrialTests
{
    private const string Banner = "Bản thử – câu trả lời không được tính";
    private static readonly DateTimeOffset Now = new(2026, 5, 5, 3, 0, 0, TimeSpan.Zero);
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trial_FromTheLinkToTheAnswersInWords_ChangesNoResult()
    {
        await using var host = await SurveyHost.StartAsync();
        var counter = await Counter.AddAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, counter.Unit));
        var path = $"/design/questionnaires/{counter.Version.QuestionnaireId}/try";

        using var made = await officer.PostAsync(path);
        var link = new Uri((await officer.PageAsync(path)).QuerySelector("#link")!.GetAttribute("value")!).AbsolutePath;
        using var response = await AnswerAsync(host, link, ("overall", "1"), ("why", "slow"), ("wishes", "a"), ("wishes", "b"), ("trips", "3"), ("name_it", "Gọi 0912345678"), ("comment", "Nhanh hơn"));
        using var thanks = await host.Client.GetAsync(response.Headers.Location, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Equal((HttpStatusCode.SeeOther, link + "/thanks?lang=vi"), (response.StatusCode, response.Headers.Location!.ToString()));
        Assert.Contains(Banner, (await Counter.PageAsync(thanks)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((0, 1), await TracesAsync(host));
        Assert.Null((await officer.PageAsync(path)).QuerySelector("#link"));
        var shown = (await officer.PageAsync(path)).QuerySelector("details.trial")!.TextContent;
        Assert.All(["Kém (1)", "Chậm (slow)", "A (a), B (b)", "3 lần", "Nhanh hơn", "Gọi " + CommentMask.Mark], said => Assert.Contains(said, shown, StringComparison.Ordinal));
        Assert.DoesNotContain("0912345678", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_IsTheCitizensForm_WithTheBannerAndTheSamePolicyAndNoCookie()
    {
        await using var host = await SurveyHost.StartAsync();
        var (counter, link) = await LinkAsync(host);

        using var response = await host.Client.GetAsync(link + "?lang=en", Cancellation);
        var page = await Counter.PageAsync(response);
        using var real = await host.Client.GetAsync(counter.Path + "?lang=en", Cancellation);
        var form = await Counter.PageAsync(real);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("Trial – answers do not count", page.QuerySelector("body > .try")!.TextContent);
        Assert.Null(form.QuerySelector(".try"));
        Assert.Equal(form.QuerySelectorAll("fieldset").Select(f => f.OuterHtml), page.QuerySelectorAll("fieldset").Select(f => f.OuterHtml));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var script = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(page.QuerySelector("script")!.TextContent)));
        Assert.Contains($"script-src 'sha256-{script}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("localStorage", page.QuerySelector("script")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_IsCheckedAsAtACounter_AndStoresNothingThatIsWrong()
    {
        await using var host = await SurveyHost.StartAsync();
        var (_, link) = await LinkAsync(host);

        using var required = await AnswerAsync(host, link, ("trips", "2"));
        using var unknown = await AnswerAsync(host, link, ("overall", "2"), ("no_such", "1"));
        using var noCode = await AnswerAsync(host, link, ("overall", "9"));
        using var noHeader = await host.Client.PostAsync(link, new FormUrlEncodedContent([new("overall", "2")]), Cancellation);
        using var json = await host.Client.PostAsync(link, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Cancellation);

        Assert.All([required, unknown, noCode, noHeader, json], r => Assert.Equal(HttpStatusCode.BadRequest, r.StatusCode));
        var returned = await Counter.PageAsync(required);
        Assert.NotNull(returned.QuerySelector(".err a[href='#i-overall']"));
        Assert.Equal("2", returned.QuerySelector("[name=trips]")!.GetAttribute("value"));
        Assert.Equal(link, returned.QuerySelector("form")!.GetAttribute("action"));
        Assert.Contains(Banner, returned.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Banner, (await Counter.PageAsync(unknown)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((0, 0), await TracesAsync(host));
    }

    [Fact]
    public async Task Post_FromAnotherSite_IsRefused()
    {
        await using var host = await SurveyHost.StartAsync();
        var (_, link) = await LinkAsync(host);
        using var request = new HttpRequestMessage(HttpMethod.Post, link) { Content = new FormUrlEncodedContent(await FieldsAsync(host, link, ("overall", "2"))) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal((0, 0), await TracesAsync(host));
    }

    [Fact]
    public async Task Post_OfTheSameFormTwice_IsOneAnswer()
    {
        await using var host = await SurveyHost.StartAsync();
        var (_, link) = await LinkAsync(host);
        var fields = await FieldsAsync(host, link, ("overall", "2"));

        using var first = await host.Client.PostAsync(link, new FormUrlEncodedContent(fields), Cancellation);
        using var second = await host.Client.PostAsync(link, new FormUrlEncodedContent(fields), Cancellation);

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, second.StatusCode));
        Assert.Equal((0, 1), await TracesAsync(host));
    }

    [Fact]
    public async Task Link_AfterADay_IsGone_AndThenDeletedWithItsAnswers()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Now = Now });
        var (_, link) = await LinkAsync(host);
        (await AnswerAsync(host, link, ("overall", "2"))).Dispose();
        var late = await FieldsAsync(host, link, ("overall", "1"));

        // A little at a time: the hourly work must find nothing to delete before the day is over.
        var purge = host.Services.GetRequiredService<TrialPurge>();
        await AgeAsync(host, TimeSpan.FromHours(23.99));
        Assert.Equal(0, await purge.PurgeAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, link));
        await AgeAsync(host, TimeSpan.FromMinutes(5));
        using var refused = await host.Client.PostAsync(link, new FormUrlEncodedContent(late), Cancellation);

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (await StatusAsync(host, link), refused.StatusCode));
        Assert.Contains("24 giờ", (await Counter.PageAsync(refused)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await purge.PurgeAsync(Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, link));
        Assert.Equal((0, 0), await TracesAsync(host));
    }

    [Fact]
    public async Task Link_ThatIsNone_IsAKindPage()
    {
        await using var host = await SurveyHost.StartAsync();
        foreach (var path in new[] { "/t/" + TrialToken.Create(), "/t/x", "/t/" + new string('a', 5000), "/t/%00%ff", "/t/" + TrialToken.Create() + "/thanks" })
        {
            using var response = await host.Client.GetAsync(path, Cancellation);
            using var post = await host.Client.PostAsync(path, new FormUrlEncodedContent([]), Cancellation);
            Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path}: {response.StatusCode}");
            Assert.True((int)post.StatusCode is >= 400 and < 500, $"{path}: {post.StatusCode}");
        }

        using var none = await host.Client.GetAsync("/t/" + TrialToken.Create() + "?lang=en", Cancellation);
        Assert.Contains("no such trial link", (await Counter.PageAsync(none)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_KeepsTheQuestionnaireAsItWas_AndEndsOrIsWipedAlone()
    {
        await using var host = await SurveyHost.StartAsync();
        var (counter, link) = await LinkAsync(host);
        var other = await NewLinkAsync(host, counter);
        await host.CreateContext().Questionnaires.ExecuteUpdateAsync(s => s.SetProperty(q => q.Draft, Sample.QuestionnaireJsonOf("one_stop")), Cancellation);
        (await AnswerAsync(host, link, ("overall", "2"))).Dispose();
        (await AnswerAsync(host, other, ("overall", "2"))).Dispose();
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, counter.Unit));
        var path = $"/design/questionnaires/{counter.Version.QuestionnaireId}/try";
        var ids = await host.CreateContext().TestLinks.Select(l => l.Id).ToListAsync(Cancellation);

        using var wrong = await officer.PostToAsync(path, path + "?handler=End", ("link", "1"));
        using var ended = await officer.PostToAsync(path, path + "?handler=End", ("link", $"{await IdOfAsync(host, link)}"));
        var left = await TracesAsync(host);
        using var wiped = await officer.PostToAsync(path, path + "?handler=Wipe");

        Assert.Equal(2, ids.Count);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect, HttpStatusCode.Redirect), (wrong.StatusCode, ended.StatusCode, wiped.StatusCode));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(host, link), await StatusAsync(host, other)));
        Assert.Equal(((0, 1), (0, 0)), (left, await TracesAsync(host)));
        Assert.Equal(["test_answers_wiped", "test_link_ended"], await host.CreateContext().AuditEntries.Where(a => a.Action.StartsWith("test_")).Select(a => a.Action).OrderBy(a => a).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Link_ThatIsFull_TakesNoMore_AndQuestionnairesHaveOnlySoManyLinks()
    {
        await using var host = await SurveyHost.StartAsync();
        var (counter, link) = await LinkAsync(host);
        await using (var context = host.CreateContext())
        {
            var id = await IdOfAsync(host, link);
            context.TestAnswers.AddRange(Enumerable.Range(1, TrialEndpoints.MostAnswers).Select(i => new TestAnswer { Id = i, TestLinkId = id, Answers = """{"overall":"2"}""", Texts = "{}" }));
            await context.SaveChangesAsync(Cancellation);
        }

        using var full = await AnswerAsync(host, link, ("overall", "2"));
        for (var i = 1; i < Survey.Web.Pages.Design.Questionnaires.TryModel.MostLinks; i++)
        {
            await NewLinkAsync(host, counter);
        }

        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, counter.Unit));
        using var refused = await officer.PostAsync($"/design/questionnaires/{counter.Version.QuestionnaireId}/try");

        Assert.Equal(HttpStatusCode.Gone, full.StatusCode);
        Assert.Equal((0, TrialEndpoints.MostAnswers), await TracesAsync(host));
        Assert.NotNull((await StaffClient.ReadAsync(refused)).QuerySelector("#problems"));
        Assert.Equal(Survey.Web.Pages.Design.Questionnaires.TryModel.MostLinks, await host.CreateContext().TestLinks.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Requests_AboveTheLimitOfOneAddress_AreRefused()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart
        {
            Now = Now,
            Settings = new Dictionary<string, string?> { ["Survey:LimitsPerMinute:Pages"] = "3", ["Survey:LimitsPerMinute:Answers"] = "1" },
        });
        var (_, link) = await LinkAsync(host);
        var fields = await FieldsAsync(host, link, ("overall", "2"));

        var posts = new[] { await PostStatusAsync(host, link, fields), await PostStatusAsync(host, link, fields), await PostStatusAsync(host, link, fields) };
        var gets = new[] { await StatusAsync(host, link), await StatusAsync(host, link), await StatusAsync(host, link) };

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], posts);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], gets);
    }

    [Fact]
    public void Token_IsRandomAndLong_AndOnlyItsShapeIsHashed()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => TrialToken.Create()).ToList();

        Assert.Equal(1000, tokens.Distinct().Count());
        Assert.All(tokens, t => Assert.Matches("^[A-Za-z0-9_-]{24}$", t));
        Assert.Matches("^[0-9a-f]{64}$", TrialToken.HashOf(tokens[0])!);
        Assert.All(["", "x", new string('a', 23), new string('a', 25), "aaaaaaaaaaaaaaaaaaaaaa=="], t => Assert.Null(TrialToken.HashOf(t)));
    }

    private static async Task<(Counter Counter, string Link)> LinkAsync(SurveyHost host)
    {
        var counter = await Counter.AddAsync(host);
        return (counter, await NewLinkAsync(host, counter));
    }

    private static async Task<string> NewLinkAsync(SurveyHost host, Counter counter)
    {
        await using var context = host.CreateContext();
        var token = TrialToken.Create();
        var now = host.Services.GetRequiredService<LocalCalendar>().UtcNow;
        context.TestLinks.Add(new TestLink { Id = RandomKey.New(), Hash = TrialToken.HashOf(token)!, QuestionnaireId = counter.Version.QuestionnaireId, Json = counter.Version.Json, CreatedBy = 1, ExpiresAt = now + TestLink.Lifetime });
        await context.SaveChangesAsync(Cancellation);
        return "/t/" + token;
    }

    private static async Task<long> IdOfAsync(SurveyHost host, string link) =>
        await host.CreateContext().TestLinks.Where(l => l.Hash == TrialToken.HashOf(link.Substring(3))).Select(l => l.Id).SingleAsync(Cancellation);

    // The clock of the program stands still where time is told; moving the end back does the same without waking anything.
    private static async Task AgeAsync(SurveyHost host, TimeSpan by)
    {
        await using var context = host.CreateContext();
        foreach (var link in await context.TestLinks.AsNoTracking().ToListAsync(Cancellation))
        {
            await context.TestLinks.Where(l => l.Id == link.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.ExpiresAt, link.ExpiresAt - by), Cancellation);
        }
    }

    private static async Task<List<KeyValuePair<string, string>>> FieldsAsync(SurveyHost host, string link, params (string Name, string Value)[] answers)
    {
        using var response = await host.Client.GetAsync(link, Cancellation);
        var page = await Counter.PageAsync(response);
        return [.. page.QuerySelectorAll("input[type=hidden]").Select(e => KeyValuePair.Create(e.GetAttribute("name")!, e.GetAttribute("value") ?? "")), .. answers.Select(a => KeyValuePair.Create(a.Name, a.Value))];
    }

    private static async Task<HttpResponseMessage> AnswerAsync(SurveyHost host, string link, params (string Name, string Value)[] answers) =>
        await host.Client.PostAsync(link, new FormUrlEncodedContent(await FieldsAsync(host, link, answers)), Cancellation);

    private static async Task<HttpStatusCode> PostStatusAsync(SurveyHost host, string link, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var response = await host.Client.PostAsync(link, new FormUrlEncodedContent(fields), Cancellation);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(SurveyHost host, string path)
    {
        using var response = await host.Client.GetAsync(path, Cancellation);
        return response.StatusCode;
    }

    // Rows of everything that counts, all together, and the trial answers.
    private static async Task<(int Counting, int Trial)> TracesAsync(SurveyHost host)
    {
        await using var context = host.CreateContext();
        var counting = await context.SurveyResponses.CountAsync(Cancellation) + await context.PendingFolds.CountAsync(Cancellation) + await context.SubmissionKeys.CountAsync(Cancellation)
            + await context.Comments.CountAsync(Cancellation) + await context.TallyCells.CountAsync(Cancellation) + await context.VisitCounts.CountAsync(Cancellation);
        return (counting, await context.TestAnswers.CountAsync(Cancellation));
    }
}
