using System.Numerics;
using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// An index on the scale 0 to 1 together with its linearisation: each response i moves the index by
/// zᵢ = Σ_d (α_d·x_id − β_d·a_id), where a are its valid answers in dimension d and x its positive answers or its points.
/// The zᵢ sum to 0, so v = m/(m − 1)·Σzᵢ², and Σzᵢ² is a quadratic form in the second moments. (Taylor linearisation of
/// a ratio: W. G. Cochran, Sampling Techniques, 3rd ed. 1977, 6.4 and 6.13; C.-E. Särndal, B. Swensson, J. Wretman,
/// Model Assisted Survey Sampling, 1992, 5.5. For one ratio it is m/(m−1)·(Σs² − 2RΣsn + R²Σn²)/(Σn)².)
/// </summary>
internal readonly struct LinearForm
{
    private readonly Tally _tally;
    private readonly IndexSlots _slots;
    private readonly int _numerators; // place of x_0 in the response vector: positives or points
    private readonly Rational[] _alpha;
    private readonly Rational[] _beta;

    private LinearForm(Tally tally, IndexSlots slots, IndexMethod method, Rational value, Rational[] alpha, Rational[] beta)
    {
        (_tally, _slots, Value, _alpha, _beta) = (tally, slots, value, alpha, beta);
        _numerators = Numerators(slots, method);
    }

    /// <summary>The index, 0 to 1.</summary>
    public Rational Value { get; }

    /// <summary>All answers of some dimensions together: R = Σ_d x_d/r_d / Σ_d a_d, where r is the scale's range for
    /// points and 1 for positives. Needs at least one answer.</summary>
    public static LinearForm Pooled(Tally tally, IndexSlots slots, IndexMethod method, Range dimensions)
    {
        var (start, count) = dimensions.GetOffsetAndLength(slots.Dimensions);
        var alpha = new Rational[slots.Dimensions];
        var beta = new Rational[slots.Dimensions];
        long answers = 0;
        var sum = Rational.Zero;
        for (var d = start; d < start + count; d++)
        {
            answers += tally.Counts[slots.First(d)];
            sum += new Rational(tally.Counts[slots.First(Numerators(slots, method) + d)], RangeOf(slots, method, d));
        }

        var value = sum / answers;
        for (var d = start; d < start + count; d++)
        {
            alpha[d] = new Rational(1, (BigInteger)RangeOf(slots, method, d) * answers);
            beta[d] = value / answers;
        }

        return new(tally, slots, method, value, alpha, beta);
    }

    /// <summary>The weighted mean of the dimensions' indices: R = Σ_d w_d·R_d / Σ_d w_d. Needs an answer in each.</summary>
    public static LinearForm Weighted(Tally tally, IndexSlots slots, IndexDefinition definition)
    {
        var alpha = new Rational[slots.Dimensions];
        var beta = new Rational[slots.Dimensions];
        var weights = definition.Dimensions.Select(d => Rational.FromDecimal(d.Weight)).ToArray();
        var all = weights.Aggregate((a, b) => a + b);
        var value = Rational.Zero;
        for (var d = 0; d < slots.Dimensions; d++)
        {
            long answers = tally.Counts[slots.First(d)], range = RangeOf(slots, definition.Method, d);
            var part = new Rational(
                tally.Counts[slots.First(Numerators(slots, definition.Method) + d)], (BigInteger)range * answers);
            var share = weights[d] / all;
            value += share * part;
            alpha[d] = share / (range * (Rational)answers);
            beta[d] = share * part / answers;
        }

        return new(tally, slots, definition.Method, value, alpha, beta);
    }

    /// <summary>v = m/(m − 1)·Σzᵢ², exactly. Exact because the terms nearly cancel, and 0 must come out as 0.</summary>
    /// <param name="responses">m, 2 or more.</param>
    public Rational Variance(long responses)
    {
        var dimensions = _slots.Dimensions;
        var common = _alpha.Concat(_beta).Aggregate(BigInteger.One, (l, r) => LeastCommonMultiple(l, r.Denominator));
        var factors = new BigInteger[_slots.VectorLength];
        for (var d = 0; d < dimensions; d++)
        {
            factors[d] = -_beta[d].Numerator * (common / _beta[d].Denominator);
            factors[_numerators + d] = _alpha[d].Numerator * (common / _alpha[d].Denominator);
        }

        var sum = BigInteger.Zero;
        for (var i = 0; i < factors.Length; i++)
        {
            for (var j = i; j < factors.Length; j++)
            {
                if (!factors[i].IsZero && !factors[j].IsZero)
                {
                    var twice = i == j ? 1 : 2;
                    sum += twice * factors[i] * factors[j] * _tally.Counts[_slots.Second(i, j)];
                }
            }
        }

        return new(sum * responses, common * common * (responses - 1));
    }

    private static int Numerators(IndexSlots slots, IndexMethod method) =>
        method == IndexMethod.TopTwoBox ? slots.Dimensions : 2 * slots.Dimensions;

    private static int RangeOf(IndexSlots slots, IndexMethod method, int d) =>
        method == IndexMethod.TopTwoBox ? 1 : slots.Ranges[d];

    private static BigInteger LeastCommonMultiple(BigInteger a, BigInteger b) =>
        a / BigInteger.GreatestCommonDivisor(a, b) * b;
}
