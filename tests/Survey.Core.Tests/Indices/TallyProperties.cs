using CsCheck;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class TallyProperties
{
    private static readonly Gen<Answer?> Five = OneOf(
        null, new CodeAnswer("na"), new CodeAnswer("1"), new CodeAnswer("2"), new CodeAnswer("3"), new CodeAnswer("4"), new CodeAnswer("5"));

    private static readonly Gen<Answer?> Three = OneOf(
        null, new CodeAnswer("na"), new CodeAnswer("poor"), new CodeAnswer("fair"), new CodeAnswer("good"));

    private static readonly Gen<Answer?> Trips = OneOf(null, new NumberAnswer(1), new NumberAnswer(3));

    private static readonly Gen<Answer?> Wishes = OneOf(
        null, new CodesAnswer(["skill"]), new CodesAnswer(["papers", "speed"]));

    private static readonly Gen<Answer?> Stated = OneOf(null, new NumberAnswer(0), new NumberAnswer(65), new NumberAnswer(100), new NumberAnswer(120));

    private static readonly Gen<AnswerSheet> Sheet = Gen.Select(Five.Array[5], Three, Trips, Wishes, Stated, (five, three, trips, wishes, stated) =>
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        void Put(string item, Answer? answer)
        {
            if (answer is not null)
            {
                answers.Add(item, answer);
            }
        }

        for (var i = 0; i < 5; i++)
        {
            Put(Sample.ScaleItems[i], five[i]);
        }

        Put("polite", three);
        Put("trips", trips);
        Put("wishes", wishes);
        Put("expectation", stated);
        return AnswerSheet.Of(Sample.Questionnaire, answers);
    });

    private static readonly Gen<AnswerSheet[]> Sheets = Sheet.Array[0, 40];

    [Fact]
    public void Add_InAnyOrderOrGrouping_GivesTheSameBytesAndIndex() =>
        Gen.Select(Sheets, Gen.Int[1, 5], Gen.Int).Sample((sheets, groups, seed) =>
        {
            var whole = Sample.Tally(sheets);
            var shuffled = sheets.ToArray();
            new Random(seed).Shuffle(shuffled);
            var sum = new Tally(Sample.Layout);
            foreach (var group in shuffled.Chunk(groups).Reverse())
            {
                sum.Add(Sample.Tally(group));
            }

            Assert.Equal(whole.ToBytes(), sum.ToBytes());
            Assert.All(Sample.Questionnaire.Indices, d =>
                Assert.Equal(SatisfactionIndex.Composite(whole, d), SatisfactionIndex.Composite(sum, d)));
        });

    [Fact]
    public void Subtract_RestoresWhatWasThere() => Gen.Select(Sheets, Sheets).Sample((kept, excluded) =>
    {
        var before = Sample.Tally(kept);
        var sheetBySheet = Sample.Tally([.. excluded, .. kept]);
        foreach (var sheet in excluded)
        {
            sheetBySheet.Subtract(sheet);
        }

        var atOnce = Sample.Tally([.. kept, .. excluded]);
        atOnce.Subtract(Sample.Tally(excluded));

        Assert.Equal(before.ToBytes(), sheetBySheet.ToBytes());
        Assert.Equal(before.ToBytes(), atOnce.ToBytes());
    });

    [Fact]
    public void ToBytes_RoundTrips() => Sheets.Sample(sheets =>
    {
        var tally = Sample.Tally(sheets);
        var bytes = tally.ToBytes();

        Assert.Equal(bytes, Tally.FromBytes(Sample.Layout, bytes).ToBytes());
        Assert.Equal(sheets.Length, Tally.FromBytes(Sample.Layout, bytes).Responses);
    });

    [Fact]
    public void ToBytes_OfNegativeNumbers_RoundTrips() => Sheets.Sample(sheets =>
    {
        var tally = new Tally(Sample.Layout);
        tally.Subtract(Sample.Tally(sheets));

        var again = Tally.FromBytes(Sample.Layout, tally.ToBytes());
        again.Add(Sample.Tally(sheets));

        Assert.True(again.IsEmpty);
    });

    [Fact]
    public void AddBytes_AddsWhatAddAdds() => Gen.Select(Sheets, Sheets).Sample((a, b) =>
    {
        var added = Sample.Tally(a);
        added.Add(Sample.Tally(b));
        var unpacked = Sample.Tally(a);
        unpacked.AddBytes(Sample.Tally(b).ToBytes());

        Assert.Equal(added.ToBytes(), unpacked.ToBytes());
    });

    [Fact]
    public void Figures_UnderEveryMethodAndRule_EqualTheResponses() => Sheets.Sample(sheets =>
    {
        var tally = Sample.Tally(sheets);
        foreach (var definition in Sample.Alternatives)
        {
            AssertSame(BruteForce.Composite(sheets, Sample.Questionnaire, definition), SatisfactionIndex.Composite(tally, definition));
            foreach (var dimension in definition.Dimensions)
            {
                var alone = definition with { Dimensions = [dimension], Composite = CompositeRule.Weighted };
                AssertSame(BruteForce.Composite(sheets, Sample.Questionnaire, alone), SatisfactionIndex.Dimension(tally, definition, dimension.Code));
            }

            foreach (var (dimension, item) in definition.Dimensions.SelectMany(d => d.Items.Select(i => (d, i))))
            {
                var alone = definition with { Factor = FactorRule.Pooled, Dimensions = [dimension with { Items = [item] }] };
                AssertSame(BruteForce.Composite(sheets, Sample.Questionnaire, alone), SatisfactionIndex.Item(tally, definition, item.Code));
            }
        }
    });

    [Fact]
    public void ResponseMoments_EqualTheResponses_AndTheCountsWhereTheseAreExact() => Gen.Select(Sheets, Sheets).Sample((one, other) =>
    {
        AnswerSheet[] sheets = [.. one, .. other];
        var tally = Sample.Tally(sheets);
        foreach (var definition in Sample.Alternatives)
        {
            var (moments, rest) = (new ResponseMoments(Sample.Questionnaire, definition), new ResponseMoments(Sample.Questionnaire, definition));
            Array.ForEach(one, moments.Add);
            Array.ForEach(other, rest.Add);
            moments.Add(rest);

            AssertExact(BruteForce.Composite(sheets, Sample.Questionnaire, definition), moments.Composite(60), moments.Composite(), SatisfactionIndex.Composite(tally, definition));
            foreach (var dimension in definition.Dimensions)
            {
                var alone = definition with { Dimensions = [dimension], Composite = CompositeRule.Weighted };
                AssertExact(BruteForce.Composite(sheets, Sample.Questionnaire, alone),
                    moments.Dimension(dimension.Code, 60), moments.Dimension(dimension.Code), SatisfactionIndex.Dimension(tally, definition, dimension.Code));
            }
        }
    });

    private static Gen<Answer?> OneOf(params Answer?[] answers) => Gen.Int[0, answers.Length - 1].Select(i => answers[i]);

    private static void AssertExact((double, double, long, long) expected, Figure ofPopulation, Figure exact, Figure fromCounts)
    {
        AssertSame(expected, exact);
        Assert.False(exact.IntervalIsBound);
        Assert.Equal((exact.Value, exact.Base, exact.Answers), (fromCounts.Value, fromCounts.Base, fromCounts.Answers));
        Assert.True((ofPopulation.StandardError ?? 0) <= (exact.StandardError ?? 0));
        if (!fromCounts.IntervalIsBound)
        {
            Assert.Equal(exact, fromCounts);
        }
    }

    private static void AssertSame((double, double, long, long) expected, Figure figure)
    {
        var (value, variance, responses, answers) = expected;
        Assert.Equal((responses, answers), (figure.Base, figure.Answers));
        if (double.IsNaN(value))
        {
            Assert.Null(figure.Value);
            Assert.Null(figure.Interval);
            return;
        }

        Assert.Equal(100 * value, figure.Value!.Value.ToDouble(), 1e-9);
        if (responses < 2)
        {
            Assert.Null(figure.StandardError);
            Assert.Null(figure.Interval);
            return;
        }

        // Squares are compared: a variance of 0 comes out of the doubles as some 1e-17.
        var square = Math.Pow(figure.StandardError!.Value, 2);
        Assert.True(figure.IntervalIsBound ? square >= (10000 * variance) - 1e-8 : Math.Abs((10000 * variance) - square) < 1e-8);
        Assert.InRange(figure.Value.Value.ToDouble(), figure.Interval!.Low - 1e-9, figure.Interval.High + 1e-9);
        Assert.InRange(figure.Interval.Low, figure.Lowest, figure.Highest);
        Assert.InRange(figure.Interval.High, figure.Lowest, figure.Highest);
    }
}
