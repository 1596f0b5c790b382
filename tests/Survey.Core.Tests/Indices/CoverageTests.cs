using System.Collections.Concurrent;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Xunit;

namespace Survey.Core.Tests.Indices;

/// <summary>
/// How often a 95% interval holds the truth, by simulation with fixed seeds: respondents who answer five correlated items in
/// two dimensions of different weight, with blanks; items a little easier and harder than the index; and, as counters see
/// them, people of whom most choose the very best point.
/// </summary>
public sealed class CoverageTests
{
    private static readonly (int Responses, int Repetitions)[] Sizes = [(10, 2_000), (30, 1_500), (100, 800), (500, 300)];

    [Theory]
    [InlineData(0.4, 0.45)] // answers spread over the scale
    [InlineData(0.5, 0.85)] // six in seven of the satisfied choose the best point
    public void Intervals_HoldTheTruthAsOftenAsTheySay(double correlation, double best)
    {
        double[] positive = [0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98];
        var covered = new ConcurrentDictionary<(string Figure, int Responses, double Positive), double>();
        Parallel.ForEach(
            Sizes.SelectMany(s => positive.Select(p => (s.Responses, s.Repetitions, Positive: p))).OrderByDescending(c => c.Responses),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken },
            c =>
            {
                var population = new SimulatedPopulation(c.Positive, best, correlation);
                foreach (var (figure, share) in Covered(population, c.Responses, c.Repetitions, new Random((c.Responses * 1000) + (int)(c.Positive * 100))))
                {
                    covered[(figure, c.Responses, c.Positive)] = share;
                }
            });

        Assert.All(covered, c => Assert.True(c.Value >= 0.90, $"{c.Key}: {c.Value}"));
        Assert.All(covered.Where(c => c.Key.Responses >= 30).GroupBy(c => (c.Key.Figure, c.Key.Responses)), g =>
            Assert.True(g.Average(c => c.Value) is >= 0.93 and <= 0.97, $"{g.Key}: {g.Average(c => c.Value)}"));
        Assert.Equal(11, covered.Keys.Select(k => k.Figure).Distinct().Count());
    }

    private static IEnumerable<(string Figure, double Share)> Covered(SimulatedPopulation population, int responses, int repetitions, Random random)
    {
        var figures = SimulatedPopulation.Figures.Where(f => population.IsTested(f)).ToList();
        var hits = new int[figures.Count];
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var tally = new Tally(SimulatedPopulation.Layout);
            var moments = figures.ConvertAll(f => f.Definition.Factor == FactorRule.MeanOfItems ? new ResponseMoments(SimulatedPopulation.Questionnaire, f.Definition) : null);
            for (var i = 0; i < responses; i++)
            {
                var sheet = population.Draw(random);
                tally.Add(sheet);
                moments.ForEach(m => m?.Add(sheet));
            }

            for (var f = 0; f < figures.Count; f++)
            {
                var figure = figures[f].Item is { } item ? SatisfactionIndex.Item(tally, figures[f].Definition, item)
                    : moments[f]?.Composite() ?? SatisfactionIndex.Composite(tally, figures[f].Definition);
                var truth = population.TruthOf(figures[f]);
                hits[f] += figure.Interval is { } interval && interval.Low <= truth && truth <= interval.High ? 1 : 0;
            }
        }

        return figures.Select((f, i) => (f.Name, (double)hits[i] / repetitions));
    }
}
