using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Xunit;

namespace Survey.Core.Tests.Indices;

/// <summary>The one-stop rating that the platform ships: criteria 1, 3, 4 and 7 from citizens, the others from software.</summary>
public sealed class PointsRatingTests
{
    private static readonly Questionnaire OneStop = QuestionnaireJson.Read(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "surveys", "questionnaires", "one_stop.json"))).Questionnaire!;

    private static readonly IndexDefinition Points = OneStop.Indices.Single(i => i.Code == "one_stop_points");

    private static readonly Dictionary<string, Rational> Full = Points.Rating!.External.ToDictionary(c => c.Code, _ => (Rational)2);

    [Fact]
    public void Of_FiveSheetsByHand_IsTheSumOfCriteria()
    {
        // time 2 2 1 1 1 = 7/10 → 1.4; contacts 2 2 2 2 0 = 8/10 → 1.6; agencies, three answers: 2 2 1 = 5/6 → 1.6666…;
        // attitude 2 2 2 2 2 → 2. Together 6.6666…; software 2 + 1.5 + 2 + 0.25 + 1 = 6.75: 13.41666…
        var tally = Tally(["early", "early", "on_time", "on_time", "on_time"], ["none", "none", "none", "none", "more"],
            ["none", "none", "one", "", ""], ["good", "good", "good", "good", "good"]);
        var external = Full.Keys.Zip([2, 1.5m, 2, 0.25m, 1]).ToDictionary(x => x.First, x => Rational.FromDecimal(x.Second));

        var rating = PointsRating.Of(tally, Points with { MinimumBase = 1 }, external);

        Assert.Equal([1.4m, 1.6m, 1.6667m, 2m, 2m, 1.5m, 2m, 0.25m, 1m], rating.Criteria.Select(c => c.Rounded!.Value));
        Assert.Equal(["time", "contacts", "agencies", "attitude"], rating.Criteria.Where(c => !c.IsExternal).Select(c => c.Code));
        Assert.Equal((new Rational(161, 12), 13.4167m, "good"), (rating.Total!.Value, rating.Rounded!.Value, rating.Grade!.Code));
        Assert.Equal(18, rating.Maximum);
        Assert.Empty(rating.Missing);
        Assert.Equal((5, 5, 3, 5), (rating.Criteria[0].Figure!.Base, rating.Criteria[1].Figure!.Base, rating.Criteria[2].Figure!.Base, rating.Criteria[3].Figure!.Base));
        // The composite is the part of the 8 points of citizens: 6.6666…/8.
        Assert.Equal(new Rational(1000, 12), SatisfactionIndex.Composite(tally, Points with { MinimumBase = 1 }).Value);
    }

    [Fact]
    public void Of_MissingCriterion_HasNoTotalAndNoGrade()
    {
        var tally = Best(9);

        var rating = PointsRating.Of(tally, Points, Full.Where(c => c.Key != "online").ToDictionary());

        Assert.Equal(["online"], rating.Missing);
        Assert.Null(rating.Total);
        Assert.Null(rating.Grade);
        Assert.Equal(2m, rating.Criteria[0].Rounded);
    }

    [Fact]
    public void Of_TooFewResponses_MissesWhatCitizensJudge() =>
        Assert.Equal(["time", "contacts", "agencies", "attitude"], PointsRating.Of(Best(4), Points, Full).Missing);

    [Theory] // citizens give 8 of 8; the rest decides
    [InlineData("15", "excellent")]
    [InlineData("14.9999", "good")]
    [InlineData("12", "good")]
    [InlineData("11.9999", "fair")]
    [InlineData("9", "fair")]
    [InlineData("8.9999", "average")]
    [InlineData("8", "average")]
    public void Grade_BeginsExactlyAtItsBound(string total, string grade)
    {
        var rest = Rational.FromDecimal(decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture)) - 8;
        var external = Full.Keys.ToDictionary(c => c, _ => rest / 5);

        Assert.Equal(grade, PointsRating.Of(Best(5), Points, external).Grade!.Code);
    }

    [Fact]
    public void Grade_IsByTheUnroundedTotal()
    {
        // 14.99999 prints as 15.0000 and is still one grade below.
        var external = Full.Keys.ToDictionary(c => c, _ => new Rational(699_999, 500_000));

        var rating = PointsRating.Of(Best(5), Points, external);

        Assert.Equal((15.0000m, "good"), (rating.Rounded!.Value, rating.Grade!.Code));
    }

    [Fact]
    public void Of_WorstAndNothing_IsTheLastGrade()
    {
        var tally = Tally([.. Enumerable.Repeat("late", 5)], [.. Enumerable.Repeat("more", 5)], [.. Enumerable.Repeat("more", 5)], [.. Enumerable.Repeat("poor", 5)]);

        var rating = PointsRating.Of(tally, Points, Full.Keys.ToDictionary(c => c, _ => Rational.Zero));

        Assert.Equal((Rational.Zero, "weak"), (rating.Total!.Value, rating.Grade!.Code));
    }

    [Fact]
    public void Of_PointsOutsideTheirCriterion_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PointsRating.Of(Best(5), Points, new Dictionary<string, Rational> { ["online"] = new(201, 100) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PointsRating.Of(Best(5), Points, new Dictionary<string, Rational> { ["online"] = -1 }));
        Assert.Throws<ArgumentException>(() => PointsRating.Of(Best(5), OneStop.Indices[0], Full));
    }

    [Fact]
    public void MethodsFor_OffersPointsWhereThereIsARating()
    {
        var layout = TallyLayout.For(OneStop);

        Assert.Contains(IndexMethod.Points, SatisfactionIndex.MethodsFor(layout, Points));
        Assert.Equal([IndexMethod.TopTwoBox, IndexMethod.MeanScore, IndexMethod.MeanOfMaximum, IndexMethod.AllPositive, IndexMethod.NetShare],
            SatisfactionIndex.MethodsFor(layout, OneStop.Indices[0]));
        Assert.Equal([IndexMethod.TopTwoBox, IndexMethod.ExpectationMet, IndexMethod.AllPositive], SatisfactionIndex.MethodsFor(Sample.Layout, Sample.Index("stated")));
        Assert.False(SatisfactionIndex.Supports(Sample.Layout, Sample.Index("overall_items") with { Factor = FactorRule.Pooled }));
        Assert.False(SatisfactionIndex.Supports(Sample.Layout, Sample.Index("share_pooled") with { Factor = FactorRule.OverallItem }));
        Assert.False(SatisfactionIndex.Supports(Sample.Layout, Sample.Index("share_pooled") with { MethodVersion = 2 }));
    }

    private static Tally Best(int sheets) =>
        Tally([.. Enumerable.Repeat("early", sheets)], [.. Enumerable.Repeat("none", sheets)], [.. Enumerable.Repeat("none", sheets)], [.. Enumerable.Repeat("good", sheets)]);

    private static Tally Tally(params string[][] columns)
    {
        var tally = new Tally(TallyLayout.For(OneStop));
        string[] items = ["time", "contacts", "agencies", "attitude"];
        for (var row = 0; row < columns[0].Length; row++)
        {
            tally.Add(AnswerSheet.Of(OneStop, items.Zip(columns, (item, c) => (item, Code: c[row])).Where(x => x.Code != "")
                .ToDictionary(x => x.item, x => (Answer)new CodeAnswer(x.Code))));
        }

        return tally;
    }
}
