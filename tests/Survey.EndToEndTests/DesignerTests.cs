using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>An officer makes a questionnaire from nothing, in three languages, by typing, choosing from lists and the keyboard.</summary>
[Collection(Journeys.Name)]
public sealed class DesignerTests(RunningSurvey survey, Browser browser, Administrator administrator)
{
    private const string Title = "Việc đón tiếp hôm nay ra sao?";
    private static readonly string[] Items = ["cho_cho_co_tot_khong", "can_bo_co_lich_su_khong", "ket_qua_co_dung_hen"];

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
        await AddAsync(page, "Chờ lâu ở bước nào?", "short_text");
        await page.Locator("[name='c.new']").SelectOptionAsync("vi_sao_chua_hai_long");
        await page.Locator("[name='c.0.code'][value='phai_cho_lau']").CheckAsync();
        await Expect(page.Locator("#paper .cond")).ToHaveCountAsync(2);
        await MoveByKeyboardAsync(page);
        await IndexAsync(page);
        foreach (var (width, height) in new[] { (1280, 800), (360, 640) })
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var at in new[] { "head", "item:vi_sao_chua_hai_long", "section:phan_1", "scale:satisfaction5", "index:chi_so" })
            {
                await page.GotoAsync($"{page.Url.Split('?')[0]}?at={at}");
                await Expect(page.Locator("#outline a[aria-current]")).ToHaveCountAsync(1);
                await Pictures.TakeAsync(page, "designer-" + at.Replace(':', '-'));
                await Browser.AssertAccessibleAsync(page);
                await Browser.AssertNoSidewaysScrollAsync(page);
            }
        }

        await page.SetViewportSizeAsync(1280, 800);
        await AnswerAndCheckAsync(page);
    }

    // Satisfied are 3 of 5 with the seats, 4 of 5 with the staff, 2 of 5 with the result: 0.5·60 + 0.3·80 + 0.2·40 = 62.
    private static readonly string[] Sheets = ["554", "454", "442", "242", "131"];

    private async Task AnswerAndCheckAsync(IPage page)
    {
        var draft = page.Url.Split('?')[0];
        await page.GotoAsync(draft);
        var code = await page.Locator(".dhead .code").InnerTextAsync();
        await page.PublishAsync(survey, browser);
        var address = await page.CreatePointAsync(survey, "skhcn_vp", "Quầy phiếu mới soạn");
        await page.OpenWaveAsync(survey, "Đợt phiếu mới soạn", Title, "Quầy phiếu mới soạn");
        foreach (var sheet in Sheets)
        {
            await using var phone = await browser.PhoneAsync();
            var citizen = await phone.NewPageAsync();
            await citizen.ReloadUntilAsync(address, citizen.Locator("form"), Title);
            foreach (var (item, answer) in Items.Zip(sheet))
            {
                await citizen.TapAsync(item, $"{answer}");
            }

            await Expect(citizen.Locator("#i-vi_sao_chua_hai_long")).ToBeHiddenAsync();
            if (sheet == Sheets[^1])
            {
                await AnswerWhatIsAskedOnlyThenAsync(citizen);
            }

            await citizen.SendAsync();
        }

        var results = $"{survey.BaseUrl}/analyse/vd?period={await survey.CurrentPeriodAsync()}&q={code}";
        await page.ReloadUntilAsync(results, page.Locator("[data-figure=overall]"), "62,00");
    }

    private static async Task AnswerWhatIsAskedOnlyThenAsync(IPage citizen)
    {
        await citizen.TapAsync("nhin_chung_anh_chi_hai", "1");
        await Expect(citizen.Locator("#i-cho_lau_o_buoc_nao")).ToBeHiddenAsync();
        await citizen.TapAsync("vi_sao_chua_hai_long", "phai_cho_lau");
        await citizen.Locator("[name=cho_lau_o_buoc_nao]").FillAsync("Lấy số");
        await Pictures.TakeAsync(citizen, "designer-answered");
        await Browser.AssertAccessibleAsync(citizen);
    }

    private async Task NewAsync(IPage page)
    {
        await page.GotoAsync(survey.BaseUrl + "/design/questionnaires/new");
        await page.Locator("#Title").FillAsync(Title);
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
        var leaves = page.Locator(".branch").First.Locator(".leaves .mini");
        foreach (var (item, left) in new[] { ("nhin_chung_anh_chi_hai", 3), (Items[0], 2), (Items[1], 1) })
        {
            await page.Locator($"button[value='leaf_removed.{item}']").ClickAsync();
            await Expect(leaves).ToHaveCountAsync(left);
        }

        foreach (var (title, item) in new[] { ("Công chức", Items[1]), ("Chỗ chờ", Items[0]) })
        {
            await page.Locator("[name='d.new.vi']").FillAsync(title);
            await page.Locator("[name='d.new.item']").SelectOptionAsync(item);
            await page.Locator(".tree-edit > ol > .fresh button").ClickAsync();
            await Expect(page.Locator(".branch")).ToHaveCountAsync(title == "Công chức" ? 2 : 3);
        }

        await page.Locator("[name='d.0.weight']").FillAsync("0,2");
        await page.Locator("[name='d.1.weight']").FillAsync("0,3");
        await page.Locator("[name='d.2.weight']").FillAsync("0,5");
        await Expect(page.Locator("#sum")).ToHaveTextAsync("tổng trọng số: 1");
        await page.ReloadAsync();
        await Expect(page.Locator("[name='d.2.weight']")).ToHaveValueAsync("0,5");
    }
}
