using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OfficeOpenXml;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Tables;

/// <summary>Transactions from a file, over real HTTP.</summary>
public sealed class TransactionsPageTests : IAsyncLifetime
{
    private const string Page = "/analyse/transactions";

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
    public async Task Template_FilledIn_IsTaken_AndEmptyLinesLeaveWhatIsThere()
    {
        using var workbook = new ExcelPackage(new MemoryStream(await _province.BytesAsync(_analyst, $"{Page}?handler=Template&period={AnalyseProvince.Period}")));
        var sheet = workbook.Workbook.Worksheets.Single();
        Assert.Equal(["so_a", "so_a"], sheet.Cells["A2:A9"].Where(c => c.Text.Length > 0).Select(c => c.Text));
        sheet.Cells[sheet.Cells["C:C"].Single(c => c.Text == "khai_sinh").Start.Row, 6].Value = 412;

        await TakeAsync("gd.xlsx", workbook.GetAsByteArray());

        var stored = await _province.Context.TransactionCounts.SingleAsync(Cancel);
        Assert.Equal((_province.SoA.Id, AnalyseProvince.Period, 412), (stored.UnitId, stored.PeriodCode, stored.Count));
        var page = await _analyst.PageAsync($"{Page}?period={AnalyseProvince.Period}");
        Assert.Equal("412", page.QuerySelector("table.stack td.num")!.TextContent);
        Assert.Equal(["transactions_imported"], await _province.Context.AuditEntries.Where(a => a.Action == "transactions_imported").Select(a => a.Action).ToListAsync(Cancel));
        Assert.Contains(",412", await _province.TextAsync(_analyst, $"{Page}?handler=Template&format=csv&period={AnalyseProvince.Period}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_OfOneBadLine_TakesNothing_AndSaysWhere()
    {
        using var response = await _analyst.UploadAsync(Page, Page + "?handler=Upload", "file", "a.csv",
            Encoding.UTF8.GetBytes("unit,service,period,count\nso_a,khai_sinh,2026-q3,5\nso_a,khai_sinh,2026-q3,6\nso_b,khai_sinh,2026-q3,7\nso_a,nothing,2026-q3,7\nso_a,hiem,2026-q9,7\nso_a,hiem,2026-q3,1.5\n"));

        var page = await StaffClient.ReadAsync(response);

        Assert.Equal(["3", "4", "5", "6", "7"], page.QuerySelectorAll("#refused tbody tr td:first-child").Select(c => c.TextContent));
        Assert.Null(page.QuerySelector("input[name=content]"));
        Assert.Equal(0, await _province.Context.TransactionCounts.CountAsync(Cancel));
    }

    [Fact]
    public async Task Upload_OfAnotherTable_IsRefused()
    {
        using var response = await _analyst.UploadAsync(Page, Page + "?handler=Upload", "file", "a.csv", Encoding.UTF8.GetBytes("code,name,level,parent\nx,X,room,so_a\n"));

        Assert.NotNull((await StaffClient.ReadAsync(response)).GetElementById("refused"));
        using var none = await _analyst.PostToAsync(Page, Page + "?handler=Confirm", ("name", "a.csv"), ("content", "!"));
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
    }

    [Fact]
    public async Task List_ShowsTheOwnUnitsOnly()
    {
        var service = await _province.Context.Services.FirstAsync(s => s.Code == "khai_sinh", Cancel);
        _province.Context.AddRange(
            new TransactionCount { UnitId = _province.SoA.Id, ServiceId = service.Id, PeriodCode = AnalyseProvince.Period, Count = 1111 },
            new TransactionCount { UnitId = _province.SoB.Id, ServiceId = service.Id, PeriodCode = AnalyseProvince.Period, Count = 2222 });
        await _province.Context.SaveChangesAsync(Cancel);

        var text = (await _analyst.PageAsync(Page)).QuerySelector("main")!.TextContent;

        Assert.Contains("1.111", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2.222", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1.111", (await _analyst.PageAsync(Page + "?q=khong-co")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await _analyst.StatusOfAsync(Page + "?period=none&p=-5"));
    }

    private async Task TakeAsync(string name, byte[] content)
    {
        using var preview = await _analyst.UploadAsync(Page, Page + "?handler=Upload", "file", name, content);
        var page = await StaffClient.ReadAsync(preview);
        Assert.Null(page.GetElementById("refused")?.TextContent);
        using var done = await _analyst.PostToAsync(Page, Page + "?handler=Confirm", ("name", name), ("content", page.QuerySelector("input[name=content]")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }
}
