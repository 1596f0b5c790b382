using Microsoft.Playwright;

namespace Survey.EndToEndTests;

/// <summary>Every staff page that lies one step from the navigation, on a desktop and on a phone.</summary>
[Collection(Journeys.Name)]
public sealed class StaffPagesTests(RunningSurvey survey, Browser browser, Administrator administrator)
{
    private const int Most = 60;

    [Fact]
    public async Task EveryStaffPage_IsAccessibleAndNeverScrollsSideways()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        var page = await desktop.NewPageAsync();
        var problems = new List<string>();
        var found = await FindAsync(page);
        Assert.InRange(found.Count, 25, Most);
        foreach (var path in found)
        {
            await page.SetViewportSizeAsync(1280, 800);
            var answer = await page.GotoAsync(survey.BaseUrl + path);
            Assert.True(answer!.Ok, $"{path} answered {answer.Status}.");
            await LookAsync(page, path, problems);
            await page.SetViewportSizeAsync(360, 640);
            await LookAsync(page, path, problems);
            await TryAsync(Browser.AssertReflowsAsync, page, problems);
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static async Task LookAsync(IPage page, string path, List<string> problems)
    {
        await Pictures.TakeAsync(page, "staff" + KindOf(path).Replace("/*", "-one", StringComparison.Ordinal).Replace('/', '-'));
        foreach (var check in new[] { Browser.AssertNoSidewaysScrollAsync, Browser.AssertAccessibleAsync })
        {
            await TryAsync(check, page, problems);
        }
    }

    private static async Task TryAsync(Func<IPage, Task> check, IPage page, List<string> problems)
    {
        try
        {
            await check(page);
        }
        catch (Xunit.Sdk.XunitException e)
        {
            problems.Add($"{page.ViewportSize!.Width}: {e.Message}");
        }
    }

    // Of pages that differ only in the thing they show, one is enough.
    private async Task<List<string>> FindAsync(IPage page)
    {
        await page.GotoAsync(survey.BaseUrl + "/analyse");
        var found = new Dictionary<string, string>();
        var parts = await LinksAsync(page, "nav.nav a");
        foreach (var part in parts)
        {
            found.TryAdd(KindOf(part), part);
        }

        foreach (var part in parts)
        {
            await page.GotoAsync(survey.BaseUrl + part);
            foreach (var link in await LinksAsync(page, "main a[href^='/']"))
            {
                found.TryAdd(KindOf(link), link);
            }
        }

        // What is one link further in: the pages of one questionnaire, the bank, the approvals.
        foreach (var path in found.Values.Where(p => p.StartsWith("/design/questionnaires", StringComparison.Ordinal)).ToList())
        {
            await page.GotoAsync(survey.BaseUrl + path);
            foreach (var link in await LinksAsync(page, "main a[href^='/design/questionnaires']"))
            {
                found.TryAdd(KindOf(link), link);
            }
        }

        var preview = found.Values.First(p => p.Contains("/preview", StringComparison.Ordinal));
        return [.. found.Values.Take(Most + 1), preview.Split('?')[0].Replace("/preview", "/sheet", StringComparison.Ordinal)];
    }

    private static async Task<List<string>> LinksAsync(IPage page, string selector)
    {
        var links = await page.Locator(selector).EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        return [.. links.Where(l => !l.StartsWith("/r/", StringComparison.Ordinal) && !l.Contains("/export/", StringComparison.Ordinal)
            && !l.Contains("/json", StringComparison.Ordinal) && !l.Contains("/xlsform", StringComparison.Ordinal) && !l.Contains("handler=", StringComparison.Ordinal) && !l.Contains(".png", StringComparison.Ordinal) && !l.EndsWith(".svg", StringComparison.Ordinal) && !l.Contains(".svg?", StringComparison.Ordinal))];
    }

    private static string KindOf(string path) => string.Join('/', path.Split('?', '#')[0].Split('/').Select((part, i) =>
        i > 1 && part is not ("questionnaires" or "waves" or "points" or "accounts" or "audit" or "new" or "import" or "posters" or "poster"
            or "invite" or "preview" or "publish" or "summary" or "check" or "compare" or "translate" or "paper" or "try" or "bank" or "save" or "put" or "approvals"
            or "stickers" or "mapping" or "brought-in" or "sheet" or "comments" or "tags" or "tickets") ? "*" : part));
}
