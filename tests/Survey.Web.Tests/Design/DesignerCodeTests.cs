using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design;

/// <summary>Changing codes in a draft that descends from a published version.</summary>
public sealed class DesignerCodeTests : IAsyncLifetime
{
    private SurveyHost _host = null!;
    private DesignWorld _world = null!;
    private StaffClient _officer = null!;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private long Id => _world.VersionB.QuestionnaireId;

    public async ValueTask InitializeAsync()
    {
        _host = await SurveyHost.StartAsync();
        _world = await DesignWorld.CreateAsync(_host);
        _officer = await StaffClient.SignInAsync(_host, (Role.Officer, _world.B));
    }

    public async ValueTask DisposeAsync()
    {
        _officer.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task PublishedItem_RecodedAsTheSame_IsFollowedEverywhere_AndItsResultsGoOn()
    {
        var page = await _officer.OpenAsync(Id, "item:access");
        Assert.Equal(["", "same", "new"], page.GetElementById("code.became")!.QuerySelectorAll("option").Select(o => o.GetAttribute("value")));

        using var saved = await _officer.SendAsync(page, DesignerForm.Properties, "recode", ("code", "tiep_can"), ("code.became", "same"));

        Assert.EndsWith("?at=item:tiep_can", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        var draft = await DraftAsync();
        Assert.Contains(draft.Indices[0].Dimensions, d => d.Items.Any(i => i.Code == "tiep_can"));
        Assert.Equal("tiep_can", (await MappingAsync()).Item("access"));
        Assert.Equal("", (await ToldAsync(saved)).Trim());
        using var ordinary = await _officer.SendAsync(Id, "item:tiep_can", DesignerForm.Properties, "save", ("code", "khac"));
        Assert.NotNull((await DraftAsync()).FindItem("tiep_can"));
    }

    [Fact]
    public async Task PublishedItem_RecodedAsNew_EndsItsResults_AndSaysSo_UntilItIsUndone()
    {
        using var saved = await _officer.SendAsync(Id, "item:access", DesignerForm.Properties, "recode", ("code", "tiep_can"), ("code.became", "new"));

        Assert.Null((await MappingAsync()).Item("access"));
        Assert.NotNull((await DraftAsync()).FindItem("tiep_can"));
        Assert.Contains("không còn” cho mã “access”", await ToldAsync(saved), StringComparison.Ordinal);
        Assert.Null((await _officer.OpenAsync(Id, "item:tiep_can")).GetElementById("code.became"));
        Assert.Equal("-", (await _officer.PageAsync($"/design/questionnaires/{Id}/mapping")).QuerySelector("select[name='item.access'] option[selected]")!.GetAttribute("value"));

        (await _officer.StepAsync(await _officer.OpenAsync(Id, "item:tiep_can"), "undo")).Dispose();
        Assert.Equal("access", (await MappingAsync()).Item("access"));
        Assert.NotNull((await _officer.OpenAsync(Id, "item:access")).GetElementById("code.became"));
    }

    [Fact]
    public async Task PublishedItem_RecodedWithoutAChoice_IsRefusedAtThatField_AndKeepsWhatWasTyped()
    {
        using var refused = await _officer.SendAsync(Id, "item:access", DesignerForm.Properties, "recode", ("code", "tiep_can"), ("t.hint.vi", "Gợi ý đã gõ"));

        var page = await StaffClient.ReadAsync(refused);
        Assert.Contains("“access”", page.QuerySelector("#problems a[href='#code.became']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("“access”", page.GetElementById("code.became-e")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("true", "code.became-e"), (page.GetElementById("code.became")!.GetAttribute("aria-invalid"), page.GetElementById("code.became")!.GetAttribute("aria-describedby")));
        Assert.True(page.GetElementById("codes")!.HasAttribute("open"));
        Assert.Equal(("tiep_can", "Gợi ý đã gõ"), (page.GetElementById("code")!.GetAttribute("value"), page.GetElementById("t.hint.vi")!.TextContent));
        Assert.NotNull((await DraftAsync()).FindItem("access"));
        Assert.Empty((await MappingAsync()).Items);

        using var saved = await _officer.SendAsync(page, DesignerForm.Properties, "recode", ("code.became", "same"));
        Assert.Equal("tiep_can", (await MappingAsync()).Item("access"));
    }

    [Theory]
    [InlineData("same", "tuyet_voi")]
    [InlineData("new", null)]
    public async Task PublishedPoint_Recoded_IsMappedForEveryItemOfItsScale(string choice, string? became)
    {
        var scale = (await DraftAsync()).Scales[0];
        var users = (await DraftAsync()).Items.OfType<ScaleItem>().Where(i => i.Scale.Code == scale.Code).ToList();
        var (was, at) = (scale.Points[0].Code, "scale:" + scale.Code);

        using var refused = await _officer.SendAsync(Id, at, DesignerForm.Properties, "recode", ("code.0.to", "tuyet_voi"));
        var page = await StaffClient.ReadAsync(refused);
        using var saved = await _officer.SendAsync(page, DesignerForm.Properties, "recode", ("code.0.became", choice));

        Assert.Single(page.QuerySelectorAll("#problems p"));
        Assert.NotNull(page.QuerySelector("#problems a[href='#code.0.became']"));
        Assert.Null(page.GetElementById("code.became"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var mapping = await MappingAsync();
        Assert.True(users.Count > 1);
        Assert.All(users, i => Assert.Equal(became, mapping.Code(i.Code, was)));
        Assert.Equal("tuyet_voi", (await DraftAsync()).Scales[0].Points[0].Code);
    }

    [Fact]
    public async Task WhatWasNeverPublished_IsRecodedWithoutAQuestion()
    {
        using var added = await _officer.SendAsync(Id, "item:access", DesignerForm.Add, "add.single", ("wording", "Đi bằng gì?"));
        var code = added.Headers.Location!.ToString().Split("item:")[1];
        var page = await _officer.OpenAsync(Id, "item:" + code);

        using var saved = await _officer.SendAsync(page, DesignerForm.Properties, "recode", ("code", "phuong_tien"), ("code.0.to", "xe_may"));

        Assert.Null(page.GetElementById("code.became"));
        Assert.EndsWith("item:phuong_tien", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("xe_may", ((SingleChoiceItem)(await DraftAsync()).FindItem("phuong_tien")!).Options[0].Code);
        Assert.Null((await StoredAsync()).Mapping);
    }

    [Fact]
    public async Task TakenCode_IsRefusedAtItsField()
    {
        using var taken = await _officer.SendAsync(Id, "item:access", DesignerForm.Properties, "recode", ("code", "overall"), ("code.became", "new"));

        var page = await StaffClient.ReadAsync(taken);
        Assert.Contains("“overall”", page.QuerySelector("#problems a[href='#code']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("overall", "new"), (page.GetElementById("code")!.GetAttribute("value"), page.QuerySelector("[id='code.became'] option[selected]")!.GetAttribute("value")));
    }

    [Fact]
    public async Task PublishedItem_Deleted_SaysBeforeAndAfterThatItsResultsEnd()
    {
        var asks = await _officer.OpenAsync(Id, "item:access", "&ask=delete");
        using var deleted = await _officer.SendAsync(asks, DesignerForm.Ask, "delete");

        Assert.Contains("không còn", asks.QuerySelector(DesignerForm.Ask)!.TextContent, StringComparison.Ordinal);
        Assert.Contains("không còn” cho mã “access”", await ToldAsync(deleted), StringComparison.Ordinal);
        Assert.Null((await MappingAsync()).Item("access"));
        (await _officer.StepAsync(await _officer.OpenAsync(Id, "head"), "undo")).Dispose();
        Assert.Null((await StoredAsync()).Mapping);
    }

    [Fact]
    public async Task Section_Recoded_KeepsWhatWasTyped_AndStaysSelected_UnlessTheCodeIsNoCode()
    {
        var (section, before) = ((await DraftAsync()).Sections[0], (await StoredAsync()).Mapping);
        var at = "section:" + section.Code;

        using var refused = await _officer.SendAsync(Id, at, DesignerForm.Properties, "recode", ("code", "Phần 1"));
        using var saved = await _officer.SendAsync(Id, at, DesignerForm.Properties, "recode", ("code", "phan_dau"), ("t.title.vi", "Phần đầu"));

        Assert.NotNull((await StaffClient.ReadAsync(refused)).QuerySelector("#problems a[href='#code']"));
        Assert.EndsWith("?at=section:phan_dau", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        var now = (await DraftAsync()).Sections[0];
        Assert.Equal(("phan_dau", "Phần đầu"), (now.Code, now.Title!.In("vi")));
        Assert.Equal(section.Items.Select(i => i.Code), now.Items.Select(i => i.Code));
        Assert.Equal(before, (await StoredAsync()).Mapping);
    }

    [Theory]
    [InlineData("phone", "/sheet?lang=en")]
    [InlineData("desktop", "/sheet?lang=en")]
    [InlineData("paper", "/paper?lang=en&framed=true")]
    public async Task Preview_OfEachChoice_StandsInTheFrame_InTheChosenLanguage(string frame, string document)
    {
        var page = await _officer.OpenAsync(Id, "item:access", $"&lang=en&frame={frame}");

        var source = page.QuerySelector("iframe#live")!.GetAttribute("src")!;
        Assert.EndsWith(document, source, StringComparison.Ordinal);
        Assert.Equal($"?at=item:access&lang=en&frame={frame}", page.QuerySelectorAll(".look [aria-current]")[1].GetAttribute("href"));
        using var framed = await _officer.Http.GetAsync(source, Cancellation);
        Assert.Contains("frame-ancestors 'self'", framed.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var held = await StaffClient.ReadAsync(framed);
        Assert.Equal("en", held.DocumentElement.GetAttribute("lang"));
        Assert.Null(held.QuerySelector(".no-print"));
        using var saved = await _officer.SendAsync(page, DesignerForm.Properties, "save", ("t.text.en", "Asked on paper, too?"));
        Assert.EndsWith($"&frame={frame}", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Asked on paper, too?", (await _officer.PageAsync(source)).Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<string> ToldAsync(HttpResponseMessage saved) =>
        (await _officer.PageAsync(saved.Headers.Location!.ToString())).GetElementById("told")!.TextContent;

    private async Task<StoredQuestionnaire> StoredAsync()
    {
        await using var context = _host.CreateContext();
        return await context.Questionnaires.AsNoTracking().SingleAsync(q => q.Id == Id, Cancellation);
    }

    private async Task<Questionnaire> DraftAsync() => Sample.QuestionnaireOf((await StoredAsync()).Draft);

    private async Task<CodeMapping> MappingAsync() => CodeMappingJson.Read((await StoredAsync()).Mapping)!;
}
