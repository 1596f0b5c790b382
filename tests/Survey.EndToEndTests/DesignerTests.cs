using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>An officer makes a questionnaire from nothing, in three languages, by typing, choosing from lists and the keyboard.</summary>
[Collection(Journeys.Name)]
public sealed class DesignerTests(RunningSurvey survey, Browser browser, Administrator administrator)
{
    [Fact]
    public async Task Designer_FromNothingToAnIndexOfThreeWeightedDimensions()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        var page = await desktop.NewPageAsync();
        await NewAsync(page);
        foreach (var wording in new[] { "Chỗ chờ có tốt không?", "Cán bộ có lịch sự không?", "Kết quả có đúng hẹn không?" })
        {
            await AddAsync(page, wording, "scale");
        }

        await AddAsync(page, "Vì sao chưa hài lòng?", "single");
        await ChoiceAsync(page);
        await MoveByKeyboardAsync(page);
        await IndexAsync(page);
        foreach (var (width, height) in new[] { (1280, 800), (360, 640) })
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var at in new[] { "head", "item:vi_sao_chua_hai_long", "section:phan_1", "scale:satisfaction5", "index:chi_so_hai_long" })
            {
                await page.GotoAsync($"{page.Url.Split('?')[0]}?at={at}");
                await Pictures.TakeAsync(page, "designer-" + at.Replace(':', '-'));
                await Browser.AssertAccessibleAsync(page);
                await Browser.AssertNoSidewaysScrollAsync(page);
            }
        }
    }

    private async Task NewAsync(IPage page)
    {
        await page.GotoAsync(survey.BaseUrl + "/design/questionnaires/new");
        await page.Locator("#Title").FillAsync("Việc đón tiếp hôm nay ra sao?");
        await page.Locator("[name='Input.Languages'][value=en]").CheckAsync();
        await page.Locator("[name='Input.Languages'][value=km]").CheckAsync();
        await Pictures.TakeAsync(page, "designer-new");
        await Browser.AssertAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Bắt đầu soạn" }).ClickAsync();
        await Expect(page.Locator("#properties h2")).ToHaveTextAsync("Mở đầu và kết thúc");
        await page.Locator("#outline [data-item] a").First.ClickAsync();
    }

    private static async Task AddAsync(IPage page, string wording, string kind)
    {
        await page.Locator("#wording").FillAsync(wording);
        await page.Locator($"#add button[value='add.{kind}']").ClickAsync();
        await Expect(page.Locator("#outline a[aria-current]")).ToContainTextAsync(wording);
        await Expect(page.Locator("[name='t.text.vi']")).ToHaveValueAsync(wording);
    }

    // What is typed is kept without a button, and the caret stays where it is.
    private static async Task ChoiceAsync(IPage page)
    {
        await page.Locator("[name='t.text.en']").ClickAsync();
        await page.Keyboard.TypeAsync("Why were you");
        await Expect(page.Locator("#undo")).ToContainTextAsync("sửa câu số 5");
        await page.Keyboard.TypeAsync(" not satisfied?");
        await Expect(page.Locator("[name='t.text.en']")).ToBeFocusedAsync();
        await page.Locator("[name='o.new.vi']").FillAsync("Phải chờ lâu");
        await page.Locator("[name='t.hint.vi']").ClickAsync();
        await Expect(page.Locator("[name='o.2.t.vi']")).ToHaveValueAsync("Phải chờ lâu");
        await Expect(page.Locator(".opts li").Filter(new() { HasText = "Phải chờ lâu" })).ToHaveCountAsync(1);
        await page.Locator("[name='c.new']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("[name='c.0.code'][value='1']").CheckAsync();
        await Expect(page.Locator("#paper .cond")).ToContainTextAsync("Rất không hài lòng");
        await page.ReloadAsync();
        await Expect(page.Locator("[name='t.text.en']")).ToHaveValueAsync("Why were you not satisfied?");
    }

    private static async Task MoveByKeyboardAsync(IPage page)
    {
        var items = page.Locator("#outline [data-item] .w");
        await page.Locator("#outline [data-item] a").Nth(2).ClickAsync();
        var moved = await items.Nth(2).InnerTextAsync();
        await Expect(page.Locator("#outline a[aria-current]")).ToContainTextAsync(moved);
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(items.Nth(1)).ToHaveTextAsync(moved);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(items.Nth(2)).ToHaveTextAsync(moved);
        await Expect(page.Locator("#redo")).ToBeEnabledAsync();
    }

    private static async Task IndexAsync(IPage page)
    {
        await page.Locator("#outline button[value=add_index]").ClickAsync();
        await Expect(page.Locator("#sum")).ToHaveTextAsync("tổng trọng số: 1");
        await page.Locator("#composite").SelectOptionAsync("weighted");
        await Expect(page.Locator("#undo")).ToContainTextAsync("sửa chỉ số");
        foreach (var title in new[] { "Công chức", "Kết quả" })
        {
            await page.Locator(".branch").First.Locator(".leaves .mini").Last.ClickAsync();
            await Expect(page.Locator(".branch").First.Locator(".leaves .mini")).ToHaveCountAsync(title == "Công chức" ? 2 : 1);
            await page.Locator("[name='d.new.vi']").FillAsync(title);
            await page.Locator("[name='d.new.item']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await page.Locator(".tree-edit > ol > .fresh button").ClickAsync();
            await Expect(page.Locator(".branch")).ToHaveCountAsync(title == "Công chức" ? 2 : 3);
        }

        await page.Locator("[name='d.0.weight']").FillAsync("0,5");
        await page.Locator("[name='d.1.weight']").FillAsync("0,3");
        await page.Locator("[name='d.2.weight']").FillAsync("0,2");
        await Expect(page.Locator("#sum")).ToHaveTextAsync("tổng trọng số: 1");
        await page.ReloadAsync();
        await Expect(page.Locator("[name='d.2.weight']")).ToHaveValueAsync("0,2");
    }
}
