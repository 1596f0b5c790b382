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

    private static readonly Gen<AnswerSheet> Sheet = Gen.Select(Five.Array[5], Three, Trips, Wishes, (five, three, trips, wishes) =>
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
    public void Composite_FromMoments_EqualsTheResponses() => Sheets.Sample(sheets =>
    {
        var tally = Sample.Tally(sheets);
        foreach (var definition in Sample.Questionnaire.Indices)
        {
            var figure = SatisfactionIndex.Composite(tally, definition);
            var (value, variance, responses, answers) = BruteForce.Composite(sheets, Sample.Questionnaire, definition);

            Assert.Equal((responses, answers), (figure.Base, figure.Answers));
            AssertSame(value, variance, responses, figure);
        }
    });

    [Fact]
    public void Dimension_FromMoments_EqualsTheResponses() => Sheets.Sample(sheets =>
    {
        var tally = Sample.Tally(sheets);
        foreach (var definition in Sample.Questionnaire.Indices)
        {
            foreach (var dimension in definition.Dimensions)
            {
                var figure = SatisfactionIndex.Dimension(tally, definition, dimension.Code);
                var (value, variance, responses, answers) =
                    BruteForce.Composite(sheets, Sample.Questionnaire, definition with { Dimensions = [dimension] });

                Assert.Equal((responses, answers), (figure.Base, figure.Answers));
                AssertSame(value, variance, responses, figure);
            }
        }
    });

    [Fact]
    public void Item_FromCounts_EqualsTheResponses() => Sheets.Sample(sheets =>
    {
        var tally = Sample.Tally(sheets);
        foreach (var definition in Sample.Questionnaire.Indices)
        {
            foreach (var (dimension, item) in definition.Dimensions.SelectMany(d => d.Items.Select(i => (d, i))))
            {
                var figure = SatisfactionIndex.Item(tally, definition, item.Code);
                var alone = definition with { Dimensions = [dimension with { Items = [item] }] };
                var (value, variance, responses, answers) = BruteForce.Composite(sheets, Sample.Questionnaire, alone);

                Assert.Equal((responses, answers), (figure.Base, figure.Answers));
                AssertSame(value, variance, responses, figure);
            }
        }
    });

    private static Gen<Answer?> OneOf(params Answer?[] answers) => Gen.Int[0, answers.Length - 1].Select(i => answers[i]);

    private static void AssertSame(double value, double variance, long responses, Figure figure)
    {
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
        Assert.Equal(10000 * variance, Math.Pow(figure.StandardError!.Value, 2), 1e-8);
        Assert.InRange(figure.Value.Value.ToDouble(), figure.Interval!.Low - 1e-9, figure.Interval.High + 1e-9);
        Assert.InRange(figure.Interval.Low, 0, 100);
        Assert.InRange(figure.Interval.High, 0, 100);
    }
}
