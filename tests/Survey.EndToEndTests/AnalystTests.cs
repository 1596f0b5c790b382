using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>An analyst reads a finished quarter, goes down to a department and takes its files away.</summary>
[Collection(Journeys.Name)]
public sealed class AnalystTests(RunningSurvey survey, Browser browser, Administrator administrator)
{
    [Fact]
    public async Task Analyst_PicksPeriodAndUnit_PageFilesAndSummaryAgree()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        var page = await desktop.NewPageAsync();
        await page.GotoAsync(survey.Results);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Tỉnh Ví dụ");
        var finished = await FinishedQuarterAsync();
        await page.Locator("#period").SelectOptionAsync(finished);
        await page.Locator("form.filter:has(#period) button").ClickAsync();
        await Expect(page.Locator("#period")).ToHaveValueAsync(finished);
        await Expect(page.Locator(".synthetic")).ToBeVisibleAsync();
        await Pictures.TakeAsync(page, "results-province");

        var unit = page.Locator("#units tbody tr:has(td.index b:not(:text-is('–'))) th a").First;
        var name = await unit.InnerTextAsync();
        await unit.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name);
        var figure = await page.Locator("[data-figure=overall]").InnerTextAsync();
        Assert.Matches(@"^\d{1,3},\d\d$", figure);
        await Pictures.TakeAsync(page, "results-department");

        await CheckFilesAsync(page, figure);
        await page.GetByRole(AriaRole.Link, new() { Name = "Bản tóm tắt một trang" }).ClickAsync();
        await Expect(page.Locator("[data-figure=overall]")).ToHaveTextAsync(figure);
        await Pictures.TakeAsync(page, "results-summary");
        await Browser.AssertAccessibleAsync(page);
        var sheets = System.Text.RegularExpressions.Regex.Count(Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true })), @"/Type\s*/Page\b");
        Assert.Equal(1, sheets);
    }

    private async Task<string> FinishedQuarterAsync()
    {
        var current = await survey.CurrentPeriodAsync();
        await using var database = survey.OpenDatabase();
        return database.Periods.Single(p => p.Code == current).PredecessorCode!;
    }

    private static async Task CheckFilesAsync(IPage page, string figure)
    {
        using (var workbook = new ZipArchive(new MemoryStream(await DownloadAsync(page, "Báo cáo kỳ (XLSX)", ".xlsx"))))
        {
            Assert.True(workbook.Entries.Count(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)) >= 3);
        }

        var responses = await DownloadAsync(page, "Phiếu trả lời (CSV)", ".csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], responses[..3]);
        Assert.True(Encoding.UTF8.GetString(responses).Count(c => c == '\n') > 10);

        using var scoring = JsonDocument.Parse(await DownloadAsync(page, "Tệp chấm điểm (JSON)", ".json"));
        var value = scoring.RootElement.GetProperty("indices")[0].GetProperty("value").GetDecimal();
        Assert.Equal(figure, value.ToString("N2", CultureInfo.GetCultureInfo("vi-VN")));
        Assert.NotEmpty(await DownloadAsync(page, "Tệp chấm điểm (CSV)", ".csv"));
    }

    private static async Task<byte[]> DownloadAsync(IPage page, string link, string extension)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());
        Assert.EndsWith(extension, download.SuggestedFilename, StringComparison.Ordinal);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }
}
