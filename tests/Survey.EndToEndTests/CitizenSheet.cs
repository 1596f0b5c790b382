using Microsoft.Playwright;

namespace Survey.EndToEndTests;

/// <summary>What a citizen's thumb does on the page.</summary>
internal static class CitizenSheet
{
    public static readonly string[] ShortItems = ["access", "procedure", "officer", "result", "feedback"];

    public static ILocator SendButton(this IPage page) => page.Locator(".bar button");

    public static ILocator Choice(this IPage page, string item, string code) => page.Locator($"input[name={item}][value='{code}']");

    /// <summary>Taps a word of a scale or a choice.</summary>
    public static async Task TapAsync(this IPage page, string item, string code)
    {
        await page.Locator($"label:has(input[name={item}][value='{code}'])").TapAsync();
        await Assertions.Expect(page.Choice(item, code)).ToBeCheckedAsync();
    }

    /// <summary>Answers the five factors of the short questionnaire.</summary>
    public static async Task AnswerShortAsync(this IPage page, params string[] codes)
    {
        foreach (var (item, code) in ShortItems.Zip(codes))
        {
            await page.TapAsync(item, code);
        }
    }

    public static async Task SendAsync(this IPage page)
    {
        await page.SendButton().TapAsync();
        try
        {
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Đã gửi. Cảm ơn anh/chị!");
        }
        catch (PlaywrightException e)
        {
            throw new InvalidOperationException($"No thanks at {page.Url}, which says:\n{await page.Locator("body").InnerTextAsync()}", e);
        }
    }
}
