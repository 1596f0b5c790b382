using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class TallyTests
{
    private static readonly AnswerSheet Full = AnswerSheet.Of(Sample.Questionnaire, new Dictionary<string, Answer>
    {
        ["signs"] = new CodeAnswer("5"),
        ["seats"] = new CodeAnswer("na"),
        ["polite"] = new CodeAnswer("good"),
        ["trips"] = new NumberAnswer(4),
        ["apology"] = new CodeAnswer("no"),
        ["wishes"] = new CodesAnswer(["skill", "speed"]),
    });

    [Fact]
    public void Add_CountsEachCodeOnce()
    {
        var tally = Sample.Tally([Full]);

        Assert.Equal(1, tally.Responses);
        Assert.Equal(1, tally.Count("signs", "5"));
        Assert.Equal(0, tally.Count("signs", "4"));
        Assert.Equal(1, tally.Count("trips", "more"));
        Assert.Equal(1, tally.Count("apology", "no"));
        Assert.Equal((1, 0, 1), (tally.Count("wishes", "skill"), tally.Count("wishes", "papers"), tally.Count("wishes", "speed")));
    }

    [Fact]
    public void Answered_LeavesBlankAndNotApplicableOut()
    {
        var tally = Sample.Tally([Full, Sample.Sheet(("signs", "1"))]);

        Assert.Equal(2, tally.Answered("signs"));
        Assert.Equal((0, 1, 2), (tally.Answered("seats"), tally.NotApplicable("seats"), tally.Shown("seats")));
        Assert.Equal((0, 0, 2), (tally.Answered("papers"), tally.NotApplicable("papers"), tally.Shown("papers")));
    }

    [Fact]
    public void Shown_FollowsConditions()
    {
        var tally = Sample.Tally([Full, Sample.Sheet(("signs", "1"))]);

        Assert.Equal(1, tally.Shown("apology"));
        Assert.Equal(2, tally.Shown("comment"));
    }

    [Fact]
    public void Base_OfMultipleChoice_IsShown()
    {
        var tally = Sample.Tally([Full, Sample.Sheet(("signs", "1"))]);

        Assert.Equal((2, 1), (tally.Base("wishes"), tally.Answered("wishes")));
        Assert.Equal(2, tally.Base("signs"));
    }

    [Fact]
    public void Count_OfUnknownItemOrCode_Throws()
    {
        var tally = new Tally(Sample.Layout);

        Assert.Throws<ArgumentException>(() => tally.Count("nothing", "5"));
        Assert.Throws<ArgumentException>(() => tally.Count("signs", "6"));
    }

    [Fact]
    public void Add_OfSheetThatDoesNotFit_ChangesNothing()
    {
        var other = Sample.Questionnaire with
        {
            Sections = [new Section { Code = "s", Items = [Sample.OnScale("signs", Sample.Five), Sample.OnScale("seats", Sample.Three)] }],
            Indices = [],
        };
        var sheet = AnswerSheet.Of(other, new Dictionary<string, Answer> { ["signs"] = new CodeAnswer("5"), ["seats"] = new CodeAnswer("good") });
        var tally = new Tally(Sample.Layout);

        Assert.Throws<ArgumentException>(() => tally.Add(sheet));
        Assert.True(tally.IsEmpty);
    }

    [Fact]
    public void Add_OfAnotherVersionsTally_Throws()
    {
        var other = TallyLayout.For(Sample.Questionnaire with { Indices = [Sample.Questionnaire.Indices[0]] });

        Assert.Throws<ArgumentException>(() => new Tally(Sample.Layout).Add(new Tally(other)));
    }

    [Fact]
    public void Add_OfTallyOfTheSameVersionReadAgain_Works()
    {
        var again = QuestionnaireJson.Read(System.Text.Encoding.UTF8.GetBytes(QuestionnaireJson.Write(Sample.Questionnaire))).Questionnaire!;
        var tally = new Tally(TallyLayout.For(again));
        tally.Add(Full);
        var sum = Sample.Tally([Full]);

        sum.Add(tally);

        Assert.Equal(2, sum.Responses);
        Assert.Equal(2, sum.Count("signs", "5"));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 2 })]
    [InlineData(new byte[] { 1, 5, 0, 5 })] // another format
    [InlineData(new byte[] { 2, 5, 0, 5 })] // another length
    public void FromBytes_OfOtherBytes_ThrowsFormatException(byte[] bytes) =>
        Assert.Throws<FormatException>(() => Tally.FromBytes(Sample.Layout, bytes));

    [Fact]
    public void FromBytes_OfTruncatedOrPaddedBytes_ThrowsFormatException()
    {
        var bytes = Sample.Tally([Full]).ToBytes();

        for (var length = 0; length < bytes.Length; length++)
        {
            var part = bytes[..length];
            Assert.Throws<FormatException>(() => Tally.FromBytes(Sample.Layout, part));
        }

        Assert.Throws<FormatException>(() => Tally.FromBytes(Sample.Layout, [.. bytes, 0]));
    }

    [Fact]
    public void ToBytes_OfEmptyTally_TakesAFewBytes() =>
        Assert.InRange(new Tally(Sample.Layout).ToBytes().Length, 3, 6);

    [Fact]
    public void ToBytes_IsThePublishedFormat()
    {
        // A stored cell must be readable for ever: format 2, length 6 as LEB128, then responses 1, shown 1,
        // three codes with a run of two zeros before the 1, and no not-applicable.
        var one = new Questionnaire
        {
            Code = "q",
            Languages = ["vi"],
            Title = Sample.Text("q"),
            Scales = [Sample.Three],
            Sections = [new Section { Code = "s", Items = [Sample.OnScale("a", Sample.Three)] }],
            Indices = [],
        };
        var tally = new Tally(TallyLayout.For(one));
        tally.Add(AnswerSheet.Of(one, new Dictionary<string, Answer> { ["a"] = new CodeAnswer("poor") }));

        Assert.Equal(new byte[] { 2, 6, 1, 1, 0, 2, 1, 0, 1 }, tally.ToBytes());
    }
}
