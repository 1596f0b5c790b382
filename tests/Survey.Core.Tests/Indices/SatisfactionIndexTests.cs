using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class SatisfactionIndexTests
{
    private static readonly AnswerSheet Best = Sample.Sheet(
        ("signs", "5"), ("seats", "5"), ("papers", "5"), ("fees", "5"), ("delay", "1"), ("polite", "good"));

    private static readonly AnswerSheet Worst = Sample.Sheet(
        ("signs", "1"), ("seats", "1"), ("papers", "1"), ("fees", "1"), ("delay", "5"), ("polite", "poor"));

    private static readonly AnswerSheet Nothing = Sample.Sheet(("signs", "na"), ("polite", "na"));

    public static TheoryData<string> Indices => [.. Sample.Questionnaire.Indices.Select(i => i.Code).Where(c => c != "stated")];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Composite_OfAllBest_Is100(string index)
    {
        var figure = Composite(index, Enumerable.Repeat(Best, 7));

        Assert.Equal(100, figure.Value);
        Assert.Equal(100.00m, figure.Rounded);
        Assert.Equal((7, index == "overall_items" ? 21 : 42), (figure.Base, figure.Answers));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Composite_OfAllWorst_IsZeroAndThere(string index)
    {
        var figure = Composite(index, Enumerable.Repeat(Worst, 7));

        Assert.Equal(Rational.Zero, figure.Value);
        Assert.Equal(0m, figure.Rounded);
        Assert.False(figure.BelowMinimumBase);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Composite_OfNobody_IsAbsentAndNotZero(string index)
    {
        Assert.All(new[] { Composite(index, []), Composite(index, Enumerable.Repeat(Nothing, 9)) }, figure =>
        {
            Assert.Null(figure.Value);
            Assert.Null(figure.Rounded);
            Assert.Null(figure.Interval);
            Assert.Equal((0, true), (figure.Base, figure.BelowMinimumBase));
        });
    }

    [Fact]
    public void Composite_OfOneResponse_HasNoInterval()
    {
        var figure = Composite("share_pooled", [Best]);

        Assert.Equal(100, figure.Value);
        Assert.Null(figure.Interval);
        Assert.Null(figure.StandardError);
    }

    [Fact]
    public void Share_OfAllBest_TakesTheNumberOfResponsesAsEffective()
    {
        // v = 0, so n* = m = 10: Wilson's lower bound of 10 in 10 is 1/(1 + z²/10) = 1/1.38414588812 = 72.2467 %.
        var interval = Composite("share_pooled", Enumerable.Repeat(Best, 10)).Interval!;

        Assert.Equal(72.2467, interval.Low, 1e-4);
        Assert.Equal(100, interval.High, 1e-9);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Figure_BelowMinimumBase_IsAbsent(int responses, bool absent)
    {
        var tally = Sample.Tally(Enumerable.Repeat(Best, responses).Concat(Enumerable.Repeat(Nothing, 3)));
        var definition = Sample.Index("share_weighted") with { MinimumBase = 5 };

        Assert.All(
            new[]
            {
                SatisfactionIndex.Composite(tally, definition),
                SatisfactionIndex.Dimension(tally, definition, "staff"),
                SatisfactionIndex.Item(tally, definition, "polite"),
            },
            figure =>
            {
                Assert.Equal((absent, responses), (figure.BelowMinimumBase, figure.Base));
                Assert.Equal(absent, figure.Value is null);
            });
    }

    [Fact]
    public void WeightedComposite_WithoutOneDimension_IsAbsentWhilePooledIsThere()
    {
        var tally = Sample.Tally(Enumerable.Repeat(Sample.Sheet(("signs", "5"), ("papers", "1")), 8));

        var weighted = SatisfactionIndex.Composite(tally, Sample.Index("share_weighted"));

        Assert.Null(weighted.Value);
        Assert.Equal((8, false), (weighted.Base, weighted.BelowMinimumBase));
        Assert.Equal(50, SatisfactionIndex.Composite(tally, Sample.Index("share_pooled")).Value);
    }

    [Fact]
    public void Item_Reversed_CountsTheLowScoresAsPositive()
    {
        var sheets = new[] { "1", "2", "3", "4", "5" }.Select(c => Sample.Sheet(("delay", c)));
        var tally = Sample.Tally(sheets.Append(Sample.Sheet(("delay", "1"))));

        Assert.Equal(50, SatisfactionIndex.Item(tally, Sample.Index("share_pooled"), "delay").Value); // 1, 1, 2 of 6
        // reversed scores 5 5 4 3 2 1 = 20/6; (20/6 − 1)/4 = 14/24
        Assert.Equal(new Rational(1400, 24), SatisfactionIndex.Item(tally, Sample.Index("mean_pooled"), "delay").Value);
    }

    [Fact]
    public void Item_WithPositiveCodesOfItsOwn_CountsThoseOnly()
    {
        var tally = Sample.Tally(new[] { "4", "4", "4", "5" }.Select(c => Sample.Sheet(("seats", c))));

        Assert.Equal(25, SatisfactionIndex.Item(tally, Sample.Index("share_pooled"), "seats").Value);
    }

    [Fact]
    public void Composite_UnderAnotherMethod_ComesFromTheSameCounts()
    {
        var tally = Sample.Tally([Best, Worst, Worst, Sample.Sheet(("signs", "4"))]);
        var other = Sample.Index("share_pooled") with { Method = IndexMethod.MeanScore, Composite = CompositeRule.Weighted };

        Assert.Equal(
            SatisfactionIndex.Composite(tally, Sample.Index("mean_weighted")), SatisfactionIndex.Composite(tally, other));
    }

    [Fact]
    public void Composite_OfDefinitionThatIsNotCounted_Throws()
    {
        var tally = Sample.Tally([Best]);
        var definition = Sample.Index("share_pooled");

        Assert.Throws<ArgumentException>(() => SatisfactionIndex.Composite(tally, definition with { Code = "other" }));
        Assert.Throws<ArgumentException>(() => SatisfactionIndex.Composite(tally, definition with { Dimensions = [definition.Dimensions[0]] }));
        Assert.Throws<ArgumentException>(() => SatisfactionIndex.Dimension(tally, definition, "other"));
        Assert.Throws<ArgumentException>(() => SatisfactionIndex.Item(tally, definition, "trips"));
        Assert.Throws<NotSupportedException>(() => SatisfactionIndex.Composite(tally, definition with { MethodVersion = 2 }));
    }

    [Fact]
    public void Mean_OfAnswersThatAllAgree_DoesNotPretendToBeCertain()
    {
        // As the share: v = 0, so n* = m = 10.
        var figure = Composite("mean_pooled", Enumerable.Repeat(Best, 10));

        Assert.Equal(0, figure.StandardError);
        Assert.Equal((72.2467, 100), (Math.Round(figure.Interval!.Low, 4), Math.Round(figure.Interval.High, 4)));
    }

    [Fact]
    public void Rounded_IsAwayFromZeroAndOnce()
    {
        // 1 of 800 is 0.125 %, a half in the third place.
        var tally = Sample.Tally([.. Enumerable.Repeat(Sample.Sheet(("signs", "1")), 799), Sample.Sheet(("signs", "5"))]);

        Assert.Equal(0.13m, SatisfactionIndex.Item(tally, Sample.Index("share_pooled"), "signs").Rounded);
    }

    private static Figure Composite(string index, IEnumerable<AnswerSheet> sheets) =>
        SatisfactionIndex.Composite(Sample.Tally(sheets), Sample.Index(index));
}
