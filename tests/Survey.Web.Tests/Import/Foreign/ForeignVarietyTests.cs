using System.Text;
using System.Text.Json;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>What files from elsewhere do that no manual asks for: two columns of one meaning, other names of sheets, rows that nobody sees.</summary>
public sealed class ForeignVarietyTests
{
    private const string Yes = """
        list_name|name|label
        yn|yes|Yes
        yn|no|No
        """;

    [Fact]
    public async Task ReadXlsForm_OfTwoColumnsOfOneMeaning_TakesTheUsualHeadingAndNotesTheOther()
    {
        var reading = await FormFile.Of("type|value|name|label\ntext|other|own|Words?").With("settings", "id_string|form_id\nold_one|new_one").ReadAsync();

        Assert.Equal("own", reading.Questionnaire!.Items.Single().Code);
        Assert.Equal("new_one", reading.Questionnaire.Code);
        Assert.Contains("same meaning", Left(reading, "survey!B1:B2").Why, StringComparison.Ordinal);
        Assert.Contains("same meaning", Left(reading, "settings!A1:A2").Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("choices and columns")]
    [InlineData("Columns")]
    [InlineData("CHOICES")]
    [InlineData("lựa chọn")]
    public async Task ReadXlsForm_OfChoicesInASheetOfAnotherName_TakesThem(string sheet)
    {
        var made = await FormFile.Of("type|name|label\nselect one from yn|q|Well?").With(sheet, Yes).MadeAsync();

        Assert.Equal(["yes", "no"], Assert.IsType<SingleChoiceItem>(made.Items.Single()).Options.Select(o => o.Code));
    }

    [Theory]
    [InlineData("", 0, 10, LossOutcome.Kept)]
    [InlineData("end=20", 0, 20, LossOutcome.Kept)]
    [InlineData("Start=3 ; End = 14", 3, 14, LossOutcome.Kept)]
    [InlineData("start=5 end=X", 5, 10, LossOutcome.Changed)]
    [InlineData("start", 0, 10, LossOutcome.Changed)]
    [InlineData("increment=2 end=8", 0, 8, LossOutcome.Changed)]
    public async Task ReadXlsForm_OfARange_TakesItsLimitsAndNotesWhatItDoesNotUnderstand(string parameters, int min, int max, LossOutcome outcome)
    {
        var reading = await FormFile.Of($"type|name|label|parameters\nrange|level|How much?|{parameters}").ReadAsync();

        var item = Assert.IsType<NumberItem>(reading.Questionnaire!.Items.Single());
        Assert.Equal((min, max), (item.Min, item.Max));
        Assert.All(reading.Report.Entries.Where(e => e.Place == "survey!D2"), e => Assert.Equal(outcome, e.Outcome));
    }

    [Fact]
    public async Task ReadXlsForm_OfAConstraintThatNamesItsOwnRow_UnderstandsItAsTheAnswerItself()
    {
        var made = await FormFile.Of("""
            type|name|label|constraint
            select_multiple yn|both|Which?|count-selected(${both}) <= 1
            integer|age|Age?|${age} >= 5 and ${age} < 90
            """).With("choices", Yes).MadeAsync();

        Assert.Equal(1, Assert.IsType<MultipleChoiceItem>(made.Items.First()).MaxChoices);
        var age = Assert.IsType<NumberItem>(made.Items.Last());
        Assert.Equal((5, 89), (age.Min, age.Max));
    }

    [Fact]
    public async Task ReadXlsForm_OfAConstraintOnANote_SaysThatANoteIsNotAnswered()
    {
        var reading = await FormFile.Of("type|name|label|constraint\nnote|n|Read this.|string-length(.) > 1\ntext|q|Well?|").ReadAsync();

        Assert.Contains("not answered", Left(reading, "survey!D2").Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("note|n|Only words.|", "notes only")]
    [InlineData("begin repeat|r|Again|\ntext|q|Well?|\nend repeat|||", "survey!A2:C2: Groups that repeat")]
    [InlineData("select_one missing|q|Well?|", "no list 'missing'")]
    public async Task ReadXlsForm_OfAFormWithoutAnItem_SaysWhatIsWrong(string rows, string why)
    {
        var reading = await FormFile.Of($"type|name|label|hint\n{rows}").ReadAsync();

        Assert.Null(reading.Questionnaire);
        Assert.Contains(why, reading.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("count-selected(${m}) > 1", "{\"all\":[{\"item\":\"m\",\"is\":[\"yes\"]},{\"item\":\"m\",\"is\":[\"no\"]}]}")]
    [InlineData("count-selected(${m}) >= 1", "{\"item\":\"m\",\"answered\":true}")]
    [InlineData("not(selected(${m}, ‘no’)) and count-selected(${m})>0", "{\"all\":[{\"not\":{\"item\":\"m\",\"is\":[\"no\"]}},{\"item\":\"m\",\"answered\":true}]}")]
    [InlineData("selected('yes no', ${m})", "{\"item\":\"m\",\"is\":[\"yes\",\"no\"]}")]
    [InlineData("coalesce(${n}, 0) > 3", "{\"item\":\"n\",\"atLeast\":4}")]
    [InlineData("coalesce(${n}, 5) > 3", "{\"any\":[{\"item\":\"n\",\"answered\":false},{\"item\":\"n\",\"atLeast\":4}]}")]
    [InlineData("coalesce(${n}, '') != ''", "{\"item\":\"n\",\"answered\":true}")]
    [InlineData("once(selected(${m},'yes'))", "{\"item\":\"m\",\"is\":[\"yes\"]}")]
    public async Task ReadXlsForm_OfARelevantInTheWild_MakesTheCondition(string relevant, string expected)
    {
        var made = await FormFile.Of($"type|name|label|relevant\nselect_multiple yn|m|Which?|\ninteger|n|How many?|\ntext|asked|Why?|{relevant}").With("choices", Yes).MadeAsync();

        using var document = JsonDocument.Parse(QuestionnaireJson.Write(made));
        Assert.Equal(expected, JsonSerializer.Serialize(document.RootElement.GetProperty("sections")[0].GetProperty("items")[2].GetProperty("showIf")));
    }

    [Fact]
    public void ReadLss_OfARowThatIsNeverRelevant_LeavesItOut()
    {
        var reading = ForeignSamples.ReadLss("""
            <groups><rows><row><gid>1</gid><group_name>G</group_name></row></rows></groups>
            <subquestions><rows>
              <row><qid>11</qid><parent_qid>1</parent_qid><title>seen</title><question>Seen</question><relevance>1</relevance></row>
              <row><qid>12</qid><parent_qid>1</parent_qid><title>gone</title><question>Gone</question><relevance>0</relevance></row>
            </rows></subquestions>
            <questions><rows><row><qid>1</qid><gid>1</gid><type>K</type><title>n</title><question>Numbers</question></row></rows></questions>
            <surveys><rows><row><language>en</language></row></rows></surveys>
            """);

        Assert.Equal("n_seen", reading.Questionnaire!.Items.Single().Code);
        Assert.Equal(LossOutcome.LeftOut, reading.Report.Entries.First(e => e.Element.StartsWith("subquestion gone", StringComparison.Ordinal)).Outcome);
    }

    [Fact]
    public void Read_OfWordsAfterTheLastQuestion_MakesThemTheClosingSentence()
    {
        var lss = ForeignSamples.ReadLss("""
            <groups><rows><row><gid>1</gid><group_name>G</group_name></row></rows></groups>
            <questions><rows>
              <row><qid>1</qid><gid>1</gid><type>N</type><title>n</title><question>How many?</question><question_order>1</question_order></row>
              <row><qid>2</qid><gid>1</gid><type>X</type><title>bye</title><question>That was all.</question><question_order>2</question_order></row>
            </rows></questions>
            <surveys><rows><row><language>en</language></row></rows></surveys>
            """);
        var json = ForeignSamples.ReadJson("""{ "pages": [ { "elements": [ { "type": "comment", "name": "q" }, { "type": "html", "name": "bye", "html": "<p>That was all.</p>" } ] } ] }""");

        Assert.All([lss, json], r => Assert.Equal("That was all.", r.Questionnaire!.Thanks!.In(r.Questionnaire.Languages[0])));
        Assert.All([lss, json], r => Assert.Contains(r.Report.Entries, e => e.Target == "thanks" && e.Outcome == LossOutcome.Changed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_OfAnLssInUtf16_TakesIt(bool bigEndian)
    {
        var text = Encoding.UTF8.GetString(ForeignSamples.Bytes("older_layout.lss")).Replace("UTF-8", "UTF-16", StringComparison.Ordinal);
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes(text.TrimStart('\uFEFF'))];

        var format = ForeignFormats.Find(content);
        Assert.Equal("lss", format?.Name);
        var reading = await ForeignFormats.ReadAsync(format!, new("x.lss", content), TestContext.Current.CancellationToken);
        Assert.Equal(ForeignSamples.Read("older_layout.lss").Questionnaire!.Items.Select(i => i.Code), reading.Questionnaire!.Items.Select(i => i.Code));
    }

    private static LossEntry Left(ForeignReading reading, string place)
    {
        var entry = reading.At(place);
        Assert.Equal(LossOutcome.LeftOut, entry.Outcome);
        return entry;
    }
}
