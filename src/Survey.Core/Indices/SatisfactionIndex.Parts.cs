using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

// What figures from tallies and figures from responses have in common.
public static partial class SatisfactionIndex
{
    internal static int Minimum(IndexDefinition d) => Math.Max(1, d.MinimumBase);

    internal static bool IsWeighted(IndexDefinition d) => d.Composite == CompositeRule.Weighted || d.Method == IndexMethod.Points;

    /// <summary>Whether the factor rule makes a difference: a dimension of one item is that item.</summary>
    internal static bool IsMeanOfItems(IndexDefinition d, Range dimensions) =>
        d.Factor == FactorRule.MeanOfItems && d.Dimensions.Take(dimensions).Any(x => x.Items.Count > 1);

    /// <summary>The least and the most that a composite can be, as parts of 1.</summary>
    internal static (double Low, double High) BoundsOf(IndexDefinition d, IReadOnlyList<(int Lowest, int Highest)> scores)
    {
        var bounds = scores.Select(s => Numerator.Bounds(d.Method, s.Lowest, s.Highest)).ToList();
        if (!IsWeighted(d) || bounds.Distinct().Count() == 1)
        {
            return (bounds.Min(b => b.Low), bounds.Max(b => b.High));
        }

        var all = (double)d.Dimensions.Sum(x => x.Weight);
        return (bounds.Zip(d.Dimensions, (b, x) => b.Low * (double)x.Weight).Sum() / all, bounds.Zip(d.Dimensions, (b, x) => b.High * (double)x.Weight).Sum() / all);
    }

    internal static Figure Start(IndexDefinition d, long responses, long answers, (double Low, double High) bounds) => new()
    {
        Base = responses,
        Answers = answers,
        BelowMinimumBase = responses < Minimum(d),
        Method = d.Method,
        MethodVersion = d.MethodVersion,
        Lowest = 100 * bounds.Low,
        Highest = 100 * bounds.High,
    };

    /// <summary>A share of responses: binomial, so the sample size is the number of responses and the variance no estimate.</summary>
    internal static Figure OfResponses(Figure figure, long positive, long? population)
    {
        var (share, m) = (new Rational(positive, figure.Base), figure.Base);
        figure = figure with { Value = 100 * share };
        if (m < 2 || population <= m)
        {
            return figure;
        }

        var n = m / FactorOf(m, population);
        var p = share.ToDouble();
        return figure with { StandardError = 100 * Math.Sqrt((share * (1 - share)).ToDouble() / n), Interval = Intervals.Wilson(figure, p, n) };
    }

    /// <summary>Whether the figure is a share of responses: of those with nothing but positive answers, or of the positive
    /// answers to one item, of which a response has one at most.</summary>
    internal static bool IsShareOfResponses(IndexMethod method, int items) =>
        method == IndexMethod.AllPositive || (method == IndexMethod.TopTwoBox && items == 1);

    /// <summary>How many items the index of a definition, or of some of its dimensions, counts.</summary>
    internal static int ItemsOf(IndexDefinition d, Range dimensions) => d.Dimensions.Take(dimensions).Sum(x => x.Counted(d.Factor).Count());

    internal static Figure Finish(Figure figure, Rational value, Func<Rational> variance, long? population) =>
        Finish(figure, value, figure.Base < 2 ? 0 : Math.Max(0, variance().ToDouble()), population);

    private static Figure Finish(Figure figure, LinearForm form, long? population) =>
        Finish(figure, form.Value, () => form.Variance(figure.Base), population);

    private static Figure Finish(Figure figure, Rational value, double variance, long? population)
    {
        var m = figure.Base;
        figure = figure with { Value = 100 * value };
        if (m < 2 || population <= m)
        {
            return figure; // one response says nothing about spread; a census has no sampling error
        }

        var factor = FactorOf(m, population);
        var v = variance * factor;
        return figure with
        {
            StandardError = 100 * Math.Sqrt(v),
            Interval = Intervals.Of(figure, value.ToDouble(), v, m / factor, m - 1),
        };
    }

    private static double FactorOf(long m, long? population) => population is { } n ? 1 - ((double)m / n) : 1;
}
