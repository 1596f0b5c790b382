using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>
/// Every index that the platform shows, from counts alone. Blank and not-applicable are in no denominator. By method, all
/// of version 1, where a are valid answers, p positive ones, t negative ones and s their scores after reversal:
/// <list type="bullet">
/// <item><b>top_two_box</b>: 100·Σp/Σa, the share of positive answers ("tỷ lệ hài lòng"). Positive are the codes the
/// definition names, else the two best-scored points.</item>
/// <item><b>mean_score</b>: 100·(x̄ − min)/(max − min), where a reversed item's score counts as min + max − score.</item>
/// <item><b>mean_of_maximum</b>: 100·x̄/max, the older way (x̄/5); it cannot fall below 100·min/max.</item>
/// <item><b>points</b>: a dimension is a criterion that gives up to its weight in points. A figure is the share of the
/// points earned, so a composite is 100·Σw·R/Σw with R the dimension's mean score; see <see cref="PointsRating"/>.</item>
/// <item><b>expectation_met</b>: the mean of percentages that people state in a number item.</item>
/// <item><b>all_positive</b>: 100·(responses whose every valid answer is positive)/(responses with a valid answer), of the
/// whole index or of a dimension. Weights and factor rules have no part in it.</item>
/// <item><b>net_share</b>: 100·(Σp − Σt)/Σa, from −100 to 100. Negative are the codes the definition names, else the two
/// worst-scored points that are not positive.</item>
/// </list>
/// A dimension pools its items' answers, takes the mean of its items' indices, or counts one overall item
/// (<see cref="FactorRule"/>). A composite pools all answers or takes the weighted mean of its dimensions; where dimensions
/// have scales of different ranges, each answer is put on 0 to 1 first.
/// <para>Intervals are 95%. A share of responses (all_positive, and top_two_box of one item) takes Wilson's with the m
/// responses; every other figure takes Wilson's on the range of its method with the effective sample size
/// n* = r(1 − r)/v·(z/t)² of its linearised variance v, where r is its place in the range and t has m − 1 degrees (m where
/// v = 0; why: <see cref="Intervals.Of"/>). A mean of items takes a safe bound (<see cref="Figure.IntervalIsBound"/>):
/// counts do not hold how the answers to single items go together, so √v is at most Σ w·√v of the items (Cauchy and
/// Schwarz); <see cref="ResponseMoments"/> gives the exact one from the responses.</para>
/// </summary>
public static partial class SatisfactionIndex
{
    /// <summary>Whether figures can be made by this version of a method.</summary>
    public static bool Supports(IndexMethod method, int version) => version == 1 && Enum.IsDefined(method);

    /// <summary>
    /// Whether tallies of a version hold what a definition needs, for showing a period under another method, other weights
    /// or another factor rule beside the first: the same items with the same codes must be counted under the same index code.
    /// So the overall item alone, and all items instead of it, are different counts.
    /// </summary>
    /// <param name="layout">The version.</param>
    /// <param name="alternative">A definition, such as the version's own with another method.</param>
    public static bool Supports(TallyLayout layout, IndexDefinition alternative) =>
        Supports(alternative.Method, alternative.MethodVersion) && layout.Has(alternative);

    /// <summary>The methods under which a definition can be shown, in the order of <see cref="IndexMethod"/>; points only
    /// where it has a rating.</summary>
    /// <param name="layout">The version.</param>
    /// <param name="definition">A definition that tallies of the version count.</param>
    public static IReadOnlyList<IndexMethod> MethodsFor(TallyLayout layout, IndexDefinition definition) =>
        [.. Enum.GetValues<IndexMethod>().Where(m => (m != IndexMethod.Points || definition.Rating is not null) && Supports(layout, definition with { Method = m }))];

    /// <summary>
    /// The whole index. A weighted composite is absent when any of its dimensions is absent: leaving that dimension out
    /// would give its weight to the others, so the figure would measure something else under the same name, and a unit
    /// could gain by having its weakest dimension unanswered. For the same reason a mean of items is absent with any item.
    /// </summary>
    /// <param name="t">The counts.</param>
    /// <param name="d">The definition; method, weights, factor rule, minimum base and composite rule may differ from the
    /// version's own.</param>
    /// <param name="population">N, in a probability sample only: the variance takes the factor 1 − m/N, and a census
    /// (m ≥ N) has no interval. Null elsewhere.</param>
    /// <exception cref="ArgumentException">The tally does not count what the definition needs.</exception>
    /// <exception cref="NotSupportedException">No such version of the method.</exception>
    public static Figure Composite(Tally t, IndexDefinition d, long? population = null)
    {
        var slots = SlotsOf(t, d);
        var answers = Enumerable.Range(0, slots.Dimensions).Sum(i => t.Counts[slots.First(IndexSlots.A, i)]);
        var figure = Start(d, t.Counts[slots.Any], answers, BoundsOf(d, [.. slots.Lowest.Zip(slots.Highest)]));
        if (figure.BelowMinimumBase || !t.IsComparable(d.Code))
        {
            return figure;
        }

        if (IsShareOfResponses(d.Method, ItemsOf(d, Range.All)))
        {
            return OfResponses(figure, t.Counts[slots.AllPositive], population);
        }

        if (!IsWeighted(d))
        {
            return Finish(figure, LinearForm.Pooled(t, slots, d.Method, Range.All), population);
        }

        var absent = Enumerable.Range(0, slots.Dimensions).Any(i => t.Counts[slots.Responses(i)] < Minimum(d));
        return absent ? figure
            : IsMeanOfItems(d, Range.All) ? MeanOfItems(figure, t, slots, d, Range.All, population)
            : Finish(figure, LinearForm.Weighted(t, slots, d), population);
    }

    /// <summary>One dimension (yếu tố): its items by the factor rule.</summary>
    /// <param name="t">The counts.</param>
    /// <param name="d">The definition.</param>
    /// <param name="dimension">The dimension's code.</param>
    /// <param name="population">As in <see cref="Composite"/>.</param>
    /// <exception cref="ArgumentException">No such dimension, or the tally does not count what the definition needs.</exception>
    /// <exception cref="NotSupportedException">No such version of the method.</exception>
    public static Figure Dimension(Tally t, IndexDefinition d, string dimension, long? population = null)
    {
        var slots = SlotsOf(t, d);
        return Dimension(t, d, slots, slots.DimensionOf(dimension), population);
    }

    /// <summary>One item, as its index counts it (positive and negative codes, reversal).</summary>
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

        if (slots.IsNumber[place])
        {
            return Dimension(t, d, slots, place, population); // the dimension counts this item alone
        }

        var sums = ItemSums.Of(t, slots, place, item, d.Method);
        var figure = Start(d, sums.Answers, sums.Answers, Numerator.Bounds(d.Method, slots.Lowest[place], slots.Highest[place]));
        return figure.BelowMinimumBase ? figure
            : IsShareOfResponses(d.Method, 1) ? OfResponses(figure, sums.Sum, population)
            : Finish(figure, sums.Value, () => sums.Spread * figure.Base / (figure.Base - 1), population);
    }

    private static Figure Dimension(Tally t, IndexDefinition d, IndexSlots slots, int place, long? population)
    {
        var figure = Start(d, t.Counts[slots.Responses(place)], t.Counts[slots.First(IndexSlots.A, place)],
            Numerator.Bounds(d.Method, slots.Lowest[place], slots.Highest[place]));
        var only = place..(place + 1);
        return figure.BelowMinimumBase || !t.IsComparable(d.Code, d.Dimensions[place].Code) ? figure
            : IsShareOfResponses(d.Method, ItemsOf(d, only)) ? OfResponses(figure, t.Counts[slots.AllPositiveIn(place)], population)
            : IsMeanOfItems(d, only) ? MeanOfItems(figure, t, slots, d, only, population)
            : Finish(figure, LinearForm.Pooled(t, slots, d.Method, only), population);
    }

    // Value from the items' counts; for the interval the worst that the items' answers could have to do with each other.
    private static Figure MeanOfItems(Figure figure, Tally t, IndexSlots slots, IndexDefinition d, Range dimensions, long? population)
    {
        var (start, count) = dimensions.GetOffsetAndLength(slots.Dimensions);
        var all = d.Dimensions.Take(dimensions).Aggregate(Rational.Zero, (sum, x) => sum + Rational.FromDecimal(x.Weight));
        var (value, deviations) = (Rational.Zero, new List<double>());
        for (var place = start; place < start + count; place++)
        {
            var dimension = d.Dimensions[place];
            var weight = Rational.FromDecimal(dimension.Weight) / all / dimension.Items.Count;
            foreach (var item in dimension.Items)
            {
                var sums = ItemSums.Of(t, slots, place, item.Code, d.Method);
                if (sums.Answers < Minimum(d))
                {
                    return figure;
                }

                value += weight * sums.Value;
                deviations.Add(weight.ToDouble() * Math.Sqrt(sums.Spread.ToDouble()));
            }
        }

        // In one order, so that a version that lists its items otherwise gives the same figure to the last digit.
        var (m, deviation) = (figure.Base, deviations.Order().Sum());
        var finished = Finish(figure, value, m < 2 ? 0 : deviation * deviation * m / (m - 1), population);
        return finished with { IntervalIsBound = finished.Interval is not null };
    }

    private static IndexSlots SlotsOf(Tally t, IndexDefinition d) => Supports(d.Method, d.MethodVersion)
        ? t.Layout.Index(d)
        : throw new NotSupportedException($"There is no version {d.MethodVersion} of the method {d.Method}.");
}
