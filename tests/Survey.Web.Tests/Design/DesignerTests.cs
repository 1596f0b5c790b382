using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design;

/// <summary>Every edit of the designer by plain forms, as a browser without script sends them.</summary>
public sealed class DesignerTests : IAsyncLifetime
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
    public async Task Get_OfEveryThing_SelectsItInListPaperAndProperties()
    {
        var draft = await DraftAsync();
        string[] things = ["head", .. draft.Sections.Select(s => "section:" + s.Code), .. draft.Items.Select(i => "item:" + i.Code), .. draft.Scales.Select(s => "scale:" + s.Code), .. draft.Indices.Select(i => "index:" + i.Code)];
        foreach (var at in things)
        {
            var page = await _officer.OpenAsync(Id, at);

            Assert.Equal($"?at={at}", page.QuerySelector("#outline [aria-current]")!.GetAttribute("href"));
            Assert.Equal(at.StartsWith("item:", StringComparison.Ordinal) || at is "head" || at.StartsWith("section:", StringComparison.Ordinal), page.QuerySelector("#paper .block.on") is not null);
            Assert.NotNull(page.QuerySelector("#properties form"));
            Assert.Empty(page.QuerySelectorAll("[style], [onclick]"));
        }
    }

    [Fact]
    public async Task Save_OfEveryThingUnchanged_KeepsTheDocumentAndMakesNoRevision()
    {
        var (before, draft) = (await StoredAsync(), await DraftAsync());
        string[] things = ["head", .. draft.Sections.Select(s => "section:" + s.Code), .. draft.Items.Select(i => "item:" + i.Code), .. draft.Scales.Select(s => "scale:" + s.Code), .. draft.Indices.Select(i => "index:" + i.Code)];
        foreach (var at in things)
        {
            using var saved = await _officer.SendAsync(Id, at, DesignerForm.Properties, "save");
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }

        var after = await StoredAsync();
        Assert.Equal((before.Draft, before.Revision), (after.Draft, after.Revision));
    }

    [Fact]
    public async Task Item_Reworded_IsSavedInEachLanguageAndStaysSelected()
    {
        using var saved = await _officer.SendAsync(Id, "item:access", DesignerForm.Properties, "save",
            ("t.text.vi", "Chỗ chờ\nthế nào? "), ("t.text.en", "How was the waiting room?"), ("t.hint.vi", "Ghế, quạt."), ("required", "true"));

        Assert.EndsWith("?at=item:access", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        var item = (await DraftAsync()).FindItem("access")!;
        Assert.Equal(("Chỗ chờ thế nào?", "How was the waiting room?", "Ghế, quạt.", true), (item.Text.In("vi"), item.Text.In("en"), item.Hint!.In("vi"), item.Required));
        Assert.Contains("Đã lưu lúc", (await _officer.OpenAsync(Id, "item:access")).GetElementById("status")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_WithoutTheSourceText_IsRefusedAtItsFieldAndKeepsWhatWasTyped()
    {
        using var refused = await _officer.SendAsync(Id, "item:access", DesignerForm.Properties, "save", ("t.text.vi", " "), ("t.text.en", "Kept"));

        var page = await StaffClient.ReadAsync(refused);
        Assert.NotNull(page.QuerySelector("#problems a[href='#t.text.vi']"));
        Assert.Equal("Kept", page.GetElementById("t.text.en")!.TextContent);
        Assert.NotEqual("Kept", (await DraftAsync()).FindItem("access")!.Text.In("en"));
    }

    [Fact]
    public async Task Choice_OptionsAddedMovedRemoved_KeepTheirCodes()
    {
        var code = await AddAsync("item:access", "single", "Đi bằng gì?");
        var at = "item:" + code;
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("o.0.t.vi", "Xe máy"), ("o.new.vi", "Xe buýt"), ("o.new.en", "Bus"))).Dispose();
        Assert.Equal(["lua_chon_1", "lua_chon_2", "xe_buyt"], await OptionsAsync(code));

        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "option_up.xe_buyt", ("o.1.t.vi", "Đi bộ"))).Dispose();
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "option_removed.lua_chon_2")).Dispose();

        Assert.Equal(["lua_chon_1", "xe_buyt"], await OptionsAsync(code));
        var item = (SingleChoiceItem)(await DraftAsync()).FindItem(code)!;
        Assert.Equal(["Xe máy", "Xe buýt"], item.Options.Select(o => o.Label.In("vi")));
        using var least = await _officer.SendAsync(Id, at, DesignerForm.Properties, "option_removed.xe_buyt");
        Assert.Contains("ít nhất 2", (await StaffClient.ReadAsync(least)).GetElementById("problems")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Multiple_KnowsExclusiveOptionsAndAMost()
    {
        var code = await AddAsync("item:access", "multiple", "Cần gì thêm?");
        (await _officer.SendAsync(Id, "item:" + code, DesignerForm.Properties, "save", ("o.new.vi", "Không cần gì"), ("most", "2"))).Dispose();
        (await _officer.SendAsync(Id, "item:" + code, DesignerForm.Properties, "save", ("o.2.exclusive", "true"))).Dispose();

        var item = (MultipleChoiceItem)(await DraftAsync()).FindItem(code)!;
        Assert.Equal((2, true), (item.MaxChoices, item.Options[2].Exclusive));
        using var refused = await _officer.SendAsync(Id, "item:" + code, DesignerForm.Properties, "save", ("most", "7"));
        Assert.NotNull((await StaffClient.ReadAsync(refused)).QuerySelector("#problems a[href='#most']"));
    }

    [Fact]
    public async Task Number_KnowsBoundsUnitAndBands()
    {
        var code = await AddAsync("item:access", "number", "Chờ bao nhiêu phút?");
        (await _officer.SendAsync(Id, "item:" + code, DesignerForm.Properties, "save",
            ("max", "240"), ("decimals", "1"), ("min", "0,5"), ("t.unit.vi", "phút"), ("b.new.vi", "Đến 10"), ("b.new.to", "10"))).Dispose();
        (await _officer.SendAsync(Id, "item:" + code, DesignerForm.Properties, "band_removed.den_75")).Dispose();

        var item = (NumberItem)(await DraftAsync()).FindItem(code)!;
        Assert.Equal((0.5m, 240m, 1, "phút"), (item.Min, item.Max, item.Decimals, item.Unit!.In("vi")));
        Assert.Equal([10m, 25m, 50m, null], item.Bands.Select(b => b.UpTo));
        using var wrong = await _officer.SendAsync(Id, "item:" + code, DesignerForm.Properties, "save", ("min", "nhiều"));
        Assert.NotNull((await StaffClient.ReadAsync(wrong)).QuerySelector("#problems a[href='#min']"));
        using var upsideDown = await _officer.SendAsync(Id, "item:" + code, DesignerForm.Properties, "save", ("min", "300"));
        Assert.NotNull((await StaffClient.ReadAsync(upsideDown)).GetElementById("problems"));
    }

    [Fact]
    public async Task Kind_Changed_TellsWhatWentElsewhere()
    {
        using var saved = await _officer.SendAsync(Id, "item:overall", DesignerForm.Properties, "save", ("kind", "single"));

        Assert.IsType<SingleChoiceItem>((await DraftAsync()).FindItem("overall"));
        Assert.Null((await DraftAsync()).Overall);
        using var page = await _officer.Http.GetAsync(saved.Headers.Location, Cancellation);
        Assert.Contains("câu hài lòng chung", (await StaffClient.ReadAsync(page)).GetElementById("told")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Condition_BuiltFromLists_SaysWhatWasChosen()
    {
        (await _officer.SendAsync(Id, "item:comment", DesignerForm.Properties, "save", ("c.new", "overall"))).Dispose();
        Assert.Equal(new AnsweredCondition("overall", true), (await DraftAsync()).FindItem("comment")!.ShowIf);

        (await _officer.SendAsync(Id, "item:comment", DesignerForm.Properties, "save", ("c.0.code", "1"), ("c.new", "access"))).Dispose();
        (await _officer.SendAsync(Id, "item:comment", DesignerForm.Properties, "save", ("c.join", "any"), ("c.1.op", "unanswered"))).Dispose();

        var any = Assert.IsType<AnyCondition>((await DraftAsync()).FindItem("comment")!.ShowIf);
        Assert.Equal(["1"], Assert.IsType<IsCondition>(any.Parts[0]).Codes);
        Assert.Equal(new AnsweredCondition("access", false), any.Parts[1]);
        Assert.Contains("Chỉ hỏi khi", (await _officer.OpenAsync(Id, "head")).GetElementById("paper")!.TextContent, StringComparison.Ordinal);

        (await _officer.SendAsync(Id, "item:comment", DesignerForm.Properties, "condition_removed.1")).Dispose();
        (await _officer.SendAsync(Id, "item:comment", DesignerForm.Properties, "condition_removed.0")).Dispose();
        Assert.Null((await DraftAsync()).FindItem("comment")!.ShowIf);
    }

    [Fact]
    public async Task Condition_ThatNoListCanSay_StaysWhenTheItemIsSaved()
    {
        var deep = new AllCondition([new AnsweredCondition("access", true), new NotCondition(new AllCondition([new AnsweredCondition("access", false), new AnsweredCondition("overall", true)]))]);
        await using (var context = _host.CreateContext())
        {
            var draft = await DraftAsync();
            var section = draft.Sections[0];
            var changed = draft with { Sections = [section with { Items = [.. section.Items.Select(i => i.Code == "comment" ? i with { ShowIf = deep } : i)] }] };
            await context.Questionnaires.ExecuteUpdateAsync(s => s.SetProperty(q => q.Draft, QuestionnaireJson.Write(changed)), Cancellation);
        }

        (await _officer.SendAsync(Id, "item:comment", DesignerForm.Properties, "save", ("t.text.vi", "Góp ý?"))).Dispose();

        var item = (await DraftAsync()).FindItem("comment")!;
        Assert.Equal("Góp ý?", item.Text.In("vi"));
        Assert.Equal(2, Assert.IsType<AllCondition>(item.ShowIf).Parts.Count);
        Assert.IsType<NotCondition>(((AllCondition)item.ShowIf!).Parts[1]);
    }

    [Fact]
    public async Task Item_AddedMovedDuplicatedDeleted_AndAllTakenBack()
    {
        var before = (await StoredAsync()).Draft;
        var code = await AddAsync("item:access", "long_text", "Vì sao anh/chị chấm như vậy?");
        Assert.Equal("access", (await CodesAsync())[0]);
        Assert.Equal(code, (await CodesAsync())[1]);

        (await _officer.SendAsync(Id, "item:" + code, DesignerForm.Tools, "up")).Dispose();
        Assert.Equal(code, (await CodesAsync())[0]);
        using var copied = await _officer.SendAsync(Id, "item:" + code, DesignerForm.Tools, "duplicate");
        var copy = CodeOf(copied);
        Assert.Equal([code, copy], (await CodesAsync()).Take(2));
        using var asks = await _officer.Http.GetAsync($"/design/questionnaires/{Id}?at=item:access&ask=delete", Cancellation);
        var ask = await StaffClient.ReadAsync(asks);
        Assert.Contains("Chỉ số hài lòng", ask.GetElementById("ask")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("access", await CodesAsync());
        (await _officer.SendAsync(ask, DesignerForm.Ask, "delete")).Dispose();
        Assert.DoesNotContain("access", await CodesAsync());
        Assert.All((await DraftAsync()).Indices.SelectMany(i => i.Dimensions), d => Assert.DoesNotContain(d.Items, i => i.Code == "access"));

        for (var step = 0; step < 4; step++)
        {
            (await _officer.StepAsync(await _officer.OpenAsync(Id, "head"), "undo")).Dispose();
        }

        Assert.Equal(before, (await StoredAsync()).Draft);
        (await _officer.StepAsync(await _officer.OpenAsync(Id, "head"), "redo")).Dispose();
        Assert.Contains(code, await CodesAsync());
    }

    [Fact]
    public async Task Item_MovedBehindAnother_AsDraggingDoes()
    {
        var page = await _officer.OpenAsync(Id, "item:access");
        var fields = DesignerForm.FieldsOf(page.QuerySelector("#outline form")!).Concat([new("do", "place"), new("to", "service"), new("after", "result")]);

        using var moved = await DesignerForm.PostAsync(_officer, page, page.QuerySelector("#outline form")!.GetAttribute("action")!, fields);

        Assert.Equal(["procedure", "officer", "result", "access"], (await CodesAsync()).Take(4));
    }

    [Fact]
    public async Task Section_AddedFilledAndDeleted()
    {
        using var added = await _officer.SendAsync(Id, "head", "#outline form", "add_section");
        var section = CodeOf(added);
        (await _officer.SendAsync(Id, "section:" + section, DesignerForm.Properties, "save", ("t.title.vi", "Về anh/chị"), ("t.text.vi", "Hai câu."), ("c.new", "overall"))).Dispose();
        (await _officer.SendAsync(Id, "item:access", DesignerForm.Tools, "to", ("to", section))).Dispose();

        var made = (await DraftAsync()).Sections[1];
        Assert.Equal(("Về anh/chị", "Hai câu."), (made.Title!.In("vi"), made.Text!.In("vi")));
        Assert.Equal(new AnsweredCondition("overall", true), made.ShowIf);
        Assert.Equal("access", made.Items[^1].Code);

        (await _officer.SendAsync(await _officer.OpenAsync(Id, "section:" + section, "&ask=delete"), DesignerForm.Ask, "delete")).Dispose();
        Assert.Single((await DraftAsync()).Sections);
    }

    [Fact]
    public async Task Scale_PointsLabelsScoresAndFaces()
    {
        using var added = await _officer.SendAsync(Id, "head", "#outline form:has(#preset)", "add_scale", ("preset", "Agreement5"));
        var at = "scale:" + CodeOf(added);
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("p.0.t.vi", "Rất đồng ý"), ("p.new.vi", "Quá đồng ý"), ("na.t.vi", "Không rõ"), ("faces", "true"))).Dispose();
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "point_up.qua_dong_y")).Dispose();
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "point_removed.3")).Dispose();

        var scale = (await DraftAsync()).Scales[^1];
        Assert.Equal(["5", "4", "2", "qua_dong_y", "1"], scale.Points.Select(p => p.Code));
        Assert.Equal((6, "Rất đồng ý", "Không rõ", ScaleLook.Faces), (scale.Points[3].Score, scale.Points[0].Label.In("vi"), scale.NotApplicable!.Label.In("vi"), scale.Look));
        using var same = await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("p.0.score", "4"));
        Assert.Contains("cùng điểm", (await StaffClient.ReadAsync(same)).GetElementById("problems")!.TextContent, StringComparison.Ordinal);
        using var used = await _officer.SendAsync(await _officer.OpenAsync(Id, "scale:satisfaction5", "&ask=delete"), DesignerForm.Ask, "delete");
        Assert.Contains("còn dùng", (await StaffClient.ReadAsync(used)).GetElementById("problems")!.TextContent, StringComparison.Ordinal);
        (await _officer.SendAsync(await _officer.OpenAsync(Id, at, "&ask=delete"), DesignerForm.Ask, "delete")).Dispose();
        Assert.Equal(2, (await DraftAsync()).Scales.Count);
    }

    [Fact]
    public async Task Index_AsATree()
    {
        using var added = await _officer.SendAsync(Id, "head", "#outline form:not(:has(select)):last-of-type", "add_index");
        var at = "index:" + CodeOf(added);
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("t.title.vi", "Chỉ số thử"), ("method", "mean_score"), ("composite", "weighted"), ("rollup", "mean_of_units"), ("base", "10"))).Dispose();
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "leaf_removed.officer", ("d.0.weight", "0,4"))).Dispose();
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("d.new.vi", "Công chức"), ("d.new.item", "officer"))).Dispose();
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "dimension_up.cong_chuc", ("d.1.weight", "0,6"), ("d.1.i.0.reversed", "true"), ("d.1.i.0.positive", "1"))).Dispose();

        var index = (await DraftAsync()).Indices[^1];
        Assert.Equal(("Chỉ số thử", IndexMethod.MeanScore, CompositeRule.Weighted, RollUpRule.MeanOfUnits, 10), (index.Title.In("vi"), index.Method, index.Composite, index.RollUp, index.MinimumBase));
        Assert.Equal([0.6m, 0.4m], index.Dimensions.Select(d => d.Weight));
        var leaf = Assert.Single(index.Dimensions[0].Items);
        Assert.Equal(("officer", true), (leaf.Code, leaf.Reversed));
        Assert.Equal(["1"], leaf.Positive!);
        Assert.Contains("tổng trọng số: 1", (await _officer.OpenAsync(Id, at)).GetElementById("sum")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_OfPoints_HasGrades_ThatAreAddedChangedTakenAwayAndUndone()
    {
        using var added = await _officer.SendAsync(Id, "head", "#outline form:not(:has(select)):last-of-type", "add_index");
        var at = "index:" + CodeOf(added);
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("method", "points"))).Dispose();
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("r.new.vi", "Yếu"), ("r.new.from", "3"))).Dispose();
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("r.new.vi", "Tốt"), ("r.new.en", "Good"), ("r.new.from", "12,5"))).Dispose();
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("r.new.vi", "Khá"), ("r.new.from", "9"))).Dispose();

        // The first one begins at 0 whatever was typed, and each stands in its place.
        Assert.Equal([("tot", 12.5m), ("kha", 9m), ("yeu", 0m)], await GradesAsync());
        var page = await _officer.OpenAsync(Id, at);
        Assert.Contains("đến dưới 12,5 điểm", page.QuerySelector("#props")!.TextContent, StringComparison.Ordinal);

        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("r.0.from", "15"), ("r.0.t.en", "Excellent"))).Dispose();
        using var same = await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("r.1.from", "15"));
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Equal([("tot", 15m), ("kha", 9m), ("yeu", 0m)], await GradesAsync());
        Assert.Equal("Excellent", (await DraftAsync()).Indices[^1].Rating!.Grades[0].Title.In("en"));

        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "grade_removed.yeu")).Dispose();
        Assert.Equal([("tot", 15m), ("kha", 0m)], await GradesAsync());
        (await _officer.StepAsync(await _officer.OpenAsync(Id, at), "undo")).Dispose();
        Assert.Equal([("tot", 15m), ("kha", 9m), ("yeu", 0m)], await GradesAsync());

        async Task<IEnumerable<(string, decimal)>> GradesAsync() => (await DraftAsync()).Indices[^1].Rating!.Grades.Select(g => (g.Code, g.From));
    }

    [Fact]
    public async Task Index_CountsOverallItemsAndNegativePoints()
    {
        using var added = await _officer.SendAsync(Id, "head", "#outline form:not(:has(select)):last-of-type", "add_index");
        var at = "index:" + CodeOf(added);
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("method", "net_share"), ("factor", "overall_item"))).Dispose();
        var index = (await DraftAsync()).Indices[^1];
        Assert.Equal((IndexMethod.NetShare, FactorRule.OverallItem), (index.Method, index.Factor));
        Assert.All(index.Dimensions, d => Assert.Equal(d.Items[^1].Code, d.Overall));

        var first = index.Dimensions[0].Items[0];
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("d.0.overall", first.Code), ("d.0.i.0.negative", "1"))).Dispose();
        Assert.Equal((first.Code, "1"), await WorstAsync());

        // Another method keeps what it does not show.
        (await _officer.SendAsync(Id, at, DesignerForm.Properties, "save", ("method", "all_positive"), ("factor", "mean_of_items"))).Dispose();
        Assert.Equal((first.Code, "1"), await WorstAsync());

        async Task<(string?, string)> WorstAsync()
        {
            var dimension = (await DraftAsync()).Indices[^1].Dimensions[0];
            return (dimension.Overall, Assert.Single(dimension.Items[0].Negative!));
        }
    }

    [Fact]
    public async Task History_NamesScalesIndicesAndWhatIsGone_ByTheirWords()
    {
        using var scale = await _officer.SendAsync(Id, "head", "#outline form:has(#preset)", "add_scale", ("preset", "Agreement5"));
        (await _officer.SendAsync(Id, "scale:" + CodeOf(scale), DesignerForm.Properties, "save", ("p.0.t.vi", "Ưng lắm"))).Dispose();
        using var index = await _officer.SendAsync(Id, "head", "#outline form:not(:has(select)):last-of-type", "add_index");
        (await _officer.SendAsync(Id, "index:" + CodeOf(index), DesignerForm.Properties, "save", ("t.title.vi", "Chỉ số thử"))).Dispose();
        string[] there = [.. await StepsAsync()];
        (await _officer.SendAsync(await _officer.OpenAsync(Id, "index:" + CodeOf(index), "&ask=delete"), DesignerForm.Ask, "delete")).Dispose();
        (await _officer.SendAsync(await _officer.OpenAsync(Id, "scale:" + CodeOf(scale), "&ask=delete"), DesignerForm.Ask, "delete")).Dispose();
        string[] gone = [.. await StepsAsync()];

        Assert.StartsWith("sửa chỉ số “Chỉ số thử”", there[0], StringComparison.Ordinal);
        Assert.StartsWith("sửa thang “Ưng lắm … ", there[2], StringComparison.Ordinal);
        Assert.StartsWith("xóa thang “Ưng lắm … ", gone[0], StringComparison.Ordinal);
        Assert.StartsWith("xóa chỉ số “Chỉ số thử”", gone[1], StringComparison.Ordinal);
        Assert.StartsWith($"sửa chỉ số {CodeOf(index)} ", gone[2], StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string>> StepsAsync() => (await _officer.OpenAsync(Id, "head")).QuerySelectorAll("#history li").Select(l => l.TextContent.Trim());

    [Fact]
    public async Task Languages_AddedAndRemoved()
    {
        (await _officer.SendAsync(Id, "head", DesignerForm.Properties, "language_added", ("language", "km"))).Dispose();
        (await _officer.SendAsync(Id, "item:access", DesignerForm.Properties, "save", ("t.text.km", "កន្លែងរង់ចាំ"))).Dispose();
        Assert.Equal("កន្លែងរង់ចាំ", (await DraftAsync()).FindItem("access")!.Text.In("km"));
        var paper = (await _officer.OpenAsync(Id, "head", "&lang=km")).QuerySelector(".sheet")!;
        Assert.Equal("km", paper.GetAttribute("lang"));
        Assert.NotNull(paper.QuerySelector("span[lang=vi].untranslated"));

        (await _officer.SendAsync(Id, "head", DesignerForm.Properties, "language_removed.km")).Dispose();
        Assert.Equal(["vi", "en"], (await DraftAsync()).Languages);
    }

    [Fact]
    public async Task TwoOfficers_InDifferentPlaces_AreMerged_InTheSamePlace_SeeBothWordings()
    {
        using var second = await StaffClient.SignInAsync(_host, (Role.Officer, _world.Root));
        var (hers, other) = (await second.OpenAsync(Id, "item:access"), await second.OpenAsync(Id, "item:result"));
        (await _officer.SendAsync(Id, "item:access", DesignerForm.Properties, "save", ("t.text.vi", "Của người thứ nhất"))).Dispose();

        using var merged = await second.SendAsync(other, DesignerForm.Properties, "save", ("t.text.vi", "Kết quả ra sao?"));
        using var clash = await second.SendAsync(hers, DesignerForm.Properties, "save", ("t.text.vi", "Của người thứ hai"));

        Assert.Equal(HttpStatusCode.Redirect, merged.StatusCode);
        var page = await StaffClient.ReadAsync(clash);
        Assert.Contains("Của người thứ nhất", page.QuerySelector("#conflict")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Của người thứ hai", page.GetElementById("t.text.vi")!.TextContent);
        Assert.Equal("Của người thứ nhất", (await DraftAsync()).FindItem("access")!.Text.In("vi"));
        Assert.Equal("Kết quả ra sao?", (await DraftAsync()).FindItem("result")!.Text.In("vi"));

        var revision = page.QuerySelector("#conflict button[name=Revision]")!.GetAttribute("value");
        using var mine = await second.SendAsync(page, DesignerForm.Properties, "save", ("Revision", revision));
        Assert.Equal("Của người thứ hai", (await DraftAsync()).FindItem("access")!.Text.In("vi"));
    }

    [Fact]
    public async Task Item_DeletedByAnother_ShowsWhatWasTyped()
    {
        using var second = await StaffClient.SignInAsync(_host, (Role.Officer, _world.Root));
        var hers = await second.OpenAsync(Id, "item:access");
        (await _officer.SendAsync(await _officer.OpenAsync(Id, "item:access", "&ask=delete"), DesignerForm.Ask, "delete")).Dispose();

        using var lost = await second.SendAsync(hers, DesignerForm.Properties, "save", ("t.text.vi", "Lời của tôi"));

        Assert.Contains("Lời của tôi", (await StaffClient.ReadAsync(lost)).QuerySelector("#conflict")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_OfWhatAnotherHasSavedMeanwhile_IsNotDoneUnseen()
    {
        using var second = await StaffClient.SignInAsync(_host, (Role.Officer, _world.Root));
        await AddAsync("item:access", "number", "Một?");
        var page = await _officer.OpenAsync(Id, "head");
        (await second.SendAsync(Id, "item:result", DesignerForm.Properties, "save", ("t.text.vi", "Kết quả ra sao?"))).Dispose();

        using var undone = await _officer.StepAsync(page, "undo");

        Assert.Equal("Kết quả ra sao?", (await DraftAsync()).FindItem("result")!.Text.In("vi"));
        Assert.Contains("(Cán bộ thử)", (await _officer.OpenAsync(Id, "head")).GetElementById("undo")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Section_Duplicated_StandsBehindItsOriginal_AndTheWayToTheBankIsThere()
    {
        var section = (await DraftAsync()).Sections[0].Code;

        using var copied = await _officer.SendAsync(Id, "section:" + section, DesignerForm.Tools, "duplicate");

        Assert.Equal(CodeOf(copied), (await DraftAsync()).Sections[1].Code);
        var page = await _officer.OpenAsync(Id, "item:access");
        Assert.NotNull(page.QuerySelector($"a[href='/design/bank/save?questionnaire={Id}&at=item:access']"));
        Assert.NotNull(page.QuerySelector($"a[href='/design/bank/put?into={Id}&after=item:access']"));
        Assert.NotNull(page.QuerySelector($"a[href='/design/questionnaires/{Id}/try']"));
    }

    [Fact]
    public async Task New_MakesABlankQuestionnaireThatCanBeDesigned()
    {
        using var made = await _officer.PostAsync("/design/questionnaires/new", ("Input.Title", "Việc đón tiếp hôm nay ra sao?"), ("Input.UnitId", $"{_world.B.Id}"),
            ("Input.Source", "vi"), ("Input.Languages", "km"), ("Input.Languages", "vi"));

        var page = await _officer.PageAsync(made.Headers.Location!.ToString());
        Assert.Equal("Việc đón tiếp hôm nay ra sao?", page.QuerySelector("h1")!.TextContent);
        await using var context = _host.CreateContext();
        var stored = await context.Questionnaires.SingleAsync(q => q.Code == "viec_don_tiep_hom_nay_ra", Cancellation);
        Assert.Equal(["vi", "km"], Sample.QuestionnaireOf(stored.Draft).Languages);
        using var nameless = await _officer.PostAsync("/design/questionnaires/new", ("Input.UnitId", $"{_world.B.Id}"), ("Input.Source", "vi"));
        Assert.NotNull((await StaffClient.ReadAsync(nameless)).QuerySelector("#problems a[href='#Title']"));
        using var foreign = await _officer.PostAsync("/design/questionnaires/new", ("Input.Title", "A"), ("Input.UnitId", $"{_world.A.Id}"), ("Input.Source", "vi"));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task Designer_OfAnotherUnit_IsNotThere()
    {
        using var neighbour = await StaffClient.SignInAsync(_host, (Role.Officer, _world.A));
        var page = await _officer.OpenAsync(Id, "item:access");
        var fields = DesignerForm.FieldsOf(page.QuerySelector(DesignerForm.Tools)!).Where(f => f.Key != "__RequestVerificationToken")
            .Append(new("do", "up")).Append(new("__RequestVerificationToken", await neighbour.TokenAsync("/language")));

        using var post = await DesignerForm.PostAsync(neighbour, page, page.QuerySelector(DesignerForm.Tools)!.GetAttribute("action")!, fields);

        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await neighbour.StatusOfAsync($"/design/questionnaires/{Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await neighbour.StatusOfAsync($"/design/questionnaires/{Id}/sheet"));
    }

    private async Task<string> AddAsync(string at, string kind, string wording)
    {
        using var added = await _officer.SendAsync(Id, at, DesignerForm.Add, "add." + kind, ("wording", wording));
        return CodeOf(added);
    }

    private static string CodeOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString().Split("?at=")[1].Split(':')[1].Split('&')[0];
    }

    private async Task<StoredQuestionnaire> StoredAsync()
    {
        await using var context = _host.CreateContext();
        return await context.Questionnaires.AsNoTracking().SingleAsync(q => q.Id == Id, Cancellation);
    }

    private async Task<Questionnaire> DraftAsync() => Sample.QuestionnaireOf((await StoredAsync()).Draft);

    private async Task<List<string>> CodesAsync() => [.. (await DraftAsync()).Items.Select(i => i.Code)];

    private async Task<IEnumerable<string>> OptionsAsync(string item) => ((SingleChoiceItem)(await DraftAsync()).FindItem(item)!).Options.Select(o => o.Code);
}
