using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using NJsonSchema;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Scores;

/// <summary>A unit scores itself, is appraised and corrected, over real HTTP.</summary>
public sealed class ScoreSheetPageTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = "%PDF-1.4\n%âãÏÓ\n"u8.ToArray();

    private ScoreWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await ScoreWorld.CreateAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Save_OfEveryKind_GivesThePointsByHand()
    {
        var id = await _world.BeginAsync(_world.Province.SoA);

        using var saved = await _world.SaveAsync(
            id,
            ("n:plan_done_rate", "87,345"), // 0.8735 (0.87345)
            ("n:dossiers_on_time_rate", "94.99"), // below 95: 0
            ("n:one_stop_points", "12"), // 0.5
            ("n:iso_units_rate", "80"), // 0.25
            ("n:one_stop_renewed", "7"), ("n:one_stop_planned", "9"), // 0.7778
            ("n:par_index", "85"), ("e:par_index", "85"), // equal: 0.5
            ("c:I.1.3", "q1_time"), ("c:I.1.3", "year_content"), // 0.25
            ("c:I.2.1.4", "-"), // looked at, none: 0
            ("c:I.1.6", "late1"), // 1.5
            ("c:I.7.1.3", "0,75"), // 0.75
            ("c:I.1.4.3/joined", "yes"), ("c:I.1.4.3/prize", "no"), ("n:contest_right_rate", "83"), // 1.33
            ("n:ii_4_6", "10"), // (100 − 10) × 0.5 / 100 = 0.45
            ("na:I.2.1.2", "true"), // lowers the base by 1
            ("na:I.3.5.2", "true"), // earns 0.5
            ("note:I.1.2", "Có báo cáo"));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = await PageAsync(id);
        foreach (var (code, points) in new[]
        {
            ("I.1.2", "0,8735"), ("I.3.5.1", "0,0000"), ("I.3.5.3", "0,5000"), ("I.7.2.2", "0,2500"), ("I.7.1.5", "0,7778"), ("II.1.1", "0,5000"), ("I.1.3", "0,2500"),
            ("I.2.1.4", "0,0000"), ("I.1.6", "1,5000"), ("I.7.1.3", "0,7500"), ("I.1.4.3", "1,3300"), ("II.4.6", "0,4500"), ("I.3.5.2", "0,5000"),
        })
        {
            Assert.Equal((code, points), (code, Points(page, code)));
        }

        Assert.Equal("97,5000", page.QuerySelector("[data-total=base]")!.FirstChild!.TextContent.Trim()); // 98.5 − 1
        var index = await IndexAsync();
        var satisfaction = Math.Round(index * 15 / 100, 4, MidpointRounding.AwayFromZero);
        Assert.Equal(satisfaction, Number(Points(page, "II.1.4")));
        var sum = 0.87345m + 0.5m + 0.25m + (7m / 9m) + 0.5m + 0.25m + 1.5m + 0.75m + 1.33m + 0.45m + 0.5m;
        Assert.InRange(Number(page.QuerySelector("[data-total=self] b")!.TextContent) - sum - satisfaction, -0.0002m, 0.0002m);
        Assert.Contains("thiếu số liệu", page.QuerySelector("[data-criterion='I.7.1.4.5']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("đạt 100", page.QuerySelector("[data-criterion='I.3.5.1']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/analyse/so_a?period=2026-q3", page.QuerySelector("[data-criterion='II.1.4'] a")!.GetAttribute("href")!, StringComparison.Ordinal);
        Assert.Equal("Có báo cáo", page.QuerySelector("[name='note:I.1.2']")!.TextContent);
    }

    [Theory]
    [InlineData("n:plan_done_rate", "nhiều")]
    [InlineData("n:plan_done_rate", "1e5")]
    [InlineData("n:plan_done_rate", "99999999999")]
    [InlineData("c:I.1.6", "late9")]
    [InlineData("c:I.1.3", "q9_time")]
    [InlineData("c:I.7.1.3", "1.5")]
    [InlineData("c:I.7.1.3", "-0.5")]
    [InlineData("c:I.1.4.3/joined", "maybe")]
    public async Task Save_OfWhatIsWrong_SaysTheFieldAndKeepsNothing(string field, string value)
    {
        var id = await _world.BeginAsync(_world.Province.SoA);

        using var response = await _world.SaveAsync(id, (field, value), ("n:training_rate", "50"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await StaffClient.ReadAsync(response);
        Assert.Equal(["#" + field], page.QuerySelectorAll("#problems a").Select(a => a.GetAttribute("href")));
        Assert.Equal("50", page.QuerySelector("[name='n:training_rate']")!.GetAttribute("value"));
        await using var context = _world.Province.Host.CreateContext();
        Assert.Equal((0, 0), (await context.ScoreInputs.CountAsync(Cancel), await context.ScoreLines.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("n:nothing", "1")]
    [InlineData("c:I.1", "yes")]
    [InlineData("na:I.1.2", "true")]
    [InlineData("c:I.1.4.3/right", "1")]
    [InlineData("State", "Appraised")]
    public async Task Save_OfAFieldThatTheFormHasNot_Is400(string field, string value)
    {
        var id = await _world.BeginAsync(_world.Province.SoA);

        using var response = await _world.SaveAsync(id, (field, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Save_OfAStaleForm_IsRefused_AndKeepsWhatWasTyped()
    {
        var id = await _world.BeginAsync(_world.Province.SoA);
        (await _world.SaveAsync(id, ("n:plan_done_rate", "50"))).Dispose();

        using var stale = await _world.Analyst.PostAsync($"/scores/{id}", ("revision", "0"), ("n:plan_done_rate", "60"));

        var page = await StaffClient.ReadAsync(stale);
        Assert.Contains("vừa lưu", page.QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("60", page.QuerySelector("[name='n:plan_done_rate']")!.GetAttribute("value"));
        Assert.Equal("0,5000", Points(await PageAsync(id), "I.1.2"));
    }

    [Fact]
    public async Task Sheet_IsSubmitted_AppraisedByAnother_AndCorrected()
    {
        var id = await _world.BeginAsync(_world.Province.SoA);
        (await _world.SaveAsync(id, ("n:plan_done_rate", "80"), ("c:I.1.6", "done"))).Dispose();
        using var upload = await _world.Analyst.UploadAsync($"/scores/{id}/evidence?criterion=I.1.6", $"/scores/{id}/evidence?criterion=I.1.6", "file", "Báo cáo.pdf", Pdf);
        Assert.Equal(HttpStatusCode.Redirect, upload.StatusCode);
        await _world.DoAsync(_world.Analyst, $"/scores/{id}", "Submit", id);

        var (appraise, submitted) = ($"/scores/{id}/appraise", await _world.ReadAsync(id));
        Assert.Equal((ScoreState.Submitted, _world.Analyst.Account.Id), (submitted.State, submitted.SubmittedBy!.Value));
        using var late = await _world.SaveAsync(id, ("n:plan_done_rate", "90"));
        Assert.Contains("không sửa được", (await StaffClient.ReadAsync(late)).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        using var without = await _world.Appraiser.PostAsync(appraise, ("revision", $"{submitted.Revision}"), ("p:I.1.6", "1,5"));
        Assert.Equal(["#r:I.1.6"], (await StaffClient.ReadAsync(without)).QuerySelectorAll("#problems a").Select(a => a.GetAttribute("href")));
        using var given = await _world.Appraiser.PostAsync(appraise, ("revision", $"{submitted.Revision}"), ("p:I.1.6", "1,5"), ("r:I.1.6", "Chậm một việc"), ("ok:I.1.2", "true"));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        using var early = await _world.Appraiser.PostToAsync(appraise, appraise + "?handler=Finish", ("revision", $"{(await _world.ReadAsync(id)).Revision}"));
        Assert.Contains("chưa thẩm định", (await StaffClient.ReadAsync(early)).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        await _world.DoAsync(_world.Appraiser, appraise, "Agree", id);
        await _world.DoAsync(_world.Appraiser, appraise, "Zero", id);
        await _world.DoAsync(_world.Appraiser, appraise, "Finish", id);

        Assert.Equal(ScoreState.Appraised, (await _world.ReadAsync(id)).State);
        var satisfaction = Math.Round(await IndexAsync() * 15 / 100, 4, MidpointRounding.AwayFromZero);
        var page = await PageAsync(id);
        Assert.Equal(0.8m + 2 + satisfaction, Number(page.QuerySelector("[data-total=self] b")!.TextContent));
        Assert.Equal(0.8m + 1.5m + satisfaction, Number(page.QuerySelector("[data-total=final] b")!.TextContent));
        await AssertFileAsync(satisfaction);
        using var corrected = await _world.Analyst.PostToAsync($"/scores/{id}", $"/scores/{id}?handler=Correct", ("reason", "Nhập nhầm"));
        var next = corrected.Headers.Location!.ToString();
        var copy = await _world.Analyst.PageAsync(next);
        Assert.Equal(("80", "0,8000"), (copy.QuerySelector("[name='n:plan_done_rate']")!.GetAttribute("value"), Points(copy, "I.1.2")));
        Assert.Contains("Nhập nhầm", copy.QuerySelector("header.head")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Minh chứng (1)", copy.QuerySelector("[data-criterion='I.1.6']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0.8m + 1.5m + satisfaction, Number((await PageAsync(id)).QuerySelector("[data-total=final] b")!.TextContent));
        using var again = await _world.Analyst.PostToAsync($"/scores/{id}", $"/scores/{id}?handler=Correct", ("reason", "x"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Appraisal_ByWhoSubmitted_Is403()
    {
        using var both = await StaffClient.SignInAsync(_world.Province.Host, (Role.Analyst, _world.Province.Province), (Role.Appraiser, _world.Province.Province));
        var id = await _world.BeginAsync(_world.Province.SoA, both);
        await _world.DoAsync(both, $"/scores/{id}", "Submit", id);

        using var response = await both.PostToAsync($"/scores/{id}/appraise", $"/scores/{id}/appraise?handler=Agree", ("revision", "1"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("người khác phải thẩm định", (await both.PageAsync($"/scores/{id}/appraise")).QuerySelector(".notice.warn")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submitted_KeepsItsIndex_WhenTheResultsMove()
    {
        var id = await _world.BeginAsync(_world.Province.SoA);
        await _world.DoAsync(_world.Analyst, $"/scores/{id}", "Submit", id);
        var before = Points(await PageAsync(id), "II.1.4");

        await using var context = _world.Province.Host.CreateContext();
        var stored = await context.ScoreInputs.SingleAsync(i => i.SheetId == id && i.Name == "index:sipas", Cancel);
        stored.Value = "200/3";
        await context.SaveChangesAsync(Cancel);

        Assert.NotEqual(before, Points(await PageAsync(id), "II.1.4"));
        Assert.Equal("10,0000", Points(await PageAsync(id), "II.1.4")); // exactly 200/3 × 15 / 100
    }

    [Theory]
    [InlineData("a.exe", "MZ")]
    [InlineData("a.pdf", "MZ")]
    [InlineData("a.html", "%PDF-")]
    [InlineData("a", "%PDF-")]
    [InlineData("a.pdf", "")]
    public async Task Evidence_OfAnotherType_IsRefused(string name, string content)
    {
        var id = await _world.BeginAsync(_world.Province.SoA);
        var address = $"/scores/{id}/evidence?criterion=I.1.6";

        using var response = await _world.Analyst.UploadAsync(address, address, "file", name, System.Text.Encoding.UTF8.GetBytes(content));

        Assert.NotEmpty((await StaffClient.ReadAsync(response)).QuerySelectorAll("#problems li"));
    }

    [Fact]
    public async Task Evidence_ComesBackAsAnAttachmentWithItsHash()
    {
        var id = await _world.BeginAsync(_world.Province.SoA);
        var address = $"/scores/{id}/evidence?criterion=I.1.6";
        (await _world.Analyst.UploadAsync(address, address, "file", "Báo cáo 1.pdf", Pdf)).Dispose();

        var page = await _world.Analyst.PageAsync(address);
        using var file = await _world.Analyst.Http.GetAsync(page.QuerySelector("th a")!.GetAttribute("href"), Cancel);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdf)), page.QuerySelector(".hash")!.TextContent);
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(("attachment", "nosniff"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Headers.GetValues("X-Content-Type-Options").Single()));
        using var sibling = await _world.Province.AnalystAsync(_world.Province.SoB);
        Assert.Equal(HttpStatusCode.NotFound, await sibling.StatusOfAsync(page.QuerySelector("th a")!.GetAttribute("href")!));
    }

    private async Task AssertFileAsync(decimal satisfaction)
    {
        var json = await _world.Province.TextAsync(_world.Analyst, AnalyseProvince.Address("/analyse/export/scoring.json?unit=so_a"));
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(Sample.Library, "schema", "scoring-file.schema.json"), Cancel), Cancel);
        Assert.Empty(schema.Validate(json));
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var rows = root.GetProperty("criteria").EnumerateArray().ToDictionary(c => c.GetProperty("code").GetString()!);
        Assert.Equal((2m, 1.5m, "Chậm một việc", "appraised"), (rows["I.1.6"].GetProperty("self_score").GetDecimal(), rows["I.1.6"].GetProperty("appraised_score").GetDecimal(),
            rows["I.1.6"].GetProperty("appraisal_reason").GetString(), rows["I.1.6"].GetProperty("status").GetString()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdf)), rows["I.1.6"].GetProperty("evidence")[0].GetProperty("sha256").GetString());
        Assert.Equal(satisfaction, rows["II.1.4"].GetProperty("self_score").GetDecimal());
        Assert.Equal(0.8m + 1.5m + satisfaction, root.GetProperty("totals").GetProperty("earned").GetDecimal());
        Assert.Equal(0, root.GetProperty("totals").GetProperty("missing").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, root.GetProperty("header").GetProperty("submitted_at").ValueKind);
    }

    // The index as the results page shows it has two decimals; the points come from the exact one, which the file tells to ten.
    private async Task<decimal> IndexAsync()
    {
        using var json = JsonDocument.Parse(await _world.Province.TextAsync(_world.Analyst, AnalyseProvince.Address("/analyse/export/scoring.json?unit=so_a")));
        return json.RootElement.GetProperty("criteria").EnumerateArray().Single(c => c.GetProperty("code").GetString() == "II.1.4").GetProperty("raw_inputs")[0].GetProperty("value").GetDecimal();
    }

    private Task<IDocument> PageAsync(long id) => _world.Analyst.PageAsync($"/scores/{id}");

    private static string Points(IParentNode page, string code) => page.QuerySelector($"[data-criterion='{code}'] td[data-label='Tự chấm']")!.TextContent.Trim();

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.GetCultureInfo("vi-VN"));
}
