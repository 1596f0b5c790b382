using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Ratings;

/// <summary>The one-stop rating of 18 points over real HTTP: four criteria of citizens, five from other software.</summary>
public sealed class RatingPageTests : IAsyncLifetime
{
    private static readonly string Page = $"/analyse/so_a/points?period={AnalyseProvince.Period}&q=one_stop";
    private static readonly string[] Others = ["agency_time", "process", "publicity", "feedback", "online"];

    private AnalyseProvince _province = null!;
    private StaffClient _analyst = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _province = await AnalyseProvince.CreateAsync();
        _analyst = await _province.AnalystAsync(_province.SoA);
    }

    public async ValueTask DisposeAsync()
    {
        _analyst.Dispose();
        await _province.DisposeAsync();
    }

    [Fact]
    public async Task Page_SaysWhatIsMissing_UntilAllIsThere_ThenTotalAndGrade()
    {
        await AnswerAsync(best: 10);
        var empty = await _analyst.PageAsync(Page);
        Assert.Equal(5, empty.QuerySelectorAll("#missing li").Length);
        Assert.Equal("–", empty.QuerySelector("[data-figure=points]")!.TextContent);

        (await _analyst.PostAsync(Page, [.. Typed("2", "2", "1,5", "0", ""), ("Seen", "")])).Dispose();
        var almost = await _analyst.PageAsync(Page);
        Assert.Equal(["Dịch vụ công trực tuyến (tiêu chí 9)"], almost.QuerySelectorAll("#missing li").Select(l => l.FirstChild!.TextContent.Trim()));

        (await _analyst.PostAsync(Page, [.. Typed("2", "2", "1.5", "0", "1,4999"), ("Seen", Seen(almost))])).Dispose();
        var whole = await _analyst.PageAsync(Page);

        // All citizens gave the best answer: 4 × 2 points; the others 6.9999 of 10. 14.9999 is not yet 15.
        Assert.Equal(("14,9999", "good"), (whole.QuerySelector("[data-figure=points]")!.TextContent, whole.QuerySelector("[data-grade]")!.GetAttribute("data-grade")));
        (await _analyst.PostAsync(Page, [.. Typed("2", "2", "1.5", "0", "1,5"), ("Seen", Seen(whole))])).Dispose();
        Assert.Equal("excellent", (await _analyst.PageAsync(Page)).QuerySelector("[data-grade]")!.GetAttribute("data-grade"));
        Assert.Equal(3, await _province.Context.AuditEntries.CountAsync(a => a.Action == "criteria_saved", Cancel));
    }

    [Fact]
    public async Task Page_OfFewResponses_MissesWhatCitizensSay_ThoughTheRestIsThere()
    {
        await AnswerAsync(best: 4);
        (await _analyst.PostAsync(Page, [.. Typed("2", "2", "2", "2", "2"), ("Seen", "")])).Dispose();

        var page = await _analyst.PageAsync(Page);

        Assert.Equal(4, page.QuerySelectorAll("#missing li").Length);
        Assert.Equal("–", page.QuerySelector("[data-figure=points]")!.TextContent);
    }

    [Fact]
    public async Task Post_OfTooManyPoints_WithoutASource_OrOverAnothersNumbers_KeepsNothing()
    {
        await AnswerAsync(best: 10);
        using (var wrong = await _analyst.PostAsync(Page, ("Seen", ""), ("p.agency_time", "2.1"), ("s.agency_time", "Phần mềm"), ("p.process", "1"), ("s.process", "")))
        {
            Assert.Equal(["#p.agency_time", "#s.process"], (await StaffClient.ReadAsync(wrong)).QuerySelectorAll("#problems a").Select(a => a.GetAttribute("href")));
        }

        (await _analyst.PostAsync(Page, [.. Typed("2", "", "", "", ""), ("Seen", "")])).Dispose();
        using (var late = await _analyst.PostAsync(Page, [.. Typed("1", "", "", "", ""), ("Seen", "")]))
        {
            Assert.Contains("Người khác vừa sửa", (await StaffClient.ReadAsync(late)).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(20_000, (await _province.Context.CriterionValues.SingleAsync(Cancel)).TenThousandths);
        using var unknown = await _analyst.PostAsync(Page, ("Seen", ""), ("p.time", "2"));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task Import_OfTheFilledTemplate_TakesPoints_AndRefusesOthersUnits()
    {
        await AnswerAsync(best: 10);
        var template = await _province.TextAsync(_analyst, Page + "&handler=Template&format=csv");
        var filled = string.Join("\r\n", template.Trim('\uFEFF').TrimEnd().Split("\r\n").Select((l, i) => i == 0 ? l : l[..^1] + "1.25,Phần mềm một cửa"));

        var page = await UploadAsync(filled);
        Assert.Contains("thêm 5 dòng", page.GetElementById("preview")!.TextContent, StringComparison.Ordinal);
        using var done = await _analyst.PostToAsync(Page, Page + "&handler=Confirm", ("name", "a.csv"), ("content", page.QuerySelector("input[name=content]")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var stored = await _province.Context.CriterionValues.ToListAsync(Cancel);
        Assert.Equal(Others.Order(StringComparer.Ordinal), stored.Select(v => v.Criterion).Order(StringComparer.Ordinal));
        Assert.All(stored, v => Assert.Equal((12_500, _analyst.Account.Id), (v.TenThousandths, v.EnteredBy)));

        var refused = await UploadAsync("unit,period,index,criterion,points,source\nso_b,2026-q3,one_stop_points,agency_time,1,x\nso_a,2026-q3,one_stop_points,time,1,x\nso_a,2026-q3,one_stop_points,agency_time,2.5,x\nso_a,1999-q1,one_stop_points,agency_time,1,x\nso_a,2026-q3,one_stop_points,agency_time,1,\n");
        Assert.Equal(["2", "3", "4", "5", "6"], refused.QuerySelectorAll("#refused tbody tr td:first-child").Select(c => c.TextContent));
    }

    [Fact]
    public async Task Page_WithoutAQuestionnaireThatRates_SaysSo()
    {
        var page = await _analyst.PageAsync("/analyse/so_a/points");

        Assert.NotNull(page.QuerySelector(".empty"));
        Assert.Equal(HttpStatusCode.NotFound, await _analyst.StatusOfAsync("/analyse/so_b/points"));
    }

    private async Task<IDocument> UploadAsync(string csv)
    {
        using var response = await _analyst.UploadAsync(Page, Page + "&handler=Upload", "file", "a.csv", Encoding.UTF8.GetBytes(csv));
        return await StaffClient.ReadAsync(response);
    }

    private static string Seen(IDocument page) => page.QuerySelector("input[name=Seen]")!.GetAttribute("value")!;

    private static (string, string)[] Typed(params string[] points) =>
        [.. Others.SelectMany((c, i) => new[] { ("p." + c, points[i]), ("s." + c, points[i].Length == 0 ? "" : "Phần mềm một cửa") })];

    // The shipped questionnaire in the field at so_a, answered so many times with the best answers.
    private async Task AnswerAsync(int best)
    {
        var version = await _province.Sample.VersionAsync(_province.Province, Sample.QuestionnaireJsonOf("one_stop"));
        var wave = new Wave { Id = RandomKey.New(), Name = "Một cửa", NameEn = "One stop", VersionId = version.Id, UnitId = _province.SoA.Id, State = WaveState.Closed, Sampling = SamplingMode.Convenience };
        _province.Context.AddRange(wave, new WavePoint { WaveId = wave.Id, CollectionPointId = _province.Big.Id });
        var day = new DateOnly(2026, 7, 1);
        var answers = new JsonObject();
        var questionnaire = Sample.QuestionnaireOf(version.Json);
        foreach (var item in questionnaire.Indices[^1].Dimensions.SelectMany(d => d.Items))
        {
            var scale = ((Survey.Core.Questionnaires.ScaleItem)questionnaire.FindItem(item.Code)!).Scale;
            answers[item.Code] = scale.Points.MaxBy(p => item.Reversed ? -p.Score : p.Score)!.Code;
        }

        foreach (var id in Enumerable.Range(0, best).Select(_ => RandomKey.ForDay(day)))
        {
            _province.Context.Add(new SurveyResponse { Id = id, WaveId = wave.Id, VersionId = version.Id, CollectionPointId = _province.Big.Id, ServiceId = 0, Channel = Channel.Qr, Day = day, Answers = answers.ToJsonString() });
            _province.Context.Add(new PendingFold { Id = id, WaveId = wave.Id, CollectionPointId = _province.Big.Id });
        }

        await _province.Context.SaveChangesAsync(Cancel);
        await _province.Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(Cancel);
    }
}
