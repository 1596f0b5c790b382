using CsCheck;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Core.Tests.Questionnaires;

namespace Survey.Core.Tests.Responses;

public sealed class AnswerCheckTests
{
    private static readonly Questionnaire Q = SampleQuestionnaire.Questionnaire;

    [Fact]
    public void Check_OfRightAnswers_GivesSheetAndTexts()
    {
        var result = Check("overall=2", "sex=male", "wishes=time", "wishes=paper", "trips=3", "hours=1,5", "word= chào ", "access=5", "why=x", "deep=yes", "comment=a\r\nb");
        Assert.Empty(result.Problems);
        Assert.Empty(result.UnknownFields);
        Assert.Equal("""{"overall":"2","sex":"male","wishes":["paper","time"],"trips":3,"hours":1.5,"access":"5","why":"x","deep":"yes"}""", result.Sheet.ToJson());
        Assert.Equal([new TextAnswer("word", "chào"), new TextAnswer("comment", "a\nb")], result.Texts);
    }

    [Theory]
    [InlineData("overall", AnswerProblemKind.Required, "overall= ")]
    [InlineData("overall", AnswerProblemKind.UnknownCode, "overall=9")]
    [InlineData("overall", AnswerProblemKind.UnknownCode, "overall=5 ")]
    [InlineData("overall", AnswerProblemKind.SeveralAnswers, "overall=5", "overall=4")]
    [InlineData("sex", AnswerProblemKind.UnknownCode, "overall=5", "sex=Male")]
    [InlineData("sex", AnswerProblemKind.SeveralAnswers, "overall=5", "sex=male", "sex=female")]
    [InlineData("wishes", AnswerProblemKind.UnknownCode, "overall=5", "wishes=time", "wishes=x")]
    [InlineData("wishes", AnswerProblemKind.TooManyChoices, "overall=5", "wishes=time", "wishes=paper", "wishes=place")]
    [InlineData("wishes", AnswerProblemKind.ExclusiveWithOthers, "overall=5", "wishes=time", "wishes=none")]
    [InlineData("trips", AnswerProblemKind.NotANumber, "overall=5", "trips=two")]
    [InlineData("trips", AnswerProblemKind.NotANumber, "overall=5", "trips=1.5")]
    [InlineData("trips", AnswerProblemKind.NotANumber, "overall=5", "trips=1.000")]
    [InlineData("trips", AnswerProblemKind.NotANumber, "overall=5", "trips=1e1")]
    [InlineData("trips", AnswerProblemKind.NotANumber, "overall=5", "trips=0x1")]
    [InlineData("trips", AnswerProblemKind.NotANumber, "overall=5", "trips=٣")]
    [InlineData("trips", AnswerProblemKind.OutOfRange, "overall=5", "trips=51")]
    [InlineData("trips", AnswerProblemKind.OutOfRange, "overall=5", "trips=-1")]
    [InlineData("trips", AnswerProblemKind.SeveralAnswers, "overall=5", "trips=1", "trips=2")]
    [InlineData("hours", AnswerProblemKind.NotANumber, "overall=5", "hours=1,5.5")]
    [InlineData("hours", AnswerProblemKind.NotANumber, "overall=5", "hours=1.555")]
    [InlineData("hours", AnswerProblemKind.OutOfRange, "overall=5", "hours=8.26")]
    [InlineData("word", AnswerProblemKind.TooLong, "overall=5", "word=01234567890")]
    [InlineData("word", AnswerProblemKind.SeveralAnswers, "overall=5", "word=a", "word=b")]
    [InlineData("access", AnswerProblemKind.Required, "overall=1")]
    public void Check_WithOneUnfitAnswer_ReturnsThatProblemAndLeavesItOut(string item, AnswerProblemKind kind, params string[] fields)
    {
        var result = Check(fields);
        Assert.Equal(new AnswerProblem(item, kind), Assert.Single(result.Problems));
        Assert.DoesNotContain(item, result.Sheet.Answers.Keys);
        Assert.DoesNotContain(result.Texts, t => t.Item == item);
    }

    [Theory]
    [InlineData("hours=0,5", "0.5")]
    [InlineData("hours=-1.50", "-1.5")]
    [InlineData("hours= 2 ", "2")]
    [InlineData("hours=\u22121", "-1")]
    [InlineData("hours=-0", "0")]
    public void Check_OfNumbersAsPeopleTypeThem_ReadsThem(string field, string stored)
    {
        Assert.Equal($$"""{"overall":"5","hours":{{stored}}}""", Check("overall=5", field).Sheet.ToJson());
    }

    [Fact]
    public void Check_InAnotherCulture_ReadsNumbersTheSame()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("vi-VN");
            Assert.Equal("""{"overall":"5","hours":0.5}""", Check("overall=5", "hours=0.5").Sheet.ToJson());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Check_WithAnswersToHiddenItems_LeavesThemOutAndLaterConditionsDoNotSeeThem()
    {
        // "why" is hidden by access=na, so "deep", which asks whether "why" was answered, is hidden too.
        var result = Check("overall=1", "hours=1", "access=na", "why=nonsense", "deep=yes", "comment=x");
        Assert.Empty(result.Problems);
        Assert.Equal("""{"overall":"1","hours":1,"access":"na"}""", result.Sheet.ToJson());

        // The whole section is hidden: its required item is not missed and its words are left out.
        var hidden = Check("overall=5", "access=5", "comment=x");
        Assert.Empty(hidden.Problems);
        Assert.Empty(hidden.Texts);
        Assert.Equal("""{"overall":"5"}""", hidden.Sheet.ToJson());
    }

    [Fact]
    public void Check_WithUnknownFields_NamesThemSorted()
    {
        Assert.Equal(["Overall", "key", "zzz"], Check("overall=5", "zzz=1", "Overall=5", "key=").UnknownFields);
    }

    [Fact]
    public void Check_OfWords_CleansThem()
    {
        var result = Check("overall=1", "access=1", "word=\u0007a\tb\nc\ud800", "comment= Vie\u0323\u0302t\u0000\r\n\r\n\r\u202fx\u0085 \n");
        Assert.Equal([new TextAnswer("word", "a b c\uFFFD"), new TextAnswer("comment", "Việt\n\n\n\u202fx")], result.Texts);
    }

    [Fact]
    public void Check_OfEveryCharacter_NeverThrows()
    {
        foreach (var c in Enumerable.Range(0, 0x10000))
        {
            var text = Check("overall=5", "word=a" + (char)c).Texts.Single().Text;
            Assert.True(text.IsNormalized() && !text.Any(char.IsControl) && !text.Contains('\uFFFE'), $"U+{c:X4}: {text}");
        }
    }

    [Fact]
    public void Check_OfLongWords_CountsAfterCleaning()
    {
        // Twenty characters after CRLF became LF; twenty-nine before.
        Assert.Empty(Check("overall=1", "access=1", "comment=" + string.Concat(Enumerable.Repeat("a\r\n", 9)) + "ab").Problems);
        Assert.NotEmpty(Check("overall=1", "access=1", "comment=" + new string('a', 21)).Problems);
    }

    [Fact]
    public void Check_OfWordsOfControlCharactersOnly_IsNoAnswer()
    {
        var q = SampleQuestionnaire.Read(SampleQuestionnaire.With("$.sections[0].items[5].required", "true"));
        var result = Check(q, "overall=5", "word=\u0001\u0002");
        Assert.Equal(new AnswerProblem("word", AnswerProblemKind.Required), Assert.Single(result.Problems));
    }

    [Theory]
    [InlineData(true, "overall=1", "access=5")]
    [InlineData(true, "overall=2", "access=5")]
    [InlineData(false, "overall=3")]
    [InlineData(false, "overall=5")]
    [InlineData(false, "overall=na")]
    [InlineData(false, "sex=male")]
    public void Check_SaysLowOverall_BelowTheMiddleOfTheScale(bool low, params string[] fields)
    {
        Assert.Equal(low, Check(fields).LowOverall);
    }

    [Theory]
    [InlineData(Disposition.Complete, "overall=5")]
    [InlineData(Disposition.Complete, "overall=na")]
    [InlineData(Disposition.Complete, "overall=1", "access=1")]
    [InlineData(Disposition.Partial, "overall=1", "access=1", "hours=1", "why=x")]
    [InlineData(Disposition.Complete, "overall=1", "access=1", "hours=1", "why=x", "deep=no")]
    [InlineData(Disposition.Partial, "trips=5", "access=1")]
    [InlineData(Disposition.BreakOff, "sex=male", "word=x")]
    [InlineData(Disposition.BreakOff)]
    public void Check_CountsShownIndexItems_ForTheDisposition(Disposition expected, params string[] fields)
    {
        Assert.Equal(expected, Check(fields).Disposition);
    }

    [Fact]
    public void Check_WithoutIndexItems_IsCompleteWhereAnythingWasAnswered()
    {
        var q = SampleQuestionnaire.Read(SampleQuestionnaire.With("$.indices", "[]"));
        Assert.Equal(Disposition.Complete, Check(q, "word=x").Disposition);
        Assert.Equal(Disposition.BreakOff, Check(q).Disposition);
    }

    [Fact]
    public void Check_OfAnyFields_NeverThrows_AndItsSheetHoldsShownItemsOnly()
    {
        var values = Gen.OneOf(Gen.String, Gen.OneOf("p0", "p1", "o0", "o1", "na", "1", "-2,5", " "));
        Gen.Select(QuestionnaireGenerator.Questionnaires, values.Array[0, 3].Array[30]).Sample(
            (q, sent) =>
            {
                var fields = q.Items.Zip(sent).ToDictionary(p => p.First.Code, p => (IReadOnlyList<string>)p.Second);
                var result = AnswerCheck.Check(q, fields);
                Assert.Subset(result.Sheet.ShownItems(q).ToHashSet(), result.Sheet.Answers.Keys.ToHashSet());
                Assert.Equal(result.Sheet.ToJson(), AnswerSheet.Parse(q, result.Sheet.ToJson()).ToJson());
            },
            iter: 200);
    }

    private static AnswerCheckResult Check(params string[] fields) => Check(Q, fields);

    private static AnswerCheckResult Check(Questionnaire q, params string[] fields) => AnswerCheck.Check(q, fields
        .Select(f => f.Split('=', 2))
        .GroupBy(f => f[0], f => f[1])
        .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g]));
}
