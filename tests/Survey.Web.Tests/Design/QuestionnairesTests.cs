using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design;

public sealed class QuestionnairesTests
{
    private const string NewTitle = "Chị thấy buổi làm việc hôm nay ra sao?";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_AfterRewording_MakesTheNextVersionAndLeavesTheFirstAsItWas()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = $"/design/questionnaires/{world.VersionB.QuestionnaireId}";

        using var saved = await SaveAsync(officer, world.VersionB.QuestionnaireId, NewTitle);
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        using var published = await Publishing.PublishAsync(host, officer, approver, world.VersionB.QuestionnaireId);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        await using var context = host.CreateContext();
        var versions = await context.QuestionnaireVersions.OrderBy(v => v.Number).ToListAsync(Cancellation);
        Assert.Equal([1, 2], versions.Select(v => v.Number));
        Assert.Equal((world.VersionB.Json, world.VersionB.Sha256), (versions[0].Json, versions[0].Sha256));
        Assert.Equal(NewTitle, Sample.QuestionnaireOf(versions[1].Json).Title.In("vi"));
        Assert.Equal(Sample.QuestionnaireOf(versions[0].Json).Items.Select(i => i.Code), Sample.QuestionnaireOf(versions[1].Json).Items.Select(i => i.Code));
        var bytes = await officer.Http.GetByteArrayAsync(path + "/json/2", Cancellation);
        Assert.Equal(versions[1].Json, Encoding.UTF8.GetString(bytes));
        Assert.Equal(versions[1].Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task Post_WithNothingChanged_StoresTheSameDocument()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = $"/design/questionnaires/{world.VersionB.QuestionnaireId}";

        using var saved = await SaveAsync(officer, world.VersionB.QuestionnaireId, null);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(world.VersionB.Json, (await host.CreateContext().Questionnaires.SingleAsync(Cancellation)).Draft);
        using var publish = await officer.PostAsync(path + "/publish", ("Revision", await RevisionAsync(host)));
        Assert.Equal(1, await host.CreateContext().QuestionnaireVersions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Import_OfABrokenFile_ShowsThePathAndKeepsNothing()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        var broken = Sample.QuestionnaireJsonOf("online_service").Replace("\"scale\": \"", "\"scale\": \"khong_co_", StringComparison.Ordinal);

        using var response = await officer.UploadAsync("/language", "/design/questionnaires/import", "file", "x.json", Encoding.UTF8.GetBytes(broken), ("unitId", $"{world.A.Id}"));

        Assert.Contains("$.sections[0]", (await StaffClient.ReadAsync(response)).QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await host.CreateContext().Questionnaires.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Pick_FromTheLibrary_MakesADraftThatCanBePreviewed()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.A));

        using var response = await officer.PostToAsync("/language", "/design/questionnaires?handler=Pick", ("code", "one_stop"), ("unitId", $"{world.A.Id}"));

        var path = response.Headers.Location!.ToString();
        using var preview = await officer.Http.GetAsync(path + "/sheet?lang=en", Cancellation);
        Assert.Contains("form-action 'none'", preview.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains(Sample.QuestionnaireOf(Sample.QuestionnaireJsonOf("one_stop")).Title.In("en"), (await StaffClient.ReadAsync(preview)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<string> RevisionAsync(SurveyHost host) => $"{(await host.CreateContext().Questionnaires.SingleAsync(Cancellation)).Revision}";

    private static Task<HttpResponseMessage> SaveAsync(StaffClient officer, long questionnaire, string? title) => title is null
        ? officer.SendAsync(questionnaire, "head", DesignerForm.Properties, "save")
        : officer.SendAsync(questionnaire, "head", DesignerForm.Properties, "save", ("t.title.vi", title));
}
