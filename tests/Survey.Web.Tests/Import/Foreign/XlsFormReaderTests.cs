using OfficeOpenXml;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>Each construct of forms: what it becomes, and what the report says of it.</summary>
public sealed class XlsFormReaderTests
{
    private const string Choices = """
        list_name|name|label
        yn|yes|Có
        yn|no|Không
        agree|1|Rất không đồng ý
        agree|2|Không đồng ý
        agree|3|Bình thường
        agree|4|Đồng ý
        agree|5|Rất đồng ý
        agree|-99|Không biết
        colour|red|Đỏ
        colour|dark blue|Xanh đậm
        colour|none|Không màu nào
        one|ok|Tôi đồng ý
        unused|a|A
        unused|b|B
        """;

    [Theory]
    [InlineData("select_one yn", "single")]
    [InlineData("select one yn", "single")]
    [InlineData("Select_One  yn ", "single")]
    [InlineData("select one from yn", "single")]
    [InlineData("select1 yn", "single")]
    [InlineData("select_multiple yn", "multiple")]
    [InlineData("select all that apply yn", "multiple")]
    [InlineData("select_multiple_from_file x.csv", "")]
    [InlineData("select_one_from_file x.csv", "")]
    [InlineData("select_one khong_co", "")]
    [InlineData("integer", "number 0..1000000 0")]
    [InlineData("int", "number 0..1000000 0")]
    [InlineData("decimal", "number 0..1000000 2")]
    [InlineData("range", "number 0..10 0")]
    [InlineData("text", "short 500")]
    [InlineData("string", "short 500")]
    [InlineData("acknowledge", "multiple")]
    [InlineData("select_one one", "multiple")]
    [InlineData("date", "")]
    [InlineData("time", "")]
    [InlineData("dateTime", "")]
    [InlineData("geopoint", "")]
    [InlineData("image", "")]
    [InlineData("audio", "")]
    [InlineData("file", "")]
    [InlineData("barcode", "")]
    [InlineData("calculate", "")]
    [InlineData("hidden", "")]
    [InlineData("start", "")]
    [InlineData("deviceid", "")]
    [InlineData("audit", "")]
    [InlineData("rank yn", "")]
    [InlineData("begin repeat", "")]
    [InlineData("lạ", "")]
    [InlineData("# ghi chú", "")]
    [InlineData("", "")]
    public async Task Read_OfAType_MakesItsKindOrLeavesItOutWithAReason(string type, string kind)
    {
        var reading = await FormFile.Of($"""
            type|name|label
            text|first|Trước
            {type}|q|Hỏi gì?
            """).With("choices", Choices).ReadAsync();
        Assert.Equal(kind, KindOf(reading.Questionnaire!.FindItem("q")));
        var entry = Assert.Single(reading.Report.Entries, e => e.Place.StartsWith(type.Length == 0 ? "survey!B3" : "survey!A3", StringComparison.Ordinal) && !e.Element.StartsWith("or_other", StringComparison.Ordinal));
        Assert.Equal(kind.Length == 0, entry.Outcome == LossOutcome.LeftOut);
        Assert.Equal(entry.Outcome == LossOutcome.Kept, entry.Why.Length == 0 && entry.WhyVi.Length == 0);
    }

    [Theory]
    [InlineData("integer", ". >= 0 and . <= 120", "number 0..120 0", LossOutcome.Kept)]
    [InlineData("integer", ". > 0 and . < 10", "number 1..9 0", LossOutcome.Kept)]
    [InlineData("integer", "(.>=1) and (.<=5)", "number 1..5 0", LossOutcome.Kept)]
    [InlineData("integer", "0 <= . and 5 >= .", "number 0..5 0", LossOutcome.Kept)]
    [InlineData("integer", ". >= 18", "number 18..1000000 0", LossOutcome.Kept)]
    [InlineData("decimal", ". > 0 and . <= 2.125", "number 0.001..2.125 3", LossOutcome.Kept)]
    [InlineData("integer", ". >= 1 and . != 5", "number 1..1000000 0", LossOutcome.Changed)]
    [InlineData("integer", ". >= 1 or . = -1", "number 0..1000000 0", LossOutcome.LeftOut)]
    [InlineData("integer", "regex(., '^[0-9]$')", "number 0..1000000 0", LossOutcome.LeftOut)]
    [InlineData("integer", ". >= ${first}", "number 0..1000000 0", LossOutcome.LeftOut)]
    [InlineData("integer", ". >=", "number 0..1000000 0", LossOutcome.LeftOut)]
    [InlineData("text", "string-length(.) <= 20", "short 20", LossOutcome.Kept)]
    [InlineData("text", "string-length(.) < 20", "short 19", LossOutcome.Kept)]
    [InlineData("text", "string-length(.) >= 2", "short 500", LossOutcome.LeftOut)]
    [InlineData("select_multiple colour", "count-selected(.) <= 2", "multiple max 2", LossOutcome.Kept)]
    [InlineData("select_multiple colour", "not(selected(., 'none') and count-selected(.) > 1)", "multiple none", LossOutcome.Kept)]
    [InlineData("select_multiple colour", "not(selected(., 'none')) or count-selected(.) = 1", "multiple none", LossOutcome.Kept)]
    [InlineData("select_multiple colour", "if(selected(.,'none'), count-selected(.)=1, true())", "multiple none", LossOutcome.Kept)]
    [InlineData("select_one yn", ". = 'yes'", "single", LossOutcome.LeftOut)]
    public async Task Read_OfAConstraint_TakesWhatItemsCanDemand(string type, string constraint, string kind, LossOutcome outcome)
    {
        var reading = await FormFile.Of($"""
            type|name|label|constraint
            text|first|Trước
            {type}|q|Hỏi gì?|{constraint}
            """).With("choices", Choices).ReadAsync();
        Assert.Equal(kind, KindOf(reading.Questionnaire!.FindItem("q")));
        Assert.Equal(outcome, Assert.Single(reading.Report.Entries, e => e.Place == "survey!D3").Outcome);
    }

    [Theory]
    [InlineData("${a} = 'yes'", "a is yes")]
    [InlineData("${n} > 3", "atLeast n 4")]
    [InlineData("selected(${c}, 'dark blue')", "c is dark_blue")]
    [InlineData("${s} >= 4", "s is 4|5")]
    [InlineData("${s} = -99", "s is 99")]
    [InlineData("not(${a} = 'yes') and ${n} != ''", "(not a is yes and answered n)")]
    [InlineData("${later} = 1", null)]
    [InlineData("${t} = 'x'", null)]
    [InlineData("today() > 1", null)]
    [InlineData("${a} = ", null)]
    public async Task Read_OfRelevant_MakesTheConditionOrSaysWhyNot(string relevant, string? condition)
    {
        var reading = await FormFile.Of($"""
            type|name|label|relevant|appearance
            select_one yn|a|A
            select_multiple colour|c|C
            integer|n|N
            text|t|T
            select_one agree|s|S||likert
            text|q|Hỏi gì?|{relevant}
            integer|later|Sau
            """).With("choices", Choices).ReadAsync();
        var item = reading.Questionnaire!.FindItem("q")!;
        Assert.Equal(condition, item.ShowIf is null ? null : ConditionConverterTests.Shown(item.ShowIf));
        Assert.Equal(condition is null ? LossOutcome.LeftOut : LossOutcome.Kept, Assert.Single(reading.Report.Entries, e => e.Place == "survey!D7").Outcome);
    }

    [Fact]
    public async Task Read_OfALikertList_MakesOneScaleWithScoresAndTheUncountedPoint()
    {
        var q = await FormFile.Of("""
            type|name|label|appearance
            select_one agree|a|A|likert
            select_one agree|b|B|
            """).With("choices", Choices).MadeAsync();
        var scale = Assert.Single(q.Scales);
        Assert.Equal("1=1 2=2 3=3 4=4 5=5", string.Join(' ', scale.Points.Select(p => $"{p.Code}={p.Score}")));
        Assert.Equal("99", scale.NotApplicable!.Code);
        Assert.All(q.Items, i => Assert.Equal("agree", ((ScaleItem)i).Scale.Code));
    }

    [Theory]
    [InlineData(2, "scale")]
    [InlineData(1, "single")]
    public async Task Read_OfNumbersInSequence_MakesAScaleWhereSeveralItemsShareThem(int uses, string kind)
    {
        var q = await FormFile.Of("type|name|label\n" + string.Join('\n', Enumerable.Range(0, uses).Select(i => $"select_one agree|q{i}|Câu"))).With("choices", Choices).MadeAsync();
        Assert.All(q.Items, i => Assert.Equal(kind, KindOf(i)));
    }

    [Fact]
    public async Task Read_OfWordsOnALikertList_ScoresByPositionAndSaysSo()
    {
        var reading = await FormFile.Of("type|name|label|appearance\nselect_one l|a|A|likert").With("choices", "list_name|name|label\nl|bad|Kém\nl|good|Tốt\nl|dont_know|Không biết").ReadAsync();
        var scale = reading.Questionnaire!.Scales[0];
        Assert.Equal("bad=1 good=2 dont_know", string.Join(' ', scale.Points.Select(p => $"{p.Code}={p.Score}")) + " " + scale.NotApplicable!.Code);
        Assert.Contains(reading.Report.Entries, e => e.Element == "list l" && e.Why.Contains("direction", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_OfGroupsWithinGroups_MakesSectionsOneAfterAnother()
    {
        var reading = await FormFile.Of("""
            type|name|label|relevant
            select_one yn|a|A|
            begin group|outer|Ngoài|${a} = 'yes'
            integer|n|N|
            begin_group|inner|Trong|${n} > 1
            text|t|T|
            end group|||
            text|u|U|
            end_group|||
            text|v|V|
            """).With("choices", Choices).ReadAsync();
        Assert.Equal(
            "main[]: a; outer[Ngoài] if a is yes: n; inner[Trong] if (a is yes and atLeast n 2): t; outer_2[Ngoài] if a is yes: u; main_2[]: v",
            string.Join("; ", reading.Questionnaire!.Sections.Select(s => $"{s.Code}[{s.Title}]{(s.ShowIf is { } c ? " if " + ConditionConverterTests.Shown(c) : "")}: {string.Join(',', s.Items.Select(i => i.Code))}")));
        Assert.Equal(LossOutcome.Changed, reading.Report.Entries.Single(e => e.Place == "survey!A5").Outcome);
    }

    [Fact]
    public async Task Read_OfARepeat_LeavesOutWhatItHolds()
    {
        var reading = await FormFile.Of("""
            type|name|label
            text|a|A
            begin repeat|r|Lặp
            text|b|B
            begin group|g|G
            text|c|C
            end group
            end repeat
            text|d|D
            """).ReadAsync();
        Assert.Equal("a d", string.Join(' ', reading.Questionnaire!.Items.Select(i => i.Code)));
        Assert.Equal(6, reading.Report.Entries.Count(e => e.Outcome == LossOutcome.LeftOut && e.Why.Contains("repeat", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Read_OfNotes_FindsThemAPlace()
    {
        var reading = await FormFile.Of("""
            type|name|label|relevant
            note|n1|Chào ông, bà|
            select_one yn|a|A|
            note|n2|Nói thêm nhé|${a} = 'yes'
            text|b|B|${a} = 'yes'
            note|n3|Riêng|${a} = 'no'
            text|c|C|
            note|n4|Xin cảm ơn|
            """).With("choices", Choices).ReadAsync();
        var q = reading.Questionnaire!;
        Assert.Equal("Chào ông, bà", q.Sections[0].Text!.ToString());
        Assert.Equal("Nói thêm nhé", q.FindItem("b")!.Hint!.ToString());
        Assert.Equal("Xin cảm ơn", q.Thanks!.ToString());
        Assert.Equal(LossOutcome.LeftOut, reading.Report.Entries.Last(e => e.Place.StartsWith("survey!A6", StringComparison.Ordinal)).Outcome);
    }

    [Fact]
    public async Task Read_OfOrOther_AddsTheOptionAndTheWords()
    {
        var q = await FormFile.Of("type|name|label|relevant\nselect_one yn or_other|a|A|\ntext|b|B|${a} = 'other'").With("choices", Choices).MadeAsync();
        Assert.Equal("a a_other b", string.Join(' ', q.Items.Select(i => i.Code)));
        Assert.Equal("a is other|a is other", string.Join('|', q.Items.Skip(1).Select(i => ConditionConverterTests.Shown(i.ShowIf!))));
    }

    [Theory]
    [InlineData("label::English (en)|label::Tiếng Việt (vi)", "Vietnamese (vi)", "vi en")]
    [InlineData("label::English (en)|label::vi", "", "en vi")]
    [InlineData("label:English|label:Vietnamese", "Vietnamese", "vi en")]
    [InlineData("Label::English(en)|label :: Vietnamese", "English", "en vi")]
    [InlineData("label::Khmer|label::Bahnar", "", "km bdq")]
    [InlineData("label::Klingon|label::vi-VN", "vi-VN", "vi kli")]
    public async Task Read_OfLanguages_MakesTags(string columns, string standard, string tags)
    {
        var form = FormFile.Of($"type|name|{columns}\ntext|a|Một|Hai");
        var q = await (standard.Length == 0 ? form : form.With("settings", $"default_language\n{standard}")).MadeAsync();
        Assert.Equal(tags, string.Join(' ', q.Languages));
    }

    [Fact]
    public async Task Read_WhereTheSourceLanguageLacksAWording_TakesTheOtherAndSaysSo()
    {
        var reading = await FormFile.Of("type|name|label::vi|label::en\ntext|a|Một|One\ntext|b||Two").ReadAsync();
        Assert.Equal("Two", reading.Questionnaire!.FindItem("b")!.Text.In("vi"));
        Assert.Contains("no wording in vi", reading.Report.Entries.Single(e => e.Place == "survey!A3").Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("**Đậm** và *nghiêng*", "Đậm và nghiêng")]
    [InlineData("<b>Đậm</b><br/>dòng &amp; 2", "Đậm dòng & 2")]
    [InlineData("Chào ${name}!", "Chào …!")]
    [InlineData("# Đầu đề", "Đầu đề")]
    [InlineData("[chữ](http://a.b)", "chữ")]
    [InlineData("<span style=\"color:red\">Đỏ</span>", "Đỏ")]
    [InlineData("snake_case_name và 2 * 3 * 4", "snake_case_name và 2 * 3 * 4")]
    [InlineData("a < b và c > d", "a < b và c > d")]
    public async Task Read_OfFormatting_KeepsTheWordsAndSaysSo(string label, string text)
    {
        var reading = await FormFile.Of($"type|name|label\ntext|a|{label}").ReadAsync();
        Assert.Equal(text, reading.Questionnaire!.FindItem("a")!.Text.ToString());
        Assert.Equal(label != text, reading.Report.Entries.Any(e => e.Place == "survey!C2" && e.Outcome == LossOutcome.Changed));
    }

    [Fact]
    public async Task Read_OfOddNames_MakesCodesThatAreFree()
    {
        var q = await FormFile.Of("type|name|label\ntext|Họ và tên|A\ntext|ho_va_ten|B\ntext|key|C\ntext||D\ntext|" + new string('x', 50) + "|E").MadeAsync();
        Assert.Equal("ho_va_ten ho_va_ten_2 key_2 q5 " + new string('x', 32), string.Join(' ', q.Items.Select(i => i.Code)));
    }

    [Fact]
    public async Task Read_OfCellsThatAreNoPlainText_TakesTheirValues()
    {
        var bytes = FormFile.Of("type |NAME| Label \n\ntext|a|A\n").With("choices", Choices).ToBytes(p =>
        {
            var sheet = p.Workbook.Worksheets["survey"];
            sheet.Cells["A4"].Value = "  select_one yn  ";
            sheet.Cells["B4"].Value = 7;
            sheet.Cells["C4"].Formula = "1+1";
            sheet.Cells["C4"].Calculate();
            sheet.Cells["A6"].Value = "text";
            sheet.Cells["B6"].Value = "rich";
            sheet.Cells["C6"].RichText.Add("Một ").Bold = true;
            sheet.Cells["C6"].RichText.Add("hai");
            sheet.Cells["D6:F6"].Merge = true;
        });
        var reading = await FormFile.ReadAsync(bytes);
        Assert.True(reading.Questionnaire is not null, reading.Refusal);
        Assert.Equal("a:A 7:2 rich:Một hai", string.Join(' ', reading.Questionnaire!.Items.Select(i => $"{i.Code}:{i.Text}")));
        Assert.Contains(reading.Report.Entries, e => e.Place == "survey!C4" && e.Element == "formula");
    }

    [Theory]
    [InlineData("type|name|label\ndate|a|A", "No item remains")]
    [InlineData("kind|name|label\ntext|a|A", "column 'type'")]
    [InlineData("type|name|label\n", "No column 'label'")]
    public async Task Read_OfWhatMakesNoQuestionnaire_IsRefusedInASentence(string survey, string words)
    {
        var reading = await FormFile.Of(survey).ReadAsync();
        Assert.Null(reading.Questionnaire);
        Assert.Contains(words, reading.Refusal, StringComparison.Ordinal);
        Assert.NotEmpty(reading.RefusalVi);
    }

    [Fact]
    public async Task Read_OfFourHundredItems_IsRefused()
    {
        var reading = await FormFile.Of("type|name|label\n" + string.Join('\n', Enumerable.Range(0, 400).Select(i => $"text|q{i}|Q"))).ReadAsync();
        Assert.Contains("400 items", reading.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfSeventyGroups_JoinsTheSmallestAndKeepsTheirConditions()
    {
        var q = await FormFile.Of("type|name|label|relevant\nselect_one yn|a|A|\n" + string.Join('\n', Enumerable.Range(0, 70).Select(i => $"begin group|g{i}|G|${{a}} = 'yes'\ntext|q{i}|Q|\nend group|||"))).With("choices", Choices).MadeAsync();
        Assert.Equal((50, 71), (q.Sections.Count, q.Items.Count()));
        Assert.All(q.Sections.SelectMany(s => s.Items.Where(i => i.Code != "a").Select(i => (s, i))), x => Assert.Equal("a is yes", ConditionConverterTests.Shown(x.s.ShowIf ?? x.i.ShowIf!)));
    }

    internal static string KindOf(Item? item) => item switch
    {
        null => "",
        ScaleItem => "scale",
        SingleChoiceItem => "single",
        MultipleChoiceItem m => "multiple" + (m.MaxChoices is { } max ? $" max {max}" : "") + string.Concat(m.Options.Where(o => o.Exclusive).Select(o => " " + o.Code)),
        NumberItem n => FormattableString.Invariant($"number {n.Min}..{n.Max} {n.Decimals}"),
        TextItem t => (t.Multiline ? "long " : "short ") + t.MaxLength,
        _ => item.GetType().Name,
    };
}
