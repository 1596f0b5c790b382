using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Survey.EndToEndTests;

/// <summary>One Chromium for all tests: the machine's own where there is one, else Playwright's.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = InstalledChromium(),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>An old small phone: 360×640, touch, Vietnamese.</summary>
    public Task<IBrowserContext> PhoneAsync(bool javaScript = true, int width = 360) => _browser!.NewContextAsync(new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = 640 },
        DeviceScaleFactor = 2,
        IsMobile = true,
        HasTouch = true,
        Locale = "vi-VN",
        JavaScriptEnabled = javaScript,
    });

    /// <summary>A desktop of 1280×800; signed in where a kept state is given.</summary>
    public Task<IBrowserContext> DesktopAsync(string? state = null, bool javaScript = true) => _browser!.NewContextAsync(new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        Locale = "vi-VN",
        StorageState = state,
        JavaScriptEnabled = javaScript,
    });

    /// <summary>Asserts that axe finds nothing on the page as it stands. A page in a frame is a page of its own, with its own heading and main part.</summary>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { Iframes = false });
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v =>
            $"{page.Url}: {v.Id}: {v.Help} ({string.Join(" | ", v.Nodes.Select(n => n.Html))})")));
    }

    /// <summary>Asserts that nothing makes the page scroll sideways.</summary>
    public static async Task AssertNoSidewaysScrollAsync(IPage page)
    {
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{page.Url} is {overflow} px too wide.");
    }

    /// <summary>Asserts that nothing makes the page scroll sideways at 320 px, nor on a desktop at twice the text's size.</summary>
    public static async Task AssertReflowsAsync(IPage page)
    {
        await page.SetViewportSizeAsync(320, 640);
        await AssertNoSidewaysScrollAsync(page);
        await page.SetViewportSizeAsync(1280, 800);
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await AssertNoSidewaysScrollAsync(page);
        await page.EvaluateAsync("document.documentElement.style.fontSize = ''");
    }

    /// <summary>Asserts that everything a thumb may want to hit is large enough; a choice's label is its target.</summary>
    public static async Task AssertTargetsAsync(IPage page, int pixels)
    {
        var small = await page.EvaluateAsync<string[]>(
            """
            pixels => [...document.querySelectorAll("a, button, select, textarea, label, input:not([type=hidden]):not([type=radio]):not([type=checkbox])")]
              .map(e => [e, e.getBoundingClientRect()])
              .filter(([, r]) => r.width > 0 && (r.width < pixels || r.height < pixels))
              .map(([e, r]) => `${e.outerHTML.slice(0, 80)} ${r.width}×${r.height}`)
            """,
            pixels);
        Assert.True(small.Length == 0, $"{page.Url} has targets below {pixels} px: {string.Join(" | ", small)}");
    }

    private static string? InstalledChromium() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
