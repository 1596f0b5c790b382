using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OfficeOpenXml;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Plans;

/// <summary>The sample planner over real HTTP: so_a has 60 responses for one service, 4 for a rare one and 3 without.</summary>
public sealed class PlanPageTests : IAsyncLifetime
{
    private static readonly string Page = AnalyseProvince.Address("/analyse/so_a/plan");

    private const string Few = "dưới 5 hoặc ẩn";

    private AnalyseProvince _province = null!;
    private StaffClient _analyst = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _province = await AnalyseProvince.CreateAsync();
        var (common, rare) = (await ServiceAsync("khai_sinh"), await ServiceAsync("hiem"));
        _province.Context.AddRange(
            new TransactionCount { UnitId = _province.SoA.Id, ServiceId = common, PeriodCode = AnalyseProvince.Period, Count = 450 },
            new TransactionCount { UnitId = _province.SoA.Id, ServiceId = rare, PeriodCode = AnalyseProvince.Period, Count = 50 });
        await _province.Context.SaveChangesAsync(Cancel);
        _analyst = await _province.AnalystAsync(_province.SoA);
    }

    public async ValueTask DisposeAsync()
    {
        _analyst.Dispose();
        await _province.DisposeAsync();
    }

    [Fact]
    public async Task Get_WithoutAPlan_ProposesTheOlderFormulaSharedOutInProportion()
    {
        var page = await _analyst.PageAsync(Page);

        // 500 → 223; 450/500 of it is 200.7, 50/500 is 22.3: by largest remainder 201 and 22. No response can be without a service here.
        Assert.Equal(("201", "22", "0"), (Value(page, "q.so_a.khai_sinh"), Value(page, "q.so_a.hiem"), Value(page, "q.so_a.")));
        Assert.Equal("450", Value(page, "n.so_a.khai_sinh"));
        Assert.Contains("n = 223 phiếu", page.QuerySelector(".sum")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await _province.Context.SamplePlans.CountAsync(Cancel));
    }

    [Fact]
    public async Task Get_OfAYearWithoutTransactionsOfItsOwn_AddsThoseOfItsQuarters_AndSaysSo()
    {
        StoredPeriod Of(string code, string name, DateOnly first, DateOnly last) =>
            new() { Id = RandomKey.New(), Code = code, Template = "s2", Year = 2026, Name = name, NameEn = name, First = first, Last = last };
        var common = await _province.Context.Services.Where(s => s.Code == "khai_sinh").Select(s => s.Id).SingleAsync(Cancel);
        _province.Context.AddRange(
            Of("2026", "Năm 2026", new(2025, 12, 15), new(2026, 12, 14)), Of("2026-h1", "6 tháng 2026", new(2025, 12, 15), new(2026, 6, 14)),
            new TransactionCount { UnitId = _province.SoA.Id, ServiceId = common, PeriodCode = "2026-h1", Count = 550 });
        await _province.Context.SaveChangesAsync(Cancel);

        var page = await _analyst.PageAsync($"/analyse/so_a/plan?period=2026&q={AnalyseProvince.Questionnaire}");

        // 550 of the half year and 450 of the third quarter; nothing is known of the last.
        Assert.Equal(("1000", "50"), (Value(page, "n.so_a.khai_sinh"), Value(page, "n.so_a.hiem")));
        Assert.Contains("đã cộng số của 6 tháng 2026, Quý III/2026.", page.QuerySelector("form .hint")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("gõ thêm số dự kiến", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_ByMarginWithAMinimum_ReckonsFromTypedNumbersAndKeepsNothing()
    {
        using var response = await _analyst.PostToAsync(Page, Page + "&handler=Propose",
            [.. Head("margin", "10", "30"), ("n.so_a.khai_sinh", "9.900"), ("q.so_a.khai_sinh", "1"), ("n.so_a.hiem", "100"), ("q.so_a.hiem", "1")]);
        var page = await StaffClient.ReadAsync(response);

        // n₀ = 96.04 of 10,000 → 95.13 → 96; the rare one gets its 30, the other the rest.
        Assert.Equal(("66", "30"), (Value(page, "q.so_a.khai_sinh"), Value(page, "q.so_a.hiem")));
        Assert.Equal(0, await _province.Context.SamplePlans.CountAsync(Cancel));
    }

    [Fact]
    public async Task Post_FixesThePlan_AndThePageFollowsIt_WithoutTellingSmallCounts()
    {
        using (var saved = await _analyst.PostAsync(Page, [.. Head(), .. Rows("450", "80", "50", "5")]))
        {
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }

        var page = await _analyst.PageAsync(Page);

        // Four responses for the rare service: they and their neighbours, from which they would follow, look alike.
        Assert.Equal((Few, "–", "chưa đủ để xem"), (Row(page, "so_a.hiem")[3], Row(page, "so_a.hiem")[4], Row(page, "so_a.hiem")[8]));
        Assert.Equal((Few, "–", "chưa đủ để xem"), (Row(page, "so_a.khai_sinh")[3], Row(page, "so_a.khai_sinh")[4], Row(page, "so_a.khai_sinh")[8]));
        Assert.Equal("67", page.QuerySelector("[data-figure=received]")!.TextContent);
        var plan = await _province.Context.SamplePlans.Include(p => p.Quotas).SingleAsync(Cancel);
        Assert.Equal((500, 10, true, 1), (plan.Margin, plan.Least, plan.OlderMethod, plan.Revision));
        Assert.Equal(["plan_fixed"], await _province.Context.AuditEntries.Where(a => a.Action.StartsWith("plan")).Select(a => a.Action).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Get_OfLargeGroups_TellsEachServicesShareAndRate()
    {
        await AnswerMoreAsync();
        (await _analyst.PostAsync(Page, [.. Head(), .. Rows("450", "80", "50", "20")])).Dispose();

        var page = await _analyst.PageAsync(Page);

        var common = Row(page, "so_a.khai_sinh");
        Assert.Equal(("60", "75,0%", "60,0%", "13,3%"), (common[3], common[4], common[6], common[7]));
        Assert.Equal("hết kỳ, còn thiếu", common[8]);
        Assert.Equal(("24", "đủ"), (Row(page, "so_a.hiem")[3], Row(page, "so_a.hiem")[8]));
    }

    [Fact]
    public async Task Post_OverAnotherPersonsChange_IsRefusedAndKeepsWhatWasTyped()
    {
        (await _analyst.PostAsync(Page, [.. Head(), .. Rows("450", "80", "50", "5")])).Dispose();
        using var colleague = await _province.AnalystAsync();
        (await colleague.PostAsync(Page, [.. Head(revision: 1), .. Rows("450", "90", "50", "6")])).Dispose();

        using var late = await _analyst.PostAsync(Page, [.. Head(revision: 1), .. Rows("450", "70", "50", "7")]);
        var page = await StaffClient.ReadAsync(late);

        Assert.Contains("Người khác vừa sửa", page.QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("70", Value(page, "q.so_a.khai_sinh"));
        Assert.Equal([6, 90], await _province.Context.SampleQuotas.Select(q => q.Planned).Where(p => p > 0).Order().ToListAsync(Cancel));
        using var first = await _analyst.PostAsync(Page, [.. Head(revision: -1), .. Rows("450", "1", "50", "1")]);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(2, (await _province.Context.SamplePlans.AsNoTracking().SingleAsync(Cancel)).Revision);
    }

    [Fact]
    public async Task Post_OfBadNumbers_SaysWhichRow()
    {
        using var response = await _analyst.PostAsync(Page, [.. Head(margin: "0", least: "x"), .. Rows("450", "-1", "4.5", "5")]);
        var page = await StaffClient.ReadAsync(response);

        Assert.Equal(["#Margin", "#Least", "#q.so_a.khai_sinh", "#n.so_a.hiem"], page.QuerySelectorAll("#problems a").Select(a => a.GetAttribute("href")));
        Assert.Equal("-1", Value(page, "q.so_a.khai_sinh"));
        Assert.Equal(0, await _province.Context.SamplePlans.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("q.so_b.", "5")]
    [InlineData("q.so_a.nothing", "5")]
    [InlineData("q.so_a", "5")]
    [InlineData("x.so_a.", "5")]
    public async Task Post_OfARowElsewhere_Is400(string field, string value)
    {
        using var response = await _analyst.PostAsync(Page, [.. Head(), (field, value)]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Delete_AsksForTheRevisionOnThePage()
    {
        (await _analyst.PostAsync(Page, [.. Head(), .. Rows("450", "80", "50", "5")])).Dispose();

        using var stale = await _analyst.PostToAsync(Page, Page + "&handler=Delete", ("revision", "0"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        using var done = await _analyst.PostToAsync(Page, Page + "&handler=Delete", ("revision", "1"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal((0, 0), (await _province.Context.SamplePlans.CountAsync(Cancel), await _province.Context.SampleQuotas.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Download_HoldsThePagesNumbers()
    {
        Assert.Equal(HttpStatusCode.NotFound, await _analyst.StatusOfAsync(Page + "&handler=Download"));
        (await _analyst.PostAsync(Page, [.. Head(), .. Rows("450", "80", "50", "5")])).Dispose();

        await AnswerMoreAsync();
        using var workbook = new ExcelPackage(new MemoryStream(await _province.BytesAsync(_analyst, Page + "&handler=Download")));

        var cells = workbook.Workbook.Worksheets.Single().Cells;
        var row = cells["C:C"].Single(c => c.Text == "khai_sinh").Start.Row;
        Assert.Equal((450.0, 80.0, 60.0, 75.0), (cells[row, 5].Value, cells[row, 6].Value, cells[row, 8].Value, cells[row, 9].Value));
        Assert.Equal("'@SUM(A1)", cells[row, 4].Value);
    }

    [Fact]
    public async Task Page_OfTheProvince_AddsUpItsUnits_AndHidesTheSmallOneAsAnEmptyOne()
    {
        using var analyst = await _province.AnalystAsync();
        var address = AnalyseProvince.Address("/analyse/tinh/plan");
        (await analyst.PostAsync(address, [.. Head(strata: "unit"), ("q.so_a.", "100"), ("q.so_b.", "30"), ("q.so_few.", "30"), ("q.so_none.", "30")])).Dispose();

        var page = await analyst.PageAsync(address);

        Assert.Equal(("67", "40"), (Row(page, "so_a.")[3], Row(page, "so_b.")[3]));
        Assert.Equal(Row(page, "so_none.")[1..], Row(page, "so_few.")[1..]);
        Assert.Equal(Few, Row(page, "so_few.")[3]);
    }

    private static (string, string)[] Head(string method = "older", string margin = "5", string least = "10", string strata = "service", int revision = -1) =>
        [("Input.Method", method), ("Input.Margin", margin), ("Input.Least", least), ("Input.Strata", strata), ("Input.Drawn", strata), ("Input.Revision", $"{revision}"), ("Input.Note", "")];

    private static (string, string)[] Rows(string n1, string q1, string n2, string q2) =>
        [("n.so_a.khai_sinh", n1), ("q.so_a.khai_sinh", q1), ("i.so_a.khai_sinh", "100"), ("n.so_a.hiem", n2), ("q.so_a.hiem", q2), ("i.so_a.hiem", "")];

    private static string? Value(IDocument page, string field) => page.GetElementById(field)?.GetAttribute("value");

    private static List<string> Row(IDocument page, string field) =>
        [.. page.QuerySelectorAll(".progress tbody tr").Last(r => r.GetAttribute("data-row") == field).Children.Select(c => c.TextContent.Trim())];

    // So many more that no cell of the province's table of units and services is small.
    private async Task AnswerMoreAsync()
    {
        var (common, rare) = (await ServiceAsync("khai_sinh"), await ServiceAsync("hiem"));
        var other = await _province.Context.CollectionPoints.SingleAsync(p => p.Key == "c1", Cancel);
        Answer(_province.Big, rare, 20, seed: 11);
        Answer(_province.Small, 0, 20, seed: 12);
        Answer(other, common, 30, seed: 13);
        Answer(other, rare, 30, seed: 14);
        await _province.Context.SaveChangesAsync(Cancel);
        await _province.Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(Cancel);
    }

    private void Answer(CollectionPoint point, long service, int count, int seed)
    {
        var (version, wave, day) = (_province.Version, _province.Context.Waves.Local.Single(), new DateOnly(2026, 7, 1));
        var sheets = new RandomSheets(Sample.QuestionnaireOf(version.Json), seed) { Blank = 0 };
        foreach (var id in Enumerable.Range(0, count).Select(_ => RandomKey.ForDay(day)))
        {
            _province.Context.Add(new SurveyResponse { Id = id, WaveId = wave.Id, VersionId = version.Id, CollectionPointId = point.Id, ServiceId = service, Channel = Channel.Qr, Day = day, Answers = sheets.Next().ToJson() });
            _province.Context.Add(new PendingFold { Id = id, WaveId = wave.Id, CollectionPointId = point.Id });
        }
    }

    private Task<long> ServiceAsync(string code) => _province.Context.Services.Where(s => s.Code == code).Select(s => s.Id).SingleAsync(Cancel);
}
