using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Xunit;

namespace Survey.Core.Tests.Indices;

/// <summary>Percentages that people state.</summary>
public sealed class StatedTests
{
    [Fact]
    public void ExpectationMet_IsTheMeanOfThePercentages()
    {
        // 80, 100, 120, 60, 90 and one blank: 450/5 = 90; Σ(x − 90)² = 100 + 100 + 900 + 900 + 0 = 2000, v = 2000/(5·4) = 100,
        // On 0 to 120 the place is 0.75: Wilson with n* = 0.75·0.25·1.44/0.01·(1.959964/2.776445)² = 13.454940.
        var figure = SatisfactionIndex.Composite(Of(80, 100, 120, 60, 90, null), Sample.Index("stated"));

        Assert.Equal((90, 5, 5), (figure.Value!.Value, figure.Base, figure.Answers));
        Assert.Equal(10, figure.StandardError!.Value, 1e-9);
        Assert.Equal((57.958929, 108.715319), (Math.Round(figure.Interval!.Low, 6), Math.Round(figure.Interval.High, 6)));
        Assert.Equal((0, 120), (figure.Lowest, figure.Highest));
        Assert.Equal(figure, SatisfactionIndex.Item(Of(80, 100, 120, 60, 90, null), Sample.Index("stated"), "expectation"));
    }

    [Fact]
    public void TopTwoBox_IsTheShareOfThoseWhoseExpectationsWereMet() =>
        Assert.Equal(40, SatisfactionIndex.Composite(Of(80, 100, 120, 60, 90), Sample.Index("stated") with { Method = IndexMethod.TopTwoBox }).Value);

    [Fact]
    public void Add_OfANumberOutsideTheItem_ChangesNothing()
    {
        var tally = new Tally(Sample.Layout);

        Assert.Throws<ArgumentException>(() => tally.Add(Sheet(121)));
        Assert.Throws<ArgumentException>(() => tally.Add(Sheet(99.5m)));
        Assert.True(tally.IsEmpty);
    }

    [Theory]
    [InlineData(IndexMethod.MeanScore)]
    [InlineData(IndexMethod.NetShare)]
    [InlineData(IndexMethod.MeanOfMaximum)]
    [InlineData(IndexMethod.Points)]
    public void MethodsOfScales_OverANumber_Throw(IndexMethod method) =>
        Assert.Throws<ArgumentException>(() => SatisfactionIndex.Composite(Of(80), Sample.Index("stated") with { Method = method }));

    private static Tally Of(params int?[] numbers) => Sample.Tally(numbers.Select(n => Sheet(n)));

    private static AnswerSheet Sheet(decimal? number) => AnswerSheet.Of(Sample.Questionnaire,
        number is { } n ? new Dictionary<string, Answer> { ["expectation"] = new NumberAnswer(n) } : []);
}
