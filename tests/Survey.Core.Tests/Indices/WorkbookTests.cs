using System.Globalization;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Xunit;

namespace Survey.Core.Tests.Indices;

/// <summary>The figures of workbook-methods.csv from the sheets of workbook-responses.csv. Both hold the arithmetic; the
/// numbers were computed from the sheets apart from this programme.</summary>
public sealed class WorkbookTests
{
    private static readonly Lazy<List<AnswerSheet>> Sheets = new(() => [.. Rows("workbook-responses.csv")
        .Where(r => r["response"].StartsWith('R'))
        .Select(r => Sample.Sheet([.. Sample.ScaleItems.Where(i => r[i] != "").Select(i => (i, r[i]))]))]);

    private static readonly Lazy<Tally> Counted = new(() => Sample.Tally(Sheets.Value));

    public static TheoryData<int> Methods => [.. Enumerable.Range(0, Rows("workbook-methods.csv").Count)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void EveryMethodAndFactorRule_IsTheWorkbooks(int row)
    {
        var expected = Rows("workbook-methods.csv")[row];
        var factor = IndexWords.Factor(expected["factor"])!.Value;
        var definition = Sample.Index(factor == FactorRule.OverallItem ? "overall_items" : "share_pooled") with
        {
            Method = IndexWords.Method(expected["method"])!.Value,
            Composite = IndexWords.Composite(expected["composite"])!.Value,
            Factor = factor,
        };
        long? population = expected["population"] == "" ? null : long.Parse(expected["population"], CultureInfo.InvariantCulture);
        var (dimension, moments) = (expected["dimension"], new ResponseMoments(Sample.Questionnaire, definition));
        Sheets.Value.ForEach(moments.Add);

        AssertFigure(expected, "", dimension == "" ? moments.Composite(population) : moments.Dimension(dimension, population));
        var figure = dimension == ""
            ? SatisfactionIndex.Composite(Counted.Value, definition, population)
            : SatisfactionIndex.Dimension(Counted.Value, definition, dimension, population);
        Assert.Equal(expected["bound_low"] != "", figure.IntervalIsBound);
        AssertFigure(expected, figure.IntervalIsBound ? "bound_" : "", figure);
    }

    [Fact]
    public void Tally_HoldsTheWorkbooksSums()
    {
        var tally = Counted.Value;

        Assert.Equal(13, tally.Responses);
        Assert.Equal((9, 1, 3), (tally.Answered("signs"), tally.NotApplicable("signs"), tally.Responses - tally.Answered("signs") - 1));
        Assert.Equal(18, SatisfactionIndex.Dimension(tally, Sample.Index("share_pooled"), "access").Answers);
    }

    private static void AssertFigure(Dictionary<string, string> expected, string prefix, Figure figure)
    {
        Assert.Equal(Number(expected["value"])!.Value, figure.Value!.Value.ToDouble(), 1e-8);
        Assert.Equal((Number(expected["base"]), Number(expected["answers"])), (figure.Base, figure.Answers));
        AssertClose(Number(expected[prefix + "low"]), figure.Interval?.Low, 1e-5);
        AssertClose(Number(expected[prefix + "high"]), figure.Interval?.High, 1e-5);
        AssertClose(Number(expected[prefix + "variance"]), figure.StandardError * figure.StandardError / 10_000, 1e-11);
    }

    private static void AssertClose(double? expected, double? actual, double tolerance)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } number)
        {
            Assert.Equal(number, actual!.Value, tolerance);
        }
    }

    private static double? Number(string text) => text == "" ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Rows(string file)
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Indices", file))
            .Where(line => !line.StartsWith('#')).Select(line => line.Split(',')).ToList();
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(p => p.First, p => p.Second))];
    }
}
