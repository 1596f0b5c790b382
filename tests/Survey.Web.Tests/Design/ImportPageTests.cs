using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import.Foreign.XlsForm;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Import.Foreign;

namespace Survey.Web.Tests.Design;

/// <summary>A questionnaire from a file of any format: looked at first, then kept as a draft whose report stays readable.</summary>
public sealed class ImportPageTests
{
    private const string Page = "/design/questionnaires/import";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static byte[] Form => FormFile.Of("""
        type|name|label|relevant|default
        select_one yn|Happy|Bạn hài lòng?||
        text|why|Vì sao?|${Happy} = 'no'|x
        date|when|Khi nào?||
        """).With("choices", """
        list_name|name|label
        yn|yes|Có
        yn|no|Không
        """).With("settings", """
        form_title|form_id
        Phiếu thử|thu
        """).ToBytes();

    [Fact]
    public async Task Upload_OfAForm_ShowsWhatBecomesOfItAndKeepsNothing()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        using var response = await officer.UploadAsync(Page, Page, "file", "mau.xlsx", Form, ("unitId", $"{world.A.Id}"));
        var page = await StaffClient.ReadAsync(response);

        Assert.Equal("Phiếu thử", page.QuerySelector("#found h2")!.TextContent);
        Assert.Equal("thu", page.QuerySelector("#code")!.GetAttribute("value"));
        var left = page.QuerySelectorAll("#report details")[0].TextContent;
        Assert.Contains("survey!A4", left, StringComparison.Ordinal);
        Assert.Contains("Chưa có loại câu hỏi ngày giờ.", left, StringComparison.Ordinal);
        Assert.Equal(1, await host.CreateContext().Questionnaires.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Keep_OfWhatWasLookedAt_MakesADraftWithItsReport()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        var path = await KeepAsync(officer, world.A, Form, "phieu_moi");

        await using var context = host.CreateContext();
        var stored = await context.Questionnaires.SingleAsync(q => q.Code == "phieu_moi", Cancellation);
        Assert.Equal($"/design/questionnaires/{stored.Id}", path);
        Assert.Equal(1, await context.DraftRevisions.CountAsync(r => r.QuestionnaireId == stored.Id && r.AccountId == officer.Account.Id, Cancellation));
        Assert.Equal("happy", Sample.QuestionnaireOf(stored.Draft).Items.First().Code);
        var report = await officer.PageAsync(path + "/brought-in");
        Assert.Contains("mau.xlsx", report.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("survey!E3", report.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains(await context.AuditEntries.ToListAsync(Cancellation), a => a.Action == "questionnaire_added" && a.Subject == "phieu_moi");
    }

    [Theory]
    [InlineData("?group=left", "survey!A4", "survey!A2")]
    [InlineData("?group=kept", "survey!A3", "survey!A4")]
    [InlineData("?q=NGAY+gio", "survey!A4", "survey!E3")]
    [InlineData("?group=left&q=survey!E", "survey!E3", "survey!A4")]
    [InlineData("?group=no_such&q=khong+co+dau", "survey!A9", "survey!A4")]
    public async Task BroughtIn_WithAFilter_ShowsTheRowsThatFit(string query, string shown, string hidden)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        var path = await KeepAsync(officer, world.A, Form, "phieu_loc");
        var rows = (await officer.PageAsync(path + "/brought-in" + query)).QuerySelectorAll("details.losses[open] td.code:first-child").Select(c => c.TextContent).ToList();

        Assert.Equal(shown != "survey!A9", rows.Exists(r => r.StartsWith(shown, StringComparison.Ordinal)));
        Assert.DoesNotContain(rows, r => r.StartsWith(hidden, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keep_OfATakenCode_ReplacesOnlyWhenAskedTo()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        await KeepAsync(officer, world.A, Form, "thu");

        using var refused = await PostKeepAsync(officer, world.A, Form, "thu");
        var page = await StaffClient.ReadAsync(refused);
        Assert.Contains("đã có", page.QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("input[name=replace]"));

        using var replaced = await PostKeepAsync(officer, world.A, Form, "thu", ("replace", "true"));
        Assert.Equal(HttpStatusCode.Redirect, replaced.StatusCode);
        Assert.Equal(2, (await host.CreateContext().Questionnaires.SingleAsync(q => q.Code == "thu", Cancellation)).Revision);
    }

    [Theory]
    [InlineData("sipas_short")]
    [InlineData("Phiếu mới")]
    [InlineData("")]
    public async Task Keep_UnderAnothersCodeOrNone_IsRefused(string code)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        using var response = await PostKeepAsync(officer, world.A, Form, code, ("replace", "true"));
        Assert.NotNull((await StaffClient.ReadAsync(response)).QuerySelector("#problems a[href='#code']"));
        Assert.Equal(1, await host.CreateContext().Questionnaires.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("x.json", "{\"pages\": 1, \"sections\": []}")]
    [InlineData("x.json", "không phải JSON")]
    [InlineData("x.xlsx", "PK hỏng")]
    [InlineData("x.lss", "<hỏng")]
    [InlineData("x.bin", "\0\u0001")]
    public async Task Upload_OfWhatIsNoQuestionnaire_SaysSoInASentence(string name, string content)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        using var response = await officer.UploadAsync(Page, Page, "file", name, Encoding.UTF8.GetBytes(content), ("unitId", $"{world.A.Id}"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True((await StaffClient.ReadAsync(response)).QuerySelector("#refused p")!.TextContent.Trim().Length > 10);
    }

    [Fact]
    public async Task Keep_ForAUnitOfOthers_IsNotFound()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        using var response = await PostKeepAsync(officer, world.B, Form, "thu");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusOfAsync($"/design/questionnaires/{world.VersionB.QuestionnaireId}/brought-in"));
    }

    [Fact]
    public async Task Xlsform_OfADraftAndAVersion_ReadsBackTheSame()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        foreach (var path in new[] { "/xlsform", "/xlsform/1" })
        {
            using var response = await officer.Http.GetAsync($"/design/questionnaires/{world.VersionB.QuestionnaireId}{path}", Cancellation);
            Assert.Equal(XlsFormWriter.ContentType, response.Content.Headers.ContentType!.MediaType);
            var read = await FormFile.ReadAsync(await response.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.Equal(Sample.QuestionnaireJsonOf("sipas_short"), QuestionnaireJson.Write(read.Questionnaire!));
        }
    }

    private static async Task<string> KeepAsync(StaffClient officer, Unit unit, byte[] content, string code)
    {
        using var response = await PostKeepAsync(officer, unit, content, code);
        return response.Headers.Location!.ToString();
    }

    private static Task<HttpResponseMessage> PostKeepAsync(StaffClient officer, Unit unit, byte[] content, string code, params (string, string)[] more) => officer.PostToAsync(
        Page, Page + "?handler=Keep", [("name", "mau.xlsx"), ("content", Convert.ToBase64String(content)), ("code", code), ("unitId", $"{unit.Id}"), .. more]);
}
