using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Bank;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Respond;

namespace Survey.Web.Tests.Design;

public sealed class BankTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_OfAnItem_KeepsItWithItsScale_AndTheListFindsItWithoutDiacriticsAndSaysWhereItIsUsed()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = SavePath(world.VersionB.QuestionnaireId, "item:officer");

        var page = await officer.PageAsync(path);
        using var saved = await officer.PostAsync(path, ("unitId", $"{world.B.Id}"));

        Assert.NotNull(page.QuerySelector("main form[method=post] [name=__RequestVerificationToken]"));
        Assert.Contains("Thái độ và sự hướng dẫn của cán bộ", page.QuerySelector(".card")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var entry = await host.CreateContext().BankEntries.SingleAsync(Cancellation);
        var kept = Sample.QuestionnaireOf(entry.Json);
        Assert.Equal((world.B.Id, BankKind.Item, "officer"), (entry.UnitId, entry.Kind, entry.Code));
        Assert.Equal(entry.Json, QuestionnaireJson.Write(kept));
        Assert.Equal(["satisfaction5"], kept.Scales.Select(s => s.Code));
        var found = await officer.PageAsync("/design/bank?q=thai%20do&kind=item");
        Assert.Contains("Rất hài lòng · Hài lòng", found.QuerySelector(".bank")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/design/questionnaires/{world.VersionB.QuestionnaireId}", found.QuerySelector(".uses a")!.GetAttribute("href"));
        Assert.Null((await officer.PageAsync("/design/bank?q=khong%20co")).QuerySelector(".bank"));
        Assert.Null((await officer.PageAsync("/design/bank?kind=scale")).QuerySelector(".bank"));
    }

    [Fact]
    public async Task Save_AgainWithANewerWording_AsksFirst_ThenReplacesIt()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = SavePath(world.VersionB.QuestionnaireId, "scale:satisfaction5");
        (await officer.PostAsync(path, ("unitId", $"{world.B.Id}"))).Dispose();
        await host.CreateContext().Questionnaires.ExecuteUpdateAsync(s => s.SetProperty(q => q.Draft, world.VersionB.Json.Replace("Rất hài lòng", "Hết sức hài lòng", StringComparison.Ordinal)), Cancellation);

        Assert.Contains("lấy lời này", (await officer.PageAsync("/design/bank")).QuerySelector(".uses")!.TextContent, StringComparison.Ordinal);
        var both = await officer.PageAsync(path);
        using var unasked = await officer.PostAsync(path, ("unitId", $"{world.B.Id}"));
        Assert.NotNull((await StaffClient.ReadAsync(unasked)).QuerySelector("#problems"));
        Assert.DoesNotContain("Hết sức", (await host.CreateContext().BankEntries.SingleAsync(Cancellation)).Json, StringComparison.Ordinal);
        using var replaced = await officer.PostAsync(path, ("unitId", $"{world.B.Id}"), ("revision", both.QuerySelector("[name=revision]")!.GetAttribute("value")!));

        Assert.All(["Rất hài lòng", "Hết sức hài lòng"], w => Assert.Contains(w, both.QuerySelector(".two")!.TextContent, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, replaced.StatusCode);
        Assert.Contains("Hết sức", (await host.CreateContext().BankEntries.SingleAsync(Cancellation)).Json, StringComparison.Ordinal);
        Assert.DoesNotContain("lấy lời này", (await officer.PageAsync("/design/bank")).QuerySelector(".uses")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_IntoAnotherQuestionnaire_AddsItemsInOrder_SharesTheScaleAndMakesCodesUnique()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var target = await new Sample(host.CreateContext()).VersionAsync(world.B, Sample.QuestionnaireJsonOf("online_service"));
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        foreach (var at in new[] { "item:overall", "item:officer", "scale:satisfaction5" })
        {
            (await officer.PostAsync(SavePath(world.VersionB.QuestionnaireId, at), ("unitId", $"{world.B.Id}"))).Dispose();
        }

        var path = $"/design/bank/put?into={target.QuestionnaireId}";
        var page = await officer.PageAsync(path + "&after=item:speed");
        var entries = page.QuerySelectorAll("[name=entries]").Select(e => ("entries", e.GetAttribute("value")!)).ToList();
        using var put = await officer.PostAsync(path, [("after", "item:speed"), ("revision", page.QuerySelector("[name=revision]")!.GetAttribute("value")!), .. entries]);

        Assert.NotNull(page.QuerySelector("main form[method=post] [name=__RequestVerificationToken]"));
        Assert.Equal(3, entries.Count);
        Assert.Equal("item:speed", page.QuerySelector("#after option[selected]")!.GetAttribute("value"));
        Assert.Equal($"/design/questionnaires/{target.QuestionnaireId}", put.Headers.Location?.ToString());
        var stored = await host.CreateContext().Questionnaires.SingleAsync(q => q.Id == target.QuestionnaireId, Cancellation);
        var (before, after) = (Sample.QuestionnaireOf(target.Json), Sample.QuestionnaireOf(stored.Draft));
        Assert.Equal(["up_to_date", "easy_to_find", "speed"], after.Items.Take(3).Select(i => i.Code));
        Assert.Equal(["officer", "overall_2"], after.Items.Skip(3).Take(2).Select(i => i.Code).Order(StringComparer.Ordinal));
        Assert.Equal(before.Items.Select(i => i.Code), after.Items.Select(i => i.Code).Where(c => c is not ("officer" or "overall_2")));
        Assert.Equal(before.Scales.Select(s => s.Code), after.Scales.Select(s => s.Code));
        Assert.Equal("bank_put", (await host.CreateContext().DraftRevisions.OrderBy(r => r.Number).LastAsync(r => r.QuestionnaireId == target.QuestionnaireId, Cancellation)).Action);
    }

    [Fact]
    public async Task Put_IntoAQuestionnaireOfOtherLanguages_LetsNoTextMissing()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        (await officer.PostAsync(SavePath(world.VersionB.QuestionnaireId, "item:feedback"), ("unitId", $"{world.B.Id}"))).Dispose();
        var khmer = """
            {"format": 1, "code": "khmer_only", "languages": ["km"], "title": {"km": "មតិ"}, "scales": [],
             "sections": [{"code": "a", "items": [{"code": "c", "kind": "long_text", "text": {"km": "មតិ"}, "maxLength": 10}]}], "indices": []}
            """;
        var target = await new Sample(host.CreateContext()).VersionAsync(world.B, QuestionnaireJson.Write(Sample.QuestionnaireOf(khmer)));
        var entry = (await host.CreateContext().BankEntries.SingleAsync(Cancellation)).Id;

        using var put = await officer.PostAsync($"/design/bank/put?into={target.QuestionnaireId}", ("after", "item:c"), ("revision", "0"), ("entries", $"{entry}"));

        Assert.Equal(HttpStatusCode.Redirect, put.StatusCode);
        var stored = Sample.QuestionnaireOf((await host.CreateContext().Questionnaires.SingleAsync(q => q.Id == target.QuestionnaireId, Cancellation)).Draft);
        Assert.Equal([("km", "Việc tiếp nhận, trả lời góp ý")], stored.FindItem("feedback")!.Text.Entries.Select(e => (e.Key, e.Value)));
    }

    [Fact]
    public async Task Put_BehindAnItemThatIsGone_OrNothing_SaysSoAndChangesNothing()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        (await officer.PostAsync(SavePath(world.VersionB.QuestionnaireId, "item:result"), ("unitId", $"{world.B.Id}"))).Dispose();
        var entry = (await host.CreateContext().BankEntries.SingleAsync(Cancellation)).Id;
        var path = $"/design/bank/put?into={world.VersionB.QuestionnaireId}";

        using var gone = await officer.PostAsync(path, ("after", "item:no_such"), ("revision", "0"), ("entries", $"{entry}"));
        using var nothing = await officer.PostAsync(path, ("after", "item:result"), ("revision", "0"));
        using var unknown = await officer.PostAsync(path, ("after", "item:result"), ("revision", "0"), ("entries", "1"));

        foreach (var refused in new[] { gone, nothing, unknown })
        {
            Assert.NotNull((await StaffClient.ReadAsync(refused)).QuerySelector("#problems"));
        }

        Assert.Equal(world.VersionB.Json, (await host.CreateContext().Questionnaires.SingleAsync(Cancellation)).Draft);
    }

    [Fact]
    public async Task Save_OfAnItemWithACondition_SaysThatItStaysBehind()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var version = await new Sample(host.CreateContext()).VersionAsync(world.B, QuestionnaireJson.Write(Sample.QuestionnaireOf(Questionnaires.EveryKind)));
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = SavePath(version.QuestionnaireId, "item:why");

        var page = await officer.PageAsync(path);
        using var saved = await officer.PostAsync(path, ("unitId", $"{world.B.Id}"));

        Assert.Contains("không cất theo", page.QuerySelector(".card")!.TextContent, StringComparison.Ordinal);
        Assert.Null(BankThing.Read(BankKind.Item, (await host.CreateContext().BankEntries.SingleAsync(Cancellation)).Json)!.Item!.ShowIf);
    }

    [Fact]
    public async Task Entries_OfAUnitAbove_AreSeenBelow_AndChangedOnlyByItsOwn_AndNoSiblingSeesThem()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var above = await StaffClient.SignInAsync(host, (Role.Officer, world.Root));
        using var below = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        (await above.PostAsync(SavePath(world.VersionB.QuestionnaireId, "item:access"), ("unitId", $"{world.Root.Id}"))).Dispose();
        (await above.PostAsync(SavePath(world.VersionB.QuestionnaireId, "item:procedure"), ("unitId", $"{world.B.Id}"))).Dispose();
        var entries = await host.CreateContext().BankEntries.ToDictionaryAsync(b => b.Code, b => b.Id, Cancellation);

        var seen = await below.PageAsync("/design/bank");
        using var remove = await below.PostAsync("/design/bank?handler=Remove", ("entry", $"{entries["access"]}"));
        using var sibling = await below.PostAsync("/design/bank?handler=Remove", ("entry", $"{entries["procedure"]}"));
        using var elsewhere = await below.PostToAsync("/language", SavePath(world.VersionB.QuestionnaireId, "item:access"), ("unitId", $"{world.A.Id}"));
        using var toAbove = await below.PostToAsync("/language", SavePath(world.VersionB.QuestionnaireId, "item:access"), ("unitId", $"{world.Root.Id}"));

        Assert.Equal(1, seen.QuerySelectorAll(".bank tbody tr").Length);
        Assert.Null(seen.QuerySelector("form[data-ask]"));
        Assert.DoesNotContain("so_b", seen.Body!.OuterHtml, StringComparison.Ordinal);
        Assert.All([remove, sibling, elsewhere, toAbove], r => Assert.Equal(HttpStatusCode.NotFound, r.StatusCode));
        Assert.Equal(2, await host.CreateContext().BankEntries.CountAsync(Cancellation));
        using var removed = await above.PostAsync("/design/bank?handler=Remove", ("entry", $"{entries["access"]}"));
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Equal(["procedure"], await host.CreateContext().BankEntries.Select(b => b.Code).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Pages_OfASiblingsQuestionnaire_OrOfNone_Are404()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var stranger = await StaffClient.SignInAsync(host, (Role.Officer, world.A));
        using var own = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var q = world.VersionB.QuestionnaireId;

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await stranger.StatusOfAsync(SavePath(q, "item:access")), await own.StatusOfAsync(SavePath(q, "item:access"))));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await stranger.StatusOfAsync($"/design/bank/put?into={q}"), await own.StatusOfAsync($"/design/bank/put?into={q}")));
        using var put = await stranger.PostToAsync("/language", $"/design/bank/put?into={q}", ("after", "item:access"), ("revision", "0"), ("entries", "1"));
        Assert.Equal(HttpStatusCode.NotFound, put.StatusCode);
        foreach (var at in new[] { "item:no_such", "scale:", "section:service", "head", "", "item:access:x", "item:<script>" })
        {
            Assert.Equal((at, HttpStatusCode.NotFound), (at, await own.StatusOfAsync(SavePath(q, at))));
        }
    }

    [Fact]
    public async Task HostileWords_AreShownAsWords()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        const string Hostile = "<script>alert(1)</script>\\\"><img src=x onerror=alert(2)>";
        var json = Sample.QuestionnaireJsonOf("one_stop").Replace("Sớm hơn hẹn", Hostile, StringComparison.Ordinal).Replace("So với ngày hẹn", Hostile, StringComparison.Ordinal);
        var version = await new Sample(host.CreateContext()).VersionAsync(world.B, json);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        (await officer.PostAsync(SavePath(version.QuestionnaireId, "item:time"), ("unitId", $"{world.B.Id}"))).Dispose();
        (await officer.PostAsync(SavePath(version.QuestionnaireId, "scale:time"), ("unitId", $"{world.B.Id}"))).Dispose();

        foreach (var path in new[] { "/design/bank", "/design/bank?q=%3Cscript%3E", $"/design/bank/put?into={version.QuestionnaireId}", SavePath(version.QuestionnaireId, "item:time"), SavePath(version.QuestionnaireId, "scale:time") })
        {
            var page = await officer.PageAsync(path);
            Assert.Contains("<script>alert(1)</script>", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("main script"));
            Assert.Null(page.QuerySelector("img"));
        }
    }

    private static string SavePath(long questionnaire, string at) => $"/design/bank/save?questionnaire={questionnaire}&at={Uri.EscapeDataString(at)}";
}
