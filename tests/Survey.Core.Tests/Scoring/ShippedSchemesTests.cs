using Survey.Core.Indices;
using Survey.Core.Scoring;
using Xunit;

namespace Survey.Core.Tests.Scoring;

public sealed class ShippedSchemesTests
{
    private static readonly ScoringScheme Whole = AllKinds.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "surveys", "scoring", "par_s2_full.json")));

    [Fact]
    public void Appendix02_DefectsAreWarnings() => Assert.Equal(
        [
            new(ScoringWarningKind.Total, null, 64, 98.5m),
            new(ScoringWarningKind.PrintedParts, null, 64, 100), // 63 + 37
            new(ScoringWarningKind.Group, "II", 37, 35.5m),
            new(ScoringWarningKind.Group, "II.4", 6, 4.5m),
        ],
        ScoringWarnings.Of(Whole));

    [Fact]
    public void Appendix02_PrintsTheSumsOfItsParts()
    {
        var max = Whole.Criteria.ToDictionary(c => c.Code, ScoringWarnings.MaxOf);

        Assert.Equal((63m, 35.5m), (max["I"], max["II"]));
        Assert.Equal([14.5m, 5m, 6m, 6m, 6.5m, 6.5m, 18.5m], ((CriterionGroup)Whole.Criteria[0]).Criteria.Select(ScoringWarnings.MaxOf));
        Assert.Equal([18m, 2m, 3.5m, 4.5m, 3m, 4.5m], ((CriterionGroup)Whole.Criteria[1]).Criteria.Select(ScoringWarnings.MaxOf));
    }

    [Fact]
    public void Appendix02_UsesEveryKind() => Assert.Equal(
        FormulaWords.Kinds.Order(), Whole.All.OfType<ScoredCriterion>().Select(c => FormulaWords.Kind(c.Formula)).Distinct().Order());

    [Theory]
    [InlineData("II.1.4", "sipas", "15", "87.345", "13.1018")]
    [InlineData("I.7.1.4.5", "online", "0.5", "87.345", "0.4367")] // 0.436725
    public void Appendix02_IndicesFeedTheirCriteria(string code, string index, string max, string value, string points)
    {
        var criterion = Find(code);
        var formula = Assert.IsType<LinearFormula>(criterion.Formula);

        Assert.Equal((new IndexInput(index), Number(max)), ((IndexInput)formula.Input, criterion.Max));
        Assert.Equal(Number(points), formula.Points(Rational.FromDecimal(Number(value)), Rational.FromDecimal(criterion.Max)).ToDecimal(4));
    }

    [Theory]
    [InlineData("12", "0.5")]
    [InlineData("11.9999", "0")]
    public void Appendix02_OneStopRating_NeedsGoodOrBetter(string points, string wanted) =>
        Assert.Equal(Number(wanted), ((StepsFormula)Find("I.3.5.3").Formula).Points(Rational.FromDecimal(Number(points)), new Rational(1, 2)).ToDecimal(4));

    [Fact]
    public void Appendix02_HighIsBadInTwoItems() => Assert.Equal(
        ["II.4.6", "II.4.9"], Whole.All.OfType<ScoredCriterion>().Where(c => c.Formula is LinearFormula { Reversed: true }).Select(c => c.Code));

    [Fact]
    public void Appendix02_KnowsBothWaysOfNotApplying()
    {
        Assert.Equal(NotApplicableRule.FullMarks, Find("I.3.5.2").NotApplicable);
        Assert.Equal(NotApplicableRule.LowerBase, Find("I.2.1.2").NotApplicable);
    }

    [Fact]
    public void Warnings_OfAChecklistThatCannotReachItsMaximum_SaySo() => Assert.Contains(
        new ScoringWarning(ScoringWarningKind.OutOfReach, "G.C", 0.5m, 0.375m), ScoringWarnings.Of(AllKinds.Scheme));

    private static ScoredCriterion Find(string code) => Whole.All.OfType<ScoredCriterion>().Single(c => c.Code == code);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
