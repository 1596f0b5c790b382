using System.Globalization;
using CsCheck;
using Survey.Core.Indices;
using Survey.Core.Scoring;
using Xunit;

namespace Survey.Core.Tests.Scoring;

public sealed class WhatIfTests
{
    [Theory]
    [InlineData("G.L", "x=50", "AtLeast", "75", "0.5")] // 1 point now; 1.5 × 100 / 2
    [InlineData("G.L", "x=90", "AtLeast", "100", "0.2")] // only 0.2 are left
    [InlineData("G.L", "", "AtLeast", "25", "0.5")] // nothing yet: 0.5 × 100 / 2
    [InlineData("G.R", "x=40", "AtMost", "0", "0.2")]
    [InlineData("G.T", "x=90", "AtLeast", "100", "0.5")]
    [InlineData("G.T", "x=96", "AtLeast", "100", "0.02")]
    [InlineData("G.S", "x=79", "AtLeast", "100", "0.5")]
    [InlineData("G.S", "x=85", "AtLeast", "100", "0.25")]
    [InlineData("G.Q", "a=9;b=3", "AtLeast", "7.5", "0.5")] // 1/3 now; 5/6 × 9
    [InlineData("G.Y", "p=80;last p=85", "AtLeast", "85", "0.5")]
    [InlineData("G.Y", "p=85;last p=85", "Above", "85", "0.5")]
    public void Next_IsTheLeastChangeByHand(string code, string numbers, string side, string bound, string gain)
    {
        var next = WhatIf.Of(AllKinds.Scheme, AllKinds.Facts(numbers), WhatIf.HalfPoint).Single(n => n.Criterion == code);

        Assert.Equal((Enum.Parse<BoundSide>(side), Exact(bound), Exact(gain)), (next.Side, next.Bound, next.Gain));
    }

    [Theory]
    [InlineData("G.L", "x=100")]
    [InlineData("G.S", "x=100")]
    [InlineData("G.Y", "p=86;last p=85")]
    [InlineData("G.Y", "p=86")] // no earlier number to beat
    [InlineData("G.Q", "b=3")] // of what?
    [InlineData("G.O", "")]
    public void Next_WhereNothingCanBeSaid_IsNotThere(string code, string numbers) =>
        Assert.DoesNotContain(WhatIf.Of(AllKinds.Scheme, AllKinds.Facts(numbers), WhatIf.HalfPoint), n => n.Criterion == code);

    [Fact]
    public void Next_OfAPartOfASum_NamesThePart()
    {
        var next = WhatIf.Of(AllKinds.Scheme, AllKinds.Facts("x=20"), WhatIf.HalfPoint).Single(n => n.Criterion == "G.U");

        Assert.Equal(("right", Exact("70")), (next.Part, next.Bound));
    }

    [Fact]
    public void Next_LeavesOutWhatDoesNotApply() => Assert.DoesNotContain(
        WhatIf.Of(AllKinds.Scheme, AllKinds.Facts("x=50") with { NotApplicable = new HashSet<string> { "G.L" } }, WhatIf.HalfPoint), n => n.Criterion == "G.L");

    [Fact]
    public void Next_OfAnyScheme_EarnsWhatItSaysAtTheBound_AndLessJustBefore() => Schemes.Of.Sample(world =>
    {
        var criteria = world.Scheme.All.OfType<ScoredCriterion>().ToDictionary(c => c.Code);
        foreach (var next in WhatIf.Of(world.Scheme, world.Facts, WhatIf.HalfPoint))
        {
            var (formula, max) = criteria[next.Criterion].Formula is SumFormula sum
                ? (sum.Parts.Single(p => p.Code == next.Part).Formula, Rational.FromDecimal(sum.Parts.Single(p => p.Code == next.Part).Max))
                : (criteria[next.Criterion].Formula, Rational.FromDecimal(criteria[next.Criterion].Max));
            if (formula is RatioFormula { Part: var part, Whole: var whole } && part == whole)
            {
                continue; // The same number above and below: changing it changes both.
            }

            var now = formula.Points(world.Facts, null, max) ?? Rational.Zero;
            var little = new Rational(1, 1000) * (next.Side == BoundSide.AtMost ? -1 : 1);
            var wanted = Rational.Min(formula.Reachable(max), now + WhatIf.HalfPoint);
            var reached = At(formula, next, next.Bound + (next.Side == BoundSide.Above ? little : Rational.Zero), world.Facts, max);

            Assert.Equal(now + next.Gain, reached);
            Assert.True(reached >= wanted);
            Assert.True(At(formula, next, next.Bound - little, world.Facts, max) < wanted);
        }
    });

    private static Rational At(Formula formula, NextPoints next, Rational value, ScoreFacts facts, Rational max) => formula.Points(
        next.Input is IndexInput index
            ? facts with { Indices = new Dictionary<string, Rational?> { [index.Index] = value } }
            : facts with { Typed = facts.Typed.Where(t => t.Key != next.Input.Name).ToDictionary(), Indices = facts.Indices },
        null,
        max) is { } points && next.Input is IndexInput ? points : Direct(formula, value, facts, max);

    // Typed numbers are decimals; the bound need not be one.
    private static Rational Direct(Formula formula, Rational value, ScoreFacts facts, Rational max) => formula switch
    {
        NumberFormula number => number.Points(value, max),
        RatioFormula ratio => Rational.Min(max, Rational.Max(Rational.Zero, value * max / ratio.Whole.Now(facts)!.Value)),
        YearOnYearFormula year => Rational.FromDecimal(value.CompareTo(year.Input.Earlier(facts)!.Value) switch { > 0 => year.Higher, 0 => year.Equal, _ => year.Lower }),
        _ => throw new ArgumentOutOfRangeException(nameof(formula)),
    };

    private static Rational Exact(string text) => Rational.FromDecimal(decimal.Parse(text, CultureInfo.InvariantCulture));
}
