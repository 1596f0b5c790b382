using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>An officer prepares a survey of her own, opens it at a counter and closes it again.</summary>
[Collection(Journeys.Name)]
public sealed class OfficerTests(RunningSurvey survey, Browser browser, Administrator administrator)
{
    private const string Wording = "Chỗ chờ có đủ ghế và quạt mát không?";

    [Fact]
    public async Task SetupLink_OnceUsed_IsOfNoMoreUse()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        await using var stranger = await browser.DesktopAsync();
        var page = await stranger.NewPageAsync();

        var answer = await page.GotoAsync(survey.Staff);

        Assert.Equal(404, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Liên kết không còn dùng được");
        Assert.Equal(0, await page.Locator("main form").CountAsync());
        await page.GotoAsync(survey.Results);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Đăng nhập");
        await Pictures.TakeAsync(page, "staff-sign-in");
        await Browser.AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task Officer_FromPointToClosedWave_CitizensSeeEachStep()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        desktop.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        var page = await desktop.NewPageAsync();
        await using var phone = await browser.PhoneAsync();
        var citizen = await phone.NewPageAsync();

        var address = await page.CreatePointAsync(survey, "skhcn_vp", "Quầy của cán bộ");
        await citizen.GotoAsync(address);
        await Expect(citizen.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Chưa có đợt lấy ý kiến");
        await Pictures.TakeAsync(citizen, "citizen-not-yet");
        await CheckPosterAsync(page, address);

        await page.ImportAsync(survey, "officers_own", "Phiếu thử của cán bộ");
        await EditAsync(page);
        await page.PublishAsync(survey, browser);
        await page.OpenWaveAsync(survey, "Đợt của cán bộ", "Phiếu thử của cán bộ", "Quầy của cán bộ");
        await Pictures.TakeAsync(page, "staff-wave-open");

        await citizen.ReloadUntilAsync(address, citizen.Locator("form"), Wording);
        await AnswerWithOneForgottenAsync(citizen);
        Assert.Equal(1, await survey.SheetsAsync(address));

        await page.GetByRole(AriaRole.Button, new() { Name = "Đóng đợt" }).ClickAsync();
        await Expect(page.GetByText("đã đóng").First).ToBeVisibleAsync();
        await citizen.ReloadUntilAsync(address, citizen.Locator("h1"), "Đợt lấy ý kiến đã kết thúc");
        await Expect(citizen.Locator("main")).ToContainTextAsync("Khi có đợt mới, anh/chị vẫn dùng chính mã này.");
        Assert.Equal(0, await citizen.Locator("form, button").CountAsync());
        await Pictures.TakeAsync(citizen, "citizen-closed");
        await Browser.AssertAccessibleAsync(citizen);
        await Browser.AssertNoSidewaysScrollAsync(citizen);
    }

    private async Task CheckPosterAsync(IPage page, string address)
    {
        var code = RunningSurvey.CodeOf(address);
        foreach (var size in new[] { "a4", "a5" })
        {
            await page.GotoAsync($"{survey.BaseUrl}/design/points/{code}/poster?size={size}");
            var box = await page.Locator(".qr svg").BoundingBoxAsync();
            Assert.True(box is { Width: > 150, Height: > 150 }, $"The QR code of the {size} poster is {box?.Width}×{box?.Height} px.");
            await Pictures.TakeAsync(page, "staff-poster-" + size);
            await Browser.AssertAccessibleAsync(page);
        }

        await Expect(page.Locator(".address")).ToHaveTextAsync($"{new Uri(survey.BaseUrl).Authority}/r/{code[..4]}-{code[4..]}");
        await Expect(page.Locator(".sheet")).ToContainTextAsync("Quầy của cán bộ");
        await Expect(page.Locator(".sheet")).ToContainTextAsync("Không ghi tên, không lưu số điện thoại.");
        await Expect(page.Locator(".sheet")).ToContainTextAsync("pakn.example.vn/skhcn");
        await page.GotoAsync($"{survey.BaseUrl}/r/{code[..4]}-{code[4..]}".ToLowerInvariant());
        await Expect(page.Locator("header")).ToContainTextAsync("Quầy của cán bộ");
    }

    private static async Task EditAsync(IPage page)
    {
        var edit = page.Url.Split('?')[0];
        await page.GotoAsync(edit + "?at=item:overall");
        await page.Locator("[name=required]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu", Exact = true }).ClickAsync();
        await Expect(page.Locator("#outline [data-item=overall]")).ToContainTextAsync("bắt buộc");
        await page.Locator("#outline [data-item=access] a").ClickAsync();
        await Expect(page.Locator("#properties h2")).ToHaveTextAsync("Câu 1");
        await page.Locator("[name='t.text.vi']").FillAsync(Wording);
        await Expect(page.Locator("#paper")).ToContainTextAsync(Wording);
        await page.ReloadAsync();
        await Expect(page.Locator("[name='t.text.vi']")).ToHaveValueAsync(Wording);
        await Pictures.TakeAsync(page, "staff-questionnaire");
        await Browser.AssertAccessibleAsync(page);
        await page.GotoAsync(edit + "/preview");
        await Expect(page.FrameLocator("iframe").Locator("main")).ToContainTextAsync(Wording);
        await Expect(page.FrameLocator("iframe").Locator(".bar button")).ToBeDisabledAsync();
        await Pictures.TakeAsync(page, "staff-preview");
        await page.GotoAsync(edit);
    }

    private static async Task AnswerWithOneForgottenAsync(IPage citizen)
    {
        await citizen.AnswerShortAsync("5", "4", "4");
        await citizen.SendButton().TapAsync();
        var link = citizen.Locator("[role=alert] a[href='#i-overall']");
        await Expect(link).ToBeVisibleAsync();
        await Pictures.TakeAsync(citizen, "citizen-required");
        await Browser.AssertAccessibleAsync(citizen);
        await link.TapAsync();
        await Expect(citizen.Locator("#i-overall")).ToBeInViewportAsync();
        await Expect(citizen.Choice("access", "5")).ToBeCheckedAsync();
        await citizen.TapAsync("overall", "4");
        await citizen.SendAsync();
    }
}
