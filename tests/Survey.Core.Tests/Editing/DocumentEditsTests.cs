using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Core.Tests.Questionnaires;
using static Survey.Core.Tests.Editing.ItemEditsTests;

namespace Survey.Core.Tests.Editing;

public sealed class DocumentEditsTests
{
    private static Questionnaire Sample => SampleQuestionnaire.Questionnaire;

    [Fact]
    public void AddSection_HasAnItem_SinceNoSectionIsEmpty()
    {
        var result = SectionEdits.Add(Sample, "Thái độ phục vụ", "a", ItemKind.Scale, "Có lịch sự không?");

        Assert.Equal("thai_do_phuc_vu", result.Code);
        Assert.Equal(["a", "thai_do_phuc_vu", "b"], Made(result).Sections.Select(s => s.Code));
        Assert.Equal("co_lich_su_khong", Made(result).Sections[1].Items.Single().Code);
    }

    [Fact]
    public void DuplicateSection_CopiesItemsUnderCodesOfTheirOwn_AndTheirConditionsAmongThemselves()
    {
        var q = Made(ItemEdits.Add(Sample, ItemKind.Scale, "b", "Hỏi trước"));
        q = Made(ItemEdits.Add(q, ItemKind.LongText, "b", "Hỏi sau"));
        q = Made(ItemEdits.SetShowIf(q, "hoi_sau", new AnsweredCondition("hoi_truoc", true)));

        var result = SectionEdits.Duplicate(q, "b");

        var made = Made(result);
        Assert.Equal(["a", "b", result.Code], made.Sections.Select(s => s.Code));
        Assert.Equal(made.Sections[1].Items.Select(i => i.Text), made.Sections[2].Items.Select(i => i.Text));
        var asked = Assert.IsType<AnsweredCondition>(made.Sections[2].Items.Single(i => i.Text.In("vi") == "Hỏi sau").ShowIf).Item;
        Assert.Equal(made.Sections[2].Items.Single(i => i.Text.In("vi") == "Hỏi trước").Code, asked);
        Assert.NotEqual("hoi_truoc", asked);
        AssertRefused(EditRefusal.Missing, "none", SectionEdits.Duplicate(q, "none"));
    }

    [Fact]
    public void MoveSection_BeforeWhatItAsksAbout_IsRefused()
    {
        AssertRefused(EditRefusal.ConditionBeforeItem, "b", SectionEdits.MoveUp(Sample, "b"));
        AssertRefused(EditRefusal.AtEdge, "b", SectionEdits.MoveDown(Sample, "b"));
        Assert.Equal("b", Made(SectionEdits.MoveUp(Made(SectionEdits.SetShowIf(Unconditional(), "b", null)), "b")).Sections[0].Code);
    }

    [Fact]
    public void DeleteSection_TellsItsItemsAndWhatReferredToThem()
    {
        var consequences = SectionEdits.Consequences(Sample, "a");

        Assert.Equal(6, consequences.Count(c => c.Kind == ConsequenceKind.ItemDropped));
        Assert.Contains(new Consequence(ConsequenceKind.ConditionDropped, "section:b"), consequences);
        Assert.Contains(new Consequence(ConsequenceKind.OverallCleared, "head", "overall"), consequences);
        AssertRefused(EditRefusal.TooFew, "sections", SectionEdits.Delete(Made(SectionEdits.Delete(Sample, "a")), "b"));
    }

    [Fact]
    public void SectionTexts_BlankInTheSource_GoWithTheirTranslations()
    {
        var q = Made(SectionEdits.SetTexts(Sample, "a", "en", "Part one", null));
        Assert.Equal("Part one", q.Sections[0].Title!.In("en"));

        q = Made(SectionEdits.SetTexts(q, "a", "vi", "", null));
        Assert.Null(q.Sections[0].Title);
        Assert.NotNull(q.Sections[0].Text);
        AssertRefused(EditRefusal.BadText, "section.a.title", SectionEdits.SetTexts(q, "a", "en", "Part one", null));
    }

    [Fact]
    public void Languages_AreAddedMovedAndRemovedWithTheirTexts()
    {
        var q = Made(HeadEdits.AddLanguage(Sample, "km"));
        q = Made(TextEdits.Set(q, "title", "km", "ថ្ងៃ"));
        Assert.Equal(["vi", "km", "en"], Made(HeadEdits.MoveLanguage(q, "km", 1)).Languages);
        Assert.Equal(QuestionnaireJson.Write(Sample), QuestionnaireJson.Write(Made(HeadEdits.RemoveLanguage(q, "km"))));

        AssertRefused(EditRefusal.SourceLanguage, "vi", HeadEdits.RemoveLanguage(q, "vi"));
        var result = HeadEdits.MoveLanguage(q, "en", 0);
        AssertRefused(EditRefusal.SourceLanguage, "en", result);
        Assert.Equal($"{TextEdits.All(q).Count - 1}", result.Problem!.Arguments[1]);
        AssertRefused(EditRefusal.BadCode, "EN", HeadEdits.AddLanguage(q, "EN"));
        AssertRefused(EditRefusal.BadCode, "vi", HeadEdits.AddLanguage(q, "vi"));
    }

    [Fact]
    public void SetOverall_TakesScaleItemsOnly()
    {
        Assert.Equal("access", Made(HeadEdits.SetOverall(Sample, "access")).Overall);
        Assert.Null(Made(HeadEdits.SetOverall(Sample, null)).Overall);
        AssertRefused(EditRefusal.NoScaleItem, "trips", HeadEdits.SetOverall(Sample, "trips"));
    }

    [Fact]
    public void Texts_OfAllPlaces_AreSetByTheirKeys()
    {
        var q = Sample;
        foreach (var text in TextEdits.All(Sample))
        {
            q = Made(TextEdits.Set(q, text.Key, "en", "EN " + text.Key));
        }

        Assert.All(TextEdits.All(q), t => Assert.Equal("EN " + t.Key, t.Text.In("en")));
        Assert.Equal(TextEdits.All(Sample).Count, TextEdits.All(q).Select(t => t.Key).Distinct().Count());
    }

    [Fact]
    public void Texts_OfWhatMayNotBeAbsent_AreRefusedAllOrNone()
    {
        var result = TextEdits.Set(Sample, "vi", new Dictionary<string, string?> { ["lead"] = "Khác", ["scale.five.5"] = "" });

        AssertRefused(EditRefusal.BadText, "scale.five.5", result);
        AssertRefused(EditRefusal.Missing, "item.gone.text", TextEdits.Set(Sample, "item.gone.text", "vi", "x"));
        AssertRefused(EditRefusal.BadText, "title", TextEdits.Set(Sample, "title", "vi", new string('x', 2001)));
    }

    [Fact]
    public void AddIndex_HasADimensionForEachSectionWithScaleItems()
    {
        var result = IndexEdits.Add(Sample, "Hài lòng");
        var index = Made(result).Indices.Single(x => x.Code == result.Code);

        Assert.Equal(["a", "b"], index.Dimensions.Select(d => d.Code));
        Assert.Equal(["overall"], index.Dimensions[0].Items.Select(i => i.Code));
        // The item on the other scale has other scores and cannot stand in the same dimension.
        Assert.Equal(["access"], index.Dimensions[1].Items.Select(i => i.Code));
        Assert.Equal("Yếu tố 2", index.Dimensions[1].Title.In("vi"));
        AssertRefused(EditRefusal.NoScaleItem, "", IndexEdits.Add(Made(ItemEdits.ChangeKind(OneItem(), "overall", ItemKind.Number)), "x"));
    }

    [Fact]
    public void Dimensions_TakeItemsFromEachOther_AndRefuseOtherScores()
    {
        AssertRefused(EditRefusal.DifferentScores, "access", DimensionEdits.AddItem(Sample, "main", "d2", "access"));

        var moved = Made(DimensionEdits.Add(Sample, "main", "Tiếp cận", "access"));
        Assert.Equal(["d1", "d2", "tiep_can"], moved.Indices[0].Dimensions.Select(d => d.Code));
        Assert.True(moved.Indices[0].Dimensions[2].Items[0].Reversed);

        var back = DimensionEdits.AddItem(moved, "main", "d1", "access");
        Assert.Equal([new Consequence(ConsequenceKind.DimensionDropped, "index:main", "tiep_can")], back.Consequences);
        Assert.Equal(QuestionnaireJson.Write(Sample), QuestionnaireJson.Write(Made(back)));
        AssertRefused(EditRefusal.NoScaleItem, "trips", DimensionEdits.AddItem(Sample, "main", "d1", "trips"));
    }

    [Fact]
    public void DimensionItem_CountsAsChosen()
    {
        var q = Made(DimensionEdits.SetItem(Sample, "main", "access", ["5", "3"], reversed: false));
        Assert.Equal(["5", "3"], q.Indices[0].Dimensions[0].Items[1].Positive!);
        Assert.False(q.Indices[0].Dimensions[0].Items[1].Reversed);
        AssertRefused(EditRefusal.Missing, "na", DimensionEdits.SetItem(Sample, "main", "access", ["na"], false));
    }

    [Fact]
    public void IndexAndDimension_SettingsAreKept_OrRefusedByName()
    {
        var q = Made(IndexEdits.Set(Sample, "main", new IndexSettings { Title = "Tên", Method = IndexMethod.MeanScore, RollUp = RollUpRule.Pooled, MinimumBase = 30 }));
        Assert.Equal((IndexMethod.MeanScore, RollUpRule.Pooled, 30), (q.Indices[0].Method, q.Indices[0].RollUp, q.Indices[0].MinimumBase));

        q = Made(DimensionEdits.Set(q, "main", "d1", "en", "One", 0.5m));
        Assert.Equal((0.5m, "One"), (q.Indices[0].Dimensions[0].Weight, q.Indices[0].Dimensions[0].Title.In("en")));
        AssertRefused(EditRefusal.BadNumber, "weight", DimensionEdits.Set(q, "main", "d1", null, null, 0));
        AssertRefused(EditRefusal.BadNumber, "minimumBase", IndexEdits.Set(q, "main", new IndexSettings { MinimumBase = 0 }));
        AssertRefused(EditRefusal.BadNumber, "methodVersion", IndexEdits.Set(q, "main", new IndexSettings { MethodVersion = 2 }));
        AssertRefused(EditRefusal.TooFew, "dimensions", DimensionEdits.Remove(Made(DimensionEdits.Remove(q, "main", "d1")), "main", "d2"));
        Assert.Equal("d2", Made(DimensionEdits.MoveUp(q, "main", "d2")).Indices[0].Dimensions[0].Code);
    }

    [Fact]
    public void OverallItems_AreNamedFollowedAndMissed()
    {
        var q = Made(IndexEdits.Set(Sample, "main", new IndexSettings { Factor = FactorRule.OverallItem }));
        Assert.Equal(["access", "deep"], q.Indices[0].Dimensions.Select(d => d.Overall!));

        var renamed = Made(ItemEdits.ChangeCode(q, "access", "reach"));
        Assert.Equal("reach", renamed.Indices[0].Dimensions[0].Overall);

        var gone = ItemEdits.Delete(q, "access");
        Assert.Contains(new Consequence(ConsequenceKind.OverallItemDropped, "index:main", "access"), gone.Consequences);
        Assert.Equal((FactorRule.Pooled, null), (Made(gone).Indices[0].Factor, Made(gone).Indices[0].Dimensions[0].Overall));

        var added = Made(DimensionEdits.Add(q, "main", "Chung", "overall"));
        Assert.Equal("overall", added.Indices[0].Dimensions[^1].Overall);
    }

    [Fact]
    public void NegativePoints_FollowTheScaleAndNeverMeetThePositive()
    {
        var q = SampleQuestionnaire.Read(SampleQuestionnaire.With("$.indices[0].dimensions[0].items[0].negative", "[\"1\", \"2\"]"));

        Assert.Equal(["1", "bad"], Item(Made(ScaleEdits.ChangePointCode(q, "five", "2", "bad"))).Negative!);
        var ticked = Made(DimensionEdits.SetItem(q, "main", "overall", ["5", "2"], reversed: false));
        Assert.Equal(["1"], Item(ticked).Negative!);
        Assert.Null(Item(Made(DimensionEdits.SetItem(q, "main", "overall", ["1", "2"], reversed: false))).Negative);
        // Without codes of its own, reversal makes the low scores positive.
        Assert.Null(Item(Made(DimensionEdits.SetItem(q, "main", "overall", null, reversed: true))).Negative);

        static DimensionItem Item(Questionnaire q) => q.Indices[0].Dimensions[0].Items[0];
    }

    [Fact]
    public void Method_ThatCannotCountAnItem_IsRefused_AndGradesGoWithPoints()
    {
        AssertRefused(EditRefusal.NoScaleItem, "overall", IndexEdits.Set(Sample, "main", new IndexSettings { Method = IndexMethod.ExpectationMet }));

        var points = Made(IndexEdits.Set(Sample, "main", new IndexSettings { Method = IndexMethod.Points }));
        var rating = new RatingDefinition { Grades = [new() { Code = "all", Title = points.Title, From = 0 }] };
        var rated = Made(EditResult.Checked(points with { Indices = [points.Indices[0] with { Rating = rating }] }));
        Assert.Equal("index.main.grade.all", TextEdits.All(rated)[^1].Key);
        Assert.Null(Made(IndexEdits.Set(rated, "main", new IndexSettings { Method = IndexMethod.MeanScore })).Indices[0].Rating);
    }

    [Fact]
    public void ConditionView_ShowsOneLevelOfGroups_AndLeavesDeeperOnesAlone()
    {
        var flat = new AllCondition([new IsCondition("overall", ["1"]), new AnyCondition([new AtLeastCondition("trips", 2), new NotCondition(new IsCondition("sex", ["male"]))])]);

        var view = ConditionBuilder.View(flat)!;

        Assert.False(view.MatchAny);
        Assert.Equal(ConditionOperator.IsAnyOf, Assert.IsType<ConditionRow>(view.Parts[0]).Operator);
        var group = Assert.IsType<ConditionGroup>(view.Parts[1]);
        Assert.True(group.MatchAny);
        Assert.Equal([ConditionOperator.AtLeast, ConditionOperator.IsNoneOf], group.Rows.Select(r => r.Operator));
        Assert.Null(ConditionBuilder.View(new AllCondition([new AnyCondition([flat])])));
        Assert.Null(ConditionBuilder.View(new NotCondition(flat)));
        Assert.Empty(ConditionBuilder.View(null)!.Parts);
        Assert.Null(ConditionBuilder.Build(new ConditionView(true, [new ConditionRow("sex", ConditionOperator.IsAnyOf, [], null)])));
        Assert.Equal(["overall", "sex", "wishes", "trips", "hours"], ConditionBuilder.ItemsBeforeSection(Sample, "b").Select(i => i.Code));
        Assert.Equal(["overall", "sex"], ConditionBuilder.EarlierItems(Sample, "wishes").Select(i => i.Code));
    }

    private static Questionnaire Unconditional() =>
        Made(ItemEdits.SetShowIf(Made(SectionEdits.SetShowIf(Sample, "b", null)), "deep", null));

    private static Questionnaire OneItem() => SampleQuestionnaire.Read("""
        {"format": 1, "code": "one", "languages": ["vi"], "title": {"vi": "Một"}, "indices": [],
         "scales": [{"code": "s", "points": [{"code": "1", "score": 1, "label": {"vi": "Có"}}, {"code": "0", "score": 0, "label": {"vi": "Không"}}]}],
         "sections": [{"code": "s", "items": [{"code": "overall", "kind": "scale", "text": {"vi": "Chung?"}, "scale": "s"}]}]}
        """);
}
