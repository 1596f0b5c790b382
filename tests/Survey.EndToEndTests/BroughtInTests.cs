using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>Questionnaires that exist elsewhere are brought in, checked, approved, published and answered.</summary>
[Collection(Journeys.Name)]
public sealed class BroughtInTests(RunningSurvey survey, Browser browser, Administrator administrator)
{
    [Fact]
    public async Task XlsForm_FromKoBo_IsAnsweredAtACounter()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        var page = await desktop.NewPageAsync();
        var address = await BringInAsync(page, "waiting_area.xlsx", "Chỗ chờ của bộ phận một cửa", "geopoint", "Quầy XLSForm");

        await using var phone = await browser.PhoneAsync();
        var citizen = await phone.NewPageAsync();
        await citizen.ReloadUntilAsync(address, citizen.Locator("form"), "Ghế ngồi, quạt mát");
        await Expect(citizen.Locator("#i-why")).ToBeHiddenAsync();
        await citizen.TapAsync("seats", "5");
        await citizen.TapAsync("clean", "2");
        await Expect(citizen.Locator("#i-other")).ToBeHiddenAsync();
        await citizen.TapAsync("why", "khac");
        await citizen.Locator("[name=other]").FillAsync("Thiếu nước uống.");
        await citizen.Locator("[name=visits]").FillAsync("2");
        await Pictures.TakeAsync(citizen, "brought-in-xlsform-citizen");
        await Browser.AssertAccessibleAsync(citizen);
        await citizen.SendAsync();

        Assert.Equal(1, await survey.SheetsAsync(address));
    }

    [Fact]
    public async Task Lss_FromLimeSurvey_IsAnsweredAtACounter()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        var page = await desktop.NewPageAsync();
        var address = await BringInAsync(page, "result_on_time.lss", "Trả kết quả hồ sơ", "num_value_int_only", "Quầy LimeSurvey");

        await using var phone = await browser.PhoneAsync();
        var citizen = await phone.NewPageAsync();
        await citizen.ReloadUntilAsync(address, citizen.Locator("form"), "Kết quả có đúng hẹn không?");
        await Expect(citizen.Locator("#i-tremayngay")).ToBeHiddenAsync();
        await citizen.TapAsync("henngay", "a2");
        await citizen.Locator("[name=tremayngay]").FillAsync("3");
        await citizen.TapAsync("hailong", "4");
        await Pictures.TakeAsync(citizen, "brought-in-lss-citizen");
        await Browser.AssertAccessibleAsync(citizen);
        await citizen.SendAsync();

        Assert.Equal(1, await survey.SheetsAsync(address));
    }

    /// <summary>From the file to an open wave at a counter of its own; the citizens' address.</summary>
    private async Task<string> BringInAsync(IPage page, string file, string title, string reported, string counter)
    {
        await page.GotoAsync(survey.BaseUrl + "/design/questionnaires/import");
        await page.Locator("#file").SetInputFilesAsync(Path.Combine(RunningSurvey.RepositoryRoot(), "tests", "Survey.EndToEndTests", "Samples", file));
        await Pictures.TakeAsync(page, "brought-in-choose");
        await Browser.AssertAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).ClickAsync();
        await Expect(page.Locator("#report")).ToContainTextAsync(reported);
        await Pictures.TakeAsync(page, "brought-in-" + Path.GetExtension(file)[1..]);
        await Browser.AssertAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Giữ thành bản nháp" }).ClickAsync();
        await Expect(page.Locator("#outline")).ToBeVisibleAsync();
        var draft = page.Url.Split('?')[0];
        await page.GotoAsync(draft + "/check");
        await Expect(page.Locator("main")).ToContainTextAsync("Không có gì chặn việc công bố");
        await Pictures.TakeAsync(page, "brought-in-check");
        await Browser.AssertAccessibleAsync(page);
        await page.GotoAsync(draft);
        await page.PublishAsync(survey, browser);
        var address = await page.CreatePointAsync(survey, "skhcn_vp", counter);
        await page.OpenWaveAsync(survey, "Đợt " + title, title, counter);
        return address;
    }
}
