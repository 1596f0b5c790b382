using Microsoft.Playwright;

namespace Survey.EndToEndTests;

/// <summary>The person who opened the one-time link; made by whichever journey needs it first.</summary>
public sealed class Administrator
{
    public const string Password = "lúa chín vàng bên sông 12";

    private string? _state;

    /// <summary>A desktop on which the administrator is signed in.</summary>
    public async Task<IBrowserContext> DesktopAsync(RunningSurvey survey, Browser browser, bool javaScript = true)
    {
        _state ??= await SetUpAsync(survey, browser);
        return await browser.DesktopAsync(_state, javaScript);
    }

    private static async Task<string> SetUpAsync(RunningSurvey survey, Browser browser)
    {
        await using var desktop = await browser.DesktopAsync();
        var page = await desktop.NewPageAsync();
        await page.GotoAsync(survey.Staff);
        await Pictures.TakeAsync(page, "staff-setup");
        await Browser.AssertAccessibleAsync(page);
        await page.GetByLabel("Họ và tên").FillAsync("Nguyễn Thị Lan");
        await page.GetByLabel("Thư điện tử hoặc tên đăng nhập").FillAsync("lan@example.vn");
        await SetPasswordAsync(page, Password);
        return await desktop.StorageStateAsync();
    }

    public static async Task SetPasswordAsync(IPage page, string password)
    {
        await page.Locator("#password").FillAsync(password);
        await page.Locator("#again").FillAsync(password);
        await page.Locator("main form button").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/setup/", StringComparison.Ordinal));
    }
}
