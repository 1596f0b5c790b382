using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>What an officer clicks, where more than one journey needs it.</summary>
internal static class StaffSteps
{
    /// <summary>Creates a point and returns the citizens' address of it.</summary>
    public static async Task<string> CreatePointAsync(this IPage page, RunningSurvey survey, string unit, string name)
    {
        await page.GotoAsync($"{survey.BaseUrl}/design/points/new?unit={unit}");
        await page.Locator("#Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Tạo điểm" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        return $"{survey.BaseUrl}/r/{new Uri(page.Url).Segments[^1]}";
    }

    /// <summary>Imports the shipped short questionnaire under another code and title; the page then shows the draft.</summary>
    public static async Task ImportAsync(this IPage page, RunningSurvey survey, string code, string title)
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RunningSurvey.RepositoryRoot(), "surveys", "questionnaires", "sipas_short.json")))!;
        file["code"] = code;
        file["title"]!["vi"] = title;
        await page.GotoAsync(survey.BaseUrl + "/design/questionnaires/import");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "phieu.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(file.ToJsonString()) });
        await page.KeepAsync(title);
    }

    /// <summary>Brings the chosen file in; the page then shows the draft.</summary>
    public static async Task KeepAsync(this IPage page, string title)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).ClickAsync();
        await Expect(page.Locator("#found h2")).ToHaveTextAsync(title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Giữ thành bản nháp" }).ClickAsync();
        await Expect(page.Locator("#outline")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    }

    /// <summary>Publishes the draft that the page shows as its first version: one person submits it, another approves.</summary>
    public static async Task PublishAsync(this IPage page, RunningSurvey survey, Browser browser)
    {
        var versions = page.Url.Split('?')[0] + "/publish";
        await page.GotoAsync(versions);
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi duyệt" }).ClickAsync();
        await Expect(page.Locator("#draft .tag")).ToHaveTextAsync("đang chờ duyệt");
        await Pictures.TakeAsync(page, "staff-submitted");
        await Browser.AssertAccessibleAsync(page);
        await ApproveAsync(await page.InviteApproverAsync(survey), survey, browser, versions);
        await page.GotoAsync(versions);
        if (await page.Locator("[name=withStale]").CountAsync() > 0)
        {
            await page.Locator("[name=withStale]").CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Công bố bản 1" }).ClickAsync();
        await Expect(page.Locator("#versions")).ToContainTextAsync("Bản số 1");
    }

    private static async Task ApproveAsync(string link, RunningSurvey survey, Browser browser, string versions)
    {
        await using var desktop = await browser.DesktopAsync();
        var page = await desktop.NewPageAsync();
        await page.GotoAsync(link);
        await Administrator.SetPasswordAsync(page, "giếng nước gốc đa sân đình");
        await Expect(page).ToHaveURLAsync(survey.BaseUrl + "/design/approvals");
        await Expect(page.Locator("#waiting table")).ToBeVisibleAsync();
        await Pictures.TakeAsync(page, "staff-approvals");
        await Browser.AssertAccessibleAsync(page);
        await page.GotoAsync(versions);
        await page.Locator("#comment").FillAsync("Lời rõ, câu ngắn.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Duyệt", Exact = true }).ClickAsync();
        await Expect(page.Locator("#draft .tag")).ToHaveTextAsync("đã duyệt, chờ công bố");
        await Browser.AssertAccessibleAsync(page);
    }

    private static async Task<string> InviteApproverAsync(this IPage page, RunningSurvey survey)
    {
        await page.GotoAsync(survey.BaseUrl + "/admin/accounts/invite");
        await page.GetByLabel("Họ và tên").FillAsync("Lê Thị Duyệt");
        await page.GetByLabel("Thư điện tử hoặc tên đăng nhập").FillAsync($"duyet{Guid.NewGuid():N}");
        await page.Locator("[value=Approver]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tạo lời mời" }).ClickAsync();
        return await page.Locator("#link").InputValueAsync();
    }

    /// <summary>Opens a wave of a questionnaire at points that are told by their names; the page then shows the wave.</summary>
    public static async Task OpenWaveAsync(this IPage page, RunningSurvey survey, string name, string questionnaire, params string[] points)
    {
        await page.GotoAsync(survey.BaseUrl + "/design/waves/new");
        await page.Locator("#Name").FillAsync(name);
        var version = await page.Locator("#VersionId option").Filter(new() { HasText = questionnaire }).Last.GetAttributeAsync("value");
        await page.Locator("#VersionId").SelectOptionAsync(version!);
        foreach (var point in points)
        {
            await page.Locator("#tree label").Filter(new() { HasText = point }).Locator("[name='Input.Points']").CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Tạo và mở ngay" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        await Expect(page.Locator(".tag.on").First).ToHaveTextAsync("đang nhận phiếu");
    }

    /// <summary>Loads the address again until the page says what it should; what changes in the background takes a few seconds.</summary>
    public static async Task ReloadUntilAsync(this IPage page, string address, ILocator says, string words)
    {
        for (var left = 60; ; left--)
        {
            await page.GotoAsync(address);
            if (left == 0 || (await says.CountAsync() > 0 && (await says.First.InnerTextAsync()).Contains(words, StringComparison.Ordinal)))
            {
                await Expect(says.First).ToContainTextAsync(words);
                return;
            }

            await page.WaitForTimeoutAsync(500);
        }
    }
}
