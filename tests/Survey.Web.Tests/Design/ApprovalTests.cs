using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Security;

namespace Survey.Web.Tests.Design;

public sealed class ApprovalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_SubmittedApprovedPublished_KeepsWhoDidWhat()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        var id = world.VersionB.QuestionnaireId;
        var json = await EditAsync(host, id, officer, "Lời mới");

        using var submitted = await Publishing.StepAsync(host, officer, id, "Submit", ("note", "Xin xem giúp câu 2"));
        Assert.Contains("Xin xem giúp câu 2", (await approver.PageAsync("/design/approvals")).QuerySelector("#waiting")!.TextContent, StringComparison.Ordinal);
        using var approved = await Publishing.StepAsync(host, approver, id, "Approve", ("comment", "Được"));
        using var published = await Publishing.StepAsync(host, officer, id, "");

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect], [submitted.StatusCode, approved.StatusCode, published.StatusCode]);
        await using var context = host.CreateContext();
        var approval = await context.Approvals.SingleAsync(Cancellation);
        var version = await context.QuestionnaireVersions.SingleAsync(v => v.Number == 2, Cancellation);
        Assert.Equal((officer.Account.Id, approver.Account.Id, ApprovalState.Approved), (approval.SubmittedBy, approval.DecidedBy!.Value, approval.State));
        Assert.Equal((json, approval.Sha256, approval.Id), (version.Json, version.Sha256, version.ApprovalId!.Value));
        var history = (await officer.PageAsync(Publishing.PathOf(id))).QuerySelector("#history")!.TextContent;
        Assert.Contains("Xin xem giúp câu 2", history, StringComparison.Ordinal);
        Assert.Contains("thành bản 2", history, StringComparison.Ordinal);
        Assert.Equal(["questionnaire_submitted", "questionnaire_approved", "questionnaire_published"],
            await context.AuditEntries.Where(e => e.Action.StartsWith("questionnaire_")).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Action).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Publish_WithoutApproval_IsRefusedInASentence()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Administrator, world.Root));
        var id = world.VersionB.QuestionnaireId;
        await EditAsync(host, id, officer, "Lời mới");

        using var early = await Publishing.StepAsync(host, officer, id, "");
        (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();
        using var waiting = await Publishing.StepAsync(host, officer, id, "");
        using var own = await Publishing.StepAsync(host, officer, id, "Approve");

        Assert.Contains("chưa được duyệt", await Publishing.RefusalAsync(early), StringComparison.Ordinal);
        Assert.Contains("chưa được duyệt", await Publishing.RefusalAsync(waiting), StringComparison.Ordinal);
        Assert.Contains("không tự duyệt được", await Publishing.RefusalAsync(own), StringComparison.Ordinal);
        Assert.Equal(1, await host.CreateContext().QuestionnaireVersions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Approve_ByAnAuthorWhoDidNotSubmit_IsRefused_ByTheAuthorOfTheVersionBefore_IsNot()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var both = await StaffClient.SignInAsync(host, (Role.Officer, world.B), (Role.Approver, world.B));
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.Root));
        var id = world.VersionB.QuestionnaireId;
        await EditAsync(host, id, both, "Lời của người có hai quyền");
        (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();

        using var refused = await Publishing.StepAsync(host, both, id, "Approve");
        Assert.Contains("không tự duyệt được", await Publishing.RefusalAsync(refused), StringComparison.Ordinal);
        (await Publishing.StepAsync(host, approver, id, "Approve")).Dispose();
        (await Publishing.StepAsync(host, officer, id, "")).Dispose();

        await EditAsync(host, id, officer, "Lời sau");
        (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();
        using var approved = await Publishing.StepAsync(host, both, id, "Approve");
        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
    }

    [Fact]
    public async Task SendBack_NeedsWords_AndTheAuthorReadsThem()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        var id = world.VersionB.QuestionnaireId;
        await EditAsync(host, id, officer, "Lời mới");
        (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();

        using var silent = await Publishing.StepAsync(host, approver, id, "SendBack", ("comment", "  "));
        using var said = await Publishing.StepAsync(host, approver, id, "SendBack", ("comment", "Câu 3 <b>dài</b> quá"));

        Assert.Contains("viết vài lời", await Publishing.RefusalAsync(silent), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        var page = await officer.PageAsync(Publishing.PathOf(id));
        Assert.Equal("Câu 3 <b>dài</b> quá", page.QuerySelector("#draft blockquote")!.TextContent);
        Assert.Contains("bị trả lại để sửa", (await officer.PageAsync("/design/questionnaires")).Body!.TextContent, StringComparison.Ordinal);
        using var again = await Publishing.StepAsync(host, officer, id, "Submit");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task SavingAfterApproval_MakesItOutdated()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        var id = world.VersionB.QuestionnaireId;
        await EditAsync(host, id, officer, "Lời mới");
        (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();
        (await Publishing.StepAsync(host, approver, id, "Approve")).Dispose();
        await EditAsync(host, id, officer, "Lời mới hơn");

        using var refused = await Publishing.StepAsync(host, officer, id, "");

        Assert.Contains("chưa được duyệt", await Publishing.RefusalAsync(refused), StringComparison.Ordinal);
        Assert.Contains("không còn giá trị", (await officer.PageAsync(Publishing.PathOf(id))).QuerySelector("#draft")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await host.CreateContext().QuestionnaireVersions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Withdraw_IsForTheSubmitterAlone()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var other = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var id = world.VersionB.QuestionnaireId;
        await EditAsync(host, id, officer, "Lời mới");
        (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();

        using var refused = await Publishing.StepAsync(host, other, id, "Withdraw");
        using var withdrawn = await Publishing.StepAsync(host, officer, id, "Withdraw");
        using var again = await Publishing.StepAsync(host, officer, id, "Submit");

        Assert.Contains("Chỉ người đã gửi", await Publishing.RefusalAsync(refused), StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect], [withdrawn.StatusCode, again.StatusCode]);
        Assert.Equal([ApprovalState.Submitted, ApprovalState.Withdrawn], await host.CreateContext().Approvals.Select(a => a.State).OrderBy(s => s).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Approver_WhoIsNoOfficer_SeesHerSubtreeAndNothingElseOfDesign()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        using var stranger = await StaffClient.SignInAsync(host, (Role.Approver, world.A));
        var root = $"/design/questionnaires/{world.VersionB.QuestionnaireId}";

        foreach (var open in new[] { "/publish", "/preview", "/preview?version=1", "/check", "/compare", "/compare?from=1" })
        {
            Assert.Equal((open, HttpStatusCode.OK), (open, await approver.StatusOfAsync(root + open)));
            Assert.Equal((open, HttpStatusCode.NotFound), (open, await stranger.StatusOfAsync(root + open)));
        }

        foreach (var closed in new[] { "", "/json", "/mapping" })
        {
            Assert.Equal((closed, HttpStatusCode.Forbidden), (closed, await approver.StatusOfAsync(root + closed)));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await approver.StatusOfAsync("/design/questionnaires"));
        Assert.Equal(HttpStatusCode.Redirect, await approver.StatusOfAsync("/"));
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        Assert.Equal(HttpStatusCode.Forbidden, await officer.StatusOfAsync("/design/approvals"));
        using var refused = await Publishing.StepAsync(host, approver, world.VersionB.QuestionnaireId, "Archive");
        Assert.Contains("không có quyền soạn", await Publishing.RefusalAsync(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoApproversAtOnce_OneDecides()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var first = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        using var second = await StaffClient.SignInAsync(host, (Role.Approver, world.Root));
        var id = world.VersionB.QuestionnaireId;
        for (var round = 0; round < 4; round++)
        {
            await EditAsync(host, id, officer, $"Lời {round}");
            (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();

            var answers = await Task.WhenAll(Publishing.StepAsync(host, first, id, "Approve"), Publishing.StepAsync(host, second, id, "SendBack", ("comment", "Sửa câu 1")));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], answers.Select(a => a.StatusCode).Order());
            Assert.NotEqual("", await Publishing.RefusalAsync(answers.Single(a => a.StatusCode == HttpStatusCode.OK)));
            var decided = await host.CreateContext().Approvals.OrderByDescending(a => a.Revision).FirstAsync(Cancellation);
            Assert.Equal(answers[0].StatusCode == HttpStatusCode.Redirect ? ApprovalState.Approved : ApprovalState.SentBack, decided.State);
        }
    }

    [Fact]
    public async Task TwoSubmitOrPublishAtOnce_OneDoes()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var other = await StaffClient.SignInAsync(host, (Role.Officer, world.Root));
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        var id = world.VersionB.QuestionnaireId;
        for (var round = 0; round < 4; round++)
        {
            await EditAsync(host, id, officer, $"Lời {round}");
            var submitted = await Task.WhenAll(Publishing.StepAsync(host, officer, id, "Submit"), Publishing.StepAsync(host, other, id, "Submit"));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], submitted.Select(a => a.StatusCode).Order());
            Assert.Equal(1, await host.CreateContext().Approvals.CountAsync(a => a.State == ApprovalState.Submitted, Cancellation));
            (await Publishing.StepAsync(host, approver, id, "Approve")).Dispose();

            var published = await Task.WhenAll(Publishing.StepAsync(host, officer, id, ""), Publishing.StepAsync(host, other, id, ""));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], published.Select(a => a.StatusCode).Order());
            Assert.Equal(round + 2, await host.CreateContext().QuestionnaireVersions.CountAsync(Cancellation));
        }
    }

    [Fact]
    public async Task SavingTheVeryMomentOfPublishing_OneWins()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        var id = world.VersionB.QuestionnaireId;
        var approvedJson = await EditAsync(host, id, officer, "Lời đã duyệt");
        (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();
        (await Publishing.StepAsync(host, approver, id, "Approve")).Dispose();

        var publishing = Publishing.StepAsync(host, officer, id, "");
        var editing = TryEditAsync(host, id, approver, "Lời chen ngang");
        await Task.WhenAll(publishing, editing);

        await using var context = host.CreateContext();
        var versions = await context.QuestionnaireVersions.OrderBy(v => v.Number).ToListAsync(Cancellation);
        Assert.All(versions.Skip(1), v => Assert.Equal(approvedJson, v.Json));
        Assert.True(versions.Count == 2 || await editing);
    }

    [Fact]
    public async Task Take_OfAnOlderVersion_MakesItTheDraft()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var id = world.VersionB.QuestionnaireId;
        await EditAsync(host, id, officer, "Lời mới");

        using var stale = await Publishing.StepAtAsync(officer, id, 0, "Take", ("number", "1"));
        using var taken = await Publishing.StepAsync(host, officer, id, "Take", ("number", "1"));
        using var missing = await Publishing.StepAsync(host, officer, id, "Take", ("number", "9"));

        Assert.NotEqual("", await Publishing.RefusalAsync(stale));
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.NotEqual("", await Publishing.RefusalAsync(missing));
        await using var context = host.CreateContext();
        Assert.Equal(world.VersionB.Json, (await context.Questionnaires.SingleAsync(Cancellation)).Draft);
        Assert.Equal("questionnaire_reverted", (await context.DraftRevisions.OrderBy(r => r.Number).LastAsync(Cancellation)).Action);
    }

    [Fact]
    public async Task Archive_IsRefusedWhileAWaveIsOpen_ThenHidesItFromListsAndPickers()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var id = world.VersionB.QuestionnaireId;

        using var refused = await Publishing.StepAsync(host, officer, id, "Archive");
        Assert.Contains("đợt đang mở", await Publishing.RefusalAsync(refused), StringComparison.Ordinal);
        (await officer.PostToAsync("/language", $"/design/waves/{world.WaveB.Id}?handler=Close")).Dispose();
        using var archived = await Publishing.StepAsync(host, officer, id, "Archive");

        Assert.Equal(HttpStatusCode.Redirect, archived.StatusCode);
        var link = $"/design/questionnaires/{id}";
        Assert.DoesNotContain(link, (await officer.PageAsync("/design/questionnaires")).Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains(link, (await officer.PageAsync("/design/questionnaires?archived=true")).Body!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain($"{world.VersionB.Id}", (await officer.PageAsync("/design/waves/new")).Body!.InnerHtml, StringComparison.Ordinal);
        (await Publishing.StepAsync(host, officer, id, "Restore")).Dispose();
        Assert.Contains(link, (await officer.PageAsync("/design/questionnaires")).Body!.InnerHtml, StringComparison.Ordinal);
    }

    // Lost races are these tests' daily bread, and hashing at its real price has tests of its own.
    private static Task<SurveyHost> StartAsync() => SurveyHost.StartAsync(new SurveyHostStart
    {
        Services = SecureWorld.HashCheaply,
        Settings = new Dictionary<string, string?>(SecureWorld.Unlimited) { ["Serilog:MinimumLevel:Override:Microsoft.EntityFrameworkCore"] = "Fatal" },
    });

    // As another page of the designer would save it.
    private static async Task<string> EditAsync(SurveyHost host, long id, StaffClient by, string title)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<Data.SurveyDbContext>();
        var stored = await context.Questionnaires.SingleAsync(q => q.Id == id, Cancellation);
        var draft = Sample.QuestionnaireOf(stored.Draft);
        var json = QuestionnaireJson.Write(draft with { Title = new(draft.Languages.Select(l => KeyValuePair.Create(l, title))) });
        scope.ServiceProvider.GetRequiredService<DraftStore>().Replace(stored, json, by.Account.Id, "text_changed", "head");
        await context.SaveChangesAsync(Cancellation);
        return json;
    }

    private static async Task<bool> TryEditAsync(SurveyHost host, long id, StaffClient by, string title)
    {
        try
        {
            await EditAsync(host, id, by, title);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }
}
