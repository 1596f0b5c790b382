using CsCheck;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Core.Tests.Questionnaires;

namespace Survey.Core.Tests.Responses;

public sealed class AnswerSheetTests
{
    private static readonly Questionnaire Q = SampleQuestionnaire.Questionnaire;

    [Fact]
    public void Parse_OfToJson_IsTheSameSheet_AndByteIdentical()
    {
        var sheets = Gen.Select(QuestionnaireGenerator.Questionnaires, Gen.UInt.Array[0, 60]);
        sheets.Sample(
            (q, choices) =>
            {
                var sheet = AnswerSheet.Of(q, SheetGenerator.Answers(q, new ChoiceTape(choices)));
                var json = sheet.ToJson();
                var parsed = AnswerSheet.Parse(q, json);
                Assert.Equal(json, parsed.ToJson());
                Assert.Equal(QuestionnaireJsonWriteTests.Dump(sheet.Answers), QuestionnaireJsonWriteTests.Dump(parsed.Answers));
                Assert.Equal(sheet.ShownItems(q), parsed.ShownItems(q));
            },
            iter: 300);
    }

    [Fact]
    public void ToJson_IsInItemOrder_Sorted_WithoutSpaceOrTrailingZeros()
    {
        var sheet = AnswerSheet.Of(Q, new Dictionary<string, Answer>
        {
            ["hours"] = new NumberAnswer(1.50m),
            ["wishes"] = new CodesAnswer(["time", "paper"]),
            ["overall"] = new CodeAnswer("na"),
        });
        Assert.Equal("""{"overall":"na","wishes":["paper","time"],"hours":1.5}""", sheet.ToJson());
        Assert.Equal(["overall", "wishes", "hours"], sheet.Answers.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("""{"nobody":"1"}""")]
    [InlineData("""{"overall":"9"}""")]
    [InlineData("""{"overall":5}""")]
    [InlineData("""{"overall":["5"]}""")]
    [InlineData("""{"overall":"5","overall":"5"}""")]
    [InlineData("""{"overall":null}""")]
    [InlineData("""{"overall":{"a":1}}""")]
    [InlineData("""{"overall":"\ud800"}""")]
    [InlineData("""{"sex":"other"}""")]
    [InlineData("""{"wishes":[]}""")]
    [InlineData("""{"wishes":["time","time"]}""")]
    [InlineData("""{"wishes":["time","none"]}""")]
    [InlineData("""{"wishes":["time","paper","place"]}""")]
    [InlineData("""{"wishes":["time",1]}""")]
    [InlineData("""{"wishes":"time"}""")]
    [InlineData("""{"trips":51}""")]
    [InlineData("""{"trips":1.5}""")]
    [InlineData("""{"trips":1e99}""")]
    [InlineData("""{"word":"x"}""")]
    public void Parse_OfWhatDoesNotFit_ThrowsFormatException(string json)
    {
        Assert.Throws<FormatException>(() => AnswerSheet.Parse(Q, json));
    }

    [Fact]
    public void Of_WithUnfitAnswer_ThrowsArgumentException()
    {
        Assert.Throws<ArgumentException>(() => AnswerSheet.Of(Q, new Dictionary<string, Answer> { ["overall"] = new NumberAnswer(5) }));
    }

    [Theory]
    [InlineData("{}", "overall sex wishes trips hours word")]
    [InlineData("""{"overall":"2"}""", "overall sex wishes trips hours word access why comment")]
    [InlineData("""{"trips":3,"hours":4.5,"access":"na"}""", "overall sex wishes trips hours word access comment")]
    [InlineData("""{"trips":3,"hours":4.5,"access":"5","why":"x"}""", "overall sex wishes trips hours word access why deep comment")]
    [InlineData("""{"trips":3,"hours":4.5,"access":"na","why":"x"}""", "overall sex wishes trips hours word access comment")]
    public void ShownItems_FollowsConditions_AndIgnoresAnswersToHiddenItems(string json, string shown)
    {
        Assert.Equal(shown.Split(' ').Order(), AnswerSheet.Parse(Q, json).ShownItems(Q).Order());
    }
}
