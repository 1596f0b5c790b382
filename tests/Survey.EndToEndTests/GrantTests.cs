using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>A person of one department sees that department and nothing of its siblings.</summary>
[Collection(Journeys.Name)]
public sealed class GrantTests(RunningSurvey survey, Browser browser, Administrator administrator)
{
    [Fact]
    public async Task InvitedForOneDepartment_OpensItAndGets404OnASibling()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        var page = await desktop.NewPageAsync();
        var own = RunningSurvey.CodeOf(await page.CreatePointAsync(survey, "skhcn_cds", "Quầy trong sở"));
        var foreign = RunningSurvey.CodeOf(await page.CreatePointAsync(survey, "snv_cchc", "Quầy sở khác"));
        var link = await InviteAsync(page);

        await using var invited = await browser.DesktopAsync();
        var theirs = await invited.NewPageAsync();
        await theirs.GotoAsync(link);
        await Expect(theirs.Locator("main")).ToContainTextAsync("Trần Văn Minh");
        await Administrator.SetPasswordAsync(theirs, "con trâu đi trước cái cày");

        await Expect(theirs.Locator("nav.nav")).ToContainTextAsync("Kết quả");
        await Expect(theirs.Locator("nav.nav")).Not.ToContainTextAsync("Quản trị");
        await Expect(theirs.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Sở Khoa học và Công nghệ");
        foreach (var (path, status) in Expected(own, foreign))
        {
            var answer = await theirs.GotoAsync(survey.BaseUrl + path);
            Assert.True(answer!.Status == status, $"{path} answered {answer.Status} instead of {status}.");
        }

        await Pictures.TakeAsync(theirs, "staff-not-found");
        await Browser.AssertAccessibleAsync(theirs);
        await theirs.GotoAsync(survey.BaseUrl + "/design/points");
        await Expect(theirs.Locator("main")).Not.ToContainTextAsync("Quầy sở khác");
    }

    private static IEnumerable<(string Path, int Status)> Expected(string own, string foreign) =>
    [
        ("/analyse/skhcn", 200), ("/analyse/skhcn_cds", 200), ($"/design/points/{own}", 200), ($"/design/points/{own}/poster", 200),
        ("/analyse/export/scoring.csv?unit=vd", 404), ("/analyse/vd", 404), ("/analyse/snv", 404), ("/analyse/snv/summary", 404),
        // A poster shows only what hangs on the wall: whoever has the code may see it.
        ($"/design/points/{foreign}/poster", 200),
        ($"/design/points/{foreign}", 404),
    ];

    private async Task<string> InviteAsync(IPage page)
    {
        await page.GotoAsync(survey.BaseUrl + "/admin/accounts/invite");
        await page.GetByLabel("Họ và tên").FillAsync("Trần Văn Minh");
        await page.GetByLabel("Thư điện tử hoặc tên đăng nhập").FillAsync("minh");
        var unit = await page.Locator("#unit option").Filter(new() { HasText = "Sở Khoa học và Công nghệ" }).First.GetAttributeAsync("value");
        await page.Locator("#unit").SelectOptionAsync(unit!);
        await page.Locator("[value=Officer]").CheckAsync();
        await page.Locator("[value=Analyst]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tạo lời mời" }).ClickAsync();
        await Pictures.TakeAsync(page, "staff-invited");
        return await page.Locator("#link").InputValueAsync();
    }
}
