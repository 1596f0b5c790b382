using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Survey.EndToEndTests;

/// <summary>Ten citizens answer at a counter that had no data, and the index moves in steps of five.</summary>
[Collection(Journeys.Name)]
public sealed partial class TenAnswersTests(RunningSurvey survey, Browser browser, Administrator administrator)
{
    private const string Unit = "snv_ldvl";
    private const string OtherUnit = "snv_cchc";

    // A questionnaire of its own: what may be shown depends on all answers of the province, and other journeys answer, too.
    private const string Questionnaire = "ten_answers";

    // 19 of 25 answers are satisfied, then 21 of 25: 76.00 after five, 40 of 50 = 80.00 after ten.
    private static readonly string[] Sheets = ["55555", "44443", "54521", "45543", "54341", "55555", "44442", "55444", "35542", "54434"];

    [Fact]
    public async Task TenPhones_AtANewCounter_MoveTheIndexInStepsOfFive()
    {
        await using var desktop = await administrator.DesktopAsync(survey, browser);
        var page = await desktop.NewPageAsync();
        await page.ImportAsync(survey, Questionnaire, "Phiếu mười câu trả lời");
        await page.PublishAsync(survey, browser);
        var counter = await page.CreatePointAsync(survey, Unit, "Quầy mười phiếu");
        var other = await page.CreatePointAsync(survey, OtherUnit, "Quầy bên cạnh");
        await page.OpenWaveAsync(survey, "Đợt mười phiếu", "Phiếu mười câu trả lời", "Quầy mười phiếu", "Quầy bên cạnh");
        var choice = $"?period={await survey.CurrentPeriodAsync()}&q={Questionnaire}";
        var (results, province) = ($"{survey.BaseUrl}/analyse/{Unit}{choice}", $"{survey.BaseUrl}/analyse/vd{choice}");
        var figure = page.Locator("[data-figure=overall]");

        await AnswerAsync(counter, Sheets[..4]);
        // Once the neighbour's five show, a fold has passed by the four that came before them.
        await SendPlainAsync(other, 5);
        await page.ReloadUntilAsync(province, figure, "100,00");
        await Expect(page.Locator(".answer p.base")).ToContainTextAsync("5 phiếu");
        await page.GotoAsync(results);
        await Expect(figure).ToHaveTextAsync("–");
        await Expect(page.Locator(".method")).ToContainTextAsync("4 phiếu chưa công bố");

        await AnswerAsync(counter, Sheets[4..5]);
        await page.ReloadUntilAsync(results, figure, "76,00");
        await Expect(page.Locator(".answer p.base")).ToContainTextAsync("5 phiếu");

        await AnswerAsync(counter, Sheets[5..]);
        await page.ReloadUntilAsync(results, figure, "80,00");
        await Expect(page.Locator(".answer p.base")).ToContainTextAsync("10 phiếu");
        await ExpectDimensionAsync(page, "Tiếp cận dịch vụ", "90,00");
        await ExpectDimensionAsync(page, "Thủ tục hành chính", "100,00");
        await ExpectDimensionAsync(page, "Tiếp nhận, giải quyết góp ý", "40,00");
        await Pictures.TakeAsync(page, "results-ten-answers");
        await page.GotoAsync(province);
        // 25 of 25 at the neighbour's and 40 of 50 here.
        await Expect(figure).ToHaveTextAsync("86,67");
    }

    private static Task ExpectDimensionAsync(IPage page, string dimension, string index) =>
        Expect(page.Locator("table.figures tr").Filter(new() { HasText = dimension }).First.Locator("td.index b")).ToHaveTextAsync(index);

    private async Task AnswerAsync(string address, string[] sheets)
    {
        foreach (var sheet in sheets)
        {
            await using var phone = await browser.PhoneAsync();
            var page = await phone.NewPageAsync();
            await page.ReloadUntilAsync(address, page.Locator(".bar button"), "Gửi ý kiến");
            await page.AnswerShortAsync([.. sheet.Select(c => c.ToString())]);
            await page.SendAsync();
        }
    }

    // Five more citizens, all pleased, without a screen.
    private static async Task SendPlainAsync(string address, int sheets)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        for (var i = 0; i < sheets; i++)
        {
            var form = await client.GetStringAsync(new Uri(address));
            var fields = HiddenField().Matches(form).ToDictionary(m => m.Groups[1].Value.Trim('"'), m => m.Groups[2].Value.Trim('"'));
            foreach (var item in CitizenSheet.ShortItems)
            {
                fields[item] = "5";
            }

            using var content = new FormUrlEncodedContent(fields);
            using var answer = await client.PostAsync(new Uri(address), content);
            Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
        }
    }

    [GeneratedRegex("<input type=hidden name=([^ ]+) value=(\"[^\"]*\"|[^ >]*)>")]
    private static partial Regex HiddenField();
}
