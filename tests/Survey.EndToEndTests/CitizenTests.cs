using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>A citizen opens a counter's page on an old small phone and answers.</summary>
[Collection(Journeys.Name)]
public sealed class CitizenTests(RunningSurvey survey, Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Phone_AnswersAndSends_IsThankedAndCountedOnce(bool javaScript)
    {
        var before = await survey.SheetsAsync(survey.Answer);
        await using var phone = await browser.PhoneAsync(javaScript);
        var page = await phone.NewPageAsync();
        string? sent = null;
        page.Request += (_, request) => sent ??= request.Method == "POST" ? request.PostData : null;

        await page.GotoAsync(survey.Answer);
        await Pictures.TakeAsync(page, "citizen-short");
        await SwitchLanguageAsync(page);
        await page.AnswerShortAsync("5", "4", "5", "3", "4");
        await page.SendAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Đã gửi. Cảm ơn anh/chị!");
        await Expect(page.Locator(".pakn")).ToContainTextAsync("pakn.");
        Assert.Equal(0, await page.Locator("form, button, input").CountAsync());
        Assert.Empty(await phone.CookiesAsync());
        await Pictures.TakeAsync(page, "citizen-thanks");
        Assert.Equal(before + 1, await survey.SheetsAsync(survey.Answer));

        var again = await phone.APIRequest.PostAsync(survey.Answer, new() { DataString = sent, Headers = FormPost, MaxRedirects = 0 });
        Assert.Equal(303, again.Status);
        await page.GoBackAsync();
        Assert.Equal(0, await page.Locator(":checked").CountAsync());
        Assert.Equal(0, await page.Locator(".note").CountAsync());
        Assert.Equal(before + 1, await survey.SheetsAsync(survey.Answer));
    }

    [Fact]
    public async Task LongForm_IsOneSmallRequestAndSetsNoCookie()
    {
        await using var phone = await browser.PhoneAsync();
        var page = await phone.NewPageAsync();
        var requests = new List<IRequest>();
        page.Request += (_, request) => requests.Add(request);

        await page.GotoAsync(survey.AnswerLong, new() { WaitUntil = WaitUntilState.NetworkIdle });

        var request = Assert.Single(requests, r => r.Url.StartsWith("http", StringComparison.Ordinal));
        Assert.InRange((await request.SizesAsync()).ResponseBodySize, 1, 14_336);
        Assert.Empty(await phone.CookiesAsync());
        await Pictures.TakeAsync(page, "citizen-long");
        await Browser.AssertAccessibleAsync(page);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LongForm_WithNumberOutOfRange_LinksToTheItemAndKeepsAnswers(bool javaScript)
    {
        var before = await survey.SheetsAsync(survey.AnswerLong);
        await using var phone = await browser.PhoneAsync(javaScript);
        var page = await phone.NewPageAsync();
        await page.GotoAsync(survey.AnswerLong);
        await page.TapAsync("access_signs", "4");
        await page.Locator("[name=trips]").FillAsync("1000");
        await page.Locator("[name=comment]").FillAsync("Chỗ ngồi ít.");
        await page.SendButton().TapAsync();

        var link = page.Locator("[role=alert] a[href='#i-trips']");
        await Expect(link).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Cần xem lại: "));
        await Pictures.TakeAsync(page, "citizen-error");
        await Browser.AssertNoSidewaysScrollAsync(page);
        await link.TapAsync();
        await Expect(page.Locator("#i-trips")).ToBeInViewportAsync();
        await Expect(page.Choice("access_signs", "4")).ToBeCheckedAsync();
        await Expect(page.Locator("[name=trips]")).ToHaveValueAsync("1000");
        await Expect(page.Locator("[name=comment]")).ToHaveValueAsync("Chỗ ngồi ít.");
        Assert.Equal(before, await survey.SheetsAsync(survey.AnswerLong));

        await page.Locator("[name=trips]").FillAsync("2");
        await page.SendAsync();
        Assert.Equal(before + 1, await survey.SheetsAsync(survey.AnswerLong));
    }

    [Fact]
    public async Task Phone_WhenTheNetworkFails_SaysNotSentThenSendsOnce()
    {
        var before = await survey.SheetsAsync(survey.Answer);
        await using var phone = await browser.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync(survey.Answer);
        await page.AnswerShortAsync("5", "5", "5", "5", "5");
        await phone.SetOfflineAsync(true);
        await page.SendButton().TapAsync();

        await Expect(page.Locator("#m")).ToContainTextAsync("Chưa gửi");
        await Pictures.TakeAsync(page, "citizen-not-sent");
        await Browser.AssertAccessibleAsync(page);
        Assert.Equal(before, await survey.SheetsAsync(survey.Answer));
        await phone.SetOfflineAsync(false);
        await page.WaitForURLAsync("**/thanks?*");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Đã gửi");
        Assert.Equal(before + 1, await survey.SheetsAsync(survey.Answer));
    }

    [Fact]
    public async Task Phone_ThatLeftWithoutNetwork_SendsTheSheetAtTheNextVisit()
    {
        var before = await survey.SheetsAsync(survey.Answer);
        await using var phone = await browser.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync(survey.Answer);
        await page.AnswerShortAsync("4", "4", "4", "4", "2");
        await phone.SetOfflineAsync(true);
        await page.SendButton().TapAsync();
        await Expect(page.Locator("#m")).ToContainTextAsync("Chưa gửi");
        await page.CloseAsync();
        await phone.SetOfflineAsync(false);

        var later = await phone.NewPageAsync();
        await later.GotoAsync(survey.Answer);

        await Expect(later.Locator(".note").First).ToContainTextAsync("Đã gửi phiếu lần trước.");
        Assert.Equal(before + 1, await survey.SheetsAsync(survey.Answer));
    }

    [Fact]
    public async Task Phone_AfterReload_OffersTheDraftAndNeverRestoresItSilently()
    {
        await using var phone = await browser.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync(survey.Answer);
        await page.AnswerShortAsync("5", "4");
        await page.WaitForFunctionAsync("() => Object.entries(localStorage).some(([k, v]) => k.startsWith('survey-draft') && v.includes('procedure'))");
        await page.ReloadAsync();

        var offer = page.Locator(".note");
        await Expect(offer).ToContainTextAsync("Anh/chị có một phiếu đang trả lời dở.");
        Assert.Equal(0, await page.Locator(":checked").CountAsync());
        await Pictures.TakeAsync(page, "citizen-draft");
        await Browser.AssertAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Điền tiếp" }).TapAsync();
        await Expect(page.Choice("access", "5")).ToBeCheckedAsync();
        await Expect(page.Choice("procedure", "4")).ToBeCheckedAsync();
        await Expect(offer).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(320)]
    public async Task EveryCitizensPage_IsAccessibleWithoutSidewaysScrollAndWithLargeTargets(int width)
    {
        await using var phone = await browser.PhoneAsync(width: width);
        var page = await phone.NewPageAsync();
        (string Name, string Address)[] visits =
        [
            ("short", survey.Answer), ("short-en", survey.Answer + "?lang=en"), ("long", survey.AnswerLong), ("picker", await survey.PickerAsync()),
            ("unknown", survey.BaseUrl + "/r/ZZZZZZZZ"), ("thanks", survey.Answer + "/thanks"),
            ("contact", survey.Answer + "/contact"), ("contact-en", survey.Answer + "/contact?lang=en"), ("reply", survey.BaseUrl + "/reply"),
        ];
        foreach (var (name, address) in visits)
        {
            await page.GotoAsync(address);
            await Pictures.TakeAsync(page, "citizen-" + name);
            await Browser.AssertNoSidewaysScrollAsync(page);
            await Browser.AssertTargetsAsync(page, 44);
            await Browser.AssertAccessibleAsync(page);
        }
    }

    private static readonly Dictionary<string, string> FormPost = new() { ["Content-Type"] = "application/x-www-form-urlencoded" };

    private static async Task SwitchLanguageAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).TapAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("How satisfied");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tiếng Việt" }).TapAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("hài lòng đến mức nào");
    }
}
