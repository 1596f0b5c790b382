using Microsoft.Playwright;

namespace Survey.EndToEndTests;

/// <summary>Pictures of the visited pages for a person to look at, where the environment's SURVEY_SCREENSHOTS names a folder.</summary>
public static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SURVEY_SCREENSHOTS");

    /// <summary>The first screen as name-WIDTHxHEIGHT.png and the whole page as name-WIDTH-full.png.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (string.IsNullOrEmpty(Folder))
        {
            return;
        }

        var size = page.ViewportSize!;
        await SaveAsync(page, $"{name}-{size.Width}x{size.Height}.png", whole: false);
        await SaveAsync(page, $"{name}-{size.Width}-full.png", whole: true);
    }

    private static Task<byte[]> SaveAsync(IPage page, string file, bool whole) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Folder!, file),
        FullPage = whole,
        Animations = ScreenshotAnimations.Disabled,
        Scale = ScreenshotScale.Css,
    });
}
