using CsCheck;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Scoring;

namespace Survey.Core.Tests.Scoring;

/// <summary>Random schemes with facts: every kind of formula, trees up to three levels, missing numbers and answers.</summary>
internal static class Schemes
{
    private static readonly string[] Names = ["a", "b", "c", "d"];
    private static readonly LocalizedText Words = LocalizedText.Of("vi", "t");

    private static readonly Gen<decimal> Point = Gen.Int[0, 40].Select(n => n / 8m);

    private static readonly Gen<FormulaInput> Input = Gen.Int[0, 3].Select(i => i == 3 ? (FormulaInput)new IndexInput("i") : new TypedInput(Names[i]));

    private static readonly Gen<(decimal Max, Formula Formula)> Simple = Gen.Select(Gen.Int[0, 7], Point, Input, Input, Gen.Bool).Select(Make);

    private static readonly Gen<(decimal Max, Formula Formula)> Any = Gen.Select(Simple, Simple.Array[2, 3], Gen.Int[0, 4]).Select((one, parts, kind) => kind > 0
        ? one
        : (parts.Sum(p => p.Max), new SumFormula { Parts = [.. parts.Select((p, i) => new ScoringPart($"p{i}", Words, p.Max, p.Formula))] }));

    private static readonly Gen<ScoringScheme> Scheme = Gen.Select(Any, Gen.Int[0, 2]).Array[1, 4].Array[1, 3].Array[1, 3].Select(parts => new ScoringScheme
    {
        Code = "s",
        Version = 1,
        Title = Words,
        EffectiveFrom = new(2022, 1, 1),
        Criteria = [.. parts.Select((groups, p) => new CriterionGroup
        {
            Code = $"{p}",
            Title = Words,
            Criteria = [.. groups.Select((lines, g) => new CriterionGroup
            {
                Code = $"{p}.{g}",
                Title = Words,
                Criteria = [.. lines.Select((line, i) => new ScoredCriterion
                {
                    Code = $"{p}.{g}.{i}",
                    Title = Words,
                    Max = line.Item1.Max,
                    Formula = line.Item1.Formula,
                    NotApplicable = (NotApplicableRule)line.Item2,
                })],
            })],
        })],
    });

    public static Gen<(ScoringScheme Scheme, ScoreFacts Facts)> Of { get; } = Gen.Select(Scheme, Gen.Int[-20, 1300].Array[8], Gen.Int[0, 1000].Array[40]).Select(With);

    private static (decimal Max, Formula Formula) Make(int kind, decimal point, FormulaInput first, FormulaInput second, bool flag)
    {
        var max = point + 0.125m;
        return (max, kind switch
        {
            0 => new LinearFormula { Input = first, Full = 100, Reversed = flag },
            1 => new ThresholdLinearFormula { Input = first, Full = 100, Threshold = 60, Below = flag ? 0.125m : 0, Reversed = false },
            2 => new StepsFormula { Input = first, Steps = [new(90, max), new(40, point / 2), new(null, 0)] },
            3 => new RatioFormula { Part = first, Whole = second },
            4 => new YearOnYearFormula { Input = first, Higher = max, Equal = point / 2, Lower = 0 },
            5 => new ChecklistFormula { Parts = [new("a", Words, point / 2), new("b", Words, point / 2)] },
            6 => new ChoiceFormula { Options = [new("a", Words, max), new("b", Words, 0)] },
            _ => new ManualFormula(),
        });
    }

    private static (ScoringScheme, ScoreFacts) With(ScoringScheme scheme, int[] numbers, int[] luck)
    {
        var place = 0;
        int Next() => luck[place++ % luck.Length] + place;
        Dictionary<string, decimal> Some(int from) => Names.Select((n, i) => (n, Value: numbers[from + i])).Where(n => n.Value >= 0).ToDictionary(n => n.n, n => n.Value / 10m);
        var leaves = scheme.All.OfType<ScoredCriterion>().ToList();
        var answers = leaves.Select(c => (c.Code, Answer: Answer(c.Formula, c.Max, Next))).Where(a => a.Answer is not null).ToDictionary(a => a.Code, a => a.Answer!);
        return (scheme, new()
        {
            Typed = Some(0),
            EarlierTyped = Some(4),
            Indices = new Dictionary<string, Rational?> { ["i"] = numbers[3] < 0 ? null : new Rational(numbers[3], 13) },
            EarlierIndices = new Dictionary<string, Rational?> { ["i"] = numbers[7] < 0 ? null : new Rational(numbers[7], 13) },
            Answers = answers,
            NotApplicable = leaves.Where(c => c.NotApplicable != NotApplicableRule.AlwaysApplies && Next() % 5 == 0).Select(c => c.Code).ToHashSet(),
        });
    }

    private static ScoreAnswer? Answer(Formula formula, decimal max, Func<int> next) => next() % 6 == 0 ? null : formula switch
    {
        ChecklistFormula list => new() { Ticked = list.Parts.Where(_ => next() % 2 == 0).Select(p => p.Code).ToHashSet() },
        ChoiceFormula choice => new() { Option = choice.Options[next() % 2].Code },
        ManualFormula => new() { Points = max * (next() % 9) / 8 },
        SumFormula sum => new() { Parts = sum.Parts.Select(p => (p.Code, Answer: Answer(p.Formula, p.Max, next))).Where(p => p.Answer is not null).ToDictionary(p => p.Code, p => p.Answer!) },
        _ => null,
    };
}
