using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>The designer for who uses no mouse, no script or no screen; the citizen's page for who hears it.</summary>
[Collection(Journeys.Name)]
public sealed class AccessTests(RunningSurvey survey, Browser browser, Administrator administrator)
{
    private const string Wording = "Lối đi cho xe lăn có thuận tiện không?";

    [Fact]
    public async Task Designer_ByKeyboardOnly_AddsMovesEditsUndoesAndDeletes()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        var page = await desktop.NewPageAsync();
        await page.GotoAsync(survey.BaseUrl + "/design/questionnaires/new");
        await TabToAsync(page, page.Locator("#Title"));
        await page.Keyboard.TypeAsync("Phiếu soạn bằng bàn phím");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Bắt đầu soạn" }));
        await page.Keyboard.PressAsync("Enter");
        var items = page.Locator("#outline [data-item]");
        await Expect(items).ToHaveCountAsync(2);

        await TabToAsync(page, items.First.Locator("a"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#properties h2")).ToHaveTextAsync("Câu 1");
        await TabToAsync(page, page.Locator("#wording"));
        await page.Keyboard.TypeAsync(Wording);
        await page.Keyboard.PressAsync("Enter");
        await Expect(items.Nth(1)).ToContainTextAsync(Wording);
        await AssertLikeFreshAsync(page);

        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(items.First).ToContainTextAsync(Wording);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"^Đã lưu lúc \d\d:\d\d: \S"));
        await AssertLikeFreshAsync(page);

        await EditAndUndoAsync(page);
        await DeleteAsync(page, items);
    }

    [Fact]
    public async Task Designer_WithoutJavaScript_AddsMovesDeletesAndUndoesByPlainForms()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser, javaScript: false);
        var page = await desktop.NewPageAsync();
        await page.GotoAsync(survey.BaseUrl + "/design/questionnaires/new");
        await page.Locator("#Title").FillAsync("Phiếu soạn không có script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bắt đầu soạn" }).ClickAsync();
        var items = page.Locator("#outline [data-item]");
        await items.First.Locator("a").ClickAsync();
        await page.Locator("#wording").FillAsync(Wording);
        await page.GetByRole(AriaRole.Button, new() { Name = "Chọn một" }).ClickAsync();
        await Expect(items.Nth(1)).ToContainTextAsync(Wording);

        await page.GetByRole(AriaRole.Button, new() { Name = "Lên", Exact = true }).ClickAsync();
        await Expect(items.First).ToContainTextAsync(Wording);
        await page.Locator("[name='t.text.vi']").FillAsync(Wording + " Xin chọn.");
        await page.Locator("[name='o.new.vi']").FillAsync("Không rõ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu", Exact = true }).ClickAsync();
        await Expect(items.First).ToContainTextAsync("Xin chọn.");
        await Expect(page.Locator("#paper .on .opts li").Filter(new() { HasText = "Không rõ" })).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Link, new() { Name = "Xóa…" }).ClickAsync();
        await page.Locator("#ask").GetByRole(AriaRole.Button, new() { Name = "Xóa" }).ClickAsync();
        await Expect(items).ToHaveCountAsync(2);
        await page.Locator("#undo").ClickAsync();
        await Expect(items).ToHaveCountAsync(3);
        await Expect(items.First).ToContainTextAsync("Xin chọn.");
    }

    [Fact]
    public async Task Designer_ReadsWellInTheAccessibilityTree()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        var page = await desktop.NewPageAsync();
        await page.ImportAsync(survey, "heard_short", "Phiếu để nghe");
        var draft = page.Url.Split('?')[0];

        await page.GotoAsync(draft + "?at=item:access");
        await Expect(page.Locator("#outline")).ToMatchAriaSnapshotAsync(
            """
            - navigation "Mục lục":
              - heading "Mục lục" [level=2]
              - list:
                - listitem:
                  - link "Mở đầu và kết thúc"
                - listitem:
                  - link /.+/
                  - list:
                    - listitem:
                      - link /^1 .+ Thang trả lời$/
            """);
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Việc với câu 1", Exact = true })).ToMatchAriaSnapshotAsync(
            """
            - group "Việc với câu 1":
              - button "Lên"
              - button "Xuống"
              - button "Nhân đôi"
              - link "Xóa…"
            """);
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Thêm câu, kiểu trả lời", Exact = true }).GetByRole(AriaRole.Button)).ToHaveCountAsync(6);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Câu 1", Exact = true }).GetByRole(AriaRole.Textbox, new() { Name = "Câu hỏi, tiếng Việt" })).ToBeVisibleAsync();

        await page.GotoAsync(draft + "?at=scale:satisfaction5");
        await AssertNamedApartAsync(page.Locator("#properties"), AriaRole.Textbox);
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "điểm số Mức 1", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Câu 1", Exact = true })).ToBeVisibleAsync();
        await page.Locator("#outline h3 + ul").Last.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator("#properties h2")).ToHaveTextAsync("Chỉ số");
        await AssertNamedApartAsync(page.Locator("#properties"), AriaRole.Textbox);
        await AssertNamedApartAsync(page.Locator("#properties"), AriaRole.Checkbox);
    }

    [Fact]
    public async Task Citizen_HearsHintsUnitsAndTheWarningWithTheField()
    {
        await using var phone = await browser.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync(survey.AnswerLong);

        await Expect(page.GetByRole(AriaRole.Group).First).ToMatchAriaSnapshotAsync(
            """
            - group /^Câu 1\/\d+ .+/:
              - radio "Rất hài lòng"
              - radio "Hài lòng"
              - radio "Bình thường"
              - radio "Không hài lòng"
              - radio "Rất không hài lòng"
            """);
        await Expect(page.Locator("[name=trips]")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("ghi 0. lần$"));
        await Expect(page.Locator("[name=comment]")).ToHaveAccessibleDescriptionAsync("Xin đừng ghi tên, số điện thoại hay số giấy tờ.");
        await Expect(page.Locator("fieldset:has([name=wishes])")).ToHaveAccessibleDescriptionAsync("Chọn tối đa 3 ý.");
    }

    private static async Task EditAndUndoAsync(IPage page)
    {
        var field = page.Locator("[name='t.text.vi']");
        await TabToAsync(page, field);
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" Vì sao?");
        await Expect(page.Locator("#outline a[aria-current]")).ToContainTextAsync("Vì sao?");
        await Expect(field).ToBeFocusedAsync();
        await Expect(page.Locator("#status")).ToContainTextAsync("Đã lưu");
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator("#outline a[aria-current]")).Not.ToContainTextAsync("Vì sao?");
        await Expect(field).ToHaveValueAsync(Wording);
        await AssertLikeFreshAsync(page);
    }

    private static async Task DeleteAsync(IPage page, ILocator items)
    {
        await TabToAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Xóa…" }), "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await TabToAsync(page, page.Locator("#ask button"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(items).ToHaveCountAsync(2);
        // Who deleted goes on from the list, not from the top of the page.
        await Expect(page.Locator("#outline a[aria-current]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(items).ToHaveCountAsync(3);
        await AssertLikeFreshAsync(page);
    }

    private static async Task TabToAsync(IPage page, ILocator target, string key = "Tab")
    {
        for (var left = 150; !await target.EvaluateAsync<bool>("e => e === document.activeElement"); left--)
        {
            Assert.True(left > 0, $"{target} is not reached by {key}.");
            await page.Keyboard.PressAsync(key);
        }
    }

    // What the script put in its place is what the server would show.
    private static async Task AssertLikeFreshAsync(IPage page)
    {
        await Expect(page.Locator("#status")).Not.ToHaveClassAsync("busy");
        var differing = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
              const bare = e => { const copy = e.cloneNode(true); copy.querySelectorAll("input[type=hidden]").forEach(i => i.removeAttribute("value")); return copy; };
              return ["outline", "paper"].filter(id => !bare(document.getElementById(id)).isEqualNode(bare(fresh.getElementById(id))));
            }
            """);
        Assert.Empty(differing);
    }

    // Out of sight of their neighbours, two fields of one name cannot be told apart.
    private static async Task AssertNamedApartAsync(ILocator root, AriaRole role)
    {
        var names = new List<string>();
        foreach (var field in await root.GetByRole(role).AllAsync())
        {
            names.Add((await field.AriaSnapshotAsync()).Split('\n')[0].Split('"')[1]);
        }

        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(), names);
    }
}
