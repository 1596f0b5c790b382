using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>Codes, limits, scales and languages of drafts made of other programs' questionnaires.</summary>
public sealed class ForeignDraftsTests
{
    [Fact]
    public void ReadLss_OfEveryType_MakesTheKindsThatCorrespond()
    {
        var questionnaire = ForeignSamples.Read("every_type.lss").Questionnaire!;

        Assert.Equal(["vi", "en", "de"], questionnaire.Languages);
        Assert.IsType<SingleChoiceItem>(questionnaire.FindItem("purpose"));
        Assert.True(questionnaire.FindItem("purpose")!.Required);
        Assert.False(questionnaire.FindItem("overall")!.Required);
        Assert.True(((TextItem)questionnaire.FindItem("channel_comment")!).Multiline);
        var problems = Assert.IsType<MultipleChoiceItem>(questionnaire.FindItem("problems"));
        Assert.Equal(3, problems.MaxChoices);
        Assert.Equal("sq009", Assert.Single(problems.Options, o => o.Exclusive).Code);
        var trips = Assert.IsType<NumberItem>(questionnaire.FindItem("trips"));
        Assert.Equal((1m, 20m, 0), (trips.Min, trips.Max, trips.Decimals));
        Assert.Equal("trips", trips.Unit!.In("en"));
        Assert.Equal(80, ((TextItem)questionnaire.FindItem("short")!).MaxLength);
        Assert.Null(questionnaire.FindItem("rank"));
        Assert.Null(questionnaire.FindItem("secret"));
    }

    [Fact]
    public void ReadLss_OfAnArray_MakesItemsThatShareAScaleWithTheBestScoredHighest()
    {
        var questionnaire = ForeignSamples.Read("every_type.lss").Questionnaire!;

        var rows = new[] { "sat_sq001", "sat_sq002", "sat_sq003", "satall" }.Select(c => (ScaleItem)questionnaire.FindItem(c)!).ToList();
        var scale = Assert.Single(rows.Select(r => r.Scale).Distinct());
        Assert.Equal([5, 4, 3, 2, 1], scale.Points.Select(p => p.Score));
        Assert.Equal("ao06", scale.NotApplicable!.Code);
        Assert.Equal("Ông bà hài lòng thế nào về: Thời gian chờ", rows[1].Text.In("vi"));
        Assert.Equal("How satisfied are you with: The waiting time", rows[1].Text.In("en"));
        Assert.Equal("Pick one per row.", rows[0].Hint!.In("en"));
    }

    [Fact]
    public void ReadLss_OfTheOlderLayout_ReadsBothLanguagesAndTheConditionsTable()
    {
        var questionnaire = ForeignSamples.Read("older_layout.lss").Questionnaire!;

        Assert.Equal(["en", "vi"], questionnaire.Languages);
        Assert.Equal("Ông bà bao nhiêu tuổi?", questionnaire.FindItem("age")!.Text.In("vi"));
        Assert.Equal(["1", "2"], Assert.IsType<IsCondition>(questionnaire.FindItem("care")!.ShowIf).Codes);
        Assert.IsType<AnyCondition>(questionnaire.FindItem("sore")!.ShowIf);
        Assert.IsType<AllCondition>(questionnaire.Sections[1].ShowIf);
        Assert.Equal([10, 5, 0], ((ScaleItem)questionnaire.FindItem("wait")!).Scale.Points.Select(p => p.Score));
    }

    [Fact]
    public void ReadSurveyJs_OfEveryType_MakesTheKindsThatCorrespond()
    {
        var questionnaire = ForeignSamples.Read("every_type.json").Questionnaire!;

        Assert.Equal(["vi", "en", "km"], questionnaire.Languages);
        Assert.Equal("Thank you!", questionnaire.Thanks!.In("en"));
        var clubs = Assert.IsType<MultipleChoiceItem>(questionnaire.FindItem("clubs"));
        Assert.Equal("none", Assert.Single(clubs.Options, o => o.Exclusive).Code);
        Assert.Equal(2, clubs.MaxChoices);
        Assert.Equal(["clubs"], [((IsCondition)questionnaire.FindItem("clubs_other")!.ShowIf!).Item]);
        var overall = Assert.IsType<ScaleItem>(questionnaire.FindItem("overall")).Scale;
        Assert.Equal(ScaleLook.Faces, overall.Look);
        Assert.Equal("5 – Very satisfied", overall.Points[4].Label.In("en"));
        Assert.Equal([3, 2, 1], ((ScaleItem)questionnaire.FindItem("words")!).Scale.Points.Select(p => p.Score));
        Assert.Equal(1, ((NumberItem)questionnaire.FindItem("distance")!).Decimals);
        Assert.Equal(18, ((NumberItem)questionnaire.FindItem("age")!).Max);
        Assert.True(questionnaire.FindItem("quality_teachers")!.Required);
        Assert.NotNull(questionnaire.Sections.Single(s => s.Code == "chi_phi").ShowIf);
        Assert.NotNull(questionnaire.FindItem("complaint")!.ShowIf);
    }

    [Fact]
    public void ReadSurveyJs_OfSeventyPages_JoinsThemIntoFiftySections()
    {
        var reading = ForeignSamples.Read("many_pages.json");

        Assert.Equal(QuestionnaireJson.MaxSections, reading.Questionnaire!.Sections.Count);
        Assert.Equal(105, reading.Questionnaire.Items.Count());
        Assert.Contains(reading.Report.Entries, e => e.Why.Contains("at most 50 sections", StringComparison.Ordinal));
        Assert.All(reading.Questionnaire.Items.Where(i => i is TextItem), i => Assert.NotNull(i.ShowIf));
    }

    [Fact]
    public void ReadSurveyJs_WithMoreItemsAndOptionsThanFit_LeavesTheRestOut()
    {
        var choices = string.Join(',', Enumerable.Range(1, 70));
        var items = string.Join(',', Enumerable.Range(1, 310).Select(i => $"{{\"type\":\"dropdown\",\"name\":\"q{i}\",\"choices\":[{(i == 1 ? choices : "1,2")}]}}"));

        var reading = ForeignSamples.ReadJson($"{{\"elements\":[{items}]}}");

        Assert.Equal(QuestionnaireJson.MaxItems, reading.Questionnaire!.Items.Count());
        Assert.Equal(QuestionnaireJson.MaxOptions, ((SingleChoiceItem)reading.Questionnaire.Items.First()).Options.Count);
        Assert.Equal(LossOutcome.LeftOut, reading.At("elements[309]").Outcome);
        Assert.Equal(LossOutcome.LeftOut, reading.At("elements[0].choices[60]").Outcome);
    }

    [Theory]
    [InlineData("Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied", true, 5)]
    [InlineData("Rất kém", "Kém", "Bình thường", "Tốt", "Rất tốt", true, 1)]
    [InlineData("Có, mỗi ngày", "Có, mỗi tuần", "Có, mỗi tháng", "Có, mỗi năm", "Không", false, 0)]
    [InlineData("Red", "Green", "Blue", "Yellow", "Black", false, 0)]
    public void ReadSurveyJs_OfAChoiceFromGoodToBad_MakesAScale(string a, string b, string c, string d, string e, bool isScale, int first)
    {
        var item = ForeignSamples.ReadJson($"{{\"elements\":[{{\"type\":\"radiogroup\",\"name\":\"q\",\"choices\":[\"{a}\",\"{b}\",\"{c}\",\"{d}\",\"{e}\"]}}]}}").Questionnaire!.Items.Single();

        Assert.Equal(isScale, item is ScaleItem);
        Assert.Equal(first, item is ScaleItem scale ? scale.Scale.Points[0].Score : 0);
    }

    [Fact]
    public void ReadSurveyJs_WithNamesThatAreNoCodes_MakesThemUniqueAndSaysSo()
    {
        var reading = ForeignSamples.ReadJson("""{"elements":[{"type":"text","name":"Câu hỏi 1"},{"type":"text","name":"cau-hoi-1"},{"type":"text","name":"유동성"},{"type":"text","name":"lang"},{"type":"text","name":"lang"}]}""");

        Assert.Equal(["cau_hoi_1", "cau_hoi_1_2", "item", "lang_2", "lang_3"], reading.Questionnaire!.Items.Select(i => i.Code));
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(LossOutcome.Changed, reading.At($"elements[{i}]").Outcome));
    }

    [Fact]
    public void ReadSurveyJs_WithoutDefaultTexts_TakesTheLanguageThatTheTextsAreIn()
    {
        var questionnaire = ForeignSamples.ReadJson("""{"title":{"es":"Encuesta","en":"Survey"},"elements":[{"type":"text","name":"a","title":{"es":"¿Nombre?"}},{"type":"text","name":"b","title":{"es":"¿Otro?","pt-br":"Outro?"}}]}""").Questionnaire!;

        Assert.Equal(["es", "en", "pt"], questionnaire.Languages);
        Assert.Equal("¿Nombre?", questionnaire.FindItem("a")!.Text.In("es"));
    }

    [Fact]
    public void ReadSurveyJs_InAnEnvelope_ReadsWhatIsInside()
    {
        var reading = ForeignSamples.ReadJson("""{"id":7,"survey":{"elements":[{"type":"text","name":"a"}]}}""");

        Assert.Equal("a", reading.Questionnaire!.Items.Single().Code);
        Assert.Equal(LossOutcome.LeftOut, reading.At("id").Outcome);
    }

    [Fact]
    public void ReadSurveyJs_WithTitledPanels_KeepsTheWordsOfThePageAroundThem()
    {
        var reading = ForeignSamples.ReadJson("""
            {"pages":[
              {"name":"a","title":"Page A","elements":[{"type":"panel","name":"p","title":"Only a picture","elements":[{"type":"image","name":"i"}]},{"type":"text","name":"x"}]},
              {"name":"b","title":"Page B","elements":[{"type":"panel","name":"q","title":"Panel Q","elements":[{"type":"text","name":"y"}]}]}]}
            """);

        Assert.Equal(["Page A", "Panel Q"], reading.Questionnaire!.Sections.Select(s => s.Title?.In("en")));
        Assert.Equal("Page B", reading.Questionnaire.Sections[1].Text!.In("en"));
        Assert.Equal("page_a", reading.At("pages[0]").Target);
        Assert.Equal(LossOutcome.LeftOut, reading.At("pages[0].elements[0]").Outcome);
    }

    [Fact]
    public void ReadSurveyJs_WithAPropertyTwice_TakesTheLaterAndSaysSo()
    {
        var reading = ForeignSamples.ReadJson("""{"title":"One","title":"Two","elements":[{"type":"text","name":"a"}]}""");

        Assert.Equal("Two", reading.Questionnaire!.Title.In("en"));
        Assert.Contains(reading.Report.Entries, e => e.Outcome == LossOutcome.LeftOut && e.Element.Contains("One", StringComparison.Ordinal));
    }

    [Fact]
    public void ReadLss_WithANumberOfAQuestionTwice_LeavesTheSecondOut()
    {
        var reading = ForeignSamples.ReadLss("<questions><rows><row><qid>1</qid><type>T</type><title>a</title><question>A</question></row><row><qid>1</qid><type>T</type><title>b</title><question>B</question></row></rows></questions>");

        Assert.Equal("a", reading.Questionnaire!.Items.Single().Code);
        Assert.Contains(reading.Report.Entries, e => e.Outcome == LossOutcome.LeftOut && e.Element.StartsWith("question b", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<p>Chỉ <span>có</span> chữ</p>", "Chỉ có chữ", false)]
    [InlineData("Một<br />hai", "Một hai", false)]
    [InlineData("<b>Đậm</b>", "Đậm", true)]
    [InlineData("Xem <a href=\"http://example.org\">trang này</a> <img src=\"x\"/>", "Xem trang này", true)]
    [InlineData("<script>alert(1)</script>Lời", "Lời", true)]
    [InlineData("Chào {TOKEN:FIRSTNAME}!", "Chào …!", true)]
    [InlineData("5 &lt; 7 &amp; 8", "5 < 7 & 8", false)]
    public void ReadLss_OfHtml_KeepsTheWordsAndSaysWhatElseWasLost(string html, string expected, bool changed)
    {
        var reading = ForeignSamples.ReadLss($"<questions><rows><row><qid>1</qid><type>T</type><title>a</title><question><![CDATA[{html}]]></question></row></rows></questions><surveys><rows><row><language>vi</language></row></rows></surveys>");

        Assert.Equal(expected, reading.Questionnaire!.Items.Single().Text.In("vi"));
        Assert.Equal(changed ? LossOutcome.Changed : LossOutcome.Kept, reading.Report.Entries.Single(e => e.Target == "a").Outcome);
    }
}
