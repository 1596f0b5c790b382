using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Security;

namespace Survey.Web.Tests.Design;

public sealed class MappingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RenamedItem_MustBeAccountedFor_ThenIsPublishedWithTheMapping_AndComesBackByItself()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        var id = world.VersionB.QuestionnaireId;
        var path = $"/design/questionnaires/{id}/mapping";
        await ReplaceAsync(host, id, officer, j => j.Replace("\"access\"", "\"way_in\"", StringComparison.Ordinal));

        using var blocked = await Publishing.StepAsync(host, officer, id, "Submit");
        Assert.Contains("mã cũ thành gì", await Publishing.RefusalAsync(blocked), StringComparison.Ordinal);
        var select = (await officer.PageAsync(path)).QuerySelector("select[name='item.access']")!;
        Assert.Equal(["", "way_in", "-"], select.QuerySelectorAll("option").Select(o => o.GetAttribute("value")));
        Assert.Equal("", select.QuerySelector("option[selected]")!.GetAttribute("value"));
        using var saved = await SaveAsync(host, officer, id, ("item.access", "way_in"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        (await Publishing.PublishAsync(host, officer, approver, id)).Dispose();

        await using var context = host.CreateContext();
        var version = await context.QuestionnaireVersions.SingleAsync(v => v.Number == 2, Cancellation);
        Assert.Equal("way_in", CodeMappingJson.Read(version.Mapping)!.Item("access"));
        Assert.Null((await context.Questionnaires.AsNoTracking().SingleAsync(Cancellation)).Mapping);

        (await Publishing.StepAsync(host, officer, id, "Take", ("number", "1"))).Dispose();
        Assert.Equal("access", CodeMappingJson.Read((await context.Questionnaires.AsNoTracking().SingleAsync(Cancellation)).Mapping)!.Item("way_in"));
        Assert.Equal("access", (await officer.PageAsync(path)).QuerySelector("select[name='item.way_in'] option[selected]")!.GetAttribute("value"));
        using var submitted = await Publishing.StepAsync(host, officer, id, "Submit");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
    }

    [Fact]
    public async Task PointThatLeftAScale_IsAskedOnceForAllItsItems()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var id = world.VersionB.QuestionnaireId;
        await ReplaceAsync(host, id, officer, WithoutTheMiddle);

        var rows = (await officer.PageAsync($"/design/questionnaires/{id}/mapping")).QuerySelectorAll("select[name^='code.']");
        var field = Assert.Single(rows).GetAttribute("name")!;
        using var saved = await SaveAsync(host, officer, id, (field, "-"));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await using var context = host.CreateContext();
        var mapping = CodeMappingJson.Read((await context.Questionnaires.SingleAsync(Cancellation)).Mapping)!;
        Assert.True(mapping.Codes.Count > 1);
        Assert.All(mapping.Codes.Values, c => Assert.Equal(KeyValuePair.Create("3", (string?)null), Assert.Single(c)));
        using var cleared = await SaveAsync(host, officer, id, (field, ""));
        Assert.Null((await context.Questionnaires.AsNoTracking().SingleAsync(Cancellation)).Mapping);
    }

    [Fact]
    public async Task Save_OfTwoItemsIntoOne_OrOfAnOlderRevision_IsRefusedInASentence()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var id = world.VersionB.QuestionnaireId;
        await ReplaceAsync(host, id, officer, j => j.Replace("\"access\"", "\"way_in\"", StringComparison.Ordinal).Replace("\"procedure\"", "\"papers\"", StringComparison.Ordinal));

        using var two = await SaveAsync(host, officer, id, ("item.access", "way_in"), ("item.procedure", "way_in"));
        using var old = await officer.PostToAsync("/language", $"/design/questionnaires/{id}/mapping", ("Revision", "0"), ("item.access", "way_in"));
        using var unknown = await SaveAsync(host, officer, id, ("item.access", "comment"));

        Assert.Contains("không thể thành một", await Publishing.RefusalAsync(two), StringComparison.Ordinal);
        Assert.Contains("vừa được sửa", await Publishing.RefusalAsync(old), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Null((await host.CreateContext().Questionnaires.SingleAsync(Cancellation)).Mapping);
    }

    [Fact]
    public async Task Saving_AfterApproval_MakesItOutdated()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        var id = world.VersionB.QuestionnaireId;
        await ReplaceAsync(host, id, officer, j => j.Replace("\"access\"", "\"way_in\"", StringComparison.Ordinal));
        (await SaveAsync(host, officer, id, ("item.access", "-"))).Dispose();
        (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();
        (await Publishing.StepAsync(host, approver, id, "Approve")).Dispose();
        (await SaveAsync(host, officer, id, ("item.access", "way_in"))).Dispose();

        using var refused = await Publishing.StepAsync(host, officer, id, "");

        Assert.Contains("chưa được duyệt", await Publishing.RefusalAsync(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_WithATranslationOlderThanItsSource_NeedsADeliberateYes()
    {
        await using var host = await StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        using var approver = await StaffClient.SignInAsync(host, (Role.Approver, world.B));
        var id = world.VersionB.QuestionnaireId;
        await ReplaceAsync(host, id, officer, j =>
        {
            var draft = Sample.QuestionnaireOf(j);
            return QuestionnaireJson.Write(draft with { Title = draft.Title.With("vi", "Lời gốc đã đổi mà chưa dịch lại") });
        });
        (await Publishing.StepAsync(host, officer, id, "Submit")).Dispose();
        (await Publishing.StepAsync(host, approver, id, "Approve")).Dispose();

        using var refused = await Publishing.StepAsync(host, officer, id, "");
        using var published = await Publishing.StepAsync(host, officer, id, "", ("withStale", "true"));

        Assert.Contains("bản dịch cũ hơn", await Publishing.RefusalAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
    }

    private static Task<SurveyHost> StartAsync() => SurveyHost.StartAsync(new SurveyHostStart { Services = SecureWorld.HashCheaply, Settings = SecureWorld.Unlimited });

    private static async Task<HttpResponseMessage> SaveAsync(SurveyHost host, StaffClient officer, long id, params (string, string)[] fields)
    {
        var revision = (await host.CreateContext().Questionnaires.SingleAsync(q => q.Id == id, Cancellation)).Revision;
        return await officer.PostToAsync("/language", $"/design/questionnaires/{id}/mapping", [("Revision", $"{revision}"), .. fields]);
    }

    // As an import over the draft does it: nobody followed the codes.
    private static async Task ReplaceAsync(SurveyHost host, long id, StaffClient by, Func<string, string> edit)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<Data.SurveyDbContext>();
        var stored = await context.Questionnaires.SingleAsync(q => q.Id == id, Cancellation);
        var json = edit(stored.Draft);
        Sample.QuestionnaireOf(json);
        scope.ServiceProvider.GetRequiredService<DraftStore>().Replace(stored, json, by.Account.Id, "questionnaire_replaced");
        await context.SaveChangesAsync(Cancellation);
    }

    private static string WithoutTheMiddle(string json)
    {
        var draft = Sample.QuestionnaireOf(json);
        Scale Without(Scale scale) => scale.Code != draft.Scales[0].Code ? scale : scale with { Points = [.. scale.Points.Where(p => p.Code != "3")] };
        return QuestionnaireJson.Write(draft with
        {
            Scales = [.. draft.Scales.Select(Without)],
            Sections = [.. draft.Sections.Select(s => s with { Items = [.. s.Items.Select(i => i is ScaleItem x ? x with { Scale = Without(x.Scale) } : i)] })],
        });
    }
}
