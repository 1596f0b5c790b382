using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// Every index that the platform shows, from counts alone.
/// <list type="bullet">
/// <item><b>top_two_box, version 1</b>: 100·Σp/Σa, the share of positive answers among valid ones ("tỷ lệ hài lòng").
/// Positive are the codes the definition names, else the two best-scored points after reversal.</item>
/// <item><b>mean_score, version 1</b>: 100·(x̄ − min)/(max − min) over valid answers, where a reversed item's score counts
/// as min + max − score. Where dimensions have scales of different ranges, each answer is put on 0 to 1 first.</item>
/// </list>
/// Blank and not-applicable are in no denominator. A dimension pools its items' answers; a composite pools all answers or
/// takes the weighted mean of its dimensions. Intervals are 95%: shares take Wilson's with the effective sample size
/// n* = R(1 − R)/v of the linearised variance v (n* = m where v = 0), means take Student's with m − 1 degrees.
/// </summary>
public static partial class SatisfactionIndex
{
    /// <summary>Whether figures can be made by this version of a method.</summary>
    public static bool Supports(IndexMethod method, int version) =>
        version == 1 && method is (IndexMethod.TopTwoBox or IndexMethod.MeanScore);

    /// <summary>
    /// The whole index. A weighted composite is absent when any of its dimensions is absent: leaving that dimension out
    /// would give its weight to the others, so the figure would measure something else under the same name, and a unit
    /// could gain by having its weakest dimension unanswered.
    /// </summary>
    /// <param name="t">The counts.</param>
    /// <param name="d">The definition; method, weights, minimum base and composite rule may differ from the version's own.</param>
    /// <param name="population">N, in a probability sample only: the variance takes the factor 1 − m/N, and a census
    /// (m ≥ N) has no interval. Null elsewhere.</param>
    /// <exception cref="ArgumentException">The tally does not count what the definition needs.</exception>
    /// <exception cref="NotSupportedException">No such version of the method.</exception>
    public static Figure Composite(Tally t, IndexDefinition d, long? population = null)
    {
        var slots = SlotsOf(t, d);
        var figure = Start(d, t.Counts[slots.Any], Sum(t, slots));
        if (figure.BelowMinimumBase || !t.IsComparable(d.Code))
        {
            return figure;
        }

        if (d.Composite == CompositeRule.Pooled)
        {
            return Finish(figure, LinearForm.Pooled(t, slots, d.Method, Range.All), population);
        }

        var absent = Enumerable.Range(0, slots.Dimensions).Any(i => t.Counts[slots.Responses(i)] < Minimum(d));
        return absent ? figure : Finish(figure, LinearForm.Weighted(t, slots, d), population);
    }

    /// <summary>One dimension (yếu tố): the answers to its items together.</summary>
    /// <param name="t">The counts.</param>
    /// <param name="d">The definition.</param>
    /// <param name="dimension">The dimension's code.</param>
    /// <param name="population">As in <see cref="Composite"/>.</param>
    /// <exception cref="ArgumentException">No such dimension, or the tally does not count what the definition needs.</exception>
    /// <exception cref="NotSupportedException">No such version of the method.</exception>
    public static Figure Dimension(Tally t, IndexDefinition d, string dimension, long? population = null)
    {
        var slots = SlotsOf(t, d);
        var place = slots.DimensionOf(dimension);
        var figure = Start(d, t.Counts[slots.Responses(place)], t.Counts[slots.First(place)]);
        return figure.BelowMinimumBase || !t.IsComparable(d.Code, dimension)
            ? figure
            : Finish(figure, LinearForm.Pooled(t, slots, d.Method, place..(place + 1)), population);
    }

    /// <summary>One item, as its index counts it (positive codes, reversal).</summary>
    /// <param name="t">The counts.</param>
    /// <param name="d">The definition.</param>
    /// <param name="item">The item's code; an item of two dimensions counts as in the first.</param>
    /// <param name="population">As in <see cref="Composite"/>.</param>
    /// <exception cref="ArgumentException">The index has no such item, or the tally does not count what it needs.</exception>
    /// <exception cref="NotSupportedException">No such version of the method.</exception>
    public static Figure Item(Tally t, IndexDefinition d, string item, long? population = null)
    {
        var slots = SlotsOf(t, d);
        var place = Enumerable.Range(0, slots.Dimensions).FirstOrDefault(i => slots.HasItem(i, item), -1);
        if (place < 0)
        {
            throw new ArgumentException($"The index {d.Code} has no item {item}.", nameof(item));
        }

        var answers = t.Answered(item);
        var figure = Start(d, answers, answers);
        return figure.BelowMinimumBase ? figure : FinishItem(figure, t, slots, place, t.Layout.Item(item), population);
    }

    private static Figure FinishItem(Figure figure, Tally t, IndexSlots slots, int place, ItemSlots item, long? population)
    {
        long sum = 0, squares = 0;
        foreach (var code in item.Codes)
        {
            var position = item.PositionOf(code);
            foreach (var c in item.ContributionsAt(position))
            {
                if (ReferenceEquals(c.Index, slots) && c.Dimension == place)
                {
                    var x = figure.Method == IndexMethod.TopTwoBox ? c.Positive : c.Points;
                    sum += x * t.Counts[position];
                    squares += (long)x * x * t.Counts[position];
                }
            }
        }

        // n = 1 in every response, so Σs² − 2RΣs + R²m is Σs² − (Σs)²/m.
        var m = figure.Base;
        Rational range = figure.Method == IndexMethod.TopTwoBox ? 1 : slots.Ranges[place];
        var value = new Rational(sum, m) / range;
        return Finish(figure, value, () => (squares - (sum * (Rational)sum / m)) / (range * range * m * (m - 1)), population);
    }

    private static IndexSlots SlotsOf(Tally t, IndexDefinition d) => Supports(d.Method, d.MethodVersion)
        ? t.Layout.Index(d)
        : throw new NotSupportedException($"There is no version {d.MethodVersion} of the method {d.Method}.");

    private static long Sum(Tally t, IndexSlots slots)
    {
        long sum = 0;
        for (var i = 0; i < slots.Dimensions; i++)
        {
            sum += t.Counts[slots.First(i)];
        }

        return sum;
    }

    private static int Minimum(IndexDefinition d) => Math.Max(1, d.MinimumBase);

    private static Figure Start(IndexDefinition d, long responses, long answers) => new()
    {
        Base = responses,
        Answers = answers,
        BelowMinimumBase = responses < Minimum(d),
        Method = d.Method,
        MethodVersion = d.MethodVersion,
    };

    private static Figure Finish(Figure figure, LinearForm form, long? population) =>
        Finish(figure, form.Value, () => form.Variance(figure.Base), population);

    private static Figure Finish(Figure figure, Rational value, Func<Rational> variance, long? population)
    {
        var m = figure.Base;
        figure = figure with { Value = 100 * value };
        if (m < 2 || population <= m)
        {
            return figure; // one response says nothing about spread; a census has no sampling error
        }

        var factor = population is { } n ? 1 - ((double)m / n) : 1;
        var v = Math.Max(0, variance().ToDouble()) * factor;
        return figure with
        {
            StandardError = 100 * Math.Sqrt(v),
            Interval = Intervals.Of(figure.Method, value.ToDouble(), v, m / factor, m - 1),
        };
    }
}
