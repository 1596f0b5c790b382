using System.Numerics;
using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// An index on the scale of 1 together with its linearisation: each response i moves the index by zᵢ, a sum over its
/// vector's elements with the factors kept here: for the dimension d with weight ω_d, ω_d·(x_id − R·a_id)/Σa_d, where a are
/// its valid answers, x what the method adds up (<see cref="Numerator"/>) and R the index.
/// The zᵢ sum to 0, so v = m/(m − 1)·Σzᵢ², and Σzᵢ² is a quadratic form in the second moments. (Taylor linearisation of
/// a ratio: W. G. Cochran, Sampling Techniques, 3rd ed. 1977, 6.4 and 6.13; C.-E. Särndal, B. Swensson, J. Wretman,
/// Model Assisted Survey Sampling, 1992, 5.5. For one ratio it is m/(m−1)·(Σs² − 2RΣsn + R²Σn²)/(Σn)².)
/// </summary>
internal sealed class LinearForm
{
    private readonly Tally _tally;
    private readonly IndexSlots _slots;
    private readonly Rational[,] _factors; // by family and dimension

    private LinearForm(Tally tally, IndexSlots slots) =>
        (_tally, _slots, _factors) = (tally, slots, new Rational[IndexSlots.T + 1, slots.Dimensions]);

    /// <summary>The index as a part of 1.</summary>
    public Rational Value { get; private set; }

    /// <summary>All answers of some dimensions together: R = Σ_d x_d/Σ_d a_d. Needs at least one answer.</summary>
    public static LinearForm Pooled(Tally tally, IndexSlots slots, IndexMethod method, Range dimensions)
    {
        var form = new LinearForm(tally, slots);
        var (start, count) = dimensions.GetOffsetAndLength(slots.Dimensions);
        long answers = 0;
        var sum = Rational.Zero;
        for (var d = start; d < start + count; d++)
        {
            answers += form.Answers(d);
            sum += form.Sum(method, d);
        }

        form.Value = sum / answers;
        for (var d = start; d < start + count; d++)
        {
            form.Set(method, d, new Rational(1, answers), form.Value);
        }

        return form;
    }

    /// <summary>The weighted mean of the dimensions' indices: R = Σ_d w_d·R_d/Σ_d w_d. Needs an answer in each.</summary>
    public static LinearForm Weighted(Tally tally, IndexSlots slots, IndexDefinition definition)
    {
        var form = new LinearForm(tally, slots);
        var weights = definition.Dimensions.Select(d => Rational.FromDecimal(d.Weight)).ToArray();
        var all = weights.Aggregate((a, b) => a + b);
        for (var d = 0; d < slots.Dimensions; d++)
        {
            var part = form.Sum(definition.Method, d) / form.Answers(d);
            form.Value += weights[d] / all * part;
            form.Set(definition.Method, d, weights[d] / all / form.Answers(d), part);
        }

        return form;
    }

    /// <summary>v = m/(m − 1)·Σzᵢ², exactly. Exact because the terms nearly cancel, and 0 must come out as 0.</summary>
    /// <param name="responses">m, 2 or more.</param>
    public Rational Variance(long responses)
    {
        var common = BigInteger.One;
        foreach (var factor in _factors)
        {
            common = LeastCommonMultiple(common, factor.Denominator);
        }

        var elements = Elements(common);
        var sum = BigInteger.Zero;
        for (var i = 0; i < elements.Count; i++)
        {
            var (family, d, factor) = elements[i];
            sum += factor * factor * _tally.Counts[_slots.Second(family, d, family, d)];
            for (var j = i + 1; j < elements.Count; j++)
            {
                var (other, e, second) = elements[j];
                sum += 2 * factor * second * _tally.Counts[_slots.Second(family, d, other, e)];
            }
        }

        return new(sum * responses, common * common * (responses - 1));
    }

    private List<(int Family, int Dimension, BigInteger Factor)> Elements(BigInteger common)
    {
        var elements = new List<(int, int, BigInteger)>();
        for (var family = IndexSlots.A; family <= IndexSlots.T; family++)
        {
            for (var d = 0; d < _slots.Dimensions; d++)
            {
                if (_factors[family, d] is { Sign: not 0 } factor)
                {
                    elements.Add((family, d, factor.Numerator * (common / factor.Denominator)));
                }
            }
        }

        return elements;
    }

    private long Answers(int d) => _tally.Counts[_slots.First(IndexSlots.A, d)];

    private Rational Sum(IndexMethod method, int d)
    {
        var numerator = Numerator.Of(method, _slots, d);
        long sum = 0;
        for (var family = IndexSlots.A; family <= IndexSlots.T; family++)
        {
            sum += numerator.Factor(family) * _tally.Counts[_slots.First(family, d)];
        }

        return new(sum, numerator.Divisor);
    }

    private void Set(IndexMethod method, int d, Rational weight, Rational index)
    {
        var numerator = Numerator.Of(method, _slots, d);
        for (var family = IndexSlots.A; family <= IndexSlots.T; family++)
        {
            _factors[family, d] = weight * new Rational(numerator.Factor(family), numerator.Divisor);
        }

        _factors[IndexSlots.A, d] -= weight * index;
    }

    private static BigInteger LeastCommonMultiple(BigInteger a, BigInteger b) =>
        a / BigInteger.GreatestCommonDivisor(a, b) * b;
}
