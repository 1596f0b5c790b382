using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using OfficeOpenXml;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Remedies;

/// <summary>From a finding on the results page to what the next period says of it, over real HTTP.</summary>
public sealed class RemedyPageTests : IAsyncLifetime
{
    private AnalyseProvince _province = null!;
    private StaffClient _analyst = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _province = await AnalyseProvince.CreateAsync();
        await LaterPeriod.AddAsync(_province, Cancel);
        _analyst = await _province.AnalystAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _analyst.Dispose();
        await _province.DisposeAsync();
    }

    [Fact]
    public async Task UnitPage_OffersARemedyBesideTheLowDimensionOnly_AndTheFormKnowsIt()
    {
        var page = await _analyst.PageAsync($"/analyse/so_c?period={LaterPeriod.Code}&q={AnalyseProvince.Questionnaire}");

        var parts = page.QuerySelectorAll("a.set-remedy").Select(a => a.GetAttribute("href")!).ToList();
        var first = LaterPeriod.FirstDimension(_province);
        Assert.Contains(parts, p => p.EndsWith("part=" + first, StringComparison.Ordinal));
        var other = Sample.QuestionnaireOf(_province.Version.Json).Indices[0].Dimensions[1].Code;
        Assert.DoesNotContain(parts, p => p.EndsWith("part=" + other, StringComparison.Ordinal));
        var form = await _analyst.PageAsync(parts.First(p => p.EndsWith("part=" + first, StringComparison.Ordinal)));
        Assert.Equal(first, form.QuerySelector("#part option[selected]")!.GetAttribute("value"));
        Assert.Contains("0,00", form.QuerySelector("#finding")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_KeepsTheFigureAsShown_AndTheNextPeriodSaysItRose()
    {
        var dimension = LaterPeriod.FirstDimension(_province);
        var address = AnalyseProvince.Address("/analyse/so_a/remedies/new", "&part=" + dimension);
        var shown = (await _analyst.PageAsync(address)).QuerySelector("#part option[selected]")!.TextContent;

        using var saved = await _analyst.PostAsync(address, Fields(dimension, wanted: "95,5"));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var remedy = await _province.Context.Remedies.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((dimension, AnalyseProvince.Period, 9550, RemedyState.Open), (remedy.Part, remedy.PeriodCode, remedy.WantedHundredths, remedy.State));
        Assert.Equal(67, remedy.FoundBase);
        var found = (remedy.FoundHundredths!.Value / 100m).ToString("N2", System.Globalization.CultureInfo.GetCultureInfo("vi-VN"));
        Assert.Contains($"({found})", shown, StringComparison.Ordinal);
        var page = await _analyst.PageAsync(saved.Headers.Location!.ToString());
        Assert.Equal(found, page.QuerySelector("[data-figure=found]")!.TextContent);
        var row = page.QuerySelector($"[data-period='{LaterPeriod.Code}']")!.TextContent;
        Assert.Contains("100,00", row, StringComparison.Ordinal);
        Assert.Contains("cao hơn rõ", row, StringComparison.Ordinal);
        Assert.Contains("đạt mức 95,50", row, StringComparison.Ordinal);
        Assert.Equal("remedy_added", await _province.Context.AuditEntries.Where(a => a.Action.StartsWith("remedy")).Select(a => a.Action).SingleAsync(Cancel));
    }

    [Fact]
    public async Task List_OfTheProvince_SaysWhatIsOverdue_AndThatChanceIsNoMove()
    {
        await _province.Sample.RemedyAsync(_province.SoB, _province.Version, dueOn: new(2026, 9, 10));
        await _province.Sample.RemedyAsync(_province.SoA, _province.Version, dueOn: new(2026, 9, 25));

        var page = await _analyst.PageAsync("/analyse/tinh/remedies");

        var rows = page.QuerySelectorAll(".remedies tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains("quá hạn 10 ngày", rows[0], StringComparison.Ordinal);
        Assert.Contains("chưa rõ", rows[0], StringComparison.Ordinal);
        Assert.Contains("còn 5 ngày", rows[1], StringComparison.Ordinal);
        Assert.Equal(["2", "2", "1", "1", "0", "0"], page.QuerySelectorAll(".states b").Select(b => b.TextContent));
        Assert.Single((await _analyst.PageAsync("/analyse/tinh/remedies?state=overdue")).QuerySelectorAll(".remedies tbody tr"));
        Assert.Empty((await _analyst.PageAsync("/analyse/so_few/remedies")).QuerySelectorAll(".remedies tbody tr"));
    }

    [Fact]
    public async Task State_GoesToDoneAndBack_AndAStaleChangeIsRefused()
    {
        var remedy = await _province.Sample.RemedyAsync(_province.SoA, _province.Version);
        var address = $"/analyse/so_a/remedies/{remedy.Id}";
        (await _analyst.PostToAsync(address, address + "?handler=State", ("revision", "0"), ("state", "Done"))).Dispose();

        var done = await ReadAsync(remedy.Id);
        using var stale = await _analyst.PostAsync(address, [.. Fields("", revision: 0), ("Input.Action", "Khác")]);
        var page = await StaffClient.ReadAsync(stale);

        Assert.Equal((RemedyState.Done, new DateOnly(2026, 9, 20), 1), (done.State, done.EndedOn!.Value, done.Revision));
        Assert.Contains("vừa sửa", page.QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await ReadAsync(remedy.Id)).Revision);
        (await _analyst.PostToAsync(address, address + "?handler=State", ("revision", "1"), ("state", "Open"))).Dispose();
        Assert.Null((await ReadAsync(remedy.Id)).EndedOn);
        using var unknown = await _analyst.PostToAsync(address, address + "?handler=State", ("revision", "2"), ("state", "7"));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Theory]
    [InlineData("Input.Finding", "", "#finding")]
    [InlineData("Input.Action", "  ", "#action")]
    [InlineData("Input.Owner", "", "#owner")]
    [InlineData("Input.DueOn", "2026-09-19", "#due")]
    [InlineData("Input.DueOn", "x", "#due")]
    [InlineData("Input.Wanted", "101", "#wanted")]
    [InlineData("Input.Wanted", "-1", "#wanted")]
    [InlineData("Input.Wanted", "80,123", "#wanted")]
    [InlineData("Input.Part", "no_such", "#part")]
    public async Task Post_WithWhatIsWrong_SaysWhichField(string field, string value, string place)
    {
        var address = AnalyseProvince.Address("/analyse/so_a/remedies/new");
        var fields = Fields("").Where(f => f.Item1 != field).Append((field, value)).ToArray();

        using var response = await _analyst.PostAsync(address, fields);

        Assert.Equal([place], (await StaffClient.ReadAsync(response)).QuerySelectorAll("#problems a").Select(a => a.GetAttribute("href")));
        Assert.Equal(0, await _province.Context.Remedies.CountAsync(Cancel));
    }

    [Fact]
    public async Task Get_OfASiblingsRemedy_OrOfAnUnknownPart_Is404()
    {
        var remedy = await _province.Sample.RemedyAsync(_province.SoB, _province.Version);
        using var neighbour = await _province.AnalystAsync(_province.SoA);

        Assert.Equal(HttpStatusCode.NotFound, await neighbour.StatusOfAsync($"/analyse/so_a/remedies/{remedy.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await neighbour.StatusOfAsync($"/analyse/so_b/remedies/{remedy.Id}"));
        Assert.Equal(HttpStatusCode.OK, await _analyst.StatusOfAsync($"/analyse/tinh/remedies/{remedy.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await _analyst.StatusOfAsync(AnalyseProvince.Address("/analyse/so_a/remedies/new", "&part=no_such")));
    }

    [Fact]
    public async Task Found_OfAFigureThatIsHidden_IsNotShownAgain()
    {
        var few = await _province.Context.Units.SingleAsync(u => u.Code == "so_few", Cancel);
        var remedy = await _province.Sample.RemedyAsync(few, _province.Version);
        await _province.Context.Remedies.Where(r => r.Id == remedy.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.FoundHundredths, 9000), Cancel);

        var page = await _analyst.PageAsync($"/analyse/so_few/remedies/{remedy.Id}");

        Assert.Equal("–", page.QuerySelector("[data-figure=found]")!.TextContent);
        Assert.Contains("chưa có số liệu", page.QuerySelector($"[data-period='{LaterPeriod.Code}']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_HoldsWhatThePageSays_WithoutFormulas()
    {
        await _province.Sample.RemedyAsync(_province.SoB, _province.Version, dueOn: new(2026, 9, 10));

        using var workbook = new ExcelPackage(new MemoryStream(await _province.BytesAsync(_analyst, "/analyse/tinh/remedies?handler=Download")));

        var cells = workbook.Workbook.Worksheets.Single().Cells;
        Assert.Equal(("'=1+1", "Thêm một bàn tiếp nhận", "chưa rõ", "quá hạn"), (cells["A5"].Text, cells["C5"].Text, cells["K5"].Text, cells["N5"].Text));
        Assert.Equal("export_remedies", await _province.Context.AuditEntries.Where(a => a.Action.StartsWith("export")).Select(a => a.Action).SingleAsync(Cancel));
    }

    private async Task<Remedy> ReadAsync(long id) => await _province.Context.Remedies.AsNoTracking().SingleAsync(r => r.Id == id, Cancel);

    private static (string, string)[] Fields(string part, string wanted = "", int revision = 0) =>
        [("Input.Part", part), ("Input.Finding", "Chờ lâu"), ("Input.Action", "Thêm một bàn"), ("Input.Owner", "Một cửa"), ("Input.DueOn", "2026-12-20"), ("Input.Wanted", wanted), ("Input.Revision", $"{revision}")];
}
