using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Outside;

/// <summary>Outside indices over real HTTP: kept letter for letter, beside our own, within the person's units.</summary>
public sealed class OutsidePageTests : IAsyncLifetime
{
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
    public async Task Post_KeepsThePrintLetterForLetter_AndShowsItBesideOurOwnYear()
    {
        (await _analyst.PostAsync("/analyse/outside/edit", Value("sipas_moha", "62.97%", 2026, rank: "15/21", target: "trên 90%"))).Dispose();
        (await _analyst.PostAsync("/analyse/outside/edit", Value("papi", "37.3%", 2026))).Dispose();
        (await _analyst.PostAsync("/analyse/outside/edit", Value("par_index", "giảm 4.26 điểm", 2021))).Dispose();

        var page = await _analyst.PageAsync(AnalyseProvince.Address("/analyse/so_a/outside"));

        var year = page.GetElementById("y2026")!;
        Assert.Equal(["62.97%", "37.3%"], year.QuerySelectorAll("tr:not(.own) .given b").Select(b => b.TextContent).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains("15/21", year.TextContent, StringComparison.Ordinal);
        Assert.Contains("trên 90%", year.TextContent, StringComparison.Ordinal);
        var ours = (await _analyst.PageAsync(AnalyseProvince.Address("/analyse/so_a"))).QuerySelector("[data-figure=overall]")!.TextContent;
        Assert.Equal(ours, year.QuerySelector("[data-figure=own]")!.TextContent);
        Assert.Equal("giảm 4.26 điểm", page.QuerySelector("#y2021 .given b")!.TextContent);
        Assert.Equal([null, 373_000L, 629_700L], await _province.Context.OutsideValues.OrderBy(v => v.TenThousandths).Select(v => v.TenThousandths).ToListAsync(Cancel));
        Assert.Contains("62.97% (15/21)", (await _analyst.PageAsync(AnalyseProvince.Address("/analyse/so_a"))).QuerySelector(".outside-line")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["par_index", "papi", "sipas_moha"], (await _province.Context.OutsideIndices.Select(i => i.Code).ToListAsync(Cancel)).OrderByDescending(c => c is "par_index").ThenBy(c => c, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_OfASuppressedUnit_TellsNoFigureOfOurs()
    {
        using var analyst = await _province.AnalystAsync();
        (await analyst.PostAsync("/analyse/outside/edit", [.. Value("papi", "41,46", 2026).Where(f => f.Item1 != "Input.Unit"), ("Input.Unit", "so_few")])).Dispose();

        var page = await analyst.PageAsync(AnalyseProvince.Address("/analyse/so_few/outside"));

        Assert.Equal("–", page.QuerySelector("#y2026 [data-figure=own]")!.TextContent);
        Assert.Contains("là 41,46 trên 80", page.QuerySelector("#y2026")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_NeedsTheRevisionOnThePage_AndDeleteLeavesNothing()
    {
        (await _analyst.PostAsync("/analyse/outside/edit", Value("papi", "41,46", 2021))).Dispose();
        var id = await _province.Context.OutsideValues.Select(v => v.Id).SingleAsync(Cancel);
        var address = $"/analyse/outside/edit?id={id}";

        using (var changed = await _analyst.PostAsync(address, Change("41,5", 1)))
        {
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        }

        using (var late = await _analyst.PostAsync(address, Change("40", 1)))
        {
            Assert.Contains("Người khác vừa sửa", (await StaffClient.ReadAsync(late)).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal("41,5", (await _province.Context.OutsideValues.AsNoTracking().SingleAsync(Cancel)).Verbatim);
        using (var again = await _analyst.PostAsync("/analyse/outside/edit", Value("papi", "50", 2021)))
        {
            Assert.Contains("đã có giá trị", (await StaffClient.ReadAsync(again)).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        }

        using var stale = await _analyst.PostToAsync(address, address + "&handler=Delete", ("revision", "1"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        using var gone = await _analyst.PostToAsync(address, address + "&handler=Delete", ("revision", "2"));
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        Assert.Equal(["outside_added", "outside_changed", "outside_deleted"], await _province.Context.AuditEntries.Where(a => a.Action.StartsWith("outside")).Select(a => a.Action).OrderBy(a => a).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData("Input.Verbatim", "", "#Verbatim")]
    [InlineData("Input.Year", "1", "#Year")]
    [InlineData("Input.Source", "", "#Source")]
    [InlineData("Input.Address", "javascript:alert(1)", "#Address")]
    [InlineData("Input.Unit", "so_b", "#Unit")]
    [InlineData("Input.Index", "nothing", "#Index")]
    public async Task Post_OfABadField_SaysWhich(string field, string value, string anchor)
    {
        using var response = await _analyst.PostAsync("/analyse/outside/edit", [.. Value("papi", "41,46", 2021).Where(f => f.Item1 != field), (field, value)]);

        Assert.Equal(anchor, (await StaffClient.ReadAsync(response)).QuerySelector("#problems a")!.GetAttribute("href"));
        Assert.Equal(0, await _province.Context.OutsideValues.CountAsync(Cancel));
    }

    [Fact]
    public async Task Value_OfASibling_Is404()
    {
        using var province = await _province.AnalystAsync();
        (await province.PostAsync("/analyse/outside/edit", [.. Value("papi", "41,46", 2021).Where(f => f.Item1 != "Input.Unit"), ("Input.Unit", "so_b")])).Dispose();
        var id = await _province.Context.OutsideValues.Select(v => v.Id).SingleAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, await province.StatusOfAsync($"/analyse/outside/edit?id={id}"));
        Assert.Equal(HttpStatusCode.NotFound, await _analyst.StatusOfAsync($"/analyse/outside/edit?id={id}"));
        Assert.Equal(HttpStatusCode.NotFound, await _analyst.StatusOfAsync("/analyse/outside/edit?id=x"));
        Assert.Equal(HttpStatusCode.NotFound, await _analyst.StatusOfAsync("/analyse/so_b/outside"));
        using var post = await _analyst.PostToAsync("/analyse/outside/edit", $"/analyse/outside/edit?id={id}", Change("1", 1));
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        Assert.DoesNotContain("41,46", (await _analyst.PageAsync("/analyse/outside")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ShowsWhatWouldHappen_ThenTakesAllOrNothing()
    {
        const string header = "unit,index,component,year,value,rank,target,source,address,note\n";
        using var bad = await _analyst.UploadAsync("/analyse/outside", "/analyse/outside?handler=Upload", "file", "a.csv",
            Encoding.UTF8.GetBytes(header + "so_a,papi,,2021,41.46,,,Báo cáo,,\nso_b,papi,,2021,41.46,,,Báo cáo,,\nso_a,nothing,,2021,1,,,Báo cáo,ftp://x,\n"));
        Assert.Equal(["3", "4"], (await StaffClient.ReadAsync(bad)).QuerySelectorAll("#refused tbody tr td:first-child").Select(c => c.TextContent));

        var good = Encoding.UTF8.GetBytes(header + "so_a,papi,,2021,41.46,15/21,top 20,Báo cáo,https://example.vn/b,\nso_a,ddci,Minh bạch,2021,\"7,5\",,,Báo cáo,,\n");
        using var preview = await _analyst.UploadAsync("/analyse/outside", "/analyse/outside?handler=Upload", "file", "b.csv", good);
        var page = await StaffClient.ReadAsync(preview);
        Assert.Contains("thêm 2 dòng", page.QuerySelector("#preview")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await _province.Context.OutsideValues.CountAsync(Cancel));
        using var done = await _analyst.PostToAsync("/analyse/outside", "/analyse/outside?handler=Confirm", ("name", "b.csv"), ("content", page.QuerySelector("input[name=content]")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(["41.46", "7,5"], await _province.Context.OutsideValues.Select(v => v.Verbatim).OrderBy(v => v).ToListAsync(Cancel));
        Assert.Equal("/analyse/so_a/outside", (await _analyst.PageAsync("/analyse/outside")).QuerySelector(".outside th a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task List_IsAddedToByWhoAnalysesTheWholeProvince()
    {
        (string, string)[] index = [("Input.Code", "vas"), ("Input.Name", "Chỉ số thử"), ("Input.NameEn", ""), ("Input.Publisher", "Cơ quan"), ("Input.Maximum", "10,5")];
        using var refused = await _analyst.PostToAsync("/analyse/outside/edit", "/analyse/outside/indices", index);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);

        using var province = await _province.AnalystAsync();
        using var done = await province.PostAsync("/analyse/outside/indices", index);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(1050, (await _province.Context.OutsideIndices.SingleAsync(i => i.Code == "vas", Cancel)).MaximumHundredths);
        using var twice = await province.PostAsync("/analyse/outside/indices", index);
        Assert.NotNull((await StaffClient.ReadAsync(twice)).QuerySelector("#problems"));
    }

    private static (string, string)[] Value(string index, string print, int year, string rank = "", string target = "") =>
        [("Input.Unit", "so_a"), ("Input.Index", index), ("Input.Component", ""), ("Input.Year", $"{year}"), .. Change(print, 0, rank, target)];

    private static (string, string)[] Change(string print, int revision, string rank = "", string target = "") =>
        [("Input.Verbatim", print), ("Input.Rank", rank), ("Input.Target", target), ("Input.Source", "Báo cáo số 1315/BC-SNV"), ("Input.Address", ""), ("Input.Note", ""), ("Input.Revision", $"{revision}")];
}
