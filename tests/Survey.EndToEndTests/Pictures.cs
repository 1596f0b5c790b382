using Microsoft.Playwright;

namespace Survey.EndToEndTests;

/// <summary>Pictures of the visited pages for a person to look at, where the environment's SURVEY_SCREENSHOTS names a folder.</summary>
public static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SURVEY_SCREENSHOTS");

    /// <summary>The whole page as it stands, as name-WIDTHxHEIGHT.png.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (string.IsNullOrEmpty(Folder))
        {
            return;
        }

        var size = page.ViewportSize!;
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Folder, $"{name}-{size.Width}x{size.Height}.png"),
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
        });
    }
}
