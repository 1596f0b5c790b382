using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Core.Tests.Indices;

/// <summary>A figure that the simulation computes.</summary>
internal sealed record SimulatedFigure(string Name, IndexDefinition Definition, string? Item = null);

/// <summary>
/// People whose answers to five items go together: an answer's latent value is √ρ·(the person) + √(1 − ρ)·(chance), cut at
/// thresholds that give the wanted shares of the five points. Blanks come by chance. Truths are exact or by quadrature.
/// </summary>
internal sealed class SimulatedPopulation
{
    private const int Points = 5;
    private static readonly string[] Items = ["a1", "a2", "b1", "b2", "b3"];
    private static readonly double[] Easier = [0, 0.15, -0.15, 0.1, -0.1];
    private static readonly double[] Answering = [1, 0.9, 0.95, 0.8, 0.7];
    private static readonly string[] Codes = ["5", "4", "3", "2", "1"];

    private readonly Dictionary<int, AnswerSheet> _sheets = [];
    private readonly double _correlation;
    private readonly double[][] _shares; // by item and point, best first
    private readonly double[][] _thresholds;
    private readonly Dictionary<string, double> _truths;

    /// <param name="positive">The share of positive answers to a middling item.</param>
    /// <param name="best">Of those, the share of the best point.</param>
    /// <param name="correlation">ρ, 0 to below 1.</param>
    public SimulatedPopulation(double positive, double best, double correlation)
    {
        _correlation = correlation;
        _shares = [.. Easier.Select(e => Normal(Quantile(positive) + e)).Select(p => new[] { best * p, (1 - best) * p, 0.45 * (1 - p), 0.35 * (1 - p), 0.2 * (1 - p) })];
        _thresholds = [.. _shares.Select(s => Enumerable.Range(1, Points - 1).Select(k => Quantile(s.Take(k).Sum())).ToArray())];
        _truths = Figures.ToDictionary(f => f.Name, Truth);
    }

    public static Questionnaire Questionnaire { get; } = Make();

    public static TallyLayout Layout { get; } = TallyLayout.For(Questionnaire);

    public static IReadOnlyList<SimulatedFigure> Figures { get; } =
    [
        new("share", Definition(IndexMethod.TopTwoBox)),
        new("weighted share", Definition(IndexMethod.TopTwoBox, CompositeRule.Weighted)),
        new("mean of items, share", Definition(IndexMethod.TopTwoBox, CompositeRule.Weighted, FactorRule.MeanOfItems)),
        new("mean", Definition(IndexMethod.MeanScore)),
        new("weighted mean", Definition(IndexMethod.MeanScore, CompositeRule.Weighted)),
        new("mean of items, mean", Definition(IndexMethod.MeanScore, CompositeRule.Weighted, FactorRule.MeanOfItems)),
        new("net", Definition(IndexMethod.NetShare)),
        new("weighted net", Definition(IndexMethod.NetShare, CompositeRule.Weighted)),
        new("all positive", Definition(IndexMethod.AllPositive)),
        new("share of an item", Definition(IndexMethod.TopTwoBox), Items[0]),
        new("mean of an item", Definition(IndexMethod.MeanScore), Items[0]),
    ];

    /// <summary>In index points.</summary>
    public double TruthOf(SimulatedFigure figure) => _truths[figure.Name];

    /// <summary>Whether a share lies where the promise holds: 5 to 98 in a hundred. That everything is positive is rarer than
    /// that one answer is.</summary>
    public bool IsTested(SimulatedFigure figure) => figure.Definition.Method != IndexMethod.AllPositive || TruthOf(figure) is >= 5 and <= 98;

    public AnswerSheet Draw(Random random)
    {
        var (key, person) = (0, Math.Sqrt(_correlation) * Gauss(random));
        for (var j = 0; j < Items.Length; j++)
        {
            var point = Points; // blank
            if (random.NextDouble() < Answering[j])
            {
                var latent = person + (Math.Sqrt(1 - _correlation) * Gauss(random));
                point = _thresholds[j].Count(t => latent > t);
            }

            key = (key * (Points + 1)) + point;
        }

        if (!_sheets.TryGetValue(key, out var sheet))
        {
            _sheets.Add(key, sheet = SheetOf(key));
        }

        return sheet;
    }

    private static AnswerSheet SheetOf(int key)
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        for (var j = Items.Length - 1; j >= 0; j--, key /= Points + 1)
        {
            if (key % (Points + 1) is var point && point < Points)
            {
                answers.Add(Items[j], new CodeAnswer(Codes[point]));
            }
        }

        return AnswerSheet.Of(Questionnaire, answers);
    }

    private double Truth(SimulatedFigure figure)
    {
        double Of(int j) => figure.Definition.Method switch
        {
            IndexMethod.TopTwoBox => _shares[j][0] + _shares[j][1],
            IndexMethod.NetShare => _shares[j][0] + _shares[j][1] - _shares[j][3] - _shares[j][4],
            _ => _shares[j].Select((s, k) => s * (Points - 1 - k) / (Points - 1)).Sum(),
        };
        double Pooled(int[] items) => items.Sum(j => Answering[j] * Of(j)) / items.Sum(j => Answering[j]);
        int[] a = [0, 1], b = [2, 3, 4];
        return 100 * (figure.Item is not null ? Of(0)
            : figure.Definition.Method == IndexMethod.AllPositive ? AllPositive()
            : figure.Definition.Composite == CompositeRule.Pooled ? Pooled([.. a, .. b])
            : figure.Definition.Factor == FactorRule.MeanOfItems ? ((2 * a.Average(Of)) + b.Average(Of)) / 3
            : ((2 * Pooled(a)) + Pooled(b)) / 3);
    }

    // The first item has no blanks, so every response counts: the mean over people of Π (blank or positive).
    private double AllPositive()
    {
        const int Steps = 4000;
        const double Reach = 8, Width = 2 * Reach / Steps;
        return Enumerable.Range(0, Steps).Select(i => -Reach + ((i + 0.5) * Width)).Sum(u => Width * Math.Exp(-u * u / 2) / Math.Sqrt(2 * Math.PI)
            * Enumerable.Range(0, Items.Length).Aggregate(1.0, (product, j) => product
                * (1 - Answering[j] + (Answering[j] * Normal((_thresholds[j][1] - (Math.Sqrt(_correlation) * u)) / Math.Sqrt(1 - _correlation))))));
    }

    private static IndexDefinition Definition(IndexMethod method, CompositeRule composite = CompositeRule.Pooled, FactorRule factor = FactorRule.Pooled) =>
        Sample.Index("i", method, composite) with
        {
            Factor = factor,
            Dimensions =
            [
                Sample.Dimension("a", 2, [.. Items[..2].Select(i => new DimensionItem { Code = i })]),
                Sample.Dimension("b", 1, [.. Items[2..].Select(i => new DimensionItem { Code = i })]),
            ],
        };

    private static Questionnaire Make() => new()
    {
        Code = "simulated",
        Languages = ["vi"],
        Title = Sample.Text("Mô phỏng"),
        Scales = [Sample.Five],
        Sections = [new Section { Code = "s", Items = [.. Items.Select(i => Sample.OnScale(i, Sample.Five))] }],
        Indices = [Definition(IndexMethod.TopTwoBox)],
    };

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Φ by its continued fraction in the tails and its series in the middle; good to 1e-12.
    private static double Normal(double x)
    {
        if (x < 0)
        {
            return 1 - Normal(-x);
        }

        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (x > 4)
        {
            var fraction = 0.0;
            for (var k = 60; k >= 1; k--)
            {
                fraction = k / (x + fraction);
            }

            return 1 - (density / (x + fraction));
        }

        double term = x, sum = x;
        for (var k = 1; k < 200; k++)
        {
            term *= x * x / ((2 * k) + 1);
            sum += term;
        }

        return 0.5 + (density * sum);
    }

    private static double Quantile(double p)
    {
        double low = -8, high = 8;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Normal(middle) < p ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
