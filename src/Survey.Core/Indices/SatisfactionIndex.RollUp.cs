using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

public static partial class SatisfactionIndex
{
    /// <summary>A unit with fewer responses does not count in its parent's roll-up.</summary>
    public const int MinimumUnitBase = 5;

    /// <summary>
    /// The unweighted mean of the direct children's figures, each child counting once however many responses it has.
    /// (Đồng Tháp 2020: 57.56, 73.49 and 76.77 give 69.27.) With weights w = 1/k the variance is Σw²v.
    /// </summary>
    /// <param name="children">The children's figures, of one method.</param>
    /// <exception cref="ArgumentException">The children's figures come from different methods.</exception>
    public static RollUpFigure MeanOfUnits(IReadOnlyList<Figure> children) =>
        RollUp([.. children.Select(c => (c, 1L))]);

    /// <summary>
    /// The mean of the direct children's figures, weighted by their transactions in the period. With weights
    /// w = transactions/Σ transactions, which are known and not estimated, the variance is Σw²v.
    /// </summary>
    /// <param name="children">The children's figures, of one method, with their transactions, 0 or more. A child without
    /// transactions is left out.</param>
    /// <exception cref="ArgumentException">The children's figures come from different methods.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of transactions is negative.</exception>
    public static RollUpFigure Weighted(IReadOnlyList<(Figure Figure, long Transactions)> children) => RollUp(children);

    /// <summary>
    /// The difference of two figures of independent groups of responses, with Newcombe's interval. Change is more than
    /// noise where the interval leaves 0 out, so two overlapping intervals may still differ.
    /// </summary>
    /// <param name="now">The later figure, or the figure compared.</param>
    /// <param name="before">The earlier figure, or the one it is compared with.</param>
    public static Difference Compare(Figure now, Figure before)
    {
        if (now.Method != before.Method || now.MethodVersion != before.MethodVersion)
        {
            return new() { Comparable = false };
        }

        if (now.Value is not { } a || before.Value is not { } b)
        {
            return new();
        }

        return new()
        {
            Value = a - b,
            Interval = now.Interval is { } i && before.Interval is { } j
                ? Intervals.OfDifference(a.ToDouble(), i, b.ToDouble(), j)
                : null,
        };
    }

    private static RollUpFigure RollUp(IReadOnlyList<(Figure Figure, long Weight)> children)
    {
        var counted = new List<(Figure Figure, long Weight)>();
        var leftOut = new List<int>();
        for (var i = 0; i < children.Count; i++)
        {
            var (figure, weight) = children[i];
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(children));
            if (figure.Value is null || figure.Base < MinimumUnitBase || weight == 0)
            {
                leftOut.Add(i);
            }
            else
            {
                counted.Add((figure, weight));
            }
        }

        return new() { Figure = Combine(counted), LeftOut = leftOut };
    }

    private static Figure Combine(List<(Figure Figure, long Weight)> units)
    {
        if (units.Count == 0)
        {
            return new() { BelowMinimumBase = true };
        }

        var first = units[0].Figure;
        if (units.Any(u => u.Figure.Method != first.Method || u.Figure.MethodVersion != first.MethodVersion))
        {
            throw new ArgumentException("Units' figures of different methods have no mean.", nameof(units));
        }

        var all = units.Aggregate(Rational.Zero, (sum, u) => sum + u.Weight);
        var mean = units.Aggregate(Rational.Zero, (sum, u) => sum + (u.Figure.Value!.Value * u.Weight)) / all;
        var figure = new Figure
        {
            Value = mean,
            Base = units.Sum(u => u.Figure.Base),
            Answers = units.Sum(u => u.Figure.Answers),
            Method = first.Method,
            MethodVersion = first.MethodVersion,
            Lowest = units.Min(u => u.Figure.Lowest),
            Highest = units.Max(u => u.Figure.Highest),
            IntervalIsBound = units.Exists(u => u.Figure.IntervalIsBound),
        };
        return units.TrueForAll(u => u.Figure.StandardError is not null) ? WithInterval(figure, units, all) : figure;
    }

    private static Figure WithInterval(Figure figure, List<(Figure Figure, long Weight)> units, Rational all)
    {
        var variance = units.Sum(u =>
        {
            var part = (u.Weight / all).ToDouble() * u.Figure.StandardError!.Value / 100;
            return part * part;
        });
        // The units' variances rest on Σ(m − 1) degrees together.
        var degrees = figure.Base - units.Count;
        return figure with
        {
            StandardError = 100 * Math.Sqrt(variance),
            Interval = Intervals.Of(figure, figure.Value!.Value.ToDouble() / 100, variance, figure.Base, degrees),
        };
    }
}
