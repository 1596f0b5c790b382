using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Respond;

public sealed class AnswerTests(RespondHost fixture) : IClassFixture<RespondHost>
{
    private SurveyHost Host => fixture.Host;

    [Fact]
    public async Task Post_WithAnswers_StoresOneRowOfCodesAndThanks()
    {
        var counter = await Counter.AddAsync(Host, services: 1);
        var response = await counter.AnswerAsync(("overall", "1"), ("why", "slow"), ("wishes", "b"), ("wishes", "a"), ("trips", "3"), ("comment", "Gọi 0912 345 678 nhé"));

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal($"{counter.Path}/thanks?lang=vi", response.Headers.Location!.OriginalString);
        var row = Assert.Single(await counter.StoredAsync());
        Assert.Equal("""{"overall":"1","why":"slow","wishes":["a","b"],"trips":3}""", row.Answers);
        Assert.Equal((counter.Wave.Id, counter.Version.Id, Channel.Qr), (row.WaveId, row.VersionId, row.Channel));
        Assert.NotEqual(0, row.ServiceId);
        Assert.Equal(Host.Services.GetRequiredService<LocalCalendar>().Today, row.Day);

        await using var context = Host.CreateContext();
        var comment = await context.PendingFolds.SingleAsync(c => c.Text != null && c.CollectionPointId == counter.Point.Id, TestContext.Current.CancellationToken);
        Assert.Equal(("comment", "Gọi [đã ẩn] nhé", true), (comment.Item, comment.Text, comment.LowOverall));
        Assert.Equal((row.Day.Year * 100) + row.Day.Month, comment.Month);
        Assert.Equal(1, await context.PendingFolds.CountAsync(p => p.Id == row.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Thanks_SaysNothingAboutThePersonAndOffersNothingToPress()
    {
        var counter = await Counter.AddAsync(Host);
        var response = await Host.Client.GetAsync(counter.Path + "/thanks?lang=vi", TestContext.Current.CancellationToken);
        var page = await Counter.PageAsync(response);

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Empty(page.QuerySelectorAll("form, button, input, script"));
        Assert.Equal($"https://pakn.example.vn/{counter.Unit.Code}", page.QuerySelector(".pakn a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Post_WithUnansweredRequiredItem_ReturnsErrorOnThatItem()
    {
        var counter = await Counter.AddAsync(Host);
        var fields = await counter.OpenAsync();
        var response = await counter.SendAsync([.. fields.Select(f => (f.Key, f.Value)), ("trips", "7"), ("wishes", "c"), ("comment", "Một <b>ý</b>")]);
        var page = await Counter.PageAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        var target = page.QuerySelector(".err a")!.GetAttribute("href")![1..];
        Assert.Equal("overall", page.GetElementById(target)!.GetAttribute("name"));
        Assert.NotNull(page.QuerySelector("fieldset.bad .x"));
        Assert.Equal("7", page.QuerySelector("[name=trips]")!.GetAttribute("value"));
        Assert.Equal("c", page.QuerySelector("[name=wishes]:checked")!.GetAttribute("value"));
        Assert.Equal("Một <b>ý</b>", page.QuerySelector("textarea")!.TextContent);
        Assert.Equal(fields["key"], page.QuerySelector("[name=key]")!.GetAttribute("value"));
        Assert.Empty(await counter.StoredAsync());
    }

    [Theory]
    [InlineData("wishes=a&wishes=b&wishes=c", "wishes")]
    [InlineData("wishes=a&wishes=none", "wishes")]
    [InlineData("trips=many", "trips")]
    [InlineData("trips=51", "trips")]
    [InlineData("overall=3", "overall")]
    [InlineData("overall=1&overall=2", "overall")]
    public async Task Post_WithAWrongAnswer_ReturnsErrorOnThatItem(string answers, string item)
    {
        var counter = await Counter.AddAsync(Host);
        var fields = answers.Split('&').Select(p => (p.Split('=')[0], p.Split('=')[1])).ToList();
        if (item != "overall")
        {
            fields.Add(("overall", "2"));
        }

        var response = await counter.AnswerAsync([.. fields]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("#i-" + item, (await Counter.PageAsync(response)).QuerySelectorAll(".err a").Single().GetAttribute("href"));
    }

    [Fact]
    public async Task Post_WithAnAnswerToAnItemThatIsNotAsked_LeavesItOut()
    {
        var counter = await Counter.AddAsync(Host);
        await counter.AnswerAsync(("overall", "2"), ("why", "slow"), ("trips", "1"), ("name_it", "x"));

        Assert.Equal("""{"overall":"2","trips":1}""", Assert.Single(await counter.StoredAsync()).Answers);
    }

    [Fact]
    public async Task Post_WithoutAnyAnswer_AsksForOne()
    {
        var json = Questionnaires.EveryKind.Replace("\"required\": true, ", "", StringComparison.Ordinal);
        var counter = await Counter.AddAsync(Host, json);
        var response = await counter.AnswerAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("chưa trả lời câu nào", await Counter.TextAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(23, HttpStatusCode.SeeOther)]
    [InlineData(25, HttpStatusCode.Gone)]
    public async Task Post_AfterClosing_IsTakenForADay(int hours, HttpStatusCode expected)
    {
        var counter = await Counter.AddAsync(Host);
        var fields = await counter.OpenAsync();
        await counter.CloseAsync(DateTime.UtcNow.AddHours(-hours));

        var response = await counter.SendAsync([.. fields.Select(f => (f.Key, f.Value)), ("overall", "2")]);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.SeeOther ? 1 : 0, (await counter.StoredAsync()).Count);
    }

    [Fact]
    public async Task Post_OfOneKeyFiftyTimesAtOnce_StoresOneRow()
    {
        var counter = await Counter.AddAsync(Host);
        var fields = await counter.OpenAsync();
        var answers = fields.Select(f => (f.Key, f.Value)).Append(("overall", "2")).ToList();

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => counter.SendAsync(answers)));

        Assert.All(responses, r => Assert.Equal(HttpStatusCode.SeeOther, r.StatusCode));
        Assert.Single(await counter.StoredAsync());
    }

    [Fact]
    public async Task Post_ByManyAtOnce_StoresEachExactlyOnce()
    {
        var counter = await Counter.AddAsync(Host);
        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => counter.AnswerAsync(("overall", "2"), ("trips", (i % 50).ToString(System.Globalization.CultureInfo.InvariantCulture)))));

        Assert.All(responses, r => Assert.Equal(HttpStatusCode.SeeOther, r.StatusCode));
        var rows = await counter.StoredAsync();
        Assert.Equal(200, rows.Count);
        Assert.All(rows.CountBy(r => r.Answers), c => Assert.Equal(4, c.Value));
    }

    [Fact]
    public async Task Post_ByScript_GetsAFewWordsOfJson()
    {
        var counter = await Counter.AddAsync(Host);
        var fields = (await counter.OpenAsync()).Select(f => (f.Key, f.Value)).ToList();
        static void AsJson(HttpRequestMessage request) => request.Headers.Add("Accept", "application/json");

        var wrong = await counter.SendAsync(fields, AsJson);
        var right = await counter.SendAsync([.. fields, ("overall", "2")], AsJson);

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("""{"status":"problems","items":["overall"]}""", await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        var json = await right.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(counter.Path + "/thanks?lang=vi", json.GetProperty("thanks").GetString());
    }

    [Theory]
    [InlineData("cross-site", null, HttpStatusCode.Forbidden)]
    [InlineData("same-site", null, HttpStatusCode.Forbidden)]
    [InlineData("same-origin", "null", HttpStatusCode.SeeOther)]
    [InlineData(null, "null", HttpStatusCode.Forbidden)]
    [InlineData(null, "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "self", HttpStatusCode.SeeOther)]
    [InlineData("same-origin", "self", HttpStatusCode.SeeOther)]
    [InlineData(null, null, HttpStatusCode.SeeOther)]
    public async Task Post_FromAnotherSite_IsRefused(string? site, string? origin, HttpStatusCode expected)
    {
        var counter = await Counter.AddAsync(Host);
        var fields = await counter.OpenAsync();
        var response = await counter.SendAsync([.. fields.Select(f => (f.Key, f.Value)), ("overall", "2")], r =>
        {
            if (site is not null)
            {
                r.Headers.Add("Sec-Fetch-Site", site);
            }

            if (origin is not null)
            {
                r.Headers.Add("Origin", origin == "self" ? Host.BaseUrl : origin);
            }
        });

        Assert.Equal(expected, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Post_FromASharedDevice_IsAKiosks()
    {
        var counter = await Counter.AddAsync(Host, sharedDevice: true);
        await counter.AnswerAsync(("overall", "2"));
        Assert.Equal(Channel.Kiosk, Assert.Single(await counter.StoredAsync()).Channel);
    }

    [Fact]
    public async Task Post_WithTheSameCodeEverywhere_IsFlagged()
    {
        var json = Sample.QuestionnaireJsonOf("sipas_short").Replace("\"code\": \"sipas_short\"", "\"code\": \"every_kind\"", StringComparison.Ordinal);
        var counter = await Counter.AddAsync(Host, json);
        string[] items = ["access", "procedure", "officer", "result", "feedback", "overall"];
        await counter.AnswerAsync([.. items.Select(i => (i, "4"))]);
        await counter.AnswerAsync(("access", "4"), ("procedure", "5"));

        var rows = await counter.StoredAsync();
        Assert.Contains(rows, r => r.Flags.HasFlag(QualityFlags.StraightLining));
        Assert.Equal(QualityFlags.Partial, Assert.Single(rows, r => r.Answers.Length < 40).Flags);
    }

    [Fact]
    public async Task Post_LeavesNoTraceOfTheSender()
    {
        await using var host = await SurveyHost.StartAsync();
        var counter = await Counter.AddAsync(host);
        var fields = await counter.OpenAsync();
        await counter.SendAsync([.. fields.Select(f => (f.Key, f.Value)), ("overall", "2")], r =>
        {
            r.Headers.TryAddWithoutValidation("User-Agent", "CanaryAgent/1.0");
            r.Headers.Add("X-Forwarded-For", "203.0.113.77");
            r.Headers.Add("Cookie", "canary=CanaryCookie");
        });

        await using var context = host.CreateContext();
        var connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        foreach (var table in context.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct())
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A table's name from the model.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            {
                var cells = Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i) is byte[] b ? System.Text.Encoding.Latin1.GetString(b) : Convert.ToString(rows.GetValue(i), System.Globalization.CultureInfo.InvariantCulture)!);
                Assert.All(cells, c => Assert.DoesNotMatch("Canary|203\\.0\\.113|127\\.0\\.0\\.1", c));
                Assert.DoesNotContain(fields["key"], string.Concat(cells), StringComparison.Ordinal);
            }
        }
    }
}
