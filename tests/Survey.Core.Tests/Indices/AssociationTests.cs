using Survey.Core.Indices;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class AssociationTests
{
    // Job satisfaction by income: A. Agresti, Categorical Data Analysis, 2nd ed. 2002, table 2.8: C = 1331, D = 849,
    // gamma = 0.221, standard error 0.117.
    private static readonly long[,] Agresti = { { 1, 3, 10, 6 }, { 2, 3, 10, 7 }, { 1, 6, 14, 12 }, { 0, 1, 9, 11 } };

    [Fact]
    public void Gamma_IsAgrestis()
    {
        var gamma = Association.Gamma(Agresti);

        Assert.Equal((1331.0 - 849) / (1331 + 849), gamma.Value!.Value, 1e-12);
        Assert.Equal(0.117, (gamma.Interval!.High - gamma.Interval.Low) / 2 / 1.959964, 5e-4);
        Assert.Equal(96, gamma.Base);
    }

    [Fact]
    public void Correlations_AreThoseOfTheResponses()
    {
        // Computed apart from this programme from the 96 responses one by one.
        var pearson = Association.Correlation(Agresti, [1, 2, 3, 4], [1, 2, 3, 4]);
        var spearman = Association.RankCorrelation(Agresti);

        Assert.Equal((0.1772, -0.024144, 0.364729), (Round(pearson.Value), Round(pearson.Interval!.Low), Round(pearson.Interval.High)));
        Assert.Equal((0.176892, -0.024462, 0.364453), (Round(spearman.Value), Round(spearman.Interval!.Low), Round(spearman.Interval.High)));
    }

    [Fact]
    public void OfAnswersThatAgreeAlways_Is1()
    {
        long[,] same = { { 5, 0 }, { 0, 7 } };

        Assert.Equal(1, Association.Gamma(same).Value);
        Assert.Equal(1, Association.Correlation(same, [0, 1], [0, 1]).Value!.Value, 1e-12);
        Assert.Null(Association.Correlation(same, [0, 1], [0, 1]).Interval);
    }

    [Fact]
    public void OfAnAnswerThatNeverVaries_IsAbsent()
    {
        long[,] flat = { { 5, 3 }, { 0, 0 } };

        Assert.Equal((null, 8L), (Association.Gamma(flat).Value, Association.Gamma(flat).Base));
        Assert.Null(Association.Correlation(flat, [0, 1], [0, 1]).Value);
        Assert.Null(Association.RankCorrelation(new long[2, 2]).Value);
    }

    [Fact]
    public void Turned_ChangesTheSign()
    {
        long[,] turned = { { 0, 1, 9, 11 }, { 1, 6, 14, 12 }, { 2, 3, 10, 7 }, { 1, 3, 10, 6 } };

        Assert.Equal(-Association.Gamma(Agresti).Value!.Value, Association.Gamma(turned).Value!.Value, 1e-12);
    }

    [Fact]
    public void OfBadTables_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Association.Gamma(new long[,] { { -1 } }));
        Assert.Throws<ArgumentException>(() => Association.Correlation(Agresti, [1, 2], [1, 2, 3, 4]));
    }

    private static double Round(double? x) => Math.Round(x!.Value, 6);
}
